//! The ratio of two rates, with the exact conditional interval.
//!
//! Given the sum of two Poisson counts, the first is binomial (Przyborowski and Wilenski 1940);
//! the Clopper-Pearson interval of that share, turned into odds, is the interval of the ratio.

use crate::{Interval, binomial, quantile};

/// One count over its exposure (for example cases over staff-years).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Events counted.
    pub count: f64,
    /// What they are counted over; must be positive.
    pub exposure: f64,
}

/// The ratio of the first rate to the second; infinite when only the second has no events.
///
/// `None` without exposure, with negative counts, or when neither has an event.
#[must_use]
pub fn ratio(first: Rate, second: Rate) -> Option<f64> {
    usable(first, second)?;
    Some((first.count / first.exposure) / (second.count / second.exposure))
}

/// The exact interval of [`ratio`].
///
/// # Source
/// Clopper and Pearson (1934) for the share of the first count in the sum, turned into odds.
///
/// # Assumptions
/// Both counts are Poisson and independent. Wider than needed; see [`mid_p_interval`].
///
/// # Edge cases
/// From zero when the first count is zero, to infinity when the second is. `None` as for [`ratio`], or
/// when the confidence is not between 0 and 1.
#[must_use]
pub fn interval(first: Rate, second: Rate, confidence: f64) -> Option<Interval> {
    usable(first, second)?;
    if !(confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    let tail = (1.0 - confidence) / 2.0;
    let (a, b) = (first.count, second.count);
    let odds = |share: f64| share / (1.0 - share) * second.exposure / first.exposure;
    let low = if a == 0.0 {
        0.0
    } else {
        odds(quantile::beta(a, b + 1.0, tail))
    };
    let high = if b == 0.0 {
        f64::INFINITY
    } else {
        odds(quantile::beta(a + 1.0, b, 1.0 - tail))
    };
    Some(Interval { low, high })
}

/// The mid-p interval of [`ratio`]: narrower than [`interval`], right on average rather than always.
///
/// Source: Lancaster (1961) applied to the conditional binomial. `None` as for [`interval`].
#[must_use]
pub fn mid_p_interval(first: Rate, second: Rate, confidence: f64) -> Option<Interval> {
    let wide = interval(first, second, confidence)?;
    let tail = (1.0 - confidence) / 2.0;
    let (a, b) = (first.count, second.count);
    let upper = |share: f64| {
        let at_least = |k: f64| binomial::at_least(k, a + b, share);
        0.5 * (at_least(a) + at_least(a + 1.0))
    };
    let share = |ratio: f64| {
        let odds = ratio * first.exposure / second.exposure;
        if odds.is_finite() {
            odds / (1.0 + odds)
        } else {
            1.0
        }
    };
    let odds = |share: f64| share / (1.0 - share) * second.exposure / first.exposure;
    let middle = a / (a + b);
    let low = if a == 0.0 {
        0.0
    } else {
        odds(quantile::bisect(share(wide.low), middle, |s| {
            upper(s) >= tail
        }))
    };
    let high = if b == 0.0 {
        f64::INFINITY
    } else {
        odds(quantile::bisect(middle, share(wide.high), |s| {
            upper(s) >= 1.0 - tail
        }))
    };
    Some(Interval { low, high })
}

/// The probabilities of a difference at least this large when the true rates are equal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EqualityTest {
    /// The first rate is higher: exact.
    pub greater: f64,
    /// The first rate is higher: mid-p, less conservative for small counts.
    pub greater_mid_p: f64,
    /// The rates differ: exact, summing every outcome that is no more likely than this one.
    pub two_sided: f64,
}

/// The exact conditional test of equal rates.
///
/// # Source
/// Przyborowski and Wilenski (1940): given the sum, the first count is binomial with share
/// `T1 / (T1 + T2)`. Two-sided by likelihood ordering.
///
/// # Assumptions
/// Whole counts. `None` as for [`ratio`].
#[must_use]
pub fn equality(first: Rate, second: Rate) -> Option<EqualityTest> {
    usable(first, second)?;
    let (a, n) = (first.count.round(), (first.count + second.count).round());
    let share = first.exposure / (first.exposure + second.exposure);
    let greater = binomial::at_least(a, n, share);
    let here = binomial::probability(a, n, share);
    let mut two_sided = 0.0;
    let mut count = 0.0;
    while count <= n {
        let probability = binomial::probability(count, n, share);
        if probability <= here * (1.0 + 1e-7) {
            two_sided += probability;
        }
        count += 1.0;
    }
    Some(EqualityTest {
        greater,
        greater_mid_p: greater - 0.5 * here,
        two_sided: two_sided.min(1.0),
    })
}

/// Whether there is something to compare.
fn usable(first: Rate, second: Rate) -> Option<()> {
    let sound = |r: Rate| {
        r.count.is_finite() && r.count >= 0.0 && r.exposure.is_finite() && r.exposure > 0.0
    };
    (sound(first) && sound(second) && first.count + second.count > 0.0).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rate(count: u32, exposure: f64) -> Rate {
        Rate {
            count: f64::from(count),
            exposure,
        }
    }

    #[test]
    fn without_exposure_or_events_there_is_no_ratio() {
        assert_eq!(interval(rate(3, 0.0), rate(2, 10.0), 0.95), None);
        assert_eq!(ratio(rate(0, 5.0), rate(0, 5.0)), None);
    }

    #[test]
    fn mid_p_of_nothing_is_known() {
        let found = mid_p_interval(rate(0, 1.0), rate(4, 1.0), 0.95).unwrap();
        let share = 1.0 - 0.05_f64.powf(0.25);
        assert_eq!(found.low, 0.0);
        assert!((found.high - share / (1.0 - share)).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn swapping_inverts(a in 1u32..60, b in 1u32..60, s in 1.0f64..900.0, t in 1.0f64..900.0) {
            let there = interval(rate(a, s), rate(b, t), 0.95).unwrap();
            let back = interval(rate(b, t), rate(a, s), 0.95).unwrap();
            prop_assert!((there.low * back.high - 1.0).abs() < 1e-9);
            prop_assert!(there.contains(ratio(rate(a, s), rate(b, t)).unwrap()));
        }

        #[test]
        fn mid_p_lies_within_the_exact_interval(a in 0u32..60, b in 0u32..60, s in 1.0f64..900.0) {
            prop_assume!(a + b > 0);
            let exact = interval(rate(a, s), rate(b, 300.0), 0.95).unwrap();
            let middle = mid_p_interval(rate(a, s), rate(b, 300.0), 0.95).unwrap();
            prop_assert!(exact.low <= middle.low && middle.high <= exact.high);
            prop_assert!(middle.contains(ratio(rate(a, s), rate(b, 300.0)).unwrap()));
        }

        #[test]
        fn a_rate_is_higher_or_the_other_is(a in 0u32..60, b in 1u32..60) {
            let there = equality(rate(a, 5.0), rate(b, 9.0)).unwrap();
            let back = equality(rate(b, 9.0), rate(a, 5.0)).unwrap();
            prop_assert!((there.greater_mid_p + back.greater_mid_p - 1.0).abs() < 1e-9);
            prop_assert!(there.greater <= 1.0 && there.two_sided > 0.0);
        }
    }
}
