//! Can a series tell anything at all? Small ones cannot, and silence about them means nothing.

use vik_trends::CountLaw;

/// A rise to this many times the expected number should be found, or the series is too small.
pub const RISE: f64 = 3.0;

/// Months that are added up.
pub const MONTHS: f64 = 6.0;

/// The probability that a rise to [`RISE`] times the expected number in [`MONTHS`] months stands out.
///
/// `expected` is the expected number in these months, `shape` how well its level is known (the shape
/// of a gamma distribution) and `level` the probability of a false alarm in one series and month.
/// Published counts are multiples of three, judged by the phase tail. Zero where nothing is expected.
#[must_use]
pub fn power(expected: f64, shape: f64, dispersion: f64, level: f64) -> f64 {
    let law = |mean: f64| CountLaw::with_variance(mean, dispersion * mean + mean * mean / shape);
    let (Some(quiet), Some(risen)) = (law(expected), law(RISE * expected)) else {
        return 0.0;
    };
    if expected <= 0.0 || !(level > 0.0 && level < 1.0) {
        return 0.0;
    }
    let first = (1..2_000)
        .map(|k| 3.0 * f64::from(k))
        .find(|o| quiet.phase_tail(*o) <= level);
    first.map_or(0.0, |o| risen.phase_tail(o))
}

#[cfg(test)]
mod tests {
    use super::power;

    #[test]
    fn more_cases_tell_more() {
        let at = |expected| power(expected, 40.0, 1.1, 0.005);
        assert!(at(0.2) < 0.1 && at(12.0) > 0.8);
        assert!(at(1.0) < at(3.0) && at(3.0) < at(6.0));
        assert_eq!(at(0.0), 0.0);
    }
}
