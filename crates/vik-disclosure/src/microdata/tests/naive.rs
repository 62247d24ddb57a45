//! The definitions, written down as slowly as they read.

use std::collections::{BTreeMap, BTreeSet};

use crate::microdata::{GroundDistance, Microdata, QuasiIdentifier, SensitiveAttribute};

/// A small table that owns its columns.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) persons: Vec<i64>,
    pub(super) quasi: Vec<(Vec<u32>, usize)>,
    pub(super) sensitive: Vec<(Vec<u32>, usize, GroundDistance)>,
    pub(super) labels: Vec<String>,
    pub(super) parents: Vec<u32>,
}

const NAMES: &[&str] = &["a", "b", "c", "d", "e", "f", "g", "h"];

impl Table {
    /// The columns as the gate reads them; the first one has a coarser level.
    pub(super) fn data(&self) -> Microdata<'_> {
        Microdata {
            persons: &self.persons,
            quasi_identifiers: self
                .quasi
                .iter()
                .zip(NAMES)
                .enumerate()
                .map(|(place, ((codes, values), name))| QuasiIdentifier {
                    name,
                    codes,
                    labels: &self.labels[..*values],
                    coarser: (place == 0).then(|| &self.parents[..*values]),
                })
                .collect(),
            sensitive: self
                .sensitive
                .iter()
                .zip(["s", "t", "u"])
                .map(|((codes, values, distance), name)| SensitiveAttribute {
                    name,
                    codes,
                    labels: &self.labels[..*values],
                    distance: *distance,
                })
                .collect(),
        }
    }

    /// Rows of each class of these columns, in the order of the codes.
    pub(super) fn classes(&self, columns: &[usize]) -> Vec<Vec<usize>> {
        let mut classes: BTreeMap<Vec<u32>, Vec<usize>> = BTreeMap::new();
        for row in 0..self.persons.len() {
            let codes = columns
                .iter()
                .map(|column| self.quasi[*column].0[row])
                .collect();
            classes.entry(codes).or_default().push(row);
        }
        classes.into_values().collect()
    }

    pub(super) fn persons_of(&self, rows: &[usize]) -> usize {
        let persons: BTreeSet<i64> = rows.iter().map(|row| self.persons[*row]).collect();
        persons.len()
    }

    /// Persons with a record in a class of these columns below `k`.
    pub(super) fn persons_below(&self, columns: &[usize], k: usize) -> usize {
        let rows: Vec<usize> = self
            .classes(columns)
            .into_iter()
            .filter(|class| self.persons_of(class) < k)
            .flatten()
            .collect();
        self.persons_of(&rows)
    }

    /// Distinct values, entropy l, and t of one class.
    pub(super) fn measures(&self, attribute: usize, class: &[usize]) -> (usize, f64, f64) {
        let (codes, _, distance) = &self.sensitive[attribute];
        let domain: BTreeSet<u32> = codes.iter().copied().collect();
        let share = |rows: &mut dyn Iterator<Item = usize>, value: u32| {
            let values: Vec<u32> = rows.map(|row| codes[row]).collect();
            values.iter().filter(|own| **own == value).count() as f64 / values.len() as f64
        };
        let shares: Vec<(f64, f64)> = domain
            .iter()
            .map(|value| {
                let own = share(&mut class.iter().copied(), *value);
                (own, share(&mut (0..codes.len()), *value))
            })
            .collect();
        let distinct = shares.iter().filter(|(own, _)| *own > 0.0).count();
        let entropy: f64 = shares
            .iter()
            .filter(|(own, _)| *own > 0.0)
            .map(|(own, _)| -own * own.ln())
            .sum();
        let t = match distance {
            GroundDistance::Equal => {
                shares
                    .iter()
                    .map(|(own, all)| (own - all).abs())
                    .sum::<f64>()
                    / 2.0
            }
            GroundDistance::Ordered if shares.len() < 2 => 0.0,
            GroundDistance::Ordered => {
                let mut moved = 0.0;
                let steps: f64 = shares
                    .iter()
                    .map(|(own, all)| {
                        moved += own - all;
                        f64::abs(moved)
                    })
                    .sum();
                steps / (shares.len() - 1) as f64
            }
        };
        (distinct, entropy.exp(), t)
    }
}
