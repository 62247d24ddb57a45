//! What cubes share: persons and cases of one leaf, and the counts that two cubes both hold.

use std::collections::{BTreeMap, BTreeSet};

use super::{Builder, projected};
use crate::attack::links::{Shared, shared_sets};
use crate::attack::system::{Knowledge, Source};
use crate::ledger::{Codes, Counted, Entry};

impl Builder<'_> {
    pub(super) fn add_pairs(&mut self) {
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
    pub(super) fn add_links(&mut self, chosen: &[(&Entry, bool)]) -> bool {
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
