//! The quantiles of a law: the whole count that reaches a probability, and between counts.

use super::CountLaw;

impl CountLaw {
    /// The smallest count whose cumulative probability reaches `p`.
    ///
    /// `None` unless `p` lies strictly between 0 and 1.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        if !(p > 0.0 && p < 1.0) {
            return None;
        }
        // A hair less than asked, so that a probability that is met exactly is not missed by rounding.
        let p = p * (1.0 - 64.0 * f64::EPSILON);
        if !self.is_stepped() {
            return Some(self.bisected(p));
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

    fn bisected(&self, p: f64) -> f64 {
        let (mut low, mut high) = (-1.0, self.mean.ceil() + 1.0);
        while self.at_most(high) < p {
            high *= 2.0;
        }
        while high - low > 1.0 {
            let middle = f64::midpoint(low, high).floor();
            // Beyond 2^53 whole counts lie further apart than one.
            if middle <= low || middle >= high {
                break;
            }
            if self.at_most(middle) >= p {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }
}
