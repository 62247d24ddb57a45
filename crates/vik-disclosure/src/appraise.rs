//! What a rounding costs in accuracy and what it protects, cube by cube: for the privacy officer on the
//! closed side, before anything is published.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cube::{Cube, Pair};
use crate::protected::Protected;
use crate::published::PublishedCube;

/// Counts below this are the ones that a colleague could recognise somebody by.
const SMALL: u32 = 5;

/// One cube over all periods that were looked at. It depends on counts: closed side only.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Appraisal {
    /// Leaves that hold a case.
    pub leaves: u64,
    /// Of these, published as zero.
    pub shown_as_zero: u64,
    /// Sum over these leaves of |published - true| cases.
    pub error_sum: u64,
    /// The largest of these differences.
    pub largest_error: u32,
    /// Cases in all, true.
    pub cases: u64,
    /// Of the leaves, those with one to four cases: each may be at least three different numbers.
    pub small_leaves: u64,
    /// Of the small leaves, those published as something else than they are.
    pub small_changed: u64,
}

impl Appraisal {
    /// Mean of |published - true| over the leaves that hold a case; 0 without any.
    pub fn mean_error(&self) -> f64 {
        if self.leaves == 0 {
            0.0
        } else {
            self.error_sum as f64 / self.leaves as f64
        }
    }
}

/// Adds one period to the appraisals, by cube. A window is left out: its parts are not published.
///
/// # Guarantee
/// Reads what was sealed and hands out sums over a whole cube; no leaf can be told from them once a
/// cube has more than a handful. It is written for the closed side and must stay there.
pub fn appraise(
    truths: &Protected<Vec<Cube>>,
    shown: &[PublishedCube],
    appraisals: &mut BTreeMap<String, Appraisal>,
) {
    for truth in truths.open() {
        let Some(shown) = shown.iter().find(|cube| cube.spec.id == truth.spec.id) else {
            continue;
        };
        if shown.spec.measure == crate::Measure::Window {
            continue;
        }
        let published: BTreeMap<&[String], u32> = shown
            .leaves
            .iter()
            .map(|leaf| (leaf.codes.as_slice(), leaf.cases))
            .collect();
        let sum = appraisals.entry(truth.spec.id.clone()).or_default();
        for (leaf, Pair { cases, .. }) in truth.leaves.iter().filter(|(_, pair)| pair.cases > 0) {
            let codes: Vec<String> = leaf
                .iter()
                .zip(&truth.spec.dims)
                .filter_map(|(code, dim)| dim.codes.get(usize::from(*code)).cloned())
                .collect();
            let value = published.get(codes.as_slice()).copied().unwrap_or(0);
            let error = value.abs_diff(*cases);
            sum.leaves += 1;
            sum.cases += u64::from(*cases);
            sum.error_sum += u64::from(error);
            sum.largest_error = sum.largest_error.max(error);
            sum.shown_as_zero += u64::from(value == 0);
            if *cases < SMALL {
                sum.small_leaves += 1;
                sum.small_changed += u64::from(error > 0);
            }
        }
    }
}
