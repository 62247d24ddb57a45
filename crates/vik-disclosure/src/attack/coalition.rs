//! Colleagues who know their own cases and put what they know together.

use std::collections::BTreeMap;

use crate::attack::interval::{Attacked, Interval, Strength, attack};
use crate::attack::polytope::Polytope;

/// What a coalition learns about the *other* cases of a cell, in the worst place for them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Learnt {
    /// How many colleagues.
    pub(crate) size: u32,
    /// How many of the cell's cases are their own.
    pub(crate) own: i64,
    /// A neighbouring unknown in which they also sit, if that is what gives it away.
    pub(crate) beside: Option<usize>,
    /// Interval of the cases that are not theirs.
    pub(crate) others: Interval,
}

/// Rows longer than this do not tie two leaves closely enough to look for neighbours in them.
const CLOSE: usize = 64;

/// For each size up to `largest`: what so many colleagues learn, for every place they may take.
///
/// Within the cell: each has one case there, or each has two. Knowing that a count is at least so
/// much cuts its interval and nothing else, so the interval without them gives the answer exactly.
/// Beside the cell: all of them sit in one neighbouring leaf; every neighbour is tried by
/// propagation, and the worst is then attacked by programme. Mixed places are not tried.
pub(crate) fn coalitions(
    polytope: &Polytope,
    target: &[(usize, i64)],
    alone: &Attacked,
    largest: u32,
    strength: Strength,
) -> Vec<Learnt> {
    let mut learnt = Vec::new();
    for size in 1..=largest {
        for own in [i64::from(size), 2 * i64::from(size)] {
            let known = own as f64;
            if alone.interval.high.is_some_and(|high| high < known) {
                continue;
            }
            learnt.push(Learnt {
                size,
                own,
                beside: None,
                others: Interval {
                    low: (alone.interval.low - known).max(0.0),
                    high: alone.interval.high.map(|high| high - known),
                },
            });
        }
        learnt.extend(beside(polytope, target, alone, size, strength));
    }
    learnt
}

fn beside(
    polytope: &Polytope,
    target: &[(usize, i64)],
    alone: &Attacked,
    size: u32,
    strength: Strength,
) -> Option<Learnt> {
    let own = i64::from(size);
    let mut neighbours: BTreeMap<usize, f64> = BTreeMap::new();
    for row in polytope.rows.iter().filter(|row| row.terms.len() <= CLOSE) {
        let near = |terms: &[(usize, i64)]| {
            terms
                .iter()
                .any(|(unknown, _)| target.iter().any(|(own, _)| own == unknown))
        };
        // A pair of persons and cases of one leaf is the leaf itself, not a neighbour.
        if near(&row.terms) && row.terms.iter().all(|(_, factor)| *factor == 1) {
            for (unknown, _) in &row.terms {
                if polytope.high[*unknown] >= own && polytope.low[*unknown] < own {
                    neighbours.insert(*unknown, 0.0);
                }
            }
        }
    }
    for (unknown, _) in target {
        neighbours.remove(unknown);
    }
    let width = |polytope: &Polytope| -> Option<f64> {
        let mut polytope = polytope.clone();
        polytope.propagate(strength.whole).then(|| {
            let (low, high) = polytope.extremes(target);
            match (low.finite(), high.finite()) {
                (Some(low), Some(high)) => (high - low) as f64,
                _ => f64::INFINITY,
            }
        })
    };
    let with = |neighbour: usize| {
        let mut known = polytope.clone();
        known.narrow(neighbour, own, i64::MAX);
        known
    };
    let worst = neighbours
        .keys()
        .filter_map(|neighbour| Some((*neighbour, width(&with(*neighbour))?)))
        .min_by(|left, right| left.1.total_cmp(&right.1).then(left.0.cmp(&right.0)))?;
    let found = attack(&with(worst.0), target, strength)?;
    (found.interval.width() < alone.interval.width() - 1e-6).then_some(Learnt {
        size,
        own: 0,
        beside: Some(worst.0),
        others: found.interval,
    })
}
