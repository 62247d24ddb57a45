//! One cause, one alarm: which alarms of a panel are accounted for by another of its alarms.
//!
//! A rise everywhere lifts every cell a little, and a burst in one cell lifts three totals. Both
//! would be told many times. The totals are taken from the whole panel down, the loudest first:
//!
//! - an alarm of a total that falls silent when the excess of its one or two loudest alarming parts
//!   is taken away is theirs, not its own;
//! - any other total stands, and what is expected of its cells is raised for as long as it runs high;
//! - a total or a cell that is silent once expectations are raised is explained by what raised them.
//!
//! The stretch and the ratio of a rise are those of the largest likelihood ratio. The order national, then unit or kind, then cell is that of the question "where must something be
//! done?"; no significance is claimed for it.

use super::{Panel, Series, Settings, Verdict, Window, expectation::Model, name, statistic::judge};

/// More parts than this do not take the alarm of their total over: then it is the total's own.
const PARTS: usize = 2;

/// A series, and whether its alarm is its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// Which series.
    pub series: Series,
    /// What is said about it with nothing else accounted for.
    pub verdict: Verdict,
    /// The alarm that accounts for this one; `None` for an alarm of its own and for silence.
    pub by: Option<Series>,
}

impl Explained {
    /// Whether this is an alarm of its own at this threshold.
    #[must_use]
    pub fn stands(&self, threshold: f64) -> bool {
        self.verdict.score > threshold && self.by.is_none()
    }
}

/// Judges every series as [`super::assess`] does without doubt about the share seen and without
/// [`Settings::explained`], in the same order, and says of each alarm above
/// `threshold` whether another accounts for it.
///
/// `None` where [`super::assess`] has no answer.
#[must_use]
pub fn explain(panel: &Panel<'_>, settings: &Settings, threshold: f64) -> Option<Vec<Explained>> {
    let mut account = Account::new(panel, settings, threshold)?;
    let all = account.raw.len() - 1;
    account.settle(all);
    let mut totals: Vec<usize> = (account.cells()..all).collect();
    account.loudest_first(&mut totals);
    for total in totals {
        account.settle(total);
    }
    for cell in 0..account.cells() {
        account.settle(cell);
    }
    let Account { raw, by, .. } = account;
    let series = |i: usize| name(i, panel.rows, panel.columns);
    let explained = raw.into_iter().zip(by).enumerate();
    Some(
        explained
            .map(|(i, (verdict, by))| Explained {
                series: series(i),
                verdict,
                by: by.map(series),
            })
            .collect(),
    )
}

struct Account<'a> {
    rows: usize,
    columns: usize,
    ages: usize,
    settings: &'a Settings,
    threshold: f64,
    model: Model,
    /// What each cell holds at each age, its expectation raised by what stands.
    cell: Vec<Window>,
    raw: Vec<Verdict>,
    /// What accounts for each alarm so far.
    by: Vec<Option<usize>>,
    /// What last raised the expectation of each cell.
    raiser: Vec<Option<usize>>,
}

impl<'a> Account<'a> {
    fn new(panel: &Panel<'_>, settings: &'a Settings, threshold: f64) -> Option<Self> {
        let model = Model::fit(panel, settings)?;
        let longest = settings.windows.iter().map(|w| w.0).max()?;
        let ages = longest.min(panel.periods);
        let cells = panel.rows * panel.columns;
        let window = |cell: usize, age: usize| {
            let t = panel.periods - 1 - age;
            Window {
                observed: panel.counts[cell * panel.periods + t],
                expected: model.expected(panel, cell, t),
                ..Window::default()
            }
        };
        let cell = (0..cells).flat_map(|c| (0..ages).map(move |age| window(c, age)));
        let cell: Vec<Window> = cell.collect();
        let series = cells + panel.rows + panel.columns + 1;
        let mut account = Self {
            rows: panel.rows,
            columns: panel.columns,
            ages,
            settings,
            threshold,
            model,
            cell,
            raw: Vec::new(),
            by: vec![None; series],
            raiser: vec![None; cells],
        };
        account.raw = (0..series).map(|i| account.judge(i, &[])).collect();
        Some(account)
    }

    fn cells(&self) -> usize {
        self.rows * self.columns
    }

    /// The cells that a series is the sum of.
    fn members(&self, series: usize) -> Vec<usize> {
        let of = |keep: &dyn Fn(usize) -> bool| (0..self.cells()).filter(|c| keep(*c)).collect();
        match name(series, self.rows, self.columns) {
            Series::Cell(..) => vec![series],
            Series::Row(row) => of(&|c| c / self.columns == row),
            Series::Column(column) => of(&|c| c % self.columns == column),
            Series::All => of(&|_| true),
        }
    }

    /// The series at each age, as if nothing unexpected had happened in `calm` cells.
    fn windows(&self, series: usize, calm: &[usize]) -> Vec<Window> {
        let factor = self.model.factor(series);
        let mut windows = vec![Window::default(); self.ages];
        for cell in self.members(series) {
            for (age, sum) in windows.iter_mut().enumerate() {
                let one = self.cell[cell * self.ages + age];
                sum.observed += if calm.contains(&cell) {
                    one.observed.min(one.expected * factor)
                } else {
                    one.observed
                };
                sum.expected += one.expected * factor;
            }
        }
        windows
    }

    fn judge(&self, series: usize, calm: &[usize]) -> Verdict {
        let windows = self.windows(series, calm);
        let mut verdict = judge(&windows, self.model.shape(series), self.settings);
        if series >= self.cells() {
            verdict.score += self.settings.total_bonus;
        }
        verdict
    }

