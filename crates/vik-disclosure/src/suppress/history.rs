//! What was published before: the numbers that a new report is protected against.

use std::collections::{BTreeMap, BTreeSet};

use super::result::Suppression;

/// Every number shown so far, as the set of leaves that it adds up.
///
/// The attacker keeps old reports; protecting each report on its own leaks as soon as two are
/// combined (four year-to-date reports reveal the quarters).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    shown: BTreeMap<BTreeSet<Vec<String>>, i64>,
}

impl History {
    /// Nothing published yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what a report shows.
    pub fn add(&mut self, suppression: &Suppression) {
        for (leaves, value) in &suppression.shown {
            self.shown.insert(leaves.clone(), *value);
        }
    }

    /// Adds one number that was shown, as the set of leaves that it adds up.
    pub fn record(&mut self, leaves: BTreeSet<Vec<String>>, value: i64) {
        self.shown.insert(leaves, value);
    }

    /// How many different numbers were published.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether nothing was published.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The numbers, each with the leaves that it adds up.
    pub fn forms(&self) -> impl Iterator<Item = (&BTreeSet<Vec<String>>, i64)> {
        self.shown.iter().map(|(leaves, value)| (leaves, *value))
    }
}
