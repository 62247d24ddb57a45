//! How a count behaves when nothing is the matter: Poisson, or negative binomial when it varies more.
//!
//! Parametrised by the mean, because that is what an expectation model delivers, with the size or the
//! variance beside it. Probabilities and cumulative ones are here; the tails that small probabilities
//! need, the rounding that was published and the quantiles are in the files below.

mod quantile;
mod tail;
#[cfg(test)]
mod tests;

use statrs::function::{beta::beta_reg, gamma::gamma_ur, gamma::ln_gamma};

/// From this size on a negative binomial differs from Poisson by less than rounding does.
const POISSON_FROM: f64 = 1e8;

/// Below this excess of the variance over the mean, relative to the mean, the count is Poisson.
const NO_EXCESS: f64 = 1e-9;

/// Above this mean a recurrence would start from a probability too small to represent well.
const RECURRENCE: f64 = 500.0;

/// Above this mean over the size the tail is so long that a recurrence would go on for minutes.
const LONGEST: f64 = 1_000.0;

/// So large that adding a count changes nothing in the precision of a double.
const HUGE: f64 = 1e40;

/// The law of one count.
///
/// # Source
/// Negative binomial as a gamma mixture of Poissons (Greenwood and Yule 1920; Johnson, Kemp and Kotz
/// 2005, chapter 5): variance `mean + mean² / size`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountLaw {
    mean: f64,
    /// Infinite for Poisson.
    size: f64,
}

impl CountLaw {
    /// Poisson with this mean. `None` when the mean is negative or not finite.
    #[must_use]
    pub fn poisson(mean: f64) -> Option<Self> {
        Self::negative_binomial(mean, f64::INFINITY)
    }

    /// Negative binomial with this mean and size; an infinite size is Poisson.
    ///
    /// `None` when the mean is negative or not finite, or the size not positive.
    #[must_use]
    pub fn negative_binomial(mean: f64, size: f64) -> Option<Self> {
        let size = if size >= POISSON_FROM {
            f64::INFINITY
        } else {
            size
        };
        (mean.is_finite() && mean >= 0.0 && size > 0.0).then_some(Self { mean, size })
    }

    /// The law with this mean and variance.
    ///
    /// A variance below the mean is raised to it: under-dispersion is not modelled, which keeps tails
    /// on the cautious side. `None` when the mean is negative or either is not finite.
    #[must_use]
    pub fn with_variance(mean: f64, variance: f64) -> Option<Self> {
        let excess = variance - mean;
        if !excess.is_finite() {
            return None;
        }
        if mean == 0.0 || excess <= NO_EXCESS * mean {
            return Self::poisson(mean);
        }
        Self::negative_binomial(mean, mean * mean / excess)
    }

    /// The law with this mean and variance `dispersion × mean`; Poisson when the dispersion is at most 1.
    ///
    /// `None` also when the dispersion is not positive.
    #[must_use]
    pub fn dispersed(mean: f64, dispersion: f64) -> Option<Self> {
        (dispersion > 0.0).then(|| Self::with_variance(mean, mean * dispersion))?
    }

    /// The mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Whether stepping from count to count is exact and short.
    fn is_stepped(&self) -> bool {
        self.mean <= RECURRENCE && self.mean <= LONGEST * self.size
    }

    /// The variance.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.mean + self.mean * self.mean / self.size
    }

    /// The probability of exactly this count; zero below zero. Not a number when the count is not.
    #[must_use]
    pub fn probability(&self, count: f64) -> f64 {
        self.ln_probability(count).exp()
    }

    /// Its logarithm; minus infinity where the count cannot be.
    #[must_use]
    pub fn ln_probability(&self, count: f64) -> f64 {
        if count.is_nan() {
            return f64::NAN;
        }
        if count < 0.0 || count.is_infinite() {
            return f64::NEG_INFINITY;
        }
        if self.mean == 0.0 {
            return if count == 0.0 { 0.0 } else { f64::NEG_INFINITY };
        }
        if self.size.is_infinite() {
            return count * self.mean.ln() - self.mean - ln_gamma(count + 1.0);
        }
        let choose = ln_gamma(count + self.size) - ln_gamma(self.size) - ln_gamma(count + 1.0);
        choose - self.size * (self.mean / self.size).ln_1p()
            + count * (self.mean / (self.mean + self.size)).ln()
    }

    /// The probability of at most this count.
    #[must_use]
    pub fn at_most(&self, count: f64) -> f64 {
        if count.is_nan() {
            return f64::NAN;
        }
        if count < 0.0 {
            return 0.0;
        }
        if self.mean == 0.0 || count.is_infinite() {
            return 1.0;
        }
        let next = count.floor() + 1.0;
        if self.size.is_infinite() {
            gamma_ur(next, self.mean)
        } else {
            beta_reg(self.size, next, self.size / (self.size + self.mean))
        }
    }
}
