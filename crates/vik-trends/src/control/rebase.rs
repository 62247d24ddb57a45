//! New limits after a sustained shift, always with the reason, never silently.

use super::Point;

/// A stretch of months with limits of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Phase {
    /// The first month.
    pub start: usize,
    /// The month after the last.
    pub end: usize,
    /// Why it starts here.
    pub because: Because,
}

/// Why a phase starts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Because {
    /// The series starts.
    Start,
    /// Somebody said so: a reorganisation, a new registration.
    Given,
    /// The level has shifted and stayed.
    Shift {
        /// The centre before.
        from: f64,
        /// The centre after.
        to: f64,
        /// The difference in its own standard errors.
        errors: f64,
    },
}

/// When a shift is sustained; [`Settings::new`] has the figures that were tried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The fewest months a phase rests on, before and after the shift.
    pub shortest: usize,
    /// How many of the first `shortest` months must lie beyond the old centre.
    pub beyond: usize,
    /// The least difference of the two centres, in standard errors.
    pub errors: f64,
}

impl Settings {
    /// Twelve months, nine of them beyond the old centre, and 3.7 standard errors.
    #[must_use]
    pub fn new() -> Self {
        Self {
            shortest: 12,
            beyond: 9,
            errors: 3.7,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::new()
    }
}

/// A chart in phases.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebased {
    /// The phases in order; together the whole series.
    pub phases: Vec<Phase>,
    /// The points, each with the limits of its phase.
    pub points: Vec<Point>,
}

/// Charts a series of this length in phases: those given, and those that a sustained shift asks for.
///
/// `chart` makes the points of a range of months, for example `|r| counts(&values[r], limits)`.
///
/// # Source
/// Making Data Count (NHS England 2021) asks for a sustained shift before limits are recalculated. An
/// unbroken run is too much to ask of small counts and common in skewed ones; so most months must lie
/// beyond the old centre, and the centres must differ by several standard errors. With the settings of
/// [`Settings::new`] about 2 % of steady five-year series of small counts gets a shift (tested).
///
/// # Assumptions
/// Shifts are steps; a slow trend becomes a staircase. It is a proposal: show the reason with the chart,
/// and let whoever knows the cause confirm it.
///
/// # Edge cases
/// Given starts out of range or out of order are ignored. A shift in the last `shortest - 1` months is
/// not yet a phase. Charts without sigma (run, g, t) are cut only where that is given.
/// `None` when any phase has no chart, or settings make no sense.
#[must_use]
pub fn rebase(
    length: usize,
    given: &[usize],
    settings: Settings,
    chart: impl Fn(std::ops::Range<usize>) -> Option<Vec<Point>>,
) -> Option<Rebased> {
    if settings.shortest < 2 || settings.errors.is_nan() {
        return None;
    }
    let mut phases = Vec::new();
    let mut start = (0, Because::Start);
    let mut cuts: Vec<usize> = given
        .iter()
        .copied()
        .filter(|&g| 0 < g && g < length)
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    for end in cuts.into_iter().chain([length]) {
        while let Some((at, because)) = shift(start.0, end, settings, &chart) {
            phases.push(Phase {
                start: start.0,
                end: at,
                because: start.1,
            });
            start = (at, because);
        }
        phases.push(Phase {
            start: start.0,
            end,
            because: start.1,
        });
        start = (end, Because::Given);
    }
    let mut points = Vec::with_capacity(length);
    for phase in &phases {
        points.extend(chart(phase.start..phase.end)?);
    }
    Some(Rebased { phases, points })
}

/// The month from which the level has shifted and stayed: of the neighbouring months that would do, the
/// one with the clearest difference.
fn shift(
    start: usize,
    end: usize,
    settings: Settings,
    chart: &impl Fn(std::ops::Range<usize>) -> Option<Vec<Point>>,
) -> Option<(usize, Because)> {
    let last = end.checked_sub(settings.shortest)?;
    let months = start + settings.shortest..=last;
    let first = months
        .clone()
        .find(|&at| errors(start, at, settings, chart).is_some())?;
    let near = months.skip_while(|&at| at < first).take(settings.shortest);
    let (at, errors) = near
        .filter_map(|at| Some((at, errors(start, at, settings, chart)?)))
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
    let from = chart(start..at)?.first()?.centre;
    let to = chart(at..end)?.first()?.centre;
    Some((at, Because::Shift { from, to, errors }))
}

/// The difference of the centres before and directly after a month, when it is a sustained shift.
fn errors(
    start: usize,
    at: usize,
    settings: Settings,
    chart: &impl Fn(std::ops::Range<usize>) -> Option<Vec<Point>>,
) -> Option<f64> {
    let (before, after) = (chart(start..at)?, chart(at..at + settings.shortest)?);
    let centre = before.first()?.centre;
    let to = after.first()?.centre;
    let error = (variance_of_centre(&before) + variance_of_centre(&after)).sqrt();
    let errors = (to - centre) / error;
    if errors.is_nan() || errors.abs() < settings.errors {
        return None;
    }
    // A month on the old centre speaks for neither side.
    let beyond = after
        .iter()
        .filter(|point| errors.signum() * (point.value - centre) > 0.0)
        .count();
    (beyond >= settings.beyond).then_some(errors)
}

/// The variance of the mean of the points that are there.
fn variance_of_centre(points: &[Point]) -> f64 {
    let sigmas = points.iter().filter(|p| !p.value.is_nan()).map(|p| p.sigma);
    let (sum, n) = sigmas.fold((0.0, 0.0), |(sum, n), s| (sum + s * s, n + 1.0));
    sum / (n * n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::counts::{Limits, counts};
    use proptest::prelude::*;

    fn phases(values: &[f64], given: &[usize]) -> Vec<Phase> {
        let chart = |r: std::ops::Range<usize>| counts(&values[r], Limits::ThreeSigma);
        rebase(values.len(), given, Settings::new(), chart)
            .unwrap()
            .phases
    }

    #[test]
    fn a_sustained_step_is_found_where_it_is() {
        let mut values: Vec<f64> = (0..24).map(|i| f64::from(3 + i % 3)).collect();
        values.extend((0..20).map(|i| f64::from(10 + i % 3)));
        let found = phases(&values, &[]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].start, 24);
        assert!(
            matches!(found[1].because, Because::Shift { from, to, .. } if from < 5.0 && to > 10.0)
        );
    }

    #[test]
    fn a_burst_is_no_shift() {
        let mut values = vec![4.0; 40];
        values[20..25].fill(15.0);
        assert_eq!(phases(&values, &[]).len(), 1);
    }

    #[test]
    fn a_given_break_is_kept() {
        let found = phases(&[3.0, 4.0, 5.0, 3.0, 4.0, 5.0], &[3, 0, 99, 3]);
        assert_eq!(found.len(), 2);
        assert_eq!((found[1].start, found[1].because), (3, Because::Given));
    }

    proptest! {
        #[test]
        fn phases_cover_the_series(values in proptest::collection::vec(0u32..12, 2..90), given in proptest::collection::vec(0usize..90, 0..3)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let chart = |r: std::ops::Range<usize>| counts(&values[r], Limits::ThreeSigma);
            let found = rebase(values.len(), &given, Settings::new(), chart).unwrap();
            prop_assert_eq!(found.points.len(), values.len());
            prop_assert_eq!(found.phases[0].start, 0);
            prop_assert_eq!(found.phases.last().unwrap().end, values.len());
            prop_assert!(found.phases.windows(2).all(|p| p[0].end == p[1].start));
        }
    }
}
