//! The negative binomial distribution of an over-dispersed count, with the Poisson as its limit.
//!
//! Everything is parametrised by mean and variance, because that is what a model of counts knows.
//! Tails come from the recurrence of the probabilities where they can be represented, and from the
//! regularised beta or gamma function where they cannot.

use statrs::function::{
    beta::beta_reg,
    gamma::{gamma_lr, gamma_ur, ln_gamma},
};

/// Below this excess of the variance over the mean, relative to the mean, the count is Poisson.
const POISSON: f64 = 1e-9;

/// Above this mean the recurrence would start from a probability too small to represent well.
const RECURRENCE: f64 = 500.0;

/// A count with a mean and a variance of at least the mean.
///
/// With variance = mean it is Poisson; above, negative binomial with size `m² / (v - m)`
/// (Johnson, Kemp and Kotz 2005, chapter 5). A variance below the mean is raised to the mean:
/// under-dispersion is not modelled, which keeps tails on the cautious side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Count {
    mean: f64,
    /// Infinite for the Poisson.
    size: f64,
}

impl Count {
    /// `None` unless the mean is finite and not negative, and the variance is finite.
    #[must_use]
    pub fn new(mean: f64, variance: f64) -> Option<Self> {
        if !(mean.is_finite() && mean >= 0.0 && variance.is_finite()) {
            return None;
        }
        let excess = variance - mean;
        let size = if excess <= POISSON * mean {
            f64::INFINITY
        } else {
            mean * mean / excess
        };
        Some(Self { mean, size })
    }

