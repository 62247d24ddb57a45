//! Cases by the period they belong to and how long after it they could be seen.
//!
//! From these follow the two views that a detector can have of the same past: all that belongs to a
//! period, or only what can be seen by now, with the share of it that is.

use crate::{
    delay::{Delays, seen},
    pace::{Clock, Path, common},
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
    /// How often, per period, a row changes its pace.
    pub change: f64,
    /// How much of what the number of cases in a row says about its pace is believed, from zero to one:
    /// the rest may be more cases.
    pub counts: f64,
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
            change: 0.06,
            counts: 0.5,
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
    /// How much faster each row works of late than is usual, as a logarithm; zero where it does not.
    pub faster: Vec<f64>,
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

    /// What can be seen of each period and column in this row, if it were as in the other rows:
    /// `[period][column]`.
    fn beside(&self, row: usize, periods: usize, exposure: &[f64]) -> Vec<Vec<f64>> {
        let stride = exposure.len() / self.rows.max(1);
        let old = periods.saturating_sub(self.longest / 2);
        let start = old.saturating_sub(48);
        let seen = |r: usize, c: usize, t: usize| -> f64 {
            let cases = self.of(r * self.columns + c, t);
            cases.iter().take(periods - t).sum()
        };
        let staff = |r: usize, t: usize| exposure[r * stride + t];
        let others = |c: usize, t: usize| -> (f64, f64) {
            let rows = (0..self.rows).filter(|r| *r != row);
            rows.fold((0.0, 0.0), |sum, r| {
                (sum.0 + seen(r, c, t), sum.1 + staff(r, t))
            })
        };
        let rate: Vec<Vec<f64>> = (0..periods)
            .map(|t| {
                let one = |c| {
                    let (n, staff) = others(c, t);
                    if staff > 0.0 { n / staff } else { 0.0 }
                };
                (0..self.columns).map(one).collect()
            })
            .collect();
        let factor: Vec<f64> = (0..self.columns)
            .map(|c| {
                let (mut o, mut e) = (20.0, 20.0);
                for (t, rates) in rate.iter().enumerate().take(old).skip(start) {
                    o += seen(row, c, t);
                    e += rates[c] * staff(row, t);
                }
                o / e
            })
            .collect();
        let rates = rate.into_iter().enumerate();
        rates
            .map(|(t, rates)| {
                let cells = rates.iter().zip(&factor);
                cells.map(|(r, f)| r * f * staff(row, t)).collect()
            })
            .collect()
    }

    /// The share that can be seen at the end of the last of the first `periods` periods: reverse
    /// hazards by column, drawn towards all, at the pace of the row of late.
    #[must_use]
    pub fn seen(&self, periods: usize, exposure: &[f64], practice: &Practice) -> Seen {
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
        let usual = common(&classes);
        let clocks: Vec<Clock> = shares.iter().map(|share| Clock::new(share)).collect();
        let from = periods.saturating_sub(self.longest + 1);
        let mut out = Seen::default();
        for row in 0..self.rows {
            let cohorts: Vec<Vec<&[f64]>> = (from..periods)
                .map(|t| {
                    let cells = row * self.columns..(row + 1) * self.columns;
                    cells.map(|cell| self.of(cell, t)).collect()
                })
                .collect();
            let beside = self.beside(row, periods, exposure);
            let expected = |cohort: usize, pace: usize| -> f64 {
                let t = from + cohort;
                let age = periods - 1 - t;
                let classes = beside[t].iter().zip(&clocks);
                classes
                    .map(|(e, clock)| e * clock.faster(pace, age, usual))
                    .sum()
            };
            let path = Path::estimate(&cohorts, &clocks, usual, practice, expected);
            out.faster
                .push((path.latest(practice.latest) - usual).max(0.0));
            for clock in &clocks {
                for t in 0..periods {
                    let (share, doubt) = match t.checked_sub(from) {
                        Some(cohort) => path.share(clock, cohort, periods - 1 - t),
                        None => (1.0, 0.0),
                    };
                    out.share.push(share);
                    out.doubt.push(doubt);
                }
            }
        }
        out
    }
}
