//! A kind of case with the same cause and the same circumstance that returns quarter after quarter.
//!
//! The finest pattern that is published: in one unit such a triple would be one or two cases a year,
//! which no door lets out. What is expected follows the kind's own profile in the years before. Most
//! triples have hardly any history, and no history is not an expectation of none: the profile is drawn
//! to what the kind's causes and its circumstances say apart, and those to what all kinds say.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::record::tidy;
use crate::recurring::{QUARTERS, more_than_chance};
use vik_trends::disproportion::expected;

/// Cases that the profile of a kind by pairs is drawn with: about half a case for each pair.
const OF_PAIRS: f64 = 60.0;

/// Cases that its causes, or its circumstances, are drawn to those of all kinds with.
const OF_CODES: f64 = 10.0;

/// About one triple in two hundred comes back several times as often: fewer than of issues in units,
/// because there are many more of them.
const COMES_BACK: f64 = 0.0053;

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
    let all: Vec<f64> = (0..width)
        .map(|pair| profile.before.iter().skip(pair).step_by(width).sum())
        .collect();
    let kinds = profile.now.chunks(width * QUARTERS);
    let expectations: Vec<f64> = kinds
        .zip(profile.before.chunks(width))
        .flat_map(|(now, before)| {
            let apart = apart(profile.pairs, before, &all);
            expected(now.iter().sum(), before, &apart, OF_PAIRS)
        })
        .collect();
    let years: Vec<([f64; QUARTERS], f64)> = profile
        .now
        .as_chunks()
        .0
        .iter()
        .copied()
        .zip(expectations)
        .collect();
    let told = more_than_chance(&years, COMES_BACK);
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

/// How often each pair would occur in a kind if its causes had nothing to do with its circumstances.
fn apart(pairs: &[(String, String)], before: &[f64], all: &[f64]) -> Vec<f64> {
    let causes = shares(pairs.iter().map(|(cause, _)| cause), before, all);
    let circumstances = shares(pairs.iter().map(|(_, other)| other), before, all);
    pairs
        .iter()
        .map(|(cause, circumstance)| causes[cause.as_str()] * circumstances[circumstance.as_str()])
        .collect()
}

/// The share of each code in a kind, drawn to its share in all kinds; none is nothing, because each
/// code counts for half a case more than it was seen.
fn shares<'a>(
    codes: impl Iterator<Item = &'a String>,
    before: &[f64],
    all: &[f64],
) -> BTreeMap<&'a str, f64> {
    let mut counts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for ((code, own), every) in codes.zip(before).zip(all) {
        let count = counts.entry(code.as_str()).or_insert((0.0, 0.5));
        count.0 += own;
        count.1 += every;
    }
    let (own, every) = counts
        .values()
        .fold((0.0, 0.0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
    counts
        .into_iter()
        .map(|(code, (n, of_all))| (code, (n + OF_CODES * of_all / every) / (own + OF_CODES)))
        .collect()
}
