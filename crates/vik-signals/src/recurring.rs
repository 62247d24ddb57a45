//! Issues that keep coming back: in one unit quarter after quarter, or in several units.
//!
//! What is expected of an issue in a unit is its share among the cases of its kind in the years
//! before, in all units, times the cases of that kind in the unit this year. More than that, by the
//! posterior of [`vik_trends::disproportion`], is more than chance; the share of false ones among what
//! is told is bounded (Newton and others 2004).

use serde::{Deserialize, Serialize};

use crate::record::tidy;
use vik_trends::disproportion::{Prior, expected, flag};

use crate::combination::{FALSE, chance};

/// Quarters in the year that is judged.
pub const QUARTERS: usize = 4;

/// Units in which an issue must come back to be told as one of several units.
pub const UNITS: usize = 3;

/// Cases of an even profile that a kind with little history is drawn to.
const WEIGHT: f64 = 10.0;

/// About one issue of a unit in fifty comes back several times as often as elsewhere; more often than
/// combinations of codes do, because units have their own troubles.
const COMES_BACK: f64 = 0.02;

/// An issue in one unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InUnit {
    /// Code of the unit.
    pub unit: String,
    /// Cases in each of the four quarters, as published.
    pub quarters: [f64; QUARTERS],
    /// Cases expected in the year.
    pub expected: f64,
    /// The probability that it occurs more than one and a half times as often as elsewhere before.
    pub probability: f64,
}

/// An issue that keeps coming back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recurring {
    /// Code of the issue.
    pub issue: String,
    /// Where it does; one unit, or at least [`UNITS`].
    pub units: Vec<InUnit>,
}

impl Recurring {
    /// Whether it is told of several units at once.
    #[must_use]
    pub fn several(&self) -> bool {
        self.units.len() >= UNITS
    }
}

/// Issues of one kind of case.
pub struct Kind<'a> {
    /// Codes of the issues.
    pub issues: &'a [String],
    /// Cases by unit, issue and quarter of the year: `[(unit * issues + issue) * 4 + quarter]`.
    pub now: &'a [f64],
    /// Cases of each issue in all units in the years before.
    pub before: &'a [f64],
}

/// The issues that keep coming back: seen in at least two of the four quarters with at least six
/// cases, and more than is to be expected. First what returns in several units.
#[must_use]
pub fn recurring(units: &[String], kinds: &[Kind<'_>]) -> Vec<Recurring> {
    let sound = kinds.iter().filter(|k| {
        k.now.len() == units.len() * k.issues.len() * QUARTERS && k.before.len() == k.issues.len()
    });
    let mut found: Vec<(usize, &String, InUnit)> = Vec::new();
    for (kind, k) in sound.enumerate() {
        for (u, unit) in units.iter().enumerate() {
            let year = &k.now[u * k.issues.len() * QUARTERS..(u + 1) * k.issues.len() * QUARTERS];
            let even = vec![1.0; k.issues.len()];
            let expectations = expected(year.iter().sum(), k.before, &even, WEIGHT);
            for ((issue, seen), expected) in
                k.issues.iter().zip(year.chunks(QUARTERS)).zip(expectations)
            {
                let mut quarters = [0.0; QUARTERS];
                quarters.copy_from_slice(seen);
                let one = InUnit {
                    unit: unit.clone(),
                    quarters,
                    expected: tidy(expected),
                    probability: 0.0,
                };
                found.push((kind, issue, one));
            }
        }
    }
    let years: Vec<([f64; QUARTERS], f64)> = found
        .iter()
        .map(|(_, _, one)| (one.quarters, one.expected))
        .collect();
    let mut all: Vec<(usize, Recurring)> = Vec::new();
    for ((kind, issue, one), told) in found.into_iter().zip(more_than_chance(&years, COMES_BACK)) {
        let Some(probability) = told else {
            continue;
        };
        let one = InUnit { probability, ..one };
        match all
            .iter_mut()
            .find(|(k, r)| *k == kind && r.issue == *issue)
        {
            Some((_, recurring)) => recurring.units.push(one),
            None => all.push((
                kind,
                Recurring {
                    issue: issue.clone(),
                    units: vec![one],
                },
            )),
        }
    }
    let mut all: Vec<Recurring> = all
        .into_iter()
        .flat_map(|(_, one)| {
            // Two units are no pattern of several: each is told on its own.
            if one.several() {
                vec![one]
            } else {
                let alone = |unit| Recurring {
                    issue: one.issue.clone(),
                    units: vec![unit],
                };
                one.units.into_iter().map(alone).collect()
            }
        })
        .collect();
    let strength = |r: &Recurring| r.units.iter().map(|u| u.probability).sum::<f64>();
    all.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    all
}

/// Of each year by quarter with what was expected of it: the probability that it is more than one and
/// a half times as much, where that is to be told; seen in at least two quarters, with at least six
/// cases. `share` is how many come back several times as often, before anything is seen.
pub(crate) fn more_than_chance(years: &[([f64; QUARTERS], f64)], share: f64) -> Vec<Option<f64>> {
    let prior = Prior {
        share,
        ..Prior::recurrence()
    };
    let total = |quarters: &[f64; QUARTERS]| quarters.iter().sum::<f64>();
    let chances: Vec<f64> = years
        .iter()
        .map(|(quarters, expected)| chance((total(quarters), *expected), &prior))
        .collect();
    let told = flag(&chances, FALSE);
    let returns = |quarters: &[f64; QUARTERS]| {
        quarters.iter().filter(|cases| **cases > 0.0).count() >= 2 && total(quarters) >= 6.0
    };
    years
        .iter()
        .zip(told.iter().zip(&chances))
        .map(|((quarters, _), (told, chance))| (*told && returns(quarters)).then(|| tidy(*chance)))
        .collect()
}
