//! The ratio of two rates, with the exact conditional interval.
//!
//! Given the sum of two Poisson counts, the first is binomial (Przyborowski and Wilenski 1940);
//! the Clopper-Pearson interval of that share, turned into odds, is the interval of the ratio.

use crate::{Interval, quantile};

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

/// The exact interval of [`ratio`]. `None` under the same conditions.
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

    proptest! {
        #[test]
        fn swapping_inverts(a in 1u32..60, b in 1u32..60, s in 1.0f64..900.0, t in 1.0f64..900.0) {
            let there = interval(rate(a, s), rate(b, t), 0.95).unwrap();
            let back = interval(rate(b, t), rate(a, s), 0.95).unwrap();
            prop_assert!((there.low * back.high - 1.0).abs() < 1e-9);
            prop_assert!(there.contains(ratio(rate(a, s), rate(b, t)).unwrap()));
        }
    }
}
