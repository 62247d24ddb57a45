//! The interval around one Poisson count.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::{Interval, quantile};

/// The exact interval of Garwood (1936) for the mean behind a count.
///
/// `confidence` is a share such as 0.95. Guaranteed coverage, at the price of some width.
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
#[must_use]
pub fn byar(count: f64, confidence: f64) -> Option<Interval> {
    let tail = tail(count, confidence)?;
    let z = Normal::new(0.0, 1.0).ok()?.inverse_cdf(1.0 - tail);
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

    proptest! {
        #[test]
        fn the_count_lies_within_and_wider_confidence_is_wider(count in 0u32..400) {
            let narrow = garwood(f64::from(count), 0.95).unwrap();
            let wide = garwood(f64::from(count), 0.998).unwrap();
            prop_assert!(narrow.contains(f64::from(count)));
            prop_assert!(wide.low <= narrow.low && narrow.high < wide.high);
        }
    }
}
