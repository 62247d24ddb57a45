//! A threshold from a budget of false alarms per period.

/// Alarms a month and the threshold for them, over 175 series of about one case a month, with
/// [`super::Settings::monthly`]. Fixed on one set of simulated data; other panels take theirs from
/// [`super::bootstrap`].
pub const COMPLETE: [(f64, f64); 3] = [(0.5, 1.15), (1.0, 0.845), (2.0, 0.535)];

/// The same for [`super::Settings::delayed`].
pub const DELAYED: [(f64, f64); 3] = [(0.5, 0.58), (1.0, 0.345), (2.0, 0.09)];

/// The same for complete counts rounded to multiples of three, with
/// [`super::statistic::Statistic::PhaseMixture`].
pub const ROUNDED: [(f64, f64); 3] = [(0.5, 1.415), (1.0, 1.085), (2.0, 0.765)];

/// The score of an alarm that says nothing new.
pub const REPEATED: f64 = -10.0;

/// Leaves only scores that are news: higher than all of the same series in the `quiet` periods
/// before. Others become [`REPEATED`], because an alarm is raised once and not again as it fades.
///
/// `scores` holds series after series, each of `periods` scores; the first of a series have fewer
/// scores before them, so start `quiet` periods before those that are used.
#[must_use]
pub fn news(scores: &[f64], periods: usize, quiet: usize) -> Vec<f64> {
    let series = scores.chunks(periods.max(1));
    let one = |series: &[f64], t: usize| {
        let before = &series[t.saturating_sub(quiet)..t];
        if before.iter().all(|earlier| *earlier < series[t]) {
            series[t]
        } else {
            REPEATED
        }
    };
    series
        .flat_map(|series| (0..series.len()).map(move |t| one(series, t)))
        .collect()
}

/// Counts the periods in which an alarm begins: a score above the threshold without one in the
/// `quiet` periods before it. `scores` holds series after series, each of `periods` scores.
#[must_use]
pub fn episodes(scores: &[f64], periods: usize, quiet: usize, threshold: f64) -> usize {
    if periods == 0 {
        return 0;
    }
    let mut begun = 0;
    for series in scores.chunks(periods) {
        let mut last: Option<usize> = None;
        for (t, score) in series.iter().enumerate() {
            if *score > threshold {
                begun += usize::from(last.is_none_or(|l| t - l > quiet));
                last = Some(t);
            }
        }
    }
    begun
}

/// The smallest of the scores that, used as a threshold, begins at most `budget` alarms a period.
///
/// The scores should come from a past or a simulation without signals; then these alarms are
/// false ones. `None` without scores or with a negative budget.
#[must_use]
pub fn threshold(scores: &[f64], periods: usize, quiet: usize, budget: f64) -> Option<f64> {
    if budget.is_nan() || budget < 0.0 || periods == 0 {
        return None;
    }
    let mut candidates: Vec<f64> = scores.iter().copied().filter(|s| s.is_finite()).collect();
    candidates.sort_by(f64::total_cmp);
    candidates.dedup();
    let allowed = budget * periods as f64;
    let (mut low, mut high) = (0, candidates.len().checked_sub(1)?);
    while low < high {
        let middle = low.midpoint(high);
        if episodes(scores, periods, quiet, candidates[middle]) as f64 <= allowed {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(candidates[low])
}
