//! Funnel limits: how far a count may stray from what was expected, by chance alone.
//!
//! Spiegelhalter (2005): exact Poisson limits, interpolated between counts so that the curve is
//! smooth. Nothing here ranks; a unit lies inside the limits or it does not.

use statrs::function::gamma::{gamma_ur, ln_gamma};

/// The count below which a Poisson variable with mean `expected` falls with probability `p`,
/// interpolated between the whole counts.
///
/// `p` = 0.025 and 0.975 give the 95 % limits, 0.001 and 0.999 the 99.8 % limits.
/// Never below zero. `None` when `expected` is not positive or `p` is not between 0 and 1.
#[must_use]
pub fn limit(expected: f64, p: f64) -> Option<f64> {
    if !(expected.is_finite() && expected > 0.0 && p > 0.0 && p < 1.0) {
        return None;
    }
    let (count, cumulative) = smallest_reaching(expected, p);
    let density = (count * expected.ln() - expected - ln_gamma(count + 1.0)).exp();
    Some((count - (cumulative - p) / density).max(0.0))
}

/// The smallest whole count whose cumulative probability reaches `p`, with that probability.
fn smallest_reaching(expected: f64, p: f64) -> (f64, f64) {
    let cumulative = |count: f64| gamma_ur(count + 1.0, expected);
    let (mut low, mut high) = (-1.0, expected.ceil() + 1.0);
    while cumulative(high) < p {
        high *= 2.0;
    }
    while high - low > 1.0 {
        let middle = ((low + high) / 2.0).floor();
        if cumulative(middle) >= p {
            high = middle;
        } else {
            low = middle;
        }
    }
    (high, cumulative(high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_expected_has_no_limits() {
        assert_eq!(limit(0.0, 0.025), None);
        assert_eq!(limit(4.0, 0.0), None);
    }

    proptest! {
        #[test]
        fn limits_are_ordered(expected in 0.1f64..900.0) {
            let limits: Vec<f64> = [0.001, 0.025, 0.975, 0.999]
                .iter()
                .map(|p| limit(expected, *p).unwrap())
                .collect();
            prop_assert!(limits.windows(2).all(|pair| pair[0] <= pair[1]));
        }
    }
}
