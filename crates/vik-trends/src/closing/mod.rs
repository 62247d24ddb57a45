//! Which series of a table of *closed* cases run above what their past predicts?
//!
//! A case counts in the period in which it closes, whenever it was registered. A rate that changed
//! by a factor `r` at onset `s` therefore shows slowly: closings of period `t` are expected to be
//! `mu(t) (1 + (r - 1) P(registered since s | closed in t))`. Three steps:
//!
//! 1. [`lag`]: how long before its closing a case was registered, from published bands of lead time.
//! 2. The expectation of [`crate::detector`], over the exposure of the periods in which the closed
//!    cases were registered: staff that joins today closes nothing yet, and a unit that is wound up
//!    still closes what it had.
//! 3. [`statistic`]: a likelihood ratio over onsets and factors that knows how much noise rounding
//!    to multiples of three adds.
//!
//! Counts may be split in bands of lead time. Then recent cases weigh more, and a row that closes
//! faster than its columns is allowed for ([`Settings::pace`]).
//!
//! Assumes that lead times are alike within a column and band, and that a break in the definition
//! of what is counted is named ([`Closings::since`]). `docs/DELAY.md` says what was measured.

pub mod lag;
pub mod statistic;

mod months;
mod pace;

use crate::detector::{self, Finding, Series, statistic::Verdict};

/// Alarms a month and the threshold for them, over 175 series of about one closed case a month, of
/// counts published as multiples of three without bands. Fixed on simulated data (`docs/DELAY.md`).
pub const PUBLISHED: [(f64, f64); 3] = [(0.5, 0.79), (1.0, 0.62), (2.0, 0.46)];

/// The same for exact counts without bands.
pub const EXACT: [(f64, f64); 3] = [(0.5, 1.06), (1.0, 0.78), (2.0, 0.54)];

/// The same for exact counts in two bands of lead time, up to 90 days and longer. A row that closes
/// much faster still alarms about twice as often as others.
pub const EXACT_BANDS: [(f64, f64); 3] = [(0.5, 0.98), (1.0, 0.73), (2.0, 0.50)];

/// Closed cases by row, column, period and band of lead time, with what they are counted over.
#[derive(Debug, Clone, Copy)]
pub struct Closings<'a> {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// Number of periods; the last one is now.
    pub periods: usize,
    /// Number of bands of lead time; one when the counts are not split.
    pub bands: usize,
    /// Cases closed: `[((row * columns + column) * periods + period) * bands + band]`.
    pub counts: &'a [f64],
    /// Exposure of each row, zero where the row did not exist: `[row * periods + period]`.
    pub exposure: &'a [f64],
    /// The share of each band among the closed cases of a column: `[column * bands + band]`.
    pub shares: &'a [f64],
    /// For each band the share registered 0, 1, … periods before the closing ([`lag::of_bands`]).
    pub lags: &'a [Vec<f64>],
    /// The first period whose counts may be compared with today's: zero, or the one after a break.
    pub since: usize,
}

impl Closings<'_> {
    /// Whether all lengths fit and all numbers make sense.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let cells = self.rows * self.columns * self.periods * self.bands;
        let fine = |values: &[f64]| values.iter().all(|x| x.is_finite() && *x >= 0.0);
        cells > 0
            && self.counts.len() == cells
            && self.exposure.len() == self.rows * self.periods
            && self.shares.len() == self.columns * self.bands
            && self.lags.len() == self.bands
            && self.since < self.periods
            && [self.counts, self.exposure, self.shares]
                .iter()
                .all(|v| fine(v))
            && self.lags.iter().all(|lags| !lags.is_empty() && fine(lags))
    }

    fn at(&self, cell: usize, t: usize, band: usize) -> usize {
        (cell * self.periods + t) * self.bands + band
    }

    /// The exposure of the cases of a row and band that close in period `t` and were registered at
    /// most `within` periods before. The first period speaks for all before it.
    fn lagged(&self, row: usize, band: usize, t: usize, within: usize) -> f64 {
        let lags = self.lags[band].iter().take(within.saturating_add(1));
        lags.enumerate()
            .map(|(d, share)| share * self.exposure[row * self.periods + t.saturating_sub(d)])
            .sum()
    }
}

/// What may be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How the expectation is made; its windows and its statistic are not used.
    pub expectation: detector::Settings,
    /// Numbers of periods that a change may have lasted, from short to long.
    pub windows: Vec<usize>,
    /// What a change may add, in standard deviations of one period.
    pub added: Vec<f64>,
    /// Whether the counts were published as multiples of three.
    pub published: bool,
    /// The latest periods that tell whether a row closes faster or slower than its columns; zero
    /// leaves that out. Without bands there is nothing to tell.
    pub pace: usize,
    /// The prior weight on "as fast as its columns", in cases.
    pub pace_weight: f64,
}

impl Settings {
    /// For months: changes of up to ten months.
    #[must_use]
    pub fn monthly() -> Self {
        Self {
            expectation: detector::Settings::monthly(),
            windows: vec![1, 2, 3, 4, 5, 6, 8, 10],
            added: vec![1.2, 2.0, 3.0],
            published: false,
            pace: 6,
            pace_weight: 50.0,
        }
    }

    /// For months published as multiples of three.
    #[must_use]
    pub fn published() -> Self {
        Self {
            published: true,
            ..Self::monthly()
        }
    }
}

/// Judges every series at the last period, in the order of [`detector::assess`]: cells row by row,
/// rows, columns, all.
///
/// A series of which nothing is expected, because its row has no exposure, is not judged: its score
/// is zero and its window empty. `None` when the numbers are not sound, when there are less than
/// two years between [`Closings::since`] and the periods left out, or when the settings make no sense.
#[must_use]
pub fn assess(closings: &Closings<'_>, settings: &Settings) -> Option<Vec<Finding>> {
    let longest = *settings.windows.iter().max()?;
    if !closings.is_sound() || settings.windows.contains(&0) || longest > closings.periods {
        return None;
    }
    let (rows, columns) = (closings.rows, closings.columns);
    let cells = rows * columns;
    let months = months::expected(closings, settings, longest.max(settings.pace))?;
    let tracks = months::tracks(closings, settings, &months, longest);
    let findings = tracks.iter().enumerate().map(|(i, track)| {
        let series = detector::name(i, rows, columns);
        let mut verdict = statistic::judge(track, settings);
        if !matches!(series, Series::Cell(..)) && verdict.periods > 0 {
            verdict.score += settings.expectation.total_bonus;
        }
        Finding { series, verdict }
    });
    debug_assert_eq!(tracks.len(), cells + rows + columns + 1);
    Some(findings.collect())
}

/// Nothing can be said of a series of which nothing is expected.
pub(crate) const SILENT: Verdict = Verdict {
    score: 0.0,
    periods: 0,
    window: detector::statistic::Window {
        observed: 0.0,
        expected: 0.0,
        doubt: 0.0,
        beside: detector::statistic::Beside {
            observed: 0.0,
            expected: 0.0,
        },
    },
    p_value: 1.0,
};

#[cfg(test)]
mod tests;
