//! Empirical-Bayes shrinkage: a small unit's rate is pulled towards what all units have in common.

use statrs::function::gamma::{digamma, gamma_lr};

use crate::{Interval, quantile};

/// Beyond this shape units do not vary more than chance explains.
const LARGEST_SHAPE: f64 = 1e5;

/// How rates vary between units: a gamma distribution with this shape and mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// The weight of the prior, in expected cases; large means that units are alike.
    pub shape: f64,
    /// The mean rate.
    pub mean: f64,
}

impl Prior {
    /// The prior that makes these counts most likely: maximum likelihood of a negative binomial.
    ///
    /// # Source
    /// Gamma-Poisson model of Clayton and Kaldor (1987); score in the shape solved by bisection with the
    /// mean profiled out.
    ///
    /// # Assumptions
    /// Units vary independently around one mean; counts are Poisson given the unit's rate.
    ///
    /// # Edge cases
    /// Without more variation than chance the shape is 100,000 and every rate shrinks to the mean.
    /// Units without exposure are left out. `None` with fewer than two units or without any case.
    #[must_use]
    pub fn fit(counts: &[f64], exposures: &[f64]) -> Option<Self> {
        let units = usable(counts, exposures)?;
        let score = |shape: f64| {
            let mean = mean_given(&units, shape);
            units.iter().fold(0.0, |sum, &(count, exposure)| {
                let expected = mean * exposure;
                sum + digamma(count + shape) - digamma(shape) - (expected / shape).ln_1p()
                    + (expected - count) / (shape + expected)
            })
        };
        let (mut low, mut high) = (1e-3_f64.ln(), LARGEST_SHAPE.ln());
        if score(LARGEST_SHAPE) > 0.0 {
            low = high;
        }
        for _ in 0..100 {
            let middle = (low + high) / 2.0;
            if score(middle.exp()) > 0.0 {
                low = middle;
            } else {
                high = middle;
            }
        }
        let shape = ((low + high) / 2.0).exp();
        Some(Self {
            shape,
            mean: mean_given(&units, shape),
        })
    }

    /// What is known of a unit's rate after its count has been seen.
    ///
    /// `None` when the count or exposure is negative or not finite, or the prior not proper. Without
    /// exposure: the prior itself.
    #[must_use]
    pub fn posterior(&self, count: f64, exposure: f64) -> Option<Posterior> {
        let sound = count.is_finite() && count >= 0.0 && exposure.is_finite() && exposure >= 0.0;
        let posterior = Posterior {
            shape: count + self.shape,
            rate: exposure + self.shape / self.mean,
        };
        let proper = self.shape > 0.0 && self.mean > 0.0 && posterior.rate > 0.0;
        (sound && proper && posterior.shape.is_finite() && posterior.rate.is_finite())
            .then_some(posterior)
    }
}

/// A gamma distribution of the rate of one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Posterior {
    shape: f64,
    rate: f64,
}

impl Posterior {
    /// The shrunken rate: `(count + shape) / (exposure + shape / mean)`.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.shape / self.rate
    }

    /// The central interval that holds the rate with this probability. `None` unless between 0 and 1.
    #[must_use]
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        (confidence > 0.0 && confidence < 1.0).then(|| {
            let tail = (1.0 - confidence) / 2.0;
            Interval {
                low: quantile::gamma(self.shape, tail) / self.rate,
                high: quantile::gamma(self.shape, 1.0 - tail) / self.rate,
            }
        })
    }

    /// The probability that the rate exceeds this value; not a number when the value is not.
    #[must_use]
    pub fn above(&self, rate: f64) -> f64 {
        let scaled = rate * self.rate;
        if scaled.is_nan() {
            f64::NAN
        } else if scaled <= 0.0 {
            1.0
        } else if scaled.is_infinite() {
            0.0
        } else {
            1.0 - gamma_lr(self.shape, scaled)
        }
    }
}

