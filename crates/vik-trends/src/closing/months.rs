//! What is expected of the latest periods, by cell and band, and gathered by series.

use super::{Closings, Settings, pace, statistic::Track};
use crate::detector::{self, Panel, expectation::Model, statistic::Statistic};

/// Expected closings of the latest periods, newest first, by cell and band, with what is known of
/// each series.
pub(super) struct Months {
    /// `[(cell * ages + age) * bands + band]`
    expected: Vec<f64>,
    ages: usize,
    /// What the expectation of a series is still multiplied by.
    factor: Vec<f64>,
    shape: Vec<f64>,
}

pub(super) fn expected(
    closings: &Closings<'_>,
    settings: &Settings,
    ages: usize,
) -> Option<Months> {
    let (columns, periods, bands) = (closings.columns, closings.periods, closings.bands);
    let cells = closings.rows * columns;
    let ages = ages.min(periods);
    let exposed = |cell: usize, t: usize, band: usize| {
        let share = closings.shares[cell % columns * bands + band];
        share * closings.lagged(cell / columns, band, t, usize::MAX - 1)
    };
    let each = |of: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
        let cell = |cell| (0..periods).map(move |t| of(cell, t));
        (0..cells).flat_map(cell).collect()
    };
    let counts = each(&|cell, t| {
        let first = closings.at(cell, t, 0);
        closings.counts[first..first + bands].iter().sum()
    });
    let mut seen = each(&|cell, t| (0..bands).map(|b| exposed(cell, t, b)).sum());
    let most = seen.iter().copied().fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    seen.iter_mut().for_each(|x| *x /= most);
    let ones = vec![1.0; closings.rows * periods];
    let panel = Panel {
        rows: closings.rows,
        columns,
        periods,
        counts: &counts,
        exposure: &ones,
        seen: Some(&seen),
        doubt: None,
        faster: None,
    };
    let base = &settings.expectation;
    let history = periods.checked_sub(base.skip + closings.since)?;
    let limited = detector::Settings {
        history: base.history.min(history),
        statistic: Statistic::Mixture,
        ..base.clone()
    };
    let model = Model::fit(&panel, &limited)?;
    let mut expected = Vec::with_capacity(cells * ages * bands);
    for cell in 0..cells {
        for age in 0..ages {
            let t = periods - 1 - age;
            let whole = seen[cell * periods + t] * most;
            let mean = model.expected(&panel, cell, t);
            let part = |b| {
                if whole > 0.0 {
                    mean * exposed(cell, t, b) / whole
                } else {
                    0.0
                }
            };
            expected.extend((0..bands).map(part));
        }
    }
    let series = cells + closings.rows + columns + 1;
    Some(Months {
        expected,
        ages,
        factor: (0..series).map(|i| model.factor(i)).collect(),
        shape: (0..series).map(|i| model.shape(i)).collect(),
    })
}

/// The latest periods of each series, with the part of each that would be of a change of any age.
pub(super) fn tracks(
    closings: &Closings<'_>,
    settings: &Settings,
    months: &Months,
    longest: usize,
) -> Vec<Track> {
    let (rows, columns, bands) = (closings.rows, closings.columns, closings.bands);
    let cells = rows * columns;
    let mut tracks: Vec<Track> = (0..cells + rows + columns + 1)
        .map(|i| Track::new(longest, bands, months.shape[i]))
        .collect();
    let tilt = pace::tilts(closings, settings, &months.expected, months.ages);
    for row in 0..rows {
        // The share of a band's expected closings at each age that was registered since each onset.
        let since = |band: usize, age: usize, window: usize| {
            let t = closings.periods - 1 - age;
            let whole = closings.lagged(row, band, t, usize::MAX - 1);
            let recent = closings.lagged(row, band, t, window - 1 - age);
            if whole > 0.0 { recent / whole } else { 0.0 }
        };
        for column in 0..columns {
            let cell = row * columns + column;
            for age in 0..longest {
                let t = closings.periods - 1 - age;
                for band in 0..bands {
                    let observed = closings.counts[closings.at(cell, t, band)];
                    for (own, i) in [
                        (true, cell),
                        (false, cells + row),
                        (false, cells + rows + column),
                        (false, cells + rows + columns),
                    ] {
                        let tilted = tilt.of(own, cell, age, band);
                        let mean = tilted * months.factor[i];
                        let track = &mut tracks[i];
                        track.add(age, band, observed, mean);
                        for &window in settings.windows.iter().filter(|w| **w > age) {
                            track.add_since(window, age, band, mean * since(band, age, window));
                        }
                    }
                }
            }
        }
    }
    tracks
}
