//! What the past of a panel predicts, and how sure that is.
//!
//! Empirical Bayes for rates (Clayton and Kaldor 1987): a cell is its column's rate times a factor
//! with a gamma prior of mean one, whose weight is estimated from all cells by the negative
//! binomial likelihood. The posterior factor is `(observed + k) / (expected + k)`.

use super::{Panel, Settings};
use crate::CountLaw;

/// A fitted expectation.
#[derive(Debug, Clone)]
pub struct Model {
    columns: usize,
    /// Rate of each column.
    rate: Vec<f64>,
    /// Log-linear change of each column per period, counted from `centre`.
    slope: Vec<f64>,
    centre: f64,
    season: Vec<f64>,
    /// The factor of each series; for totals on top of the sum of their cells.
    factor: Vec<f64>,
    /// The shape of the gamma posterior of each factor.
    shape: Vec<f64>,
    weight: f64,
}

impl Model {
    /// Fits the history of the panel. `None` when it is shorter than two years or not sound.
    #[must_use]
    pub fn fit(panel: &Panel<'_>, settings: &Settings) -> Option<Self> {
        let end = panel.periods.checked_sub(settings.skip)?;
        let start = end.saturating_sub(settings.history);
        let frequency = settings.frequency;
        if !panel.is_sound() || frequency == 0 || end - start < 2 * frequency {
            return None;
        }
        let cells = panel.rows * panel.columns;
        let mut model = Self {
            columns: panel.columns,
            rate: vec![0.0; panel.columns],
            slope: vec![0.0; panel.columns],
            centre: (start + end - 1) as f64 / 2.0,
            season: vec![1.0; frequency],
            factor: vec![1.0; cells + panel.rows + panel.columns + 1],
            shape: Vec::new(),
            weight: f64::INFINITY,
        };
        model.fit_rates(panel, start, end);
        model.fit_season(panel, settings, start, end);
        model.fit_rates(panel, start, end);
        if settings.trend > 0.0 {
            model.fit_trends(panel, settings, start, end);
            model.fit_rates(panel, start, end);
        }
        model.fit_factors(panel, settings, start, end);
        Some(model)
    }

    /// The expected count of a cell in a period, as far as it can be seen.
    #[must_use]
    pub fn expected(&self, panel: &Panel<'_>, cell: usize, t: usize) -> f64 {
        self.base(panel, cell, t) * self.factor[cell]
    }

    /// The estimated prior weight of the factors of cells, in expected cases.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// The factor that a series still has to be multiplied by; one for cells.
    #[must_use]
    pub fn factor(&self, series: usize) -> f64 {
        let cells = self.factor.len() - self.totals();
        if series < cells {
            1.0
        } else {
            self.factor[series]
        }
    }

    /// The shape of the gamma posterior of the factor of a series, in the order of [`super::assess`].
    #[must_use]
    pub fn shape(&self, series: usize) -> f64 {
        self.shape[series]
    }

    fn totals(&self) -> usize {
        // cells + rows + columns + 1 = rows * columns + rows + columns + 1 = (rows + 1)(columns + 1)
        let rows = self.factor.len() / (self.columns + 1) - 1;
        rows + self.columns + 1
    }

    /// Without the factor of the cell.
    fn base(&self, panel: &Panel<'_>, cell: usize, t: usize) -> f64 {
        let (row, column) = (cell / self.columns, cell % self.columns);
        let seen = panel.seen.map_or(1.0, |s| s[cell * panel.periods + t]);
        let drift = (self.slope[column] * (t as f64 - self.centre)).exp();
        panel.exposure[row * panel.periods + t]
            * seen
            * self.season[t % self.season.len()]
            * self.rate[column]
            * drift
    }

    fn fit_rates(&mut self, panel: &Panel<'_>, start: usize, end: usize) {
        self.rate.fill(1.0);
        let (mut observed, mut expected) = (vec![0.0; self.columns], vec![0.0; self.columns]);
        self.each(panel, start, end, |cell, _, y, e| {
            observed[cell % panel.columns] += y;
            expected[cell % panel.columns] += e;
        });
        for ((rate, o), e) in self.rate.iter_mut().zip(observed).zip(expected) {
            *rate = if e > 0.0 { o / e } else { 0.0 };
        }
    }

