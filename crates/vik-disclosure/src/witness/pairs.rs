//! Persons and cases of one leaf: how far each may be from what is published.

use serde::{Deserialize, Serialize};

use crate::cube::Pair;

/// A closed interval of whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Interval {
    /// Lowest possible value.
    pub low: u32,
    /// Highest possible value.
    pub high: u32,
}

/// What can be known of one leaf: the tightest interval of each measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PairInterval {
    /// Persons.
    pub persons: Interval,
    /// Cases.
    pub cases: Interval,
}

/// The persons of a pair who have one case there: `2 * persons - cases`.
pub(crate) fn singles(pair: Pair) -> u32 {
    pair.persons.saturating_mul(2).saturating_sub(pair.cases)
}

/// The persons of a pair who have two cases there: `cases - persons`.
pub(crate) fn doubles(pair: Pair) -> u32 {
    pair.cases.saturating_sub(pair.persons)
}

/// The exact interval of a leaf under the theorem.
///
/// Cases are `[max(0, C - t), C + t]` with `t = base - 1`, and so are persons, with one exception:
/// where every published person has two cases (`C = 2P > 0`), the lower end of persons is
/// `ceil((C - t) / 2)`, because fewer persons could not have that many cases. The worst pair at
/// base 3 is (3, 6): persons 2 to 5, cases 4 to 8.
pub fn pair_interval(pair: Pair, base: u32) -> PairInterval {
    let step = base.saturating_sub(1);
    let around = |count: u32| Interval {
        low: count.saturating_sub(step),
        high: count.saturating_add(step),
    };
    let (mut persons, cases) = (around(pair.persons), around(pair.cases));
    persons.low = persons.low.max(cases.low.div_ceil(2));
    PairInterval { persons, cases }
}
