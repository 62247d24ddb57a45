//! The interval around one Poisson count.

use crate::{CountLaw, Interval, quantile};

/// The exact interval of Garwood (1936) for the mean behind a count.
///
/// `confidence` is a share such as 0.95. Guaranteed coverage, at the price of some width.
///
/// # Source
/// Garwood (1936): gamma quantiles at `count` and `count + 1`.
///
/// # Assumptions
/// Cases arise independently at a constant rate; clusters of related cases make it too narrow.
///
/// # Edge cases
/// The lower end at zero cases is zero.
/// `None` when the count is negative or not finite, or the confidence is not between 0 and 1.
#[must_use]
pub fn garwood(count: f64, confidence: f64) -> Option<Interval> {
    let tail = tail(count, confidence)?;
    let low = if count == 0.0 {
        0.0
    } else {
        quantile::gamma(count, tail)
    };
    Some(Interval {
        low,
        high: quantile::gamma(count + 1.0, 1.0 - tail),
    })
}

/// Byar's approximation, in the form that public-health offices use.
///
/// Close to [`garwood`] from about five cases on. The lower end at zero cases is zero.
///
/// # Source
/// Breslow and Day (1987), equation 2.13, with `count + 1` in the upper end; never negative, unlike the
/// variant that adds a half to both ends.
#[must_use]
pub fn byar(count: f64, confidence: f64) -> Option<Interval> {
    let tail = tail(count, confidence)?;
    let z = quantile::normal_upper(tail);
    let cube = |o: f64, sign: f64| {
        let root = 1.0 - 1.0 / (9.0 * o) + sign * z / (3.0 * o.sqrt());
        o * root.powi(3)
    };
    let low = if count == 0.0 {
        0.0
    } else {
        cube(count, -1.0).max(0.0)
    };
    Some(Interval {
        low,
        high: cube(count + 1.0, 1.0),
    })
}

/// The mid-p interval: narrower than [`garwood`], right on average rather than always.
///
/// # Source
/// Lancaster (1961): half the probability of the count itself belongs to each tail. Cohen and Yang
/// (1994) show that coverage stays close to the confidence.
///
/// # Edge cases
/// As [`garwood`].
#[must_use]
pub fn mid_p(count: f64, confidence: f64) -> Option<Interval> {
    let tail = tail(count, confidence)?;
    let wide = garwood(count, confidence)?;
    let upper = |mean: f64| CountLaw::poisson(mean).map_or(0.0, |law| law.upper_mid_p(count));
    let low = if count == 0.0 {
        0.0
    } else {
        quantile::bisect(wide.low, count, |mean| upper(mean) >= tail)
    };
    Some(Interval {
        low,
        high: quantile::bisect(count, wide.high, |mean| upper(mean) >= 1.0 - tail),
    })
}

/// The probability in each tail, or `None` when the question makes no sense.
fn tail(count: f64, confidence: f64) -> Option<f64> {
    (count.is_finite() && count >= 0.0 && confidence > 0.0 && confidence < 1.0)
        .then_some((1.0 - confidence) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nonsense_has_no_interval() {
        assert_eq!(garwood(-1.0, 0.95), None);
        assert_eq!(garwood(3.0, 1.0), None);
        assert_eq!(byar(f64::NAN, 0.95), None);
    }

    #[test]
    fn mid_p_of_nothing_is_known() {
        let found = mid_p(0.0, 0.95).unwrap();
        assert_eq!(found.low, 0.0);
        assert!((found.high + 0.05_f64.ln()).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn the_count_lies_within_and_wider_confidence_is_wider(count in 0u32..400) {
            let narrow = garwood(f64::from(count), 0.95).unwrap();
            let wide = garwood(f64::from(count), 0.998).unwrap();
            prop_assert!(narrow.contains(f64::from(count)));
            prop_assert!(wide.low <= narrow.low && narrow.high < wide.high);
        }

        #[test]
        fn mid_p_lies_within_garwood(count in 0u32..400) {
            let exact = garwood(f64::from(count), 0.95).unwrap();
            let middle = mid_p(f64::from(count), 0.95).unwrap();
            prop_assert!(middle.contains(f64::from(count)));
            prop_assert!(exact.low <= middle.low && middle.high < exact.high);
        }
    }
}