/// Rates shrunk without assuming a shape for how units vary.
///
/// # Source
/// Marshall (1991), global estimator, equations 4 to 6: the weight of a unit's own rate is
/// `A / (A + mean / exposure)` with `A` the variance between units by moments.
///
/// # Edge cases
/// A variance between units below zero counts as zero: every rate is then the overall mean.
/// `None` under the conditions of [`Prior::fit`], or when any exposure is not positive.
#[must_use]
pub fn marshall(counts: &[f64], exposures: &[f64]) -> Option<Vec<f64>> {
    let units = usable(counts, exposures)?;
    if units.len() != counts.len() {
        return None;
    }
    let exposure: f64 = units.iter().map(|u| u.1).sum();
    let mean = units.iter().map(|u| u.0).sum::<f64>() / exposure;
    let spread = units
        .iter()
        .map(|(c, e)| e * (c / e - mean).powi(2))
        .sum::<f64>()
        / exposure;
    let between = (spread - mean / (exposure / units.len() as f64)).max(0.0);
    let shrink = |(count, exposure): &(f64, f64)| {
        let weight = between / (between + mean / exposure);
        mean + weight * (count / exposure - mean)
    };
    Some(units.iter().map(shrink).collect())
}

/// The mean rate that is most likely given the shape: each count weighs less as it varies more.
fn mean_given(units: &[(f64, f64)], shape: f64) -> f64 {
    let (count, exposure) = units.iter().fold((0.0, 0.0), |s, u| (s.0 + u.0, s.1 + u.1));
    let mut mean = count / exposure;
    for _ in 0..200 {
        let (count, exposure) = units.iter().fold((0.0, 0.0), |sum, &(count, exposure)| {
            let weight = shape / (shape + mean * exposure);
            (sum.0 + weight * count, sum.1 + weight * exposure)
        });
        let next = count / exposure;
        let settled = (next - mean).abs() <= 1e-15 * mean;
        mean = next;
        if settled {
            break;
        }
    }
    mean
}

fn usable(counts: &[f64], exposures: &[f64]) -> Option<Vec<(f64, f64)>> {
    let sound = |x: &f64| x.is_finite() && *x >= 0.0;
    let complete =
        counts.len() == exposures.len() && counts.iter().all(sound) && exposures.iter().all(sound);
    let units: Vec<(f64, f64)> = counts
        .iter()
        .copied()
        .zip(exposures.iter().copied())
        .filter(|unit| unit.1 > 0.0)
        .collect();
    (complete && units.len() >= 2 && units.iter().any(|u| u.0 > 0.0)).then_some(units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_units_shrink_to_one_rate() {
        let prior = Prior::fit(&[10.0, 10.0, 10.0], &[100.0, 100.0, 100.0]).unwrap();
        assert!((prior.mean - 0.1).abs() < 1e-9);
        assert!(prior.shape > 9e4);
    }

    #[test]
    fn too_little_has_no_prior() {
        assert_eq!(Prior::fit(&[3.0], &[10.0]), None);
        assert_eq!(Prior::fit(&[0.0, 0.0], &[10.0, 20.0]), None);
        assert_eq!(marshall(&[1.0, 2.0], &[0.0, 4.0]), None);
    }

    proptest! {
        #[test]
        fn a_shrunken_rate_lies_between_its_own_and_the_mean(counts in proptest::collection::vec(0u32..60, 3..20)) {
            prop_assume!(counts.iter().any(|c| *c > 0));
            let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
            let exposures: Vec<f64> = (0..counts.len()).map(|i| 100.0 + 50.0 * i as f64).collect();
            let prior = Prior::fit(&counts, &exposures).unwrap();
            for (count, exposure) in counts.iter().zip(&exposures) {
                let own = count / exposure;
                let shrunk = prior.posterior(*count, *exposure).unwrap();
                let (low, high) = (own.min(prior.mean), own.max(prior.mean));
                prop_assert!(low - 1e-12 <= shrunk.mean() && shrunk.mean() <= high + 1e-12);
                prop_assert!(shrunk.interval(0.95).unwrap().contains(shrunk.mean()));
            }
        }
    }
}
