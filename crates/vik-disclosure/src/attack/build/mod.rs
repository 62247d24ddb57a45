//! From statements to a linear system over the leaves of cubes.
//!
//! The unknowns are the true counts of the leaves of each cube, for each stretch of months that
//! no statement tells apart. For an acyclic set of cubes this is exact: whole tables that agree on
//! what they share always extend to one table of cases. For a cyclic set it allows too many
//! worlds, and the attacker may miss something; [`Built::exact`] says which it is.

mod links;
mod statements;

use std::collections::{BTreeMap, BTreeSet};

use crate::attack::plan::Plan;
use crate::attack::stretches::{Stretch, stretches};
use crate::attack::system::{System, Unknown};
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
