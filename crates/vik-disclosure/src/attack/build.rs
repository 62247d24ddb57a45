//! From statements to a linear system over the leaves of cubes.
//!
//! The unknowns are the true counts of the leaves of each cube, for each stretch of months that
//! no statement tells apart. For an acyclic set of cubes this is exact: whole tables that agree on
//! what they share always extend to one table of cases. For a cyclic set it allows too many
//! worlds, and the attacker may miss something; [`Built::exact`] says which it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::attack::links::{Shared, shared_sets};
use crate::attack::plan::Plan;
use crate::attack::stretches::{Stretch, stretches};
use crate::attack::system::{Knowledge, Source, Standing, System, Target, Unknown};
use crate::ledger::{Cell, Codes, Counted, Entry, Rule};

/// A system and whether its worlds are exactly the possible ones.
pub(crate) struct Built {
    pub(crate) system: System,
    pub(crate) exact: bool,
}

/// The leaves of a cube in a stretch.
struct Leaves {
    attributes: BTreeSet<u32>,
    /// Code list to unknowns of cases and of persons.
    unknowns: BTreeMap<u32, [Option<usize>; 2]>,
}

/// Leaves by the codes of some attributes.
type ByCodes = BTreeMap<Codes, Vec<u32>>;

struct Builder<'a> {
    plan: &'a Plan<'a>,
    stretches: Vec<Stretch>,
    leaves: BTreeMap<(u32, usize), Leaves>,
    indexes: BTreeMap<(u32, usize, Vec<u32>), ByCodes>,
    system: System,
}

/// Builds the system of some entries; those from `elsewhere` on are known from elsewhere.
pub(crate) fn build(plan: &Plan<'_>, entries: &[usize], elsewhere: usize) -> Built {
    let all = plan.ledger.entries();
    let chosen: Vec<(&Entry, bool)> = entries
        .iter()
        .map(|place| (&all[*place], *place >= elsewhere))
        .collect();
    let mut builder = Builder {
        plan,
        stretches: stretches(plan, &chosen),
        leaves: BTreeMap::new(),
        indexes: BTreeMap::new(),
        system: System::default(),
    };
    builder.add_unknowns(&chosen);
    builder.add_statements(&chosen);
    builder.add_pairs();
    let exact = builder.add_links(&chosen);
    Built {
        system: builder.system,
        exact,
    }
}

