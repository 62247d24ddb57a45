//! What rounding has added or taken away so far, for each cell. Closed side only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Cumulative published minus true, by cell and measure.
///
/// It reveals the truth to whoever holds the published table, so it never leaves the closed side
/// and has no `Debug`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorState {
    last_period: Option<String>,
    errors: BTreeMap<String, i64>,
}

impl ErrorState {
    /// The last period frozen with this state.
    pub fn last_period(&self) -> Option<&str> {
        self.last_period.as_deref()
    }

    /// Largest absolute cumulative error of cases and of persons, for the closed side's control.
    pub fn largest(&self) -> (u64, u64) {
        let largest = |measure: &str| {
            self.errors
                .iter()
                .filter(|(cell, _)| cell.starts_with(measure))
                .map(|(_, error)| error.unsigned_abs())
                .max()
                .unwrap_or(0)
        };
        (largest("cases"), largest("persons"))
    }

    pub(crate) fn error(&self, cell: &str) -> i64 {
        self.errors.get(cell).copied().unwrap_or(0)
    }

    pub(crate) fn add(&mut self, cell: &str, error: i64) {
        let sum = self.error(cell) + error;
        if sum == 0 {
            self.errors.remove(cell);
        } else {
            self.errors.insert(cell.to_owned(), sum);
        }
    }

    pub(crate) fn close(&mut self, period: &str) {
        self.last_period = Some(period.to_owned());
    }

    /// Forgets the errors but not the period: a leadership year starts anew.
    pub(crate) fn start_anew(&mut self) {
        self.errors.clear();
    }
}
