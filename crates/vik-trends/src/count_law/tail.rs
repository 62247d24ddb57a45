//! The tails of a law, exact where they are tiny, and what rounding leaves of them.

use statrs::function::{beta::beta_reg, gamma::gamma_lr};

use super::{CountLaw, HUGE};

impl CountLaw {
    /// The probability of at least this count: what a one-sided test asks.
    ///
    /// Small tails keep their relative precision: they are summed upwards, never taken as one minus a
    /// number near one.
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
        if count <= self.mean || !self.is_stepped() {
            let tail = if self.size.is_infinite() {
                gamma_lr(count, self.mean)
            } else {
                beta_reg(count, self.size, self.mean / (self.size + self.mean))
            };
            // The functions lose count where a double does, far from the mean on either side.
            return match (tail.is_nan(), count > self.mean) {
                (true, true) => 0.0,
                (true, false) => 1.0,
                (false, _) => tail,
            };
        }
        let (ratio, shift) = self.step();
        let mut term = self.start() * self.climb(count, ratio, shift);
        // Below this a product no longer shrinks: it is rounded up to the same number for ever.
        if term < f64::MIN_POSITIVE {
            return 0.0;
        }
        let (mut sum, mut k) = (term, count);
        while term > sum * 1e-16 && term >= f64::MIN_POSITIVE {
            k += 1.0;
            term *= ratio * (shift + k) / k;
            sum += term;
        }
        sum.min(1.0)
    }

    /// The upper mid-p: the probability of more, and half that of exactly this whole count.
    ///
    /// # Source
    /// Lancaster (1961). On small counts it is closer to the nominal level than the plain tail.
    #[must_use]
    pub fn upper_mid_p(&self, count: f64) -> f64 {
        f64::midpoint(self.at_least(count), self.at_least(count + 1.0))
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
        self.ln_probability(count) + sum.ln()
    }

    /// The probability of zero.
    pub(super) fn start(&self) -> f64 {
        if self.size.is_infinite() {
            (-self.mean).exp()
        } else {
            (-self.size * (self.mean / self.size).ln_1p()).exp()
        }
    }

    /// `P(k) / P(k - 1) = ratio (shift + k) / k`; the Poisson has no shift that matters.
    pub(super) fn step(&self) -> (f64, f64) {
        if self.size.is_infinite() {
            // (shift + k) must be one: an enormous shift over an equal divisor.
            (self.mean / HUGE, HUGE)
        } else {
            (self.mean / (self.mean + self.size), self.size - 1.0)
        }
    }

    /// `P(count) / P(0)`.
    pub(super) fn climb(&self, count: f64, ratio: f64, shift: f64) -> f64 {
        let (mut product, mut k) = (1.0, 0.0);
        while k < count && product >= f64::MIN_POSITIVE {
            k += 1.0;
            product *= ratio * (shift + k) / k;
        }
        product
    }
}
