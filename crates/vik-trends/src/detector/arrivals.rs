//! Cases by the period they belong to and how long after it they could be seen.
//!
//! From these follow the two views that a detector can have of the same past: all that belongs to a
//! period, or only what can be seen by now, with the share of it that is.

use crate::{
    delay::{Delays, seen},
    pace::Pace,
};

/// Cases by row, column, period and delay in whole periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrivals {
    rows: usize,
    columns: usize,
    periods: usize,
    longest: usize,
    /// `[((row * columns + column) * periods + period) * (longest + 1) + delay]`
    cases: Vec<f64>,
}

/// How delays are pooled; the defaults were fixed on simulated data (`docs/DETECTION.md`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Practice {
    /// Arrivals of this many latest periods say how fast a column is.
    pub recent: usize,
    /// Weight, in arrivals, of all columns together in the hazards of one.
    pub pooled: f64,
    /// Arrivals of this many latest periods say at what pace a row works now ...
    pub latest: usize,
    /// ... among cases of this many latest periods: older ones began under another practice.
    pub cohorts: usize,
}

impl Practice {
    /// For months.
    #[must_use]
    pub fn monthly() -> Self {
        Self {
            recent: 24,
            pooled: 20.0,
            latest: 6,
            cohorts: 9,
        }
    }
}

/// The share of each cell and period that can be seen, laid out as [`super::Panel::seen`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Seen {
    /// The expected share.
    pub share: Vec<f64>,
    /// Its standard deviation as a part of it.
    pub doubt: Vec<f64>,
}

impl Arrivals {
    /// No cases yet. Delays beyond `longest` count as `longest`.
    #[must_use]
    pub fn new(rows: usize, columns: usize, periods: usize, longest: usize) -> Self {
        Self {
            rows,
            columns,
            periods,
            longest,
            cases: vec![0.0; rows * columns * periods * (longest + 1)],
        }
    }

    /// Adds one case. Outside the table it is left out, and the answer is `false`.
    pub fn add(&mut self, row: usize, column: usize, period: usize, delay: usize) -> bool {
        let inside = row < self.rows && column < self.columns && period < self.periods;
        if inside {
            let at = (row * self.columns + column) * self.periods + period;
            self.cases[at * (self.longest + 1) + delay.min(self.longest)] += 1.0;
        }
        inside
    }

    fn of(&self, cell: usize, period: usize) -> &[f64] {
        let at = (cell * self.periods + period) * (self.longest + 1);
        &self.cases[at..=at + self.longest]
    }

    /// All that belongs to the first `periods` periods, seen or not, laid out as
    /// [`super::Panel::counts`].
    #[must_use]
    pub fn complete(&self, periods: usize) -> Vec<f64> {
        self.laid_out(periods, |cell, t| self.of(cell, t).iter().sum())
    }

    /// What of it can be seen at the end of the last of them.
    #[must_use]
    pub fn visible(&self, periods: usize) -> Vec<f64> {
        self.laid_out(periods, |cell, t| {
            self.of(cell, t).iter().take(periods - t).sum()
        })
    }

    fn laid_out(&self, periods: usize, value: impl Fn(usize, usize) -> f64) -> Vec<f64> {
        let value = &value;
        let periods = periods.min(self.periods);
        (0..self.rows * self.columns)
            .flat_map(|cell| (0..periods).map(move |t| value(cell, t)))
            .collect()
    }

    /// The delays of each cell over the arrivals of the last `recent` periods, among the cases of the
    /// last `cohorts`.
    fn delays(&self, periods: usize, recent: usize, cohorts: usize) -> Vec<Delays> {
        let cell = |cell| {
            let mut delays = Delays::new(self.longest);
            for t in periods.saturating_sub(cohorts)..periods {
                delays.add(self.of(cell, t), periods - 1 - t, recent);
            }
            delays
        };
        (0..self.rows * self.columns).map(cell).collect()
    }

    /// The share that can be seen at the end of the last of the first `periods` periods: reverse
    /// hazards by column, drawn towards all, at the pace of the row of late.
    #[must_use]
    pub fn seen(&self, periods: usize, practice: &Practice) -> Seen {
        let periods = periods.min(self.periods);
        let long = self.delays(periods, practice.recent, practice.recent + self.longest);
        let short = self.delays(periods, practice.latest, practice.cohorts);
        let mut all = Delays::new(self.longest);
        let mut columns = vec![Delays::new(self.longest); self.columns];
        for (cell, delays) in long.iter().enumerate() {
            all.merge(delays);
            columns[cell % self.columns].merge(delays);
        }
        let all = all.hazards();
        let shares: Vec<Vec<f64>> = columns
            .iter()
            .map(|column| seen(&column.shrunk(&all, practice.pooled)))
            .collect();
        let classes: Vec<(&Delays, &[f64])> = short
            .iter()
            .enumerate()
            .map(|(cell, delays)| (delays, shares[cell % self.columns].as_slice()))
            .collect();
        let usual = Pace::common(&classes);
        let mut out = Seen::default();
        for row in classes.chunks(self.columns) {
            let pace = Pace::estimate(row, usual);
            for share in &shares {
                let ages = pace.shares(share);
                for t in 0..periods {
                    let (share, doubt) = ages[(periods - 1 - t).min(self.longest)];
                    out.share.push(share);
                    out.doubt.push(doubt);
                }
            }
        }
        out
    }
}
