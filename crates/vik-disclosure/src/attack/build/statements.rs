//! What each entry says: the equations and ranges of its cells, and of a story's facets.

use std::collections::BTreeSet;

use super::{Builder, projected};
use crate::attack::system::{Knowledge, Source, Standing, Target};
use crate::ledger::{Codes, Counted, Entry, Rule};

impl Builder<'_> {
    pub(super) fn add_statements(&mut self, chosen: &[(&Entry, bool)]) {
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
}
