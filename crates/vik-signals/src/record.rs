//! What was found in one month, as it is kept beside the published tables.

use serde::{Deserialize, Serialize};

use crate::budget::Threshold;
use crate::combination::Combination;
use crate::recurring::Recurring;
use crate::returning::Returning;

/// Which series: a unit, a kind of case, both, or everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Scope {
    /// Code of the unit; `None` for all.
    pub unit: Option<String>,
    /// Code of the kind of case; `None` for all.
    pub category: Option<String>,
}

impl Scope {
    /// The scope as part of an address: `RTD.INF`, with `_` for all.
    #[must_use]
    pub fn key(&self) -> String {
        let part = |code: &Option<String>| code.clone().unwrap_or_else(|| "_".to_owned());
        format!("{}.{}", part(&self.unit), part(&self.category))
    }
}

/// What makes a difference hard to read. The sentences are in [`crate::sentence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caution {
    /// A campaign less than two years ago: more may be reported, not more may happen.
    Campaign,
    /// Another way of registering less than two years ago.
    Registration,
    /// The unit was reorganised less than two years ago.
    Reorganisation,
    /// Kinds of case were defined anew less than two years ago.
    Taxonomy,
    /// Staff changed by more than a tenth within a year; it is accounted for.
    Staff,
    /// Nothing is known of staff.
    NoStaff,
    /// More cases closed, while no more than usual had something established.
    NotEstablished,
}

/// One series in one month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// Which series.
    pub scope: Scope,
    /// Higher is more alarming; compare it with [`Watch::thresholds`].
    pub score: f64,
    /// Months in the window that speaks loudest, ending with this month.
    pub months: usize,
    /// Cases in that window, as published.
    pub observed: f64,
    /// Cases expected there.
    pub expected: f64,
    /// Lower end of what 95 in 100 such windows would hold.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Of the cases in the window, with something established.
    pub established: f64,
    /// Cases with something established that would be usual among as many cases.
    pub usually_established: f64,
    /// The probability of as many cases or more by chance, in this one window.
    pub p_value: f64,
    /// The share of false alarms to be expected when this one and all stronger ones are believed
    /// (Benjamini and Hochberg 1995).
    pub q_value: f64,
    /// The probability that a threefold rise of half a year would stand out ([`crate::power`]).
    pub power: f64,
    /// Whether it waits for more months after a break ([`crate::held`]).
    pub held: bool,
    /// What to keep in mind.
    pub cautions: Vec<Caution>,
    /// For each threshold: the alarm that accounts for this one.
    pub explained: Vec<Option<Scope>>,
}

impl Seen {
    /// Whether it is an alarm of its own at a threshold.
    #[must_use]
    pub fn stands(&self, thresholds: &[Threshold], budget: usize) -> bool {
        let above = thresholds.get(budget).is_some_and(|t| self.score > t.score);
        above && !self.held && self.explained.get(budget).is_some_and(Option::is_none)
    }
}

/// A number as records keep it: six decimals, so that what is read back is what was written.
#[must_use]
pub fn tidy(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

/// What was found in one month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Watch {
    /// The version of the method, [`crate::watch::METHOD`].
    pub method: u32,
    /// The month, `2025-03`.
    pub month: String,
    /// Thresholds by number of false alarms a month, from few to many.
    pub thresholds: Vec<Threshold>,
    /// Every series: cells, units, kinds, all.
    pub series: Vec<Seen>,
    /// Issues that keep coming back in the year that ends with this month.
    pub recurring: Vec<Recurring>,
    /// What went together out of proportion in that year.
    pub combinations: Vec<Combination>,
    /// Kinds of case that kept coming back with the same cause and circumstance; not in records of
    /// method 1.
    #[serde(default)]
    pub returning: Vec<Returning>,
}
