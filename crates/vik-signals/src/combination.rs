//! What goes together out of proportion: combinations of two codes within one kind of case.
//!
//! Given how often the first code occurred in a year, what is expected of each second code follows the
//! profile of the first in the years before ([`vik_trends::disproportion`], DuMouchel 1999). Plain
//! independence would only find that kinds of case have their usual circumstances.

use serde::{Deserialize, Serialize};

use crate::record::tidy;
use vik_trends::disproportion::{Prior, expected, flag, marginal, posterior};

/// A ratio that matters.
pub const RATIO: f64 = 1.5;

/// The share of false ones among what is told.
pub const FALSE: f64 = 0.2;

/// Cases of an overall profile that a code with little history is drawn to.
const WEIGHT: f64 = 10.0;

/// How likely the true count of a year is to lie this far from the published sum, on either side: a
/// sum of rounded months is off by a few at most, and by little more often
/// (`crates/vik-disclosure/docs/ROUNDING.md`).
const OFF: [f64; 6] = [6.0, 5.0, 4.0, 3.0, 2.0, 1.0];

/// A combination that occurred out of proportion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Combination {
    /// The first code, such as an issue.
    pub first: String,
    /// The second code, such as a cause.
    pub second: String,
    /// The name of the published table.
    pub table: String,
    /// Cases in the year.
    pub observed: f64,
    /// Cases expected.
    pub expected: f64,
    /// Observed over expected, shrunken (geometric mean).
    pub ratio: f64,
    /// The probability that the ratio is more than [`RATIO`].
    pub probability: f64,
}

/// Counts of one table: of each first code, the cases by second code.
pub struct Table<'a> {
    /// The name of the published table.
    pub name: &'a str,
    /// The first codes.
    pub first: &'a [String],
    /// The second codes.
    pub second: &'a [String],
    /// The latest year: `[first * second.len() + second]`.
    pub now: &'a [f64],
    /// The years before it, laid out alike.
    pub before: &'a [f64],
}

/// The combinations of a table that are told, the likeliest first.
///
/// A combination with fewer than six cases in the year is never told: two of three rounded months may
/// make it. `codes` that say nothing, such as `unknown`, are better left out by the caller. Nothing
/// comes of a table whose lengths do not fit.
#[must_use]
pub fn out_of_proportion(table: &Table<'_>) -> Vec<Combination> {
    let width = table.second.len();
    let cells = table.first.len() * width;
    if width == 0 || table.now.len() != cells || table.before.len() != cells {
        return Vec::new();
    }
    let overall: Vec<f64> = (0..width)
        .map(|j| table.before.iter().skip(j).step_by(width).sum())
        .collect();
    let rows = table.now.chunks(width).zip(table.before.chunks(width));
    let expectations =
        rows.flat_map(|(now, before)| expected(now.iter().sum(), before, &overall, WEIGHT));
    let pairs: Vec<(f64, f64)> = table.now.iter().copied().zip(expectations).collect();
    let prior = Prior::recurrence();
    let chances: Vec<f64> = pairs.iter().map(|p| chance(*p, &prior)).collect();
    let told = flag(&chances, FALSE);
    let mut found: Vec<Combination> = (0..cells)
        .filter(|i| told[*i] && pairs[*i].0 >= 6.0)
        .map(|i| Combination {
            first: table.first[i / width].clone(),
            second: table.second[i % width].clone(),
            table: table.name.to_owned(),
            observed: pairs[i].0,
            expected: tidy(pairs[i].1),
            ratio: posterior(pairs[i].0, pairs[i].1, &prior)
                .map_or(1.0, |p| tidy(p.geometric_mean())),
            probability: tidy(chances[i]),
        })
        .collect();
    found.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    found
}

/// The probability that the ratio is more than [`RATIO`], given a published count: over every true
/// count that it may stand for, by how likely that count is. A published case proves a true one.
pub(crate) fn chance((observed, expected): (f64, f64), prior: &Prior) -> f64 {
    if observed <= 0.0 || expected <= 0.0 {
        return 0.0;
    }
    let (mut sum, mut weights) = (0.0, 0.0);
    for off in 1 - OFF.len() as i32..OFF.len() as i32 {
        let count = observed + f64::from(off);
        if count < 1.0 {
            continue;
        }
        let weight = OFF[off.unsigned_abs() as usize] * marginal(count, expected, prior);
        if let Some(posterior) = posterior(count, expected, prior) {
            sum += weight * posterior.exceeds(RATIO);
            weights += weight;
        }
    }
    if weights > 0.0 { sum / weights } else { 0.0 }
}
