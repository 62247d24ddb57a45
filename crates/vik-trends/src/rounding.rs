//! What controlled rounding leaves of a sum or a share.
//!
//! A controlled cell of one month lies less than one base from the truth: that is a rule, and a sum of
//! months is certainly within two for each of them. The freeze also carries the error along, so that
//! errors of longer periods cancel; how well is not a rule but was measured
//! (`crates/vik-disclosure/docs/ROUNDING.md`), and the interval of a longer period uses the largest error
//! that was seen.

use crate::Interval;

/// The largest error of a controlled base-3 cell over at most twelve months, in 240 months of the shipped
/// cubes with 20 to 830 cases each. It was met at 20 cases a month; from 80 on the largest was 8.
pub const YEAR_ERROR: f64 = 11.0;

/// The largest error of a base-3 cell over any longer period: twice the largest since the start (14),
/// because a period is the difference of two running totals.
pub const LONG_ERROR: f64 = 28.0;

/// The bounds of a sum of `cells` separately rounded cells; never below zero.
///
/// `None` when an argument is negative or the base is below one.
#[must_use]
pub fn sum(value: f64, cells: f64, base: f64) -> Option<Interval> {
    (value.is_finite() && value >= 0.0 && cells >= 0.0 && base >= 1.0)
        .then(|| around(value, cells * (base - 1.0)))
}

/// How far the sum of one controlled cell over `months` may lie from the truth.
///
/// At base 3 two for each month, until the largest measured error is less: [`YEAR_ERROR`] up to a year,
/// [`LONG_ERROR`] beyond. Other bases have no running totals: each period counts.
#[must_use]
pub fn window_error(months: f64, base: f64) -> f64 {
    let sure = (base - 1.0) * months;
    if (base - 3.0).abs() > f64::EPSILON {
        return sure;
    }
    sure.min(if months <= 12.0 {
        YEAR_ERROR
    } else {
        LONG_ERROR
    })
}

/// The bounds in percent of a share whose parts are each off by at most `error`.
///
/// The numerator is part of the denominator, so the share stays between 0 and 100.
/// `None` when the denominator is zero or an argument makes no sense.
#[must_use]
pub fn share(numerator: f64, denominator: f64, error: f64) -> Option<Interval> {
    let sound = numerator.is_finite()
        && denominator.is_finite()
        && numerator >= 0.0
        && denominator > 0.0
        && error >= 0.0;
    sound.then(|| {
        let (n, d) = (around(numerator, error), around(denominator, error));
        Interval {
            low: (100.0 * n.low / d.high).clamp(0.0, 100.0),
            high: if d.low > 0.0 {
                (100.0 * n.high / d.low).clamp(0.0, 100.0)
            } else {
                100.0
            },
        }
    })
}

fn around(value: f64, error: f64) -> Interval {
    Interval {
        low: (value - error).max(0.0),
        high: value + error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_year_is_tighter_than_twelve_months() {
        assert_eq!(window_error(1.0, 3.0), 2.0);
        assert_eq!(window_error(3.0, 3.0), 6.0);
        assert_eq!(window_error(12.0, 3.0), 11.0);
        assert_eq!(window_error(60.0, 3.0), 28.0);
        assert_eq!(window_error(1.0, 5.0), 4.0);
    }

    #[test]
    fn a_share_of_nothing_is_unknown() {
        assert_eq!(share(0.0, 0.0, 2.0), None);
        assert_eq!(share(3.0, 2.0, 2.0).unwrap().high, 100.0);
    }

    proptest! {
        #[test]
        fn the_true_share_lies_within(true_part in 0u32..80, rest in 0u32..80, by in -2i32..=2, of in -2i32..=2) {
            let whole = true_part + rest;
            let part = (i64::from(true_part) + i64::from(by)).max(0) as f64;
            let total = (i64::from(whole) + i64::from(of)).max(0) as f64;
            prop_assume!(whole > 0 && total > 0.0);
            let interval = share(part, total, 2.0).unwrap();
            let truth = 100.0 * f64::from(true_part) / f64::from(whole);
            prop_assert!(interval.low <= truth + 1e-9 && truth <= interval.high + 1e-9);
        }
    }
}
