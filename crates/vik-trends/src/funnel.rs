//! Funnel limits: how far a count may stray from what was expected, by chance alone.
//!
//! Spiegelhalter (2005): exact Poisson limits, interpolated between counts so that the curve is
//! smooth. Nothing here ranks; a unit lies inside the limits or it does not.
//!
//! - [`limit`]: chance alone, smooth; [`CountLaw::quantile`] is the same in whole counts.
//! - [`share_limit`]: chance alone, for so many out of so many.
//! - [`Spread`]: units may also differ a little, by an amount that is not known (advised).
//! - [`Dispersion`]: the regulators' transformed scales, for comparison with their figures.

use crate::CountLaw;

mod scores;
mod shares;
mod spread;

pub use scores::{Dispersion, Scale};
pub use shares::{share_dispersion, share_limit};
pub use spread::Spread;

/// The count below which a Poisson variable with mean `expected` falls with probability `p`,
/// interpolated between the whole counts.
///
/// `p` = 0.025 and 0.975 give the 95 % limits, 0.001 and 0.999 the 99.8 % limits.
///
/// # Source
/// Spiegelhalter (2005), appendix.
///
/// # Assumptions
/// The expectation is known, cases are independent, and units in control have exactly that mean.
///
/// # Edge cases
/// Never below zero. `None` when `expected` is not positive or `p` is not between 0 and 1.
#[must_use]
pub fn limit(expected: f64, p: f64) -> Option<f64> {
    if expected <= 0.0 {
        return None;
    }
    CountLaw::poisson(expected)?.interpolated_quantile(p)
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
