//! Over-dispersion on a transformed scale, as hospital regulators do it.
//!
//! Both methods are the peers', without their defects: a unit without cases stays finite on the log
//! scale, and limits on the square-root scale are squared back.

use crate::quantile::normal_upper;

/// The scale on which a ratio is compared with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Logarithm of the ratio, trimming the most extreme tenth (NHS Digital, SHMI).
    ///
    /// A unit without cases counts as half a case: its logarithm would be minus infinity, and one such
    /// unit would then let no unit ever be flagged.
    Log,
    /// Twice the square root, winsorising a tenth at each end (Spiegelhalter 2005; CQC).
    SquareRoot,
}

impl Scale {
    /// The standardised distance of a count from its expectation.
    ///
    /// `None` when the expectation is not positive or the count negative.
    #[must_use]
    pub fn score(self, observed: f64, expected: f64) -> Option<f64> {
        if !(expected.is_finite() && expected > 0.0 && observed.is_finite() && observed >= 0.0) {
            return None;
        }
        Some(match self {
            Self::Log => (observed.max(0.5) / expected).ln() * expected.sqrt(),
            Self::SquareRoot => 2.0 * (observed.sqrt() - expected.sqrt()),
        })
    }

    /// The sampling variance of the transformed ratio.
    fn variance(self, expected: f64) -> f64 {
        match self {
            Self::Log => 1.0 / expected,
            Self::SquareRoot => 0.25 / expected,
        }
    }
}

/// How much more units vary than chance explains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dispersion {
    /// The scale of the variance between units.
    pub scale: Scale,
    /// The mean squared score after trimming or winsorising.
    pub factor: f64,
    /// The additional variance between units; zero when chance explains all.
    pub between: f64,
}

impl Dispersion {
    /// Estimates over-dispersion from all units.
    ///
    /// # Source
    /// Spiegelhalter (2005), section 4: `phi` from robust scores; the variance between units by the
    /// moment estimator of DerSimonian and Laird (1986).
    ///
    /// # Assumptions
    /// Most units are in control. Winsorising takes about a third of the variance away even when all
    /// are: this estimate is too small, which is why [`Spread`](super::Spread) exists.
    ///
    /// # Edge cases
    /// `None` with fewer than two usable units left.
    #[must_use]
    pub fn estimate(observed: &[f64], expected: &[f64], scale: Scale) -> Option<Self> {
        let mut scores: Vec<(f64, f64)> = observed
            .iter()
            .zip(expected)
            .filter_map(|(o, e)| Some((scale.score(*o, *e)?, 1.0 / scale.variance(*e))))
            .collect();
        scores.sort_by(|a, b| a.0.total_cmp(&b.0));
        match scale {
            Scale::Log => {
                let cut = scores.len() / 10;
                scores = scores[cut..scores.len() - cut].to_vec();
            }
            Scale::SquareRoot if !scores.is_empty() => {
                let (low, high) = (sorted_quantile(&scores, 0.1), sorted_quantile(&scores, 0.9));
                for score in &mut scores {
                    score.0 = score.0.clamp(low, high);
                }
            }
            Scale::SquareRoot => {}
        }
        let n = scores.len() as f64;
        let factor = scores.iter().map(|s| s.0 * s.0).sum::<f64>() / n;
        let weights: f64 = scores.iter().map(|s| s.1).sum();
        let squares: f64 = scores.iter().map(|s| s.1 * s.1).sum();
        let between = (n * factor - (n - 1.0)) / (weights - squares / weights);
        (scores.len() >= 2).then_some(Self {
            scale,
            factor,
            between: between.max(0.0),
        })
    }

    /// The ratio that a unit in control exceeds with probability `1 - p`, variance added between units.
    ///
    /// `None` when the expectation is not positive or `p` not between 0 and 1.
    #[must_use]
    pub fn additive_limit(&self, expected: f64, p: f64) -> Option<f64> {
        let z = self.z(expected, p)?;
        let spread = z * (self.scale.variance(expected) + self.between).sqrt();
        Some(self.back(spread))
    }

    /// The same with every variance multiplied by the factor, which must be at least one.
    #[must_use]
    pub fn multiplicative_limit(&self, expected: f64, p: f64) -> Option<f64> {
        let z = self.z(expected, p)?;
        let spread = z * (self.scale.variance(expected) * self.factor.max(1.0)).sqrt();
        Some(self.back(spread))
    }

    fn z(&self, expected: f64, p: f64) -> Option<f64> {
        (expected.is_finite() && expected > 0.0 && p > 0.0 && p < 1.0)
            .then(|| normal_upper(1.0 - p))
    }

    /// From the transformed scale to a ratio; the root cannot be negative.
    fn back(&self, spread: f64) -> f64 {
        match self.scale {
            Scale::Log => spread.exp(),
            Scale::SquareRoot => (1.0 + spread).max(0.0).powi(2),
        }
    }
}

/// The quantile by linear interpolation between sorted values (type 7).
fn sorted_quantile(sorted: &[(f64, f64)], p: f64) -> f64 {
    let place = p * (sorted.len() - 1) as f64;
    let below = place.floor();
    let (i, share) = (below as usize, place - below);
    let next = sorted[(i + 1).min(sorted.len() - 1)].0;
    sorted[i].0 + share * (next - sorted[i].0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn too_few_units_have_no_dispersion() {
        assert_eq!(Dispersion::estimate(&[3.0], &[3.0], Scale::Log), None);
        assert_eq!(Dispersion::estimate(&[], &[], Scale::SquareRoot), None);
        assert_eq!(Scale::Log.score(3.0, 0.0), None);
    }

    proptest! {
        #[test]
        fn limits_stay_finite_and_ordered(counts in proptest::collection::vec(0u32..40, 3..30), expected in 0.2f64..90.0) {
            let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
            let means = vec![expected; counts.len()];
            for scale in [Scale::Log, Scale::SquareRoot] {
                let found = Dispersion::estimate(&counts, &means, scale).unwrap();
                let low = found.additive_limit(expected, 0.001).unwrap();
                let high = found.additive_limit(expected, 0.999).unwrap();
                prop_assert!((0.0..1.0).contains(&low) && 1.0 < high && high.is_finite());
            }
        }
    }
}
