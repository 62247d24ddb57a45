//! How many will a period have come to, when a part has arrived?
//!
//! Given the share seen so far ([`crate::delay`]), what has been seen and a gamma prior for the
//! mean of a period, what is still to come is negative binomial (a gamma-Poisson mixture; compare
//! Höhle and an der Heiden 2014). Works for periods of any length, months included.
//!
//! Assumes that arrivals are independent and that the share seen is that of this period.

use crate::CountLaw;

/// What is known about the mean of a period before anything of it is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// The usual count of a period.
    pub mean: f64,
    /// How sure that is, in cases: the shape of the gamma distribution.
    pub shape: f64,
}

/// The count that a period is expected to come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nowcast {
    /// The expected final count.
    pub mean: f64,
    /// The median.
    pub median: f64,
    /// The lower end of the interval; never below what has been seen.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The prior that the final counts of complete periods suggest: their mean, and the shape by the
/// method of moments, held between 1 and 1,000. `None` without a case.
#[must_use]
pub fn prior(complete: &[f64]) -> Option<Prior> {
    let n = complete.len() as f64;
    let mean = complete.iter().sum::<f64>() / n;
    if !(mean.is_finite() && mean > 0.0) {
        return None;
    }
    let spread = complete.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
    let excess = spread - mean;
    let shape = if excess > 0.0 {
        (mean * mean / excess).clamp(1.0, 1000.0)
    } else {
        1000.0
    };
    Some(Prior { mean, shape })
}

/// The final count of a period of which `seen` arrived and `share` is expected to have arrived.
///
/// `share_error` is the standard error of the share; it widens the interval. A period of which
/// nothing arrived is not projected to zero. `None` when a number is negative or not finite, the
/// share lies outside 0 to 1, or the prior or the confidence makes no sense.
#[must_use]
pub fn total(
    seen: f64,
    share: f64,
    share_error: f64,
    prior: Prior,
    confidence: f64,
) -> Option<Nowcast> {
    let sound = |x: f64| x.is_finite() && x >= 0.0;
    if !(sound(seen) && sound(share_error) && (0.0..=1.0).contains(&share))
        || !(sound(prior.mean) && prior.mean > 0.0 && sound(prior.shape) && prior.shape > 0.0)
        || !(confidence > 0.0 && confidence < 1.0)
    {
        return None;
    }
    let shape = prior.shape + seen;
    let per_share = shape / (prior.shape / prior.mean + share);
    let mean = per_share * (1.0 - share);
    let from_share = (per_share * share_error).powi(2);
    let count = CountLaw::with_variance(mean, mean + mean * mean / shape + from_share)?;
    let quantile = |p: f64| Some(seen + count.quantile(p)?);
    let tail = (1.0 - confidence) / 2.0;
    Some(Nowcast {
        mean: seen + mean,
        median: quantile(0.5)?,
        low: quantile(tail)?,
        high: quantile(1.0 - tail)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const USUAL: Prior = Prior {
        mean: 15.0,
        shape: 12.0,
    };

    #[test]
    fn nonsense_has_no_nowcast() {
        assert_eq!(total(-1.0, 0.5, 0.0, USUAL, 0.95), None);
        assert_eq!(total(1.0, 1.5, 0.0, USUAL, 0.95), None);
        assert_eq!(total(1.0, 0.5, 0.0, USUAL, 1.0), None);
        assert_eq!(prior(&[]), None);
        assert_eq!(prior(&[0.0, 0.0]), None);
    }

    /// A defect of the chain ladder, which says zero.
    #[test]
    fn a_period_of_which_nothing_arrived_is_not_empty() {
        let now = total(0.0, 0.12, 0.02, USUAL, 0.95).unwrap();
        assert!(now.median > 5.0 && now.low > 0.0 && now.high >= 15.0);
    }

    #[test]
    fn a_complete_period_is_certain() {
        let now = total(9.0, 1.0, 0.0, USUAL, 0.95).unwrap();
        assert_eq!((now.low, now.median, now.high), (9.0, 9.0, 9.0));
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_median(seen in 0u32..60, share in 0.01f64..1.0, error in 0.0f64..0.1) {
            let now = total(f64::from(seen), share, error, USUAL, 0.9).unwrap();
            prop_assert!(f64::from(seen) <= now.low && now.low <= now.median && now.median <= now.high);
        }
    }
}
