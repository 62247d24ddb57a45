//! The interval attack: between which values a secret count must lie.

use serde::{Deserialize, Serialize};

use crate::attack::collapse::collapse;
use crate::attack::linear::{self, End, Side};
use crate::attack::polytope::Polytope;

/// Between which values a count must lie; `high` of `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Smallest possible value.
    pub low: f64,
    /// Largest possible value.
    pub high: Option<f64>,
}

/// What an interval means for the persons behind it, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The count is known.
    Exact,
    /// There is somebody, and there are fewer than k.
    Existence,
    /// The count is known to within less than k - 1.
    Narrow,
    /// None of these.
    Open,
}

/// Room for the round-off of a linear programme.
const ROUND_OFF: f64 = 1e-6;

impl Interval {
    /// Width; infinite if open.
    pub fn width(&self) -> f64 {
        self.high.map_or(f64::INFINITY, |high| high - self.low)
    }

    /// `high = low`.
    pub fn is_exact(&self) -> bool {
        self.width() < ROUND_OFF
    }

    /// `low >= 1` and `high <= k - 1`: there is somebody, and fewer than k.
    pub fn proves_existence(&self, k: u32) -> bool {
        self.low >= 1.0 - ROUND_OFF
            && self
                .high
                .is_some_and(|high| high <= f64::from(k) - 1.0 + ROUND_OFF)
    }

    /// `high - low < k - 1`.
    pub fn is_narrow(&self, k: u32) -> bool {
        self.width() < f64::from(k) - 1.0 - ROUND_OFF
    }

    /// The worst of these.
    pub fn verdict(&self, k: u32) -> Verdict {
        if self.is_exact() {
            Verdict::Exact
        } else if self.proves_existence(k) {
            Verdict::Existence
        } else if self.is_narrow(k) {
            Verdict::Narrow
        } else {
            Verdict::Open
        }
    }
}

/// The strength of an interval attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Strength {
    /// Counts are whole numbers.
    pub(crate) whole: bool,
    /// Limit of branch-and-bound nodes.
    pub(crate) nodes: u64,
    /// Merge unknowns with equal columns.
    pub(crate) collapse: bool,
}

/// An interval and what it took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Attacked {
    pub(crate) interval: Interval,
    /// Both ends are proven optima. If not, the true interval lies inside this one.
    pub(crate) proven: bool,
    /// Unknowns before and after taking away what does not matter and merging equal columns.
    pub(crate) unknowns: (usize, usize),
}

/// The interval of a form; `None` if no world fits the knowledge.
pub(crate) fn attack(
    polytope: &Polytope,
    target: &[(usize, i64)],
    strength: Strength,
) -> Option<Attacked> {
    let before = polytope.low.len();
    let mut polytope = polytope.clone();
    polytope.drop_implied();
    polytope.project_persons(target);
    if !polytope.propagate(strength.whole) {
        return None;
    }
    polytope.substitute_fixed();
    polytope.drop_implied();
    let (part, target) = polytope.around(target);
    let (part, target) = if strength.collapse {
        collapse(&part, &target)
    } else {
        (part, target)
    };
    let mut proven = true;
    let low = end(&part, &target, Side::Low, strength, &mut proven)?;
    let high = end(&part, &target, Side::High, strength, &mut proven)?;
    Some(Attacked {
        interval: Interval {
            low: low.unwrap_or(0.0),
            high,
        },
        proven,
        unknowns: (before, part.low.len()),
    })
}

/// One end of an interval: `None` if no world fits, `Some(None)` if it is open.
fn end(
    part: &Polytope,
    target: &[(usize, i64)],
    side: Side,
    strength: Strength,
    proven: &mut bool,
) -> Option<Option<f64>> {
    let (relaxed, is_whole) = linear::relaxed(part, target, side);
    let value = match relaxed {
        End::NoWorld => return None,
        End::Open => return Some(None),
        End::Unproven => {
            // The sum of the bounds is an end of a wider interval.
            *proven = false;
            let (least, most) = part.extremes(target);
            let sum = if side == Side::Low { least } else { most };
            return Some(sum.finite().map(|sum| sum as f64));
        }
        End::Proven(value) => value,
    };
    if !strength.whole {
        return Some(Some(value));
    }
    if is_whole {
        return Some(Some(value.round()));
    }
    match linear::whole(part, target, side, strength.nodes) {
        End::Proven(value) => Some(Some(value)),
        End::NoWorld => None,
        End::Open => Some(None),
        End::Unproven => {
            *proven = false;
            let inward = if side == Side::Low {
                (value - ROUND_OFF).ceil()
            } else {
                (value + ROUND_OFF).floor()
            };
            Some(Some(inward))
        }
    }
}
