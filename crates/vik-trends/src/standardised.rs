//! Standardised rates: what is left of a difference after the mix has been accounted for.

use crate::{Interval, poisson};

/// A ratio of observed to expected, with its exact interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standardised {
    /// Observed over expected, or the standardised rate.
    pub value: f64,
    /// The interval at the confidence asked for.
    pub interval: Interval,
}

/// One stratum of a unit, for example a staff group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum {
    /// Events counted.
    pub count: f64,
    /// What they are counted over in the unit.
    pub exposure: f64,
    /// The size of this stratum in the standard population (direct), or the reference rate (indirect).
    pub standard: f64,
}

/// The count expected if every stratum had the reference rate: the denominator of [`indirect`].
///
/// `None` when an exposure or rate is negative or not finite.
#[must_use]
pub fn expected(strata: &[Stratum]) -> Option<f64> {
    strata.iter().try_fold(0.0, |sum, s| {
        let sound = s.exposure.is_finite()
            && s.exposure >= 0.0
            && s.standard.is_finite()
            && s.standard >= 0.0;
        sound.then_some(sum + s.exposure * s.standard)
    })
}

/// The indirectly standardised ratio (SMR, SIR): observed over expected, with Garwood's interval.
///
/// # Source
/// Breslow and Day (1987), section 2.3.
///
/// # Assumptions
/// The expectation is known: its own uncertainty is not in the interval. Two ratios with different mixes
/// may not be compared with each other, only with the reference.
///
/// # Edge cases
/// No events gives ratio 0 with an exact upper end. `None` without a positive expectation.
#[must_use]
pub fn indirect(observed: f64, expected: f64, confidence: f64) -> Option<Standardised> {
    if !(expected.is_finite() && expected > 0.0) {
        return None;
    }
    let exact = poisson::garwood(observed, confidence)?;
    Some(Standardised {
        value: observed / expected,
        interval: Interval {
            low: exact.low / expected,
            high: exact.high / expected,
        },
    })
}

/// The directly standardised rate, with the interval of Dobson and others.
///
/// # Source
/// Dobson, Kuulasmaa, Eberle and Scherer (1991), equation 6: the exact Poisson interval of the total
/// count, scaled by the standard error of the weighted sum.
///
/// # Assumptions
/// Counts are Poisson within strata. Comparable between units, unlike [`indirect`].
///
/// # Edge cases
/// A stratum without exposure but with weight leaves the rate unknown: `None`. Without any event the
/// scale is taken from the largest weight over exposure, which is the most that one event could add.
#[must_use]
pub fn direct(strata: &[Stratum], confidence: f64) -> Option<Standardised> {
    let population: f64 = strata.iter().map(|s| s.standard).sum();
    let sound = strata
        .iter()
        .all(|s| s.count >= 0.0 && s.standard >= 0.0 && (s.exposure > 0.0 || s.standard == 0.0));
    if !(sound && population.is_finite() && population > 0.0) {
        return None;
    }
    let (mut value, mut variance, mut count, mut largest) = (0.0, 0.0, 0.0, 0.0_f64);
    for s in strata.iter().filter(|s| s.standard > 0.0) {
        let weight = s.standard / population / s.exposure;
        value += weight * s.count;
        variance += weight * weight * s.count;
        count += s.count;
        largest = largest.max(weight);
    }
    let exact = poisson::garwood(count, confidence)?;
    let scale = if count > 0.0 {
        (variance / count).sqrt()
    } else {
        largest
    };
    Some(Standardised {
        value,
        interval: Interval {
            low: (value + scale * (exact.low - count)).max(0.0),
            high: value + scale * (exact.high - count),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stratum(count: u32, exposure: f64, standard: f64) -> Stratum {
        Stratum {
            count: f64::from(count),
            exposure,
            standard,
        }
    }

    #[test]
    fn one_stratum_is_the_crude_rate() {
        let rate = direct(&[stratum(9, 300.0, 1.0)], 0.95).unwrap();
        let exact = poisson::garwood(9.0, 0.95).unwrap();
        assert!((rate.value - 0.03).abs() < 1e-12);
        assert!((rate.interval.high - exact.high / 300.0).abs() < 1e-12);
        assert!((rate.interval.low - exact.low / 300.0).abs() < 1e-12);
    }

    #[test]
    fn unknown_stays_unknown() {
        assert_eq!(indirect(3.0, 0.0, 0.95), None);
        assert_eq!(direct(&[stratum(1, 0.0, 5.0)], 0.95), None);
        assert_eq!(direct(&[], 0.95), None);
        assert_eq!(expected(&[stratum(0, -1.0, 0.1)]), None);
        assert!(
            direct(&[stratum(0, 10.0, 5.0)], 0.95)
                .unwrap()
                .interval
                .high
                > 0.0
        );
    }

    proptest! {
        #[test]
        fn equal_rates_survive_any_mix(a in 1u32..50, weights in [1.0f64..9.0, 1.0f64..9.0]) {
            let strata = [stratum(a, f64::from(a) * 10.0, weights[0]), stratum(2 * a, f64::from(a) * 20.0, weights[1])];
            let found = direct(&strata, 0.95).unwrap();
            prop_assert!((found.value - 0.1).abs() < 1e-12);
            prop_assert!(found.interval.contains(0.1));
        }

        #[test]
        fn the_expectation_of_the_reference_itself_is_its_count(counts in proptest::collection::vec(1u32..40, 1..6)) {
            let strata: Vec<Stratum> = counts.iter().map(|&c| stratum(c, 50.0, f64::from(c) / 50.0)).collect();
            let observed: f64 = counts.iter().map(|&c| f64::from(c)).sum();
            let ratio = indirect(observed, expected(&strata).unwrap(), 0.95).unwrap();
            prop_assert!((ratio.value - 1.0).abs() < 1e-9);
        }
    }
}