    fn fit_season(&mut self, panel: &Panel<'_>, settings: &Settings, start: usize, end: usize) {
        let n = self.season.len();
        let weight = settings.season_weight;
        let (mut observed, mut expected) = (vec![weight; n], vec![weight; n]);
        self.each(panel, start, end, |_, t, y, e| {
            observed[t % n] += y;
            expected[t % n] += e;
        });
        for ((season, o), e) in self.season.iter_mut().zip(observed).zip(expected) {
            *season = if e > 0.0 { o / e } else { 1.0 };
        }
    }

    /// One ridge step of Poisson regression from no trend: small, because trends are small.
    fn fit_trends(&mut self, panel: &Panel<'_>, settings: &Settings, start: usize, end: usize) {
        let yearly = settings.frequency as f64;
        let centre = self.centre;
        let (mut score, mut information) = (
            vec![0.0; self.columns],
            vec![settings.trend.powi(-2); self.columns],
        );
        self.each(panel, start, end, |cell, t, y, e| {
            let x = (t as f64 - centre) / yearly;
            score[cell % panel.columns] += (y - e) * x;
            information[cell % panel.columns] += e * x * x;
        });
        for ((slope, s), i) in self.slope.iter_mut().zip(score).zip(information) {
            *slope = s / i / yearly;
        }
    }

    fn fit_factors(&mut self, panel: &Panel<'_>, settings: &Settings, start: usize, end: usize) {
        let cells = panel.rows * panel.columns;
        let mut sums = vec![(0.0, 0.0); self.factor.len()];
        self.each(panel, start, end, |cell, _, y, e| {
            sums[cell].0 += y;
            sums[cell].1 += e;
        });
        self.weight = settings
            .cell_weight
            .unwrap_or_else(|| prior_weight(&sums[..cells], settings.dispersion));
        for cell in 0..cells {
            let (o, e) = sums[cell];
            let factor = (o + self.weight) / (e + self.weight);
            self.factor[cell] = factor;
            let (row, column) = (cell / panel.columns, cell % panel.columns);
            for total in [row, panel.rows + column, panel.rows + panel.columns] {
                sums[cells + total].0 += o;
                sums[cells + total].1 += e * factor;
            }
        }
        let kind = |i: usize| {
            let [row, column, all] = settings.total_weights;
            if i < cells {
                self.weight
            } else if i < cells + panel.rows {
                row
            } else if i + 1 < sums.len() {
                column
            } else {
                all
            }
        };
        self.shape = (0..sums.len()).map(|i| sums[i].0 + kind(i)).collect();
        for (i, (o, e)) in sums.iter().enumerate().skip(cells) {
            self.factor[i] = (o + kind(i)) / (e + kind(i));
        }
    }

    fn each(
        &self,
        panel: &Panel<'_>,
        start: usize,
        end: usize,
        mut visit: impl FnMut(usize, usize, f64, f64),
    ) {
        for cell in 0..panel.rows * panel.columns {
            for t in start..end {
                let y = panel.counts[cell * panel.periods + t];
                visit(cell, t, y, self.base(panel, cell, t));
            }
        }
    }
}

/// The prior weight that makes the observed counts likeliest, between 2 and 500 cases.
///
/// Each pair is an observed and an expected count; the count is negative binomial with variance
/// `dispersion × expected + expected² / weight`. Golden-section search on the logarithm. Without
/// any spread beyond chance the weight is 500: the cells are alike.
#[must_use]
pub fn prior_weight(pairs: &[(f64, f64)], dispersion: f64) -> f64 {
    let likelihood = |ln_weight: f64| -> f64 {
        let weight = ln_weight.exp();
        let known = pairs.iter().filter(|p| p.1 > 0.0);
        known
            .filter_map(|&(o, e)| {
                Some(CountLaw::with_variance(e, dispersion * e + e * e / weight)?.ln_probability(o))
            })
            .sum()
    };
    let golden = (5f64.sqrt() - 1.0) / 2.0;
    let (mut low, mut high) = (2f64.ln(), 500f64.ln());
    let (mut a, mut b) = (high - golden * (high - low), low + golden * (high - low));
    let (mut at_a, mut at_b) = (likelihood(a), likelihood(b));
    while high - low > 1e-3 {
        if at_a > at_b {
            (high, b, at_b) = (b, a, at_a);
            a = high - golden * (high - low);
            at_a = likelihood(a);
        } else {
            (low, a, at_a) = (a, b, at_b);
            b = low + golden * (high - low);
            at_b = likelihood(b);
        }
    }
    f64::midpoint(low, high).exp()
}
