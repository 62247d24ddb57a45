//! Funnel limits that allow for units differing a little, and for not knowing how much.
//!
//! With fifteen units the variance between them is hardly known. A single estimate is often zero, and
//! the limits of large units are then far too narrow; so the limits here average over what the
//! variance may be.

use crate::CountLaw;

/// Standard deviations between units that are considered, relative to the rate.
const STEPS: usize = 25;
const STEP: f64 = 0.04;
/// Before any data: a standard deviation of this size is as far as one would go without surprise.
const PRIOR: f64 = 0.25;
/// A unit further than this from its expectation says nothing about what is usual.
const USUAL: f64 = 0.01;

/// What is known of how much units in control differ: weights over standard deviations.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    weights: [f64; STEPS],
}

impl Spread {
    /// Learns the spread from all units.
    ///
    /// # Source
    /// Negative binomial random-effects funnel (Spiegelhalter 2005, section 4, additive model), with a
    /// half-normal prior (scale 0.25) on the standard deviation as Gelman (2006) advises, on a grid.
    ///
    /// # Assumptions
    /// Expectations are known. A unit counts no further than its own 98 % limits, so that a few outliers
    /// do not widen the funnel they should fall out of.
    ///
    /// # Edge cases
    /// Units without a positive expectation are left out; without any unit the prior speaks alone.
    #[must_use]
    pub fn learn(observed: &[f64], expected: &[f64]) -> Self {
        let mut logs = [0.0; STEPS];
        for (step, log) in logs.iter_mut().enumerate() {
            let deviation = step as f64 * STEP;
            *log = -0.5 * (deviation / PRIOR).powi(2);
            for (&observed, &expected) in observed.iter().zip(expected) {
                let Some(law) = law(expected, deviation) else {
                    continue;
                };
                if observed.is_finite() && observed >= 0.0 {
                    *log += usual(&law, observed);
                }
            }
        }
        let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let raw = logs.map(|log| (log - largest).exp());
        let whole: f64 = raw.iter().sum();
        Self {
            weights: raw.map(|weight| weight / whole),
        }
    }

    /// The expected standard deviation between units, relative to the rate.
    #[must_use]
    pub fn deviation(&self) -> f64 {
        let parts = self.weights.iter().enumerate();
        parts
            .map(|(step, weight)| step as f64 * STEP * weight)
            .sum()
    }

    /// The probability that a unit in control has at most this count.
    ///
    /// `None` when the expectation is not positive.
    #[must_use]
    pub fn at_most(&self, expected: f64, count: f64) -> Option<f64> {
        self.average(expected, |law| law.at_most(count))
    }

    /// The upper mid-p of a count, averaged over the spread.
    #[must_use]
    pub fn upper_mid_p(&self, expected: f64, count: f64) -> Option<f64> {
        self.average(expected, |law| law.upper_mid_p(count))
    }

    /// The count that a unit in control stays below with probability `p`, interpolated and never below
    /// zero: the over-dispersed counterpart of [`limit`](super::limit).
    ///
    /// `None` when the expectation is not positive or `p` not between 0 and 1.
    #[must_use]
    pub fn limit(&self, expected: f64, p: f64) -> Option<f64> {
        if !(expected > 0.0 && p > 0.0 && p < 1.0) {
            return None;
        }
        let (mut low, mut high) = (-1.0, expected.ceil() + 1.0);
        while self.at_most(expected, high)? < p {
            low = high;
            high *= 2.0;
        }
        while high - low > 1.0 {
            let middle = ((low + high) / 2.0_f64).floor();
            if self.at_most(expected, middle)? >= p {
                high = middle;
            } else {
                low = middle;
            }
        }
        let density = self.average(expected, |law| law.probability(high))?;
        Some((high - (self.at_most(expected, high)? - p) / density).max(0.0))
    }

    fn average(&self, expected: f64, value: impl Fn(&CountLaw) -> f64) -> Option<f64> {
        let mut sum = 0.0;
        for (step, weight) in self.weights.iter().enumerate() {
            sum += weight * value(&law(expected, step as f64 * STEP)?);
        }
        Some(sum)
    }
}

fn law(expected: f64, deviation: f64) -> Option<CountLaw> {
    let size = if deviation == 0.0 {
        f64::INFINITY
    } else {
        deviation.powi(-2)
    };
    (expected > 0.0).then(|| CountLaw::negative_binomial(expected, size))?
}

/// The log-likelihood of a count; beyond the usual range only that it is there.
fn usual(law: &CountLaw, count: f64) -> f64 {
    let (above, below) = (law.at_least(count), law.at_most(count));
    if above < USUAL || below < USUAL {
        USUAL.ln()
    } else {
        law.probability(count).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_units_the_prior_speaks() {
        let prior = Spread::learn(&[], &[]);
        assert!((prior.deviation() - 0.19).abs() < 0.02);
        assert_eq!(prior.limit(0.0, 0.999), None);
    }

    #[test]
    fn many_alike_units_narrow_the_funnel() {
        let alike = Spread::learn(&[50.0; 60], &[50.0; 60]);
        assert!(alike.deviation() < 0.05);
        assert!(alike.limit(50.0, 0.999) < Spread::learn(&[], &[]).limit(50.0, 0.999));
    }

    proptest! {
        #[test]
        fn never_narrower_than_chance(counts in proptest::collection::vec(0u32..40, 3..12), expected in 0.5f64..60.0) {
            let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
            let spread = Spread::learn(&counts, &vec![15.0; counts.len()]);
            let high = spread.limit(expected, 0.999).unwrap();
            prop_assert!(high.is_finite());
            prop_assert!(high >= crate::funnel::limit(expected, 0.999).unwrap() - 1e-6);
        }
    }
}
