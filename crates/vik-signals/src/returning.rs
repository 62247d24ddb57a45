//! A kind of case with the same cause and the same circumstance that returns quarter after quarter.
//!
//! The finest pattern that is published: in one unit such a triple would be one or two cases a year,
//! which no door lets out. What is expected follows the kind's own profile of causes and circumstances
//! in the years before, drawn to that of all kinds where there is little history.

use serde::{Deserialize, Serialize};

use crate::record::tidy;
use crate::recurring::{QUARTERS, more_than_chance};
use vik_trends::disproportion::expected;

/// Cases of an overall profile that a kind with little history is drawn to.
const WEIGHT: f64 = 10.0;

/// A triple that returns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Returning {
    /// Code of the kind of case.
    pub category: String,
    /// Code of the cause.
    pub cause: String,
    /// Code of the circumstance.
    pub circumstance: String,
    /// Cases in each of the four quarters, as published.
    pub quarters: [f64; QUARTERS],
    /// Cases expected in the year.
    pub expected: f64,
    /// The probability that it occurs more than one and a half times as often as before.
    pub probability: f64,
}

/// Counts by kind, and within a kind by pair of cause and circumstance.
pub struct Profile<'a> {
    /// Codes of the kinds.
    pub categories: &'a [String],
    /// Cause and circumstance.
    pub pairs: &'a [(String, String)],
    /// The year that is judged: `[(category * pairs + pair) * 4 + quarter]`.
    pub now: &'a [f64],
    /// The years before it: `[category * pairs + pair]`.
    pub before: &'a [f64],
}

/// The triples that return: seen in at least two of the four quarters with at least six cases, and
/// more than is to be expected; the likeliest first. Nothing comes of counts whose lengths do not fit.
#[must_use]
pub fn returning(profile: &Profile<'_>) -> Vec<Returning> {
    let width = profile.pairs.len();
    let cells = profile.categories.len() * width;
    if cells == 0 || profile.before.len() != cells || profile.now.len() != cells * QUARTERS {
        return Vec::new();
    }
    let overall: Vec<f64> = (0..width)
        .map(|pair| profile.before.iter().skip(pair).step_by(width).sum())
        .collect();
    let kinds = profile.now.chunks(width * QUARTERS);
    let expectations: Vec<f64> = kinds
        .zip(profile.before.chunks(width))
        .flat_map(|(now, before)| expected(now.iter().sum(), before, &overall, WEIGHT))
        .collect();
    let years: Vec<([f64; QUARTERS], f64)> = profile
        .now
        .as_chunks()
        .0
        .iter()
        .copied()
        .zip(expectations)
        .collect();
    let told = more_than_chance(&years);
    let mut found: Vec<Returning> = (0..cells)
        .filter_map(|cell| {
            let (cause, circumstance) = profile.pairs[cell % width].clone();
            let (quarters, expected) = years[cell];
            Some(Returning {
                category: profile.categories[cell / width].clone(),
                cause,
                circumstance,
                quarters,
                expected: tidy(expected),
                probability: told[cell]?,
            })
        })
        .collect();
    found.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    found
}
