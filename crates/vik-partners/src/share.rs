//! Shares with intervals, and the interval of the difference of two of them.

use serde::Serialize;
use vik_trends::rate_ratio::{self, Rate};

/// Confidence of every interval in this crate.
pub(crate) const CONFIDENCE: f64 = 0.95;

/// A published count, and how far the true one may lie from it because of rounding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// As published.
    pub shown: u64,
    /// Largest distance to the true count; 0 for a count that was not rounded.
    pub error: u64,
}

impl Count {
    /// A count that was not rounded.
    #[must_use]
    pub fn exact(shown: u64) -> Self {
        Self { shown, error: 0 }
    }

    /// Counts added up, with their errors.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            shown: self.shown.saturating_add(other.shown),
            error: self.error.saturating_add(other.error),
        }
    }

    pub(crate) fn low(self) -> f64 {
        self.shown.saturating_sub(self.error) as f64
    }

    pub(crate) fn high(self) -> f64 {
        self.shown.saturating_add(self.error) as f64
    }
}

/// A range of fractions or of numbers per thousand.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Range {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Range {
    /// Whether a value lies in it, ends included.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// So many of so many, as a fraction from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The part.
    pub count: Count,
    /// The whole.
    pub of: Count,
    /// The part in the whole, as published.
    pub share: f64,
    /// Within 95 %, chance and rounding included.
    pub interval: Range,
}

/// The share of a part in a whole; `None` when the whole shows nothing or less than the part.
///
/// # Guarantee
/// Without rounding the exact interval of Clopper and Pearson (1934), which covers at least 95 %.
/// With rounding it reaches from the lower end at the least part of the largest whole to the upper
/// end at the largest part of the least whole, so it covers whatever the true counts are.
#[must_use]
pub fn share(count: Count, of: Count) -> Option<Share> {
    if of.shown == 0 || count.shown > of.shown {
        return None;
    }
    let low = exact(count.low(), of.high())?.low;
    let high = exact(count.high(), of.low().max(count.high()))?.high;
    Some(Share {
        count,
        of,
        share: count.shown as f64 / of.shown as f64,
        interval: Range { low, high },
    })
}

/// The interval of the first share less the second.
///
/// # Source
/// Newcombe (1998), Statistics in Medicine 17, 873-890, method 10: the squared distances of each
/// share to its own limits are added. The limits here are those of [`share`] in place of Wilson's,
/// so the interval is somewhat wider, and rounding is in it.
#[must_use]
pub fn difference(first: &Share, second: &Share) -> Range {
    let (a, b) = (first.interval, second.interval);
    let apart = first.share - second.share;
    let down = (first.share - a.low).hypot(b.high - second.share);
    let up = (a.high - first.share).hypot(second.share - b.low);
    Range {
        low: (apart - down).max(-1.0),
        high: (apart + up).min(1.0),
    }
}

/// Clopper and Pearson's interval, from the odds that `vik-trends` gives for part and rest.
fn exact(part: f64, whole: f64) -> Option<Range> {
    let rate = |count| Rate {
        count,
        exposure: 1.0,
    };
    let odds = rate_ratio::interval(rate(part), rate(whole - part), CONFIDENCE)?;
    let share = |odds: f64| {
        if odds.is_finite() {
            odds / (1.0 + odds)
        } else {
            1.0
        }
    };
    Some(Range {
        low: share(odds.low),
        high: share(odds.high),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(count: u64, of: u64) -> Share {
        share(Count::exact(count), Count::exact(of)).unwrap()
    }

    /// R 4: `binom.test(5, 20)`, `binom.test(0, 10)`, `binom.test(1, 10)`.
    #[test]
    fn the_interval_is_that_of_clopper_and_pearson() {
        for (count, whole, low, high) in [
            (5, 20, 0.086_571_47, 0.491_045_87),
            (0, 10, 0.0, 0.308_497_1),
            (1, 10, 0.002_528_579, 0.445_016_1),
        ] {
            let found = of(count, whole).interval;
            assert!((found.low - low).abs() < 1e-7, "{found:?}");
            assert!((found.high - high).abs() < 1e-7, "{found:?}");
        }
        assert_eq!(of(10, 10).interval.high, 1.0);
    }

    /// Newcombe (1998), table II, example (a): 56/70 and 48/80 give 0.0524 to 0.3339 with Wilson's
    /// limits.
    #[test]
    fn the_difference_is_that_of_newcombe() {
        let wilson = |count: f64, whole: f64| {
            let (z, p) = (1.959_963_985_f64, count / whole);
            let middle = p + z * z / (2.0 * whole);
            let half = z * (p * (1.0 - p) / whole + (z / (2.0 * whole)).powi(2)).sqrt();
            let scale = 1.0 + z * z / whole;
            Share {
                share: p,
                interval: Range {
                    low: (middle - half) / scale,
                    high: (middle + half) / scale,
                },
                ..of(count as u64, whole as u64)
            }
        };
        let found = difference(&wilson(56.0, 70.0), &wilson(48.0, 80.0));
        assert!((found.low - 0.0524).abs() < 5e-5, "{found:?}");
        assert!((found.high - 0.3339).abs() < 5e-5, "{found:?}");
    }

    #[test]
    fn nothing_has_no_share() {
        assert!(share(Count::exact(0), Count::exact(0)).is_none());
        assert!(share(Count::exact(3), Count::exact(2)).is_none());
    }

    proptest! {
        #[test]
        fn rounding_only_widens_and_covers_every_truth(
            part in 0_u64..60, rest in 0_u64..60, error in 0_u64..12, by in -12_i64..=12, whole_by in -12_i64..=12,
        ) {
            let error_i = error as i64;
            let (by, whole_by) = (by.clamp(-error_i, error_i), whole_by.clamp(-error_i, error_i));
            let whole = part + rest;
            let shown = |truth: u64, by: i64| Count { shown: (truth as i64 + by).max(0) as u64, error };
            let (part_shown, whole_shown) = (shown(part, by), shown(whole, whole_by));
            prop_assume!(whole > 0 && whole_shown.shown > 0 && part_shown.shown <= whole_shown.shown);
            let rounded = share(part_shown, whole_shown).unwrap().interval;
            let truth = of(part, whole);
            prop_assert!(rounded.low <= truth.interval.low + 1e-12);
            prop_assert!(rounded.high >= truth.interval.high - 1e-12);
        }

        #[test]
        fn a_difference_is_within_one_and_turns_around(a in 0_u64..40, b in 0_u64..40, m in 40_u64..90, n in 40_u64..90) {
            let (first, second) = (of(a, m), of(b, n));
            let there = difference(&first, &second);
            let back = difference(&second, &first);
            prop_assert!(there.contains(first.share - second.share));
            prop_assert!((-1.0..=1.0).contains(&there.low) && (-1.0..=1.0).contains(&there.high));
            prop_assert!((there.low + back.high).abs() < 1e-12 && (there.high + back.low).abs() < 1e-12);
        }
    }
}
