//! A seasonal regression on harmonics, judged over windows of one and two periods.
//!
//! Serfling (1963) described a season by sines and cosines; here in a quasi-Poisson regression
//! with a log-linear trend, past outbreaks weighted down by their Anscombe residuals as in
//! [`crate::farrington`]. Two harmonics need five parameters where blocks of the year need ten,
//! so the expectation is surer; an outbreak that is spread over two periods is seen in their sum.
//!
//! Assumes a smooth season that is alike from year to year. A season with sharp edges, such as a
//! closing month, is better served by blocks.

mod fit;

use std::ops::Range;

use fit::Regression;

use crate::CountLaw;

/// What may be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Periods in a year.
    pub frequency: usize,
    /// Most periods of past that are used.
    pub history: usize,
    /// Latest periods left out beside the current one.
    pub skip: usize,
    /// Waves a year: 0 to 3.
    pub harmonics: usize,
    /// Prior precision of the amplitudes and of the change in six years, on the log scale.
    pub ridge: f64,
    /// Anscombe residuals above this are weighted down by their square.
    pub outlier: f64,
    /// The longest window that is summed.
    pub window: usize,
}

impl Settings {
    /// For weeks: all of the past but the last half year, two waves, windows of one and two.
    #[must_use]
    pub fn weekly() -> Self {
        Self {
            frequency: 52,
            history: usize::MAX,
            skip: 26,
            harmonics: 2,
            ridge: 1.0,
            outlier: 2.58,
            window: 2,
        }
    }
}

/// What is said about one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assessment {
    /// The expected count of the period.
    pub expected: f64,
    /// The quasi-Poisson dispersion, at least one.
    pub dispersion: f64,
    /// The length of the window with the smallest tail.
    pub periods: usize,
    /// The mid-p tail of that window under a negative binomial. It is the smallest of several and
    /// leaves the uncertainty of the expectation out: fix a threshold on series without outbreaks.
    pub p_value: f64,
}

/// Assesses each period of the range from the periods before it.
///
/// `exposure`, when given, must be positive and as long as the counts. `None` when lengths differ,
/// the range ends beyond the counts, a number makes no sense, or the first period of the range has
/// less than two years of usable past. A past of zeros expects next to nothing.
#[must_use]
pub fn assess(
    counts: &[f64],
    exposure: Option<&[f64]>,
    range: Range<usize>,
    settings: &Settings,
) -> Option<Vec<Assessment>> {
    let first_end = range.start.checked_sub(settings.skip)?;
    let sound = range.end <= counts.len()
        && exposure.is_none_or(|e| e.len() == counts.len() && e.iter().all(|x| *x > 0.0))
        && counts.iter().all(|y| y.is_finite() && *y >= 0.0)
        && settings.frequency > 0
        && settings.harmonics <= 3
        && settings.window > 0
        && first_end >= 2 * settings.frequency
        && settings.history >= 2 * settings.frequency;
    if !sound {
        return None;
    }
    let mut regression = Regression::new(counts, exposure, settings);
    let mut found = Vec::with_capacity(range.len());
    for at in range {
        let end = at - settings.skip;
        let dispersion = regression.update(end.saturating_sub(settings.history), end)?;
        let mut best: Option<Assessment> = None;
        let (mut observed, mut expected) = (0.0, 0.0);
        for back in 0..settings.window.min(at + 1) {
            observed += counts[at - back];
            expected += regression.expected(at - back);
            let p_value =
                CountLaw::with_variance(expected, expected * dispersion)?.upper_mid_p(observed);
            if best.is_none_or(|b| p_value < b.p_value) {
                best = Some(Assessment {
                    expected: regression.expected(at),
                    dispersion,
                    periods: back + 1,
                    p_value,
                });
            }
        }
        found.push(best?);
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seasonal(n: usize) -> Vec<f64> {
        let mean = |t: usize| {
            let angle = std::f64::consts::TAU * t as f64 / 52.0;
            (1.5 + 0.5 * angle.cos() + 0.3 * angle.sin()).exp()
        };
        (0..n).map(|t| mean(t).round()).collect()
    }

    #[test]
    fn nonsense_and_short_pasts() {
        let counts = seasonal(300);
        let settings = Settings::weekly();
        assert!(assess(&counts, None, 100..110, &settings).is_none());
        assert!(assess(&counts, None, 290..301, &settings).is_none());
        assert!(assess(&counts, Some(&[1.0]), 290..291, &settings).is_none());
        let zeros = vec![0.0; 300];
        let found = assess(&zeros, None, 299..300, &settings).unwrap();
        assert!(found[0].expected < 0.01);
    }

    #[test]
    fn the_season_is_found_and_an_outbreak_over_two_weeks_is_seen_in_their_sum() {
        let mut counts = seasonal(400);
        let quiet = assess(&counts, None, 390..400, &Settings::weekly()).unwrap();
        for (t, found) in quiet.iter().enumerate() {
            assert!((found.expected / counts[390 + t] - 1.0).abs() < 0.15);
        }
        counts[398] += 5.0;
        counts[399] += 5.0;
        let found = assess(&counts, None, 399..400, &Settings::weekly()).unwrap();
        assert_eq!(found[0].periods, 2);
        assert!(found[0].p_value < 0.1 * quiet[9].p_value);
    }

    #[test]
    fn a_warm_start_changes_nothing() {
        let counts = seasonal(320);
        let together = assess(&counts, None, 300..320, &Settings::weekly()).unwrap();
        let alone = assess(&counts, None, 319..320, &Settings::weekly()).unwrap();
        assert!((together[19].expected / alone[0].expected - 1.0).abs() < 1e-4);
    }

    proptest! {
        #[test]
        fn a_higher_count_has_a_smaller_tail(extra in 1u32..20) {
            let mut counts = seasonal(300);
            let before = assess(&counts, None, 299..300, &Settings::weekly()).unwrap();
            counts[299] += f64::from(extra);
            let after = assess(&counts, None, 299..300, &Settings::weekly()).unwrap();
            prop_assert!(after[0].p_value < before[0].p_value);
        }
    }
}
