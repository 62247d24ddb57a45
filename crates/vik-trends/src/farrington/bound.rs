//! The upper bound of a prediction.

use statrs::distribution::{ContinuousCDF, Normal};

use super::{Fit, Settings};
use crate::CountLaw;

/// How the upper bound follows from the fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The quantile of a negative binomial with the predicted mean and `dispersion × mean` as
    /// variance; the uncertainty of the mean itself is left out (Noufaily and others 2013).
    PlugIn,
    /// The same quantile at the upper confidence limit of the mean (Noufaily and others 2013).
    UpperMean,
    /// A normal bound after a power transformation (Farrington and others 1996).
    Delta(Power),
}

/// The power in which a Poisson count is nearest to normal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// Two thirds, which corrects the skewness.
    TwoThirds,
    /// One half, which stabilises the variance.
    Half,
    /// No transformation.
    One,
}

/// The distribution that the plug-in bound and the p-value use.
pub(super) fn plug_in(fit: &Fit) -> Option<CountLaw> {
    CountLaw::with_variance(fit.expected, fit.expected * fit.dispersion)
}

impl Bound {
    pub(super) fn upper(self, fit: &Fit, settings: &Settings) -> Option<f64> {
        let p = 1.0 - settings.alpha;
        let mu = fit.expected;
        match self {
            Self::PlugIn => plug_in(fit)?.quantile(p),
            Self::UpperMean => {
                let z = normal(p)?;
                let mean = mu * (z * fit.log_error()).exp();
                CountLaw::with_variance(mean, mean * fit.dispersion)?.quantile(p)
            }
            Self::Delta(power) => {
                let z = normal(p)?;
                let error = mu * fit.log_error();
                if mu == 0.0 {
                    return Some(0.0);
                }
                let tau = fit.dispersion + error * error / mu;
                Some(match power {
                    Power::TwoThirds => {
                        let spread = (4.0 / 9.0 * mu.cbrt() * tau).sqrt();
                        (mu.cbrt().powi(2) + z * spread).max(0.0).powf(1.5)
                    }
                    Power::Half => (mu.sqrt() + z * (tau / 4.0).sqrt()).max(0.0).powi(2),
                    Power::One => mu + z * (mu * tau).sqrt(),
                })
            }
        }
    }
}

fn normal(p: f64) -> Option<f64> {
    (p > 0.0 && p < 1.0).then(|| Normal::standard().inverse_cdf(p))
}
