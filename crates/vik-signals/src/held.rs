//! Breaks: what may be judged, and against which past.
//!
//! After a reorganisation or another way of registering, a unit starts anew: what was before is left
//! out, and for a year the unit is not judged on its own, because a few months predict nothing. What
//! is left out counts as no staff and no cases, so that it neither lowers nor raises what is expected.

use crate::published::{Break, Published};

/// Months after a break in which a unit is not judged on its own.
pub const WAIT: usize = 12;

/// Nothing: an exposure must be positive, and this one predicts no case in a century.
const NOTHING: f64 = 1e-9;

/// The panel of a detector with what cannot be compared left out.
pub struct Comparable {
    /// Cases, laid out as [`Published::cases`], up to the month that is judged.
    pub counts: Vec<f64>,
    /// Exposure of each unit, positive.
    pub exposure: Vec<f64>,
    /// Whether each unit must wait.
    pub held: Vec<bool>,
}

/// What can be compared with month `at`.
#[must_use]
pub fn comparable(published: &Published, at: usize) -> Comparable {
    let (categories, periods) = (published.categories.len(), at + 1);
    let mut counts = Vec::with_capacity(published.units.len() * categories * periods);
    let mut exposure = Vec::with_capacity(published.units.len() * periods);
    let mut held = Vec::with_capacity(published.units.len());
    for unit in 0..published.units.len() {
        let since = start(published, unit, at);
        held.push(since > 0 && at < since + WAIT);
        exposure.extend((0..periods).map(|t| {
            let staff = if t >= since {
                published.staff_of(unit, t)
            } else {
                0.0
            };
            staff.max(NOTHING)
        }));
        for category in 0..categories {
            let cell = unit * categories + category;
            counts.extend((0..periods).map(|t| {
                let there = t >= since && published.staff_of(unit, t) > 0.0;
                if there {
                    published.cases[cell * published.months + t]
                } else {
                    0.0
                }
            }));
        }
    }
    Comparable {
        counts,
        exposure,
        held,
    }
}

/// The first month of a unit that can be compared with month `at`.
fn start(published: &Published, unit: usize, at: usize) -> usize {
    let resets = applying(published, Some(unit), at).filter(|b| b.kind.resets());
    resets
        .filter_map(|b| position(published, b))
        .max()
        .unwrap_or(0)
}

/// Breaks up to month `at` that concern a unit; only those of all units when none is given.
pub fn applying(
    published: &Published,
    unit: Option<usize>,
    at: usize,
) -> impl Iterator<Item = &Break> {
    let until = published.month(at);
    published
        .breaks
        .iter()
        .filter(move |b| (b.unit.is_none() || b.unit == unit) && b.month <= until)
}

/// The number of the month of a break; `None` when it lies before the first month.
pub fn position(published: &Published, one: &Break) -> Option<usize> {
    usize::try_from(one.month.index() - published.first.index()).ok()
}