    fn loudest_first(&self, series: &mut [usize]) {
        series.sort_by(|a, b| self.raw[*b].score.total_cmp(&self.raw[*a].score));
    }

    /// Decides about one alarm, all larger totals being decided.
    fn settle(&mut self, series: usize) {
        if self.raw[series].score <= self.threshold {
            return;
        }
        let members = self.members(series);
        let now = self.judge(series, &[]);
        if now.score <= self.threshold {
            self.by[series] = members.iter().find_map(|cell| self.raiser[*cell]);
        } else if let Some(part) = self.loud_part(series) {
            self.by[series] = Some(part);
        } else if series >= self.cells() {
            let (since, ratio) = self.onset(series);
            for cell in members {
                for age in 0..since {
                    self.cell[cell * self.ages + age].expected *= ratio;
                }
                self.raiser[cell] = Some(series);
            }
        }
    }

    /// Since how many periods a total runs high, and how many times its expectation: the window with
    /// the largest Poisson likelihood ratio, and the ratio in it with one case of caution.
    fn onset(&self, total: usize) -> (usize, f64) {
        let windows = self.windows(total, &[]);
        let mut best = (0, 1.0, 0.0);
        let (mut observed, mut expected) = (0.0, 0.0);
        for (age, window) in windows.iter().enumerate() {
            observed += window.observed;
            expected += window.expected;
            if observed > expected && expected > 0.0 {
                let likelihood = observed * f64::ln(observed / expected) - (observed - expected);
                if likelihood > best.2 {
                    best = (age + 1, (observed + 1.0) / (expected + 1.0), likelihood);
                }
            }
        }
        (best.0, best.1)
    }

    /// The loudest of the few alarming parts without which this total is silent.
    fn loud_part(&self, total: usize) -> Option<usize> {
        if total < self.cells() {
            return None;
        }
        let members = self.members(total);
        let mut kinds = vec![members.clone()];
        if total + 1 == self.raw.len() {
            let rows = self.cells()..self.cells() + self.rows;
            let columns = rows.end..rows.end + self.columns;
            kinds.extend([columns.collect(), rows.collect()]);
        }
        kinds.into_iter().find_map(|mut parts: Vec<usize>| {
            parts.retain(|part| self.raw[*part].score > self.threshold);
            self.loudest_first(&mut parts);
            if parts.is_empty() || parts.len() > PARTS {
                return None;
            }
            let calm: Vec<usize> = parts.iter().flat_map(|p| self.members(*p)).collect();
            (self.judge(total, &calm).score <= self.threshold).then(|| parts[0])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    const ROWS: usize = 8;
    const COLUMNS: usize = 6;
    const PERIODS: usize = 72;

    /// Which alarms are left when the last four periods of some cells hold `times` as many cases.
    fn standing(times: f64, touched: impl Fn(usize, usize) -> bool) -> Vec<Series> {
        let mut random = Random::new(7);
        let mut counts = Vec::new();
        for cell in 0..ROWS * COLUMNS {
            for t in 0..PERIODS {
                let more = t + 4 >= PERIODS && touched(cell / COLUMNS, cell % COLUMNS);
                let mean = 2.0 * if more { times } else { 1.0 };
                let count = crate::CountLaw::with_variance(mean, mean).unwrap();
                counts.push(
                    count
                        .quantile(random.uniform().clamp(1e-9, 1.0 - 1e-9))
                        .unwrap(),
                );
            }
        }
        let exposure = vec![1000.0; ROWS * PERIODS];
        let panel = Panel {
            rows: ROWS,
            columns: COLUMNS,
            periods: PERIODS,
            counts: &counts,
            exposure: &exposure,
            seen: None,
            doubt: None,
            faster: None,
        };
        let explained = explain(&panel, &Settings::monthly(), 1.5).unwrap();
        let standing = explained.iter().filter(|e| e.stands(1.5));
        standing.map(|e| e.series).collect()
    }

    #[test]
    fn one_cause_is_told_once_and_where_it_is() {
        assert_eq!(standing(1.0, |_, _| false), vec![]);
        assert_eq!(standing(2.0, |_, _| true), vec![Series::All]);
        assert_eq!(standing(2.5, |row, _| row == 3), vec![Series::Row(3)]);
        assert_eq!(standing(2.5, |_, c| c == 2), vec![Series::Column(2)]);
        let cell = standing(7.0, |row, column| (row, column) == (3, 2));
        assert_eq!(cell, vec![Series::Cell(3, 2)]);
    }

    #[test]
    fn it_judges_as_the_detector_does() {
        let counts: Vec<f64> = (0..6 * PERIODS)
            .map(|i| f64::from(i as u32 * 7 % 5))
            .collect();
        let panel = Panel {
            rows: 3,
            columns: 2,
            periods: PERIODS,
            counts: &counts,
            exposure: &vec![100.0; 3 * PERIODS],
            seen: None,
            doubt: None,
            faster: None,
        };
        let settings = Settings::monthly();
        let explained = explain(&panel, &settings, 1.0).unwrap();
        let judged = crate::detector::assess(&panel, &settings).unwrap();
        assert_eq!(explained.len(), judged.len());
        for (one, other) in explained.iter().zip(judged) {
            assert_eq!(one.series, other.series);
            assert!((one.verdict.score - other.verdict.score).abs() < 1e-9);
        }
    }

    #[test]
    fn two_causes_are_told_twice() {
        let mut both = standing(4.0, |row, column| row == 1 || (row, column) == (5, 3));
        both.sort();
        assert_eq!(both, vec![Series::Cell(5, 3), Series::Row(1)]);
    }
}
