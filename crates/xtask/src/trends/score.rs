//! The benchmark's own reckoning of monthly scores, for the table that is printed.
//!
//! A false alarm is counted when it begins: an alarm without one in the three months before, in a
//! series to which no true signal reaches. Found is an alarm in the right series within so many
//! months of the start. It equals `score_submission.py`, which remains the judge.

use std::path::Path;

use super::{
    CELLS, COLUMNS, FIRST, MONTHS, PERIODS, ROWS, SERIES,
    table::{csv, name, whole},
};

/// A planted signal or trap.
pub struct Signal {
    set: usize,
    pub kind: String,
    unit: Option<usize>,
    cat: Option<usize>,
    start: usize,
    end: usize,
}

impl Signal {
    pub fn is_trap(&self) -> bool {
        self.kind.starts_with("trap")
    }

    fn target(&self) -> usize {
        match (self.unit, self.cat) {
            (Some(unit), Some(cat)) => unit * COLUMNS + cat,
            (Some(unit), None) => CELLS + unit,
            (None, Some(cat)) => CELLS + ROWS + cat,
            (None, None) => SERIES - 1,
        }
    }
}

/// The signals of a folder.
pub fn signals(folder: &Path, sets: usize) -> Result<Vec<Signal>, String> {
    let path = folder.join("integrity_signals.csv");
    let names = ["kind", "ds", "unit", "cat", "start", "end"];
    let mut out = Vec::new();
    for (row, cells) in csv(&path, names)?.into_iter().enumerate() {
        let number = |i: usize, low: i64, high: usize| -> Result<i64, String> {
            let value = cells[i].parse().map_err(|_| {
                format!(
                    "{}: row {}, column \"{}\": expected a number",
                    name(&path),
                    row + 1,
                    names[i]
                )
            })?;
            whole(&path, row, names[i], value, (low, high as i64 - 1))
        };
        let signal = Signal {
            set: number(1, 0, sets)? as usize,
            unit: usize::try_from(number(2, -1, ROWS)?).ok(),
            cat: usize::try_from(number(3, -1, COLUMNS)?).ok(),
            start: number(4, FIRST as i64, PERIODS)? as usize,
            end: number(5, FIRST as i64, PERIODS)? as usize,
            kind: cells[0].clone(),
        };
        out.push(signal);
    }
    Ok(out)
}

/// What the truth of a folder makes of scores: `[(set * SERIES + series) * MONTHS + month]`.
pub struct Judge<'a> {
    sets: usize,
    signals: &'a [Signal],
    /// Where an alarm is not a false one.
    forgiven: Vec<bool>,
}

/// Shares found, by how many months after the start.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    pub false_alarms: f64,
    pub within_three: f64,
    pub within_six: f64,
    /// Mean months until found, of what is found within six.
    pub delay: f64,
}

impl<'a> Judge<'a> {
    pub fn new(sets: usize, signals: &'a [Signal]) -> Self {
        let mut forgiven = vec![false; sets * SERIES * MONTHS];
        let mut forgive = |set: usize, series: usize, from: usize, to: usize| {
            let at = (set * SERIES + series) * MONTHS;
            forgiven[at + from - FIRST..at + to - FIRST].fill(true);
        };
        for set in 0..sets {
            forgive(set, SERIES - 1, FIRST, PERIODS);
        }
        for signal in signals.iter().filter(|s| !s.is_trap()) {
            for series in 0..SERIES - 1 {
                if reaches(signal, series) {
                    let to = (signal.end + 3).min(PERIODS);
                    forgive(signal.set, series, signal.start, to);
                }
            }
        }
        Self {
            sets,
            signals,
            forgiven,
        }
    }

    /// Whether a false alarm begins at each score.
    fn begun(&self, scores: &[f64], threshold: f64) -> Vec<bool> {
        let mut out = vec![false; scores.len()];
        for (at, alarm) in scores.iter().enumerate() {
            let t = at % MONTHS;
            let quiet = scores[at - t.min(3)..at].iter().all(|s| *s <= threshold);
            out[at] = *alarm > threshold && quiet && !self.forgiven[at];
        }
        out
    }

