//! What suppression gives back: the published table, and the closed side's account of it.

use std::collections::{BTreeMap, BTreeSet};

use super::primary::Reason;

/// The one symbol for a hidden cell, whatever the reason.
pub const SYMBOL: &str = "×";

/// A cell as published. `None` is printed as [`SYMBOL`]; nothing says why a cell is hidden.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct SuppressedCell {
    /// One code for each dimension.
    pub codes: Vec<String>,
    /// The exact number, or nothing.
    pub value: Option<i64>,
}

impl SuppressedCell {
    /// The number or the symbol.
    pub fn text(&self) -> String {
        self.value
            .map_or_else(|| SYMBOL.to_owned(), |value| value.to_string())
    }
}

/// The result of suppression. It has no `Debug`: its account is for the closed side.
#[derive(Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Published cells, sorted by codes.
    pub cells: Vec<SuppressedCell>,
    /// Closed side: why a cell was hidden first; hidden cells without a reason are complementary.
    pub reasons: BTreeMap<Vec<String>, BTreeSet<Reason>>,
    /// Closed side: total cost of the hidden cells, primary and complementary.
    pub cost: i64,
    /// Closed side: sensitive numbers that earlier reports give away already. A report of its own
    /// cannot mend them.
    pub exposed: usize,
    /// Leaves of the sensitive numbers that are exposed.
    pub(super) bare: BTreeSet<Vec<String>>,
    pub(super) shown: BTreeMap<BTreeSet<Vec<String>>, i64>,
}

impl Suppression {
    /// How many cells are shown.
    pub fn shown(&self) -> usize {
        self.cells
            .iter()
            .filter(|cell| cell.value.is_some())
            .count()
    }
}
