//! How a count behaves when nothing is the matter: Poisson, or negative binomial when it varies more.
//!
//! The distribution functions come from the regularised gamma and beta functions, and quantiles from
//! a search over whole counts, so that no limit depends on a generic quantile routine.
//! Parametrised by the mean, because that is what an expectation model delivers.

use statrs::function::{
    beta::beta_reg,
    gamma::{gamma_lr, gamma_ur, ln_gamma},
};

/// From this size on a negative binomial differs from Poisson by less than rounding does.
const POISSON_FROM: f64 = 1e8;

/// The law of one count.
///
/// # Source
/// Negative binomial as a gamma mixture of Poissons (Greenwood and Yule 1920):
/// variance `mean + mean² / size`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountLaw {
    mean: f64,
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
        (mean.is_finite() && mean >= 0.0 && size > 0.0).then_some(Self { mean, size })
    }

    /// The law with this mean and variance `dispersion × mean`; Poisson when the dispersion is at most 1.
    #[must_use]
    pub fn dispersed(mean: f64, dispersion: f64) -> Option<Self> {
        if dispersion.is_nan() || dispersion <= 0.0 {
            return None;
        }
        if dispersion <= 1.0 || mean == 0.0 {
            return Self::poisson(mean);
        }
        Self::negative_binomial(mean, mean / (dispersion - 1.0))
    }

    /// The mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// The variance.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.mean + self.mean * self.mean / self.size
    }

    /// The probability of exactly this count; zero below zero. Not a number when the count is not.
    #[must_use]
    pub fn probability(&self, count: f64) -> f64 {
        if count.is_nan() {
            return f64::NAN;
        }
        if count < 0.0 || count.is_infinite() {
            return 0.0;
        }
        if self.mean == 0.0 {
            return if count == 0.0 { 1.0 } else { 0.0 };
        }
        if self.size >= POISSON_FROM {
            return (count * self.mean.ln() - self.mean - ln_gamma(count + 1.0)).exp();
        }
        let whole = self.size + self.mean;
        (ln_gamma(self.size + count) - ln_gamma(self.size) - ln_gamma(count + 1.0)
            + count * (self.mean / whole).ln()
            - self.size * (self.mean / self.size).ln_1p())
        .exp()
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
        if self.size >= POISSON_FROM {
            gamma_ur(next, self.mean)
        } else {
            beta_reg(self.size, next, self.size / (self.size + self.mean))
        }
    }

    /// The probability of at least this count, accurate far into the tail.
    #[must_use]
    pub fn at_least(&self, count: f64) -> f64 {
        let count = count.ceil();
        if count <= 0.0 {
            return 1.0;
        }
        if count.is_nan() {
            return f64::NAN;
        }
        if self.mean == 0.0 || count.is_infinite() {
            return 0.0;
        }
        if self.size >= POISSON_FROM {
            gamma_lr(count, self.mean)
        } else {
            beta_reg(count, self.size, self.mean / (self.size + self.mean))
        }
    }

    /// The upper mid-p: the probability of more, and half that of exactly this count (Lancaster 1961).
    #[must_use]
    pub fn upper_mid_p(&self, count: f64) -> f64 {
        self.at_least(count + 1.0) + 0.5 * self.probability(count)
    }

    /// The upper tail of a count that was published rounded to base three with an unknown phase.
    ///
    /// # Source
    /// The exact tail of `3 × floor((X + phase) / 3)` with a uniform phase: the mean of the tails at the
    /// three counts that could have become `published`.
    ///
    /// # Edge cases
    /// One at or below zero: a published zero is no evidence of more.
    #[must_use]
    pub fn phase_tail(&self, published: f64) -> f64 {
        if published <= 0.0 {
            return 1.0;
        }
        (self.at_least(published) + self.at_least(published - 1.0) + self.at_least(published - 2.0))
            / 3.0
    }

    /// The smallest count whose cumulative probability reaches `p`.
    ///
    /// `None` unless `p` lies strictly between 0 and 1.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        if !(p > 0.0 && p < 1.0) {
            return None;
        }
        // A hair less than asked, so that a probability that is met exactly is not missed by rounding.
        let wanted = p * (1.0 - 64.0 * f64::EPSILON);
        let (mut low, mut high) = (-1.0, self.mean.ceil() + 1.0);
        while self.at_most(high) < wanted {
            low = high;
            high *= 2.0;
        }
        while high - low > 1.0 {
            let middle = ((low + high) / 2.0).floor();
            if self.at_most(middle) >= wanted {
                high = middle;
            } else {
                low = middle;
            }
        }
        Some(high)
    }

    /// The quantile interpolated between whole counts, so that a limit moves smoothly with the mean.
    ///
    /// # Source
    /// Spiegelhalter (2005), appendix: `r - (F(r) - p) / f(r)` with `r` the quantile; never below zero.
    #[must_use]
    pub fn interpolated_quantile(&self, p: f64) -> Option<f64> {
        let count = self.quantile(p)?;
        let density = self.probability(count);
        Some((count - (self.at_most(count) - p) / density).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nonsense_has_no_law() {
        assert_eq!(CountLaw::poisson(-1.0), None);
        assert_eq!(CountLaw::poisson(f64::NAN), None);
        assert_eq!(CountLaw::negative_binomial(1.0, 0.0), None);
        assert_eq!(CountLaw::poisson(2.0).unwrap().quantile(1.0), None);
    }

    #[test]
    fn nothing_expected_is_always_zero() {
        let law = CountLaw::poisson(0.0).unwrap();
        assert_eq!(law.at_least(1.0), 0.0);
        assert_eq!(law.quantile(0.999), Some(0.0));
        assert_eq!(CountLaw::dispersed(0.0, 2.0), Some(law));
    }

    #[test]
    fn the_phase_tail_is_the_tail_of_the_rounded_count() {
        let law = CountLaw::negative_binomial(2.5, 4.0).unwrap();
        let direct: f64 = (0..3)
            .map(|phase| {
                (0..200)
                    .filter(|x| 3 * ((x + phase) / 3) >= 6)
                    .map(|x| law.probability(f64::from(x)))
                    .sum::<f64>()
            })
            .sum::<f64>()
            / 3.0;
        assert!((law.phase_tail(6.0) - direct).abs() < 1e-12);
        assert_eq!(law.phase_tail(0.0), 1.0);
    }

    proptest! {
        #[test]
        fn the_parts_add_up(mean in 0.01f64..300.0, size in 0.2f64..500.0, count in 0u32..400) {
            let count = f64::from(count);
            for law in [CountLaw::poisson(mean).unwrap(), CountLaw::negative_binomial(mean, size).unwrap()] {
                prop_assert!((law.at_most(count) + law.at_least(count + 1.0) - 1.0).abs() < 1e-10);
                let step = law.at_most(count) - law.at_most(count - 1.0);
                prop_assert!((step - law.probability(count)).abs() < 1e-10);
            }
        }

        #[test]
        fn a_quantile_is_the_first_to_reach(mean in 0.01f64..300.0, size in 0.2f64..500.0, p in 0.001f64..0.999) {
            let law = CountLaw::negative_binomial(mean, size).unwrap();
            let quantile = law.quantile(p).unwrap();
            prop_assert!(law.at_most(quantile) >= p - 1e-12);
            prop_assert!(law.at_most(quantile - 1.0) < p);
        }

        #[test]
        fn a_huge_size_is_poisson(mean in 0.1f64..50.0, count in 0u32..80) {
            let near = CountLaw::negative_binomial(mean, 1e7).unwrap().at_most(f64::from(count));
            let poisson = CountLaw::poisson(mean).unwrap().at_most(f64::from(count));
            prop_assert!((near - poisson).abs() < 1e-4);
        }
    }
}