    /// False alarms a month and data set.
    pub fn false_alarms(&self, scores: &[f64], threshold: f64) -> f64 {
        let begun = self.begun(scores, threshold);
        begun.iter().filter(|b| **b).count() as f64 / (self.sets * MONTHS) as f64
    }

    /// The smallest score that as a threshold keeps the budget.
    pub fn threshold(&self, scores: &[f64], budget: f64) -> f64 {
        let mut candidates = scores.to_vec();
        candidates.sort_by(f64::total_cmp);
        candidates.dedup();
        let (mut low, mut high) = (0, candidates.len() - 1);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.false_alarms(scores, candidates[middle]) <= budget {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        candidates[low]
    }

    /// Months from the start of each signal to the first alarm in its series, below six.
    pub fn found(&self, scores: &[f64], threshold: f64) -> Vec<(&'a Signal, Option<usize>)> {
        let one = |signal: &'a Signal| {
            let at = (signal.set * SERIES + signal.target()) * MONTHS;
            let from = signal.start - FIRST;
            let months = &scores[at + from..at + (from + 6).min(MONTHS)];
            (signal, months.iter().position(|s| *s > threshold))
        };
        self.signals
            .iter()
            .filter(|s| !s.is_trap())
            .map(one)
            .collect()
    }

    pub fn figures(&self, scores: &[f64], threshold: f64) -> Figures {
        let found = self.found(scores, threshold);
        let within = |months: usize| {
            let hits = found.iter().filter(|f| f.1.is_some_and(|d| d < months));
            hits.count() as f64 / found.len().max(1) as f64
        };
        let delays: Vec<f64> = found.iter().filter_map(|f| f.1.map(|d| d as f64)).collect();
        Figures {
            false_alarms: self.false_alarms(scores, threshold),
            within_three: within(3),
            within_six: within(6),
            delay: delays.iter().sum::<f64>() / delays.len().max(1) as f64,
        }
    }

    /// False alarms that begin in a trapped unit and its cells, in the months of the trap, and the
    /// mean of the same months in units without a trap; per data set.
    pub fn trap(&self, kind: &str, scores: &[f64], threshold: f64) -> (f64, f64) {
        let begun = self.begun(scores, threshold);
        let (mut inside, mut outside) = ((0, 0), (0, 0));
        for trap in self.signals.iter().filter(|s| s.kind == kind) {
            for unit in 0..ROWS {
                let trapped = |s: &Signal| s.is_trap() && s.set == trap.set && s.unit == Some(unit);
                let sum = if trap.unit == Some(unit) {
                    &mut inside
                } else if self.signals.iter().any(trapped) {
                    continue;
                } else {
                    &mut outside
                };
                let series = (unit * COLUMNS..(unit + 1) * COLUMNS).chain([CELLS + unit]);
                for series in series {
                    let at = (trap.set * SERIES + series) * MONTHS;
                    let months = &begun[at + trap.start - FIRST..at + MONTHS];
                    sum.0 += months.iter().filter(|b| **b).count();
                }
                sum.1 += 1;
            }
        }
        let mean = |(sum, n): (usize, usize)| sum as f64 / n.max(1) as f64;
        (mean(inside), mean(outside))
    }
}

fn reaches(signal: &Signal, series: usize) -> bool {
    let unit = |u: usize| series == CELLS + u;
    let cat = |c: usize| series == CELLS + ROWS + c;
    match (signal.unit, signal.cat) {
        (Some(u), Some(c)) => series == u * COLUMNS + c || unit(u) || cat(c),
        (Some(u), None) => {
            unit(u) || series < CELLS && series / COLUMNS == u || series >= CELLS + ROWS
        }
        (None, Some(c)) => {
            cat(c)
                || series < CELLS && series % COLUMNS == c
                || (CELLS..CELLS + ROWS).contains(&series)
        }
        (None, None) => true,
    }
}
