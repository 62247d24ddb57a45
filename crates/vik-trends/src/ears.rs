//! EARS C1, C2 and C3: a count against the mean and spread of the few periods before it.
//!
//! Made for new series without history. At our counts it raises several false alarms a month over a
//! few hundred series; it is here because others use it and for comparison.

use crate::quantile::normal_upper;

/// Which baseline is used and what counts as evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The periods directly before the current one.
    C1,
    /// The same with a gap of two periods, so that a slow start does not hide itself.
    C2,
    /// The excess over C2 of the current and the two previous periods together.
    C3,
    /// C3 as the R package computes it: the bound rests on the current count instead of the C2 mean,
    /// so a period can hardly alarm because of itself. For comparison only.
    C3Compat,
}

/// The settings of EARS; [`Settings::new`] has the usual ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Baseline and statistic.
    pub method: Method,
    /// Periods in the baseline; at least two.
    pub baseline: usize,
    /// The smallest standard deviation believed; a quiet baseline would otherwise alarm at one case.
    pub smallest_deviation: f64,
    /// The nominal probability of a false alarm in one period.
    pub alpha: f64,
}

impl Settings {
    /// Seven periods, no smallest deviation, 0.001 for C1 and C2 and 0.025 for C3.
    #[must_use]
    pub fn new(method: Method) -> Self {
        let alpha = match method {
            Method::C1 | Method::C2 => 0.001,
            Method::C3 | Method::C3Compat => 0.025,
        };
        Self {
            method,
            baseline: 7,
            smallest_deviation: 0.0,
            alpha,
        }
    }
}

/// The verdict on one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// A count above this alarms.
    pub bound: f64,
    /// Whether it does.
    pub alarm: bool,
}

/// EARS over a series; `None` for the first periods, which have no complete baseline.
///
/// # Source
/// Hutwagner, Thompson, Seeman and Treadwell (2003); C3 as the sum over three periods of
/// `max(0, C2 - 1)` in Fricker, Hegler and Dunfee (2008), the current period included.
///
/// # Assumptions
/// Counts near normal with a steady mean, which is false below about five a period.
///
/// # Edge cases
/// A missing count (not a number) leaves every period that needs it for its baseline without verdict;
/// the period itself has a bound and no alarm. A baseline without
/// spread makes any count above its mean alarm, unless a smallest deviation is set. Where the two
/// previous periods suffice for C3 the bound is below zero. Nonsense settings give no verdict at all.
#[must_use]
pub fn ears(counts: &[f64], settings: Settings) -> Vec<Option<Verdict>> {
    let sound = settings.baseline >= 2
        && settings.alpha > 0.0
        && settings.alpha < 1.0
        && settings.smallest_deviation >= 0.0;
    (0..counts.len())
        .map(|t| {
            if sound {
                verdict(counts, t, settings)
            } else {
                None
            }
        })
        .collect()
}

fn verdict(counts: &[f64], t: usize, settings: Settings) -> Option<Verdict> {
    let z = normal_upper(settings.alpha);
    let gap = if settings.method == Method::C1 { 0 } else { 2 };
    let (mean, deviation) = baseline(counts, t, gap, settings)?;
    let bound = match settings.method {
        Method::C1 | Method::C2 => mean + z * deviation,
        Method::C3 => {
            let left = z - earlier_excess(counts, t, settings)?;
            if left > 0.0 {
                mean + (1.0 + left) * deviation
            } else {
                f64::NEG_INFINITY
            }
        }
        Method::C3Compat => {
            let left = z - earlier_excess(counts, t, settings)?;
            let bound = counts[t] + deviation * left;
            if bound < 0.0 { 0.0 } else { bound }
        }
    };
    (!bound.is_nan()).then(|| Verdict {
        bound,
        alarm: counts[t] > bound,
    })
}

/// By how much the two periods before `t` exceeded one standard deviation, in standard deviations.
fn earlier_excess(counts: &[f64], t: usize, settings: Settings) -> Option<f64> {
    let mut sum = 0.0;
    for back in 1..=2 {
        let s = t.checked_sub(back)?;
        let (mean, deviation) = baseline(counts, s, 2, settings)?;
        let above = counts[s] - mean;
        if above.is_nan() {
            return None;
        }
        if above > deviation {
            sum += above / deviation - 1.0;
        }
    }
    Some(sum)
}

fn baseline(counts: &[f64], t: usize, gap: usize, settings: Settings) -> Option<(f64, f64)> {
    let end = t.checked_sub(gap)?;
    let window = &counts[end.checked_sub(settings.baseline)?..end];
    let n = window.len() as f64;
    let mean = window.iter().sum::<f64>() / n;
    let squares: f64 = window.iter().map(|x| (x - mean).powi(2)).sum();
    let deviation = (squares / (n - 1.0)).sqrt();
    (!deviation.is_nan()).then_some((mean, deviation.max(settings.smallest_deviation)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_missing_count_silences_what_needs_it() {
        let mut counts = vec![3.0, 1.0, 2.0, 4.0, 3.0, 2.0, 3.0, 1.0, 2.0, 3.0];
        counts[1] = f64::NAN;
        let found = ears(&counts, Settings::new(Method::C1));
        assert!(found[..9].iter().all(Option::is_none));
        assert!(found[9].is_some());
        counts[9] = f64::NAN;
        assert!(!ears(&counts, Settings::new(Method::C1))[9].unwrap().alarm);
    }

    #[test]
    fn a_smallest_deviation_stops_the_single_case() {
        let counts = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
        let mut settings = Settings::new(Method::C1);
        assert!(ears(&counts, settings)[7].unwrap().alarm);
        settings.smallest_deviation = 0.5;
        assert!(!ears(&counts, settings)[7].unwrap().alarm);
    }

    proptest! {
        #[test]
        fn the_alarm_is_the_statistic_over_its_limit(counts in proptest::collection::vec(0u32..12, 14..30)) {
            let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
            let mut settings = Settings::new(Method::C3);
            settings.smallest_deviation = 0.5;
            for (t, found) in ears(&counts, settings).into_iter().enumerate() {
                let Some(found) = found else { continue };
                let (mean, deviation) = baseline(&counts, t, 2, settings).unwrap();
                let now = ((counts[t] - mean) / deviation - 1.0).max(0.0);
                let statistic = now + earlier_excess(&counts, t, settings).unwrap();
                let limit = normal_upper(0.025);
                prop_assume!((statistic - limit).abs() > 1e-9);
                prop_assert_eq!(found.alarm, statistic > limit);
            }
        }
    }
}
