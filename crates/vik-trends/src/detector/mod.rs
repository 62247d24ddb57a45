//! Our detector: which series of a table of small counts run above what their past predicts?
//!
//! A panel has rows (say, places), columns (say, kinds) and periods. Every cell, row total, column
//! total and the grand total is a series. Three steps:
//!
//! 1. [`expectation`]: exposure × season × rate of the column × a shrunken factor of the cell
//!    × the share that can be seen already. Counts are never inflated for delay; expectations
//!    are lowered.
//! 2. [`statistic`]: windows that end now, each against a negative binomial that carries the
//!    uncertainty of the expectation; a mixture of likelihood ratios, or the smallest tail.
//! 3. [`budget`]: an alarm is a score above a threshold that keeps the number of false alarms per
//!    period within a budget, found on real quiet series or by [`bootstrap`]. A significance level per series says nothing about a leader's month.
//!
//! Assumes that rates of columns drift slowly, that a season is common to all, and that what a
//! change adds is on the scale of the standard deviation of the series. A signal that has lasted
//! longer than the history that is left out becomes the new normal.

pub mod arrivals;
pub mod bootstrap;
pub mod budget;
pub mod expectation;
pub mod explained;
pub mod statistic;

use expectation::Model;
use statistic::{Beside, Statistic, Verdict, Window};

/// Counts by row, column and period, with what they are counted over.
#[derive(Debug, Clone, Copy)]
pub struct Panel<'a> {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// Number of periods; the last one is now.
    pub periods: usize,
    /// Counts as they can be seen now: `[(row * columns + column) * periods + period]`.
    pub counts: &'a [f64],
    /// Positive exposure of each row: `[row * periods + period]`.
    pub exposure: &'a [f64],
    /// The share of the cases of each period that can be seen now, laid out as the counts; without
    /// it everything is seen. [`crate::delay`] estimates it.
    pub seen: Option<&'a [f64]>,
    /// How doubtful that share is: its standard deviation as a part of it, laid out likewise.
    pub doubt: Option<&'a [f64]>,
    /// How much faster each row works of late than is usual, as a logarithm ([`arrivals::Seen`]).
    pub faster: Option<&'a [f64]>,
}

impl Panel<'_> {
    /// Whether all lengths fit and all numbers make sense.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let cells = self.rows * self.columns * self.periods;
        cells > 0
            && self.counts.len() == cells
            && self.exposure.len() == self.rows * self.periods
            && self.seen.is_none_or(|s| s.len() == cells)
            && self.counts.iter().all(|y| y.is_finite() && *y >= 0.0)
            && self.exposure.iter().all(|x| x.is_finite() && *x > 0.0)
            && self
                .seen
                .is_none_or(|s| s.iter().all(|f| (0.0..=1.0).contains(f)))
            && self
                .doubt
                .is_none_or(|d| d.len() == cells && d.iter().all(|x| x.is_finite() && *x >= 0.0))
            && self.faster.is_none_or(|f| {
                f.len() == self.rows && f.iter().all(|x| x.is_finite() && *x >= 0.0)
            })
    }
}

/// One series of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// The cell at this row and column.
    Cell(usize, usize),
    /// The total of a row.
    Row(usize),
    /// The total of a column.
    Column(usize),
    /// The grand total.
    All,
}

/// What may be set. The defaults were fixed on simulated data (`docs/DETECTION.md`).
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Periods in a year.
    pub frequency: usize,
    /// Periods of history that the expectation is estimated from.
    pub history: usize,
    /// Latest periods left out of the history, so that a signal does not explain itself away.
    pub skip: usize,
    /// Cases of prior weight on "no season".
    pub season_weight: f64,
    /// Standard deviation of the yearly log-linear change of a column; zero fits no trend.
    pub trend: f64,
    /// Prior weight of the factor of a cell; `None` estimates it from the panel.
    pub cell_weight: Option<f64>,
    /// Prior weights of the factors of row totals, column totals and the grand total.
    pub total_weights: [f64; 3],
    /// Variance over mean of a count, given its expectation.
    pub dispersion: f64,
    /// Lengths of the windows and their prior weights.
    pub windows: Vec<(usize, f64)>,
    /// What is doubtful about the share seen, in standard deviations of [`Panel::doubt`].
    pub doubt: f64,
    /// A cell must stand out from its row: what the other cells have too much is expected of it as
    /// well, with this prior weight in cases on "nothing". `None` leaves the row aside.
    pub explained: Option<f64>,
    /// How a window is judged.
    pub statistic: Statistic,
    /// Added to the score of totals, which are few and whose signals concern many.
    pub total_bonus: f64,
    /// Taken from the score of a row that works faster of late, and from its cells, for each unit of
    /// the logarithm of its pace: early closings look like more cases.
    pub faster_penalty: f64,
}