    /// The expected count.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// The variance of the count.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.mean + self.mean * self.mean / self.size
    }

    /// The logarithm of the probability of exactly `count` (a whole number of at least zero).
    #[must_use]
    pub fn ln_pmf(&self, count: f64) -> f64 {
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

    /// The probability of at most `count`.
    #[must_use]
    pub fn cdf(&self, count: f64) -> f64 {
        if count < 0.0 {
            0.0
        } else if self.mean == 0.0 {
            1.0
        } else if self.size.is_infinite() {
            gamma_ur(count.floor() + 1.0, self.mean)
        } else {
            beta_reg(
                self.size,
                count.floor() + 1.0,
                self.size / (self.size + self.mean),
            )
        }
    }

    /// The probability of at least `count`: what a one-sided test asks.
    ///
    /// Small tails keep their relative precision: they are summed upwards, never taken as one
    /// minus a number near one.
    #[must_use]
    pub fn at_least(&self, count: f64) -> f64 {
        let count = count.ceil();
        if count <= 0.0 {
            return 1.0;
        }
        if self.mean == 0.0 {
            return 0.0;
        }
        if count <= self.mean || self.mean > RECURRENCE {
            return if self.size.is_infinite() {
                gamma_lr(count, self.mean)
            } else {
                beta_reg(count, self.size, self.mean / (self.size + self.mean))
            };
        }
        let (ratio, shift) = self.step();
        let mut term = self.start() * self.climb(count, ratio, shift);
        if term == 0.0 {
            return 0.0;
        }
        let (mut sum, mut k) = (term, count);
        while term > sum * 1e-16 {
            k += 1.0;
            term *= ratio * (shift + k) / k;
            sum += term;
        }
        sum.min(1.0)
    }

    /// The mid-p tail: the probability of more than `count` and half that of `count` itself.
    ///
    /// Lancaster (1961). On small counts it is closer to the nominal level than the plain tail.
    #[must_use]
    pub fn mid_tail(&self, count: f64) -> f64 {
        f64::midpoint(self.at_least(count), self.at_least(count + 1.0))
    }

    /// The tail of a count that is only known after rounding to a multiple of three with a random
    /// phase: the mean of the tails of the three true counts that could have led to it.
    ///
    /// It is the exact tail of `3 floor((X + phase) / 3)` with a uniform phase in {0, 1, 2}.
    /// One where the published count is zero.
    #[must_use]
    pub fn phase_tail(&self, published: f64) -> f64 {
        if published <= 0.0 {
            return 1.0;
        }
        (self.at_least(published) + self.at_least(published - 1.0) + self.at_least(published - 2.0))
            / 3.0
    }

    /// The logarithm of the weighted probability of counts around this one: `weights[0]` for the
    /// count itself, `weights[j]` for the counts `j` below and `j` above.
    ///
    /// The likelihood of a count that is known only up to a few; weights need not sum to one.
    #[must_use]
    pub fn ln_around(&self, count: f64, weights: &[f64]) -> f64 {
        let Some((first, others)) = weights.split_first() else {
            return f64::NEG_INFINITY;
        };
        if self.mean == 0.0 {
            let at_zero = weights.get(count as usize).copied().unwrap_or(0.0);
            return at_zero.ln();
        }
        let (ratio, shift) = self.step();
        let (mut up, mut down, mut sum) = (1.0, 1.0, *first);
        for (j, weight) in others.iter().enumerate() {
            let above = count + j as f64 + 1.0;
            up *= ratio * (shift + above) / above;
            let below = count - j as f64;
            down *= if below > 0.0 {
                below / (ratio * (shift + below))
            } else {
                0.0
            };
            sum += weight * (up + down);
        }
        self.ln_pmf(count) + sum.ln()
    }

    /// The smallest whole count whose cumulative probability reaches `p`.
    ///
    /// `None` unless `p` lies between 0 and 1.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        if !(p > 0.0 && p < 1.0) {
            return None;
        }
        // The same slack as the usual libraries: a `p` that is reached up to rounding is reached.
        let p = p * (1.0 - 64.0 * f64::EPSILON);
        if self.mean > RECURRENCE {
            return Some(self.bisect(p));
        }
        let (ratio, shift) = self.step();
        let (mut term, mut k) = (self.start(), 0.0);
        let mut sum = term;
        while sum < p {
            k += 1.0;
            term *= ratio * (shift + k) / k;
            if term < f64::MIN_POSITIVE && k > self.mean {
                break;
            }
            sum += term;
        }
        Some(k)
    }

    /// The probability of zero.
    fn start(&self) -> f64 {
        if self.size.is_infinite() {
            (-self.mean).exp()
        } else {
            (-self.size * (self.mean / self.size).ln_1p()).exp()
        }
    }

    /// `P(k) / P(k - 1) = ratio (shift + k) / k`; the Poisson has no shift that matters.
    fn step(&self) -> (f64, f64) {
        if self.size.is_infinite() {
            // (shift + k) must be one: an enormous shift over an equal divisor.
            (self.mean / HUGE, HUGE)
        } else {
            (self.mean / (self.mean + self.size), self.size - 1.0)
        }
    }

    /// `P(count) / P(0)`.
    fn climb(&self, count: f64, ratio: f64, shift: f64) -> f64 {
        let (mut product, mut k) = (1.0, 0.0);
        while k < count && product > 0.0 {
            k += 1.0;
            product *= ratio * (shift + k) / k;
        }
        product
    }

    fn bisect(&self, p: f64) -> f64 {
        let (mut low, mut high) = (-1.0, self.mean.ceil() + 1.0);
        while self.cdf(high) < p {
            high *= 2.0;
        }
        while high - low > 1.0 {
            let middle = f64::midpoint(low, high).floor();
            if self.cdf(middle) >= p {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }
}

/// So large that adding a count changes nothing in the precision of a double.
const HUGE: f64 = 1e40;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_expected_means_nothing_seen() {
        let none = Count::new(0.0, 0.0).unwrap();
        assert_eq!(none.at_least(1.0), 0.0);
        assert_eq!(none.quantile(0.99), Some(0.0));
        assert_eq!(Count::new(-1.0, 1.0), None);
        assert_eq!(Count::new(f64::NAN, 1.0), None);
    }

    #[test]
    fn the_phase_tail_averages_what_may_hide_behind_a_rounded_count() {
        let count = Count::new(2.0, 2.4).unwrap();
        assert_eq!(count.phase_tail(0.0), 1.0);
        assert!(count.phase_tail(3.0) > count.at_least(3.0));
    }

    proptest! {
        #[test]
        fn the_tails_agree_with_the_beta_function(mean in 0.01f64..60.0, over in 1.0f64..4.0, k in 0u32..120) {
            let count = Count::new(mean, mean * over).unwrap();
            let k = f64::from(k);
            let other = 1.0 - count.cdf(k - 1.0);
            prop_assert!((count.at_least(k) - other).abs() < 1e-10, "{} {other}", count.at_least(k));
            prop_assert!(count.mid_tail(k) <= count.at_least(k));
            let pmf = count.at_least(k) - count.at_least(k + 1.0);
            prop_assert!((count.ln_pmf(k).exp() - pmf).abs() < 1e-10);
            let below = if k > 0.0 { count.ln_pmf(k - 1.0).exp() } else { 0.0 };
            let around = 2.0 * count.ln_pmf(k).exp() + below + count.ln_pmf(k + 1.0).exp();
            prop_assert!((count.ln_around(k, &[2.0, 1.0]) - around.ln()).abs() < 1e-9);
        }

        #[test]
        fn a_quantile_is_the_first_that_reaches(mean in 0.01f64..900.0, over in 1.0f64..4.0, p in 0.001f64..0.9999) {
            let count = Count::new(mean, mean * over).unwrap();
            let q = count.quantile(p).unwrap();
            prop_assert!(count.cdf(q) >= p - 1e-9 && count.cdf(q - 1.0) < p + 1e-9);
        }
    }
}