impl Builder<'_> {
    fn cell(&self, cube: u32, period: &str, codes: &Codes, measure: Counted) -> Cell {
        Cell {
            cube: self.plan.ledger.word(cube).to_owned(),
            period: period.to_owned(),
            codes: self.plan.ledger.code_map(codes),
            measure,
        }
    }

    /// The leaves of a cube in a stretch are those of the shortest period around it.
    fn add_unknowns(&mut self, chosen: &[(&Entry, bool)]) {
        let ledger = self.plan.ledger;
        let mut attributes: BTreeMap<(u32, u32), BTreeSet<u32>> = BTreeMap::new();
        let mut measures: BTreeMap<u32, BTreeSet<Counted>> = BTreeMap::new();
        let own =
            |entry: &Entry, elsewhere: bool| !elsewhere && ledger.rule(entry.rule) != Rule::AtLeast;
        for (entry, elsewhere) in chosen {
            if own(entry, *elsewhere) {
                let names = ledger.codes(entry.codes).iter().map(|(name, _)| *name);
                attributes
                    .entry((entry.cube, entry.period))
                    .or_default()
                    .extend(names);
                measures
                    .entry(entry.cube)
                    .or_default()
                    .insert(entry.measure);
            }
        }
        let mut lists: BTreeMap<(u32, u32), BTreeSet<u32>> = BTreeMap::new();
        for (entry, elsewhere) in chosen {
            let place = (entry.cube, entry.period);
            if own(entry, *elsewhere)
                && attributes
                    .get(&place)
                    .is_some_and(|all| all.len() == ledger.codes(entry.codes).len())
            {
                lists.entry(place).or_default().insert(entry.codes);
            }
        }
        for (cube, measures) in &measures {
            for (place, stretch) in self.stretches.iter().enumerate() {
                let around = stretch
                    .periods
                    .iter()
                    .filter(|period| lists.contains_key(&(*cube, **period)));
                let shortest = around
                    .clone()
                    .map(|period| self.plan.months[period].len())
                    .min();
                let Some(shortest) = shortest else { continue };
                let mut leaves = Leaves {
                    attributes: BTreeSet::new(),
                    unknowns: BTreeMap::new(),
                };
                for period in around.filter(|period| self.plan.months[*period].len() == shortest) {
                    leaves.attributes.extend(&attributes[&(*cube, *period)]);
                    for codes in &lists[&(*cube, *period)] {
                        leaves.unknowns.entry(*codes).or_default();
                    }
                }
                for (codes, unknowns) in &mut leaves.unknowns {
                    for measure in measures {
                        unknowns[slot(*measure)] = Some(self.system.unknowns.len());
                        self.system.unknowns.push(Unknown {
                            cell: Cell {
                                cube: ledger.word(*cube).to_owned(),
                                period: stretch.name.clone(),
                                codes: ledger.code_map(ledger.codes(*codes)),
                                measure: *measure,
                            },
                            high: i64::MAX,
                        });
                    }
                }
                self.leaves.insert((*cube, place), leaves);
            }
        }
    }

    /// The unknowns of a cube in a stretch whose codes agree with these.
    fn matching(
        &mut self,
        cube: u32,
        stretch: usize,
        codes: &Codes,
        measure: Counted,
    ) -> Vec<usize> {
        let Some(leaves) = self.leaves.get(&(cube, stretch)) else {
            return Vec::new();
        };
        let names: Vec<u32> = codes.iter().map(|(name, _)| *name).collect();
        let ledger = self.plan.ledger;
        let index = self
            .indexes
            .entry((cube, stretch, names.clone()))
            .or_insert_with(|| {
                let mut index = ByCodes::new();
                for list in leaves.unknowns.keys() {
                    let part = projected(ledger.codes(*list), |name| names.contains(&name));
                    index.entry(part).or_default().push(*list);
                }
                index
            });
        index
            .get(codes)
            .into_iter()
            .flatten()
            .filter_map(|list| leaves.unknowns[list][slot(measure)])
            .collect()
    }

    fn form(
        &mut self,
        cube: u32,
        period: u32,
        codes: &Codes,
        measure: Counted,
    ) -> Vec<(usize, i64)> {
        let mut terms = Vec::new();
        for stretch in 0..self.stretches.len() {
            if self.stretches[stretch].periods.contains(&period) {
                terms.extend(
                    self.matching(cube, stretch, codes, measure)
                        .into_iter()
                        .map(|unknown| (unknown, 1)),
                );
            }
        }
        terms.sort_unstable();
        terms
    }

    fn add_statements(&mut self, chosen: &[(&Entry, bool)]) {
        let ledger = self.plan.ledger;
        let mut published: BTreeSet<usize> = BTreeSet::new();
        let mut targets: BTreeSet<(u32, u32, u32, Counted)> = BTreeSet::new();
        let cubes: BTreeSet<u32> = self.leaves.keys().map(|(cube, _)| *cube).collect();
        let registered = self.registered(chosen);
        for (entry, elsewhere) in chosen {
            let (low, high) = self.plan.range(entry);
            let codes = ledger.codes(entry.codes).clone();
            let cell = self.cell(entry.cube, ledger.word(entry.period), &codes, entry.measure);
            let source = match (elsewhere, entry.value) {
                (true, Some(value)) => Source::Elsewhere(cell.clone(), i64::from(value)),
                _ => Source::Published(cell.clone(), entry.value.map(i64::from)),
            };
            if !cubes.contains(&entry.cube) {
                self.add_story(&cubes, entry, &codes, (low, high), source);
                continue;
            }
            let terms = self.form(entry.cube, entry.period, &codes, entry.measure);
            if terms.is_empty() {
                continue;
            }
            if let ([(unknown, _)], false) = (&terms[..], *elsewhere)
                && ledger.rule(entry.rule) != Rule::AtLeast
            {
                published.insert(*unknown);
            }
            if low > 0 || high < i64::MAX {
                self.system.knowledge.push(Knowledge {
                    terms: terms.clone(),
                    low,
                    high,
                    source,
                });
            }
            let key = (entry.cube, entry.period, entry.codes, entry.measure);
            if self.plan.is_protected(entry) && !elsewhere && targets.insert(key) {
                let told = (entry.period, codes, entry.measure);
                let on_purpose = entry.value.is_some() && registered.contains(&told);
                self.system.targets.push(Target {
                    cell,
                    terms,
                    shown: entry.value.map(i64::from),
                    standing: if on_purpose {
                        Standing::Registered
                    } else {
                        Standing::Protected
                    },
                });
            }
        }
        for unknown in 0..self.system.unknowns.len() {
            if !published.contains(&unknown) {
                self.system.targets.push(Target {
                    cell: self.system.unknowns[unknown].cell.clone(),
                    terms: vec![(unknown, 1)],
                    shown: None,
                    standing: Standing::Unpublished,
                });
            }
        }
    }

    /// Cells that are shown exactly on purpose, in whatever cube: registered totals and what they add up
    /// to, level by level.
    fn registered(&self, chosen: &[(&Entry, bool)]) -> BTreeSet<(u32, Codes, Counted)> {
        let ledger = self.plan.ledger;
        let exact = |entry: &Entry| ledger.rule(entry.rule) == Rule::Exact && entry.value.is_some();
        let mut registered = BTreeSet::new();
        for (entry, elsewhere) in chosen {
            if *elsewhere || !exact(entry) {
                continue;
            }
            let codes = ledger.codes(entry.codes);
            for some in 0..1_u32 << codes.len().min(8) {
                let kept = codes.iter().enumerate().take(8);
                let kept = kept.filter(|(place, _)| some >> place & 1 == 1);
                let kept = kept.map(|(_, code)| *code).collect();
                registered.insert((entry.period, kept, entry.measure));
            }
        }
        registered
    }

    /// The facets of a story may lie in several cubes: each cube holds at least as many persons
    /// with those facets that it has. A cube that has none of them says nothing new.
    fn add_story(
        &mut self,
        cubes: &BTreeSet<u32>,
        entry: &Entry,
        codes: &Codes,
        (low, high): (i64, i64),
        source: Source,
    ) {
        for cube in cubes {
            let attributes: BTreeSet<u32> = self
                .leaves
                .iter()
                .filter(|((own, _), _)| own == cube)
                .flat_map(|(_, leaves)| leaves.attributes.iter().copied())
                .collect();
            let own = projected(codes, |name| attributes.contains(&name));
            let whole = own.len() == codes.len();
            let terms = self.form(*cube, entry.period, &own, entry.measure);
            if !terms.is_empty() {
                self.system.knowledge.push(Knowledge {
                    terms,
                    low,
                    high: if whole { high } else { i64::MAX },
                    source: source.clone(),
                });
            }
        }
    }

    fn add_pairs(&mut self) {
        let system = &mut self.system;
        for unknowns in self
            .leaves
            .values()
            .flat_map(|leaves| leaves.unknowns.values())
        {
            let [Some(cases), Some(persons)] = *unknowns else {
                continue;
            };
            let mut add = |of_cases, of_persons, source| {
                let mut terms = vec![(cases, of_cases), (persons, of_persons)];
                terms.sort_unstable();
                system.knowledge.push(Knowledge {
                    terms,
                    low: 0,
                    high: i64::MAX,
                    source,
                });
            };
            let cell = system.unknowns[cases].cell.clone();
            add(1, -1, Source::NotMorePersons(cell.clone()));
            add(-1, 2, Source::NotMoreThanTwo(cell));
        }
    }

    /// Cubes of one population count the same cases on what they share.
    fn add_links(&mut self, chosen: &[(&Entry, bool)]) -> bool {
        let population: BTreeMap<u32, u32> = chosen
            .iter()
            .map(|(entry, _)| (entry.cube, entry.population))
            .collect();
        let ledger = self.plan.ledger;
        let mut exact = true;
        for stretch in 0..self.stretches.len() {
            let mut by_population: BTreeMap<u32, Vec<(u32, BTreeSet<u32>)>> = BTreeMap::new();
            for ((cube, _), leaves) in self.leaves.iter().filter(|((_, own), _)| *own == stretch) {
                let has_cases = leaves
                    .unknowns
                    .values()
                    .any(|unknowns| unknowns[0].is_some());
                if let Some(population) = population.get(cube).filter(|_| has_cases) {
                    by_population
                        .entry(*population)
                        .or_default()
                        .push((*cube, leaves.attributes.clone()));
                }
            }
            for cubes in by_population.into_values() {
                let (shared, acyclic) = shared_sets(&cubes);
                exact &= acyclic;
                for Shared {
                    left,
                    right,
                    attributes,
                } in shared
                {
                    let keys: BTreeSet<Codes> = [left, right]
                        .iter()
                        .filter_map(|cube| self.leaves.get(&(*cube, stretch)))
                        .flat_map(|leaves| leaves.unknowns.keys())
                        .map(|list| {
                            projected(ledger.codes(*list), |name| attributes.contains(&name))
                        })
                        .collect();
                    for codes in keys {
                        self.link(left, right, stretch, &codes);
                    }
                }
            }
        }
        exact
    }

    fn link(&mut self, left: u32, right: u32, stretch: usize, codes: &Codes) {
        let mut terms = Vec::new();
        for (cube, factor) in [(left, 1), (right, -1)] {
            let unknowns = self.matching(cube, stretch, codes, Counted::Cases);
            terms.extend(unknowns.into_iter().map(|unknown| (unknown, factor)));
        }
        terms.sort_unstable();
        let period = self.stretches[stretch].name.clone();
        let cell = self.cell(left, &period, codes, Counted::Cases);
        let other = self.plan.ledger.word(right).to_owned();
        self.system.knowledge.push(Knowledge {
            terms,
            low: 0,
            high: 0,
            source: Source::Link(cell, other),
        });
    }
}

fn slot(measure: Counted) -> usize {
    match measure {
        Counted::Cases => 0,
        Counted::Persons => 1,
    }
}

fn projected(codes: &Codes, keep: impl Fn(u32) -> bool) -> Codes {
    codes
        .iter()
        .filter(|(name, _)| keep(*name))
        .copied()
        .collect()
}