impl Settings {
    /// For months whose counts are complete.
    #[must_use]
    pub fn monthly() -> Self {
        Self {
            frequency: 12,
            history: 60,
            skip: 6,
            season_weight: 40.0,
            trend: 0.03,
            cell_weight: None,
            total_weights: [30.0, 60.0, 100.0],
            dispersion: 1.1,
            windows: vec![(1, 0.5), (2, 2.0), (3, 2.0), (4, 2.0), (6, 1.0), (9, 0.5)],
            doubt: 2.0,
            explained: None,
            statistic: Statistic::Mixture,
            total_bonus: 0.25,
            faster_penalty: 0.0,
        }
    }

    /// For months of which a part is still to come: longer windows, because the latest months
    /// hold little yet, and cells that must stand out from their row, because a place that closes
    /// faster looks busier everywhere at once.
    #[must_use]
    pub fn delayed() -> Self {
        Self {
            windows: (1..=10)
                .map(|w| (w, if w == 1 { 0.5 } else { 1.0 }))
                .collect(),
            doubt: 1.0,
            explained: Some(20.0),
            faster_penalty: 2.5,
            ..Self::monthly()
        }
    }
}

/// One series with its score and the window that speaks loudest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// Which series.
    pub series: Series,
    /// What is said about it; compare `verdict.score` with a threshold from a budget.
    pub verdict: Verdict,
}

/// Judges every series of the panel at its last period: cells row by row, rows, columns, all.
///
/// `None` when the panel is not sound, has less than two years before the periods left out, or
/// when the settings make no sense. A series of zeros scores low; it is never missing.
#[must_use]
pub fn assess(panel: &Panel<'_>, settings: &Settings) -> Option<Vec<Finding>> {
    let model = Model::fit(panel, settings)?;
    let longest = settings.windows.iter().map(|w| w.0).max()?;
    let (rows, columns) = (panel.rows, panel.columns);
    let cells = rows * columns;
    let mut windows = vec![Window::default(); (cells + rows + columns + 1) * longest];
    for cell in 0..cells {
        for age in 0..longest.min(panel.periods) {
            let t = panel.periods - 1 - age;
            let seen = panel.counts[cell * panel.periods + t];
            let expected = model.expected(panel, cell, t);
            let doubt = panel.doubt.map_or(0.0, |d| d[cell * panel.periods + t]);
            let (row, column) = (cell / columns, cell % columns);
            for series in [
                cell,
                cells + row,
                cells + rows + column,
                cells + rows + columns,
            ] {
                let window = &mut windows[series * longest + age];
                window.observed += seen;
                window.expected += expected * model.factor(series);
                if series < cells + rows {
                    window.doubt += expected * model.factor(series) * doubt;
                }
            }
        }
    }
    for cell in 0..cells {
        for age in 0..longest {
            let row = windows[(cells + cell / columns) * longest + age];
            let factor = model.factor(cells + cell / columns);
            let own = &mut windows[cell * longest + age];
            own.beside = Beside {
                observed: row.observed - own.observed,
                expected: row.expected / factor - own.expected,
            };
        }
    }
    let faster = |series: Series| match (series, panel.faster) {
        (Series::Cell(row, _) | Series::Row(row), Some(faster)) => faster[row],
        _ => 0.0,
    };
    let findings = windows.chunks_exact(longest).enumerate().map(|(i, ages)| {
        let series = name(i, rows, columns);
        let mut verdict = statistic::judge(ages, model.shape(i), settings);
        if !matches!(series, Series::Cell(..)) {
            verdict.score += settings.total_bonus;
        }
        verdict.score -= settings.faster_penalty * faster(series);
        Finding { series, verdict }
    });
    Some(findings.collect())
}

/// The series at this place in the order of [`assess`].
pub(crate) fn name(i: usize, rows: usize, columns: usize) -> Series {
    let cells = rows * columns;
    if i < cells {
        Series::Cell(i / columns, i % columns)
    } else if i < cells + rows {
        Series::Row(i - cells)
    } else if i < cells + rows + columns {
        Series::Column(i - cells - rows)
    } else {
        Series::All
    }
}

#[cfg(test)]
mod tests;
