//! Did a measure help? Before and after, with what would have happened otherwise.
//!
//! - [`segmented`]: a long series, at least twelve months on either side.
//! - [`exact_change`]: one unit's few cases.
//! - [`exact_change_beside`]: the same beside units where nothing was done.
//!
//! A unit that was picked because it was high would have come down anyway (regression to the mean): then
//! only untouched units, picked in the same way, give an honest answer.

mod exact;

pub use exact::{Change, exact_change, exact_change_beside};

use crate::{
    Interval,
    quantile::normal_upper,
    regression::{self, Errors, Fit},
};

/// Months that the model needs before and after.
pub const FEWEST: usize = 12;

/// A segmented regression of a series that was interrupted once.
#[derive(Debug, Clone, PartialEq)]
pub struct Segmented {
    /// The model; its columns are one, month, step, months since, cosine and sine of the year.
    pub model: Fit,
    /// What would have been expected without the measure; the fitted counts before it.
    pub counterfactual: Vec<f64>,
    /// The ratio of the level with to that without the measure, drawn back to the last month before it.
    pub level: f64,
    /// The ratio by which the monthly trend changed.
    pub trend: f64,
    /// Expected without the measure less fitted, over all months after.
    pub avoided: f64,
    covariance: Vec<Vec<f64>>,
    gradient: Vec<f64>,
}

impl Segmented {
    /// The interval of [`level`](Self::level). `None` unless the confidence lies between 0 and 1.
    #[must_use]
    pub fn level_interval(&self, confidence: f64) -> Option<Interval> {
        self.ratio_interval(2, confidence)
    }

    /// The interval of [`trend`](Self::trend).
    #[must_use]
    pub fn trend_interval(&self, confidence: f64) -> Option<Interval> {
        self.ratio_interval(3, confidence)
    }

    /// The interval of [`avoided`](Self::avoided), by the delta method.
    #[must_use]
    pub fn avoided_interval(&self, confidence: f64) -> Option<Interval> {
        let z = z(confidence)?;
        let mut variance = 0.0;
        for (i, row) in self.covariance.iter().enumerate() {
            for (j, cell) in row.iter().enumerate() {
                variance += self.gradient[i] * cell * self.gradient[j];
            }
        }
        let error = variance.max(0.0).sqrt();
        Some(Interval {
            low: self.avoided - z * error,
            high: self.avoided + z * error,
        })
    }

    /// The interval of what was expected without the measure in a month, counted from nought.
    ///
    /// It tells how sure the line is, not how far single months lie from it.
    ///
    /// # Edge cases
    /// `None` beyond the series, or unless the confidence lies between 0 and 1.
    #[must_use]
    pub fn counterfactual_interval(&self, month: usize, confidence: f64) -> Option<Interval> {
        let z = z(confidence)?;
        let middle = *self.counterfactual.get(month)?;
        let without = terms(month, usize::MAX, false);
        let mut variance = 0.0;
        for (one, row) in without.iter().zip(&self.covariance) {
            for (other, cell) in without.iter().zip(row) {
                variance += one * cell * other;
            }
        }
        let spread = (z * variance.max(0.0).sqrt()).exp();
        Some(Interval {
            low: middle / spread,
            high: middle * spread,
        })
    }

    fn ratio_interval(&self, column: usize, confidence: f64) -> Option<Interval> {
        let z = z(confidence)?;
        let middle = self.model.coefficients[column];
        let error = self.covariance[column][column].max(0.0).sqrt();
        Some(Interval {
            low: (middle - z * error).exp(),
            high: (middle + z * error).exp(),
        })
    }
}

/// Segmented regression: log rate = level + trend + step + change of trend + one yearly wave.
///
/// `start` is the first month after the measure; `exposures` for example staff. `errors` says what the
/// intervals allow for: [`Errors::Quasi`], or [`Errors::NeweyWest`] with lag 3 for monthly series.
///
/// # Source
/// Wagner, Soumerai, Zhang and Ross-Degnan (2002); Bernal, Cummins and Gasparrini (2017).
///
/// # Assumptions
/// Nothing else changed at the same time, the trend before would have gone on, the measure worked at
/// once, and the year has one wave of period twelve.
///
/// # Edge cases
/// `None` with fewer than [`FEWEST`] months on either side, and as for [`regression::poisson`].
#[must_use]
pub fn segmented(
    counts: &[f64],
    exposures: &[f64],
    start: usize,
    errors: Errors,
) -> Option<Segmented> {
    if start < FEWEST || counts.len() < start + FEWEST || exposures.len() != counts.len() {
        return None;
    }
    let design: Vec<Vec<f64>> = (0..counts.len()).map(|t| terms(t, start, true)).collect();
    let without: Vec<Vec<f64>> = (0..counts.len()).map(|t| terms(t, start, false)).collect();
    let model = regression::poisson(&design, counts, exposures)?;
    let counterfactual = regression::predict(&without, exposures, &model.coefficients);
    let mut gradient = vec![0.0; 6];
    for t in start..counts.len() {
        for (i, slope) in gradient.iter_mut().enumerate() {
            *slope += counterfactual[t] * without[t][i] - model.means[t] * design[t][i];
        }
    }
    let avoided = (start..counts.len())
        .map(|t| counterfactual[t] - model.means[t])
        .sum();
    Some(Segmented {
        level: model.coefficients[2].exp(),
        trend: model.coefficients[3].exp(),
        covariance: model.covariance(errors),
        counterfactual,
        avoided,
        gradient,
        model,
    })
}

/// The terms of one month, with or without the measure.
fn terms(month: usize, start: usize, measure: bool) -> Vec<f64> {
    let t = (month + 1) as f64;
    let year = std::f64::consts::TAU * t / 12.0;
    let (step, since) = if measure && month >= start {
        (1.0, (month - start + 1) as f64)
    } else {
        (0.0, 0.0)
    };
    vec![1.0, t, step, since, year.cos(), year.sin()]
}

fn z(confidence: f64) -> Option<f64> {
    (confidence > 0.0 && confidence < 1.0).then(|| normal_upper((1.0 - confidence) / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_series_is_refused() {
        let counts = vec![5.0; 30];
        assert!(segmented(&counts, &[100.0; 30], 11, Errors::Quasi).is_none());
        assert!(segmented(&counts, &[100.0; 30], 19, Errors::Quasi).is_none());
        assert!(segmented(&counts, &[100.0; 30], 15, Errors::Quasi).is_some());
    }

    #[test]
    fn halving_is_seen_as_halving() {
        let level = |t: i32| if t < 24 { 40.0 } else { 20.0 };
        // A disturbance that is orthogonal to every term.
        let counts: Vec<f64> = (0..48)
            .map(|t| level(t) + [1.0, -1.0, -1.0, 1.0][t as usize % 4])
            .collect();
        let found = segmented(&counts, &[100.0; 48], 24, Errors::NeweyWest(3)).unwrap();
        assert!((found.level - 0.5).abs() < 0.01 && (found.trend - 1.0).abs() < 0.01);
        assert!((found.avoided - 480.0).abs() < 5.0);
        assert!(found.avoided_interval(0.95).unwrap().contains(480.0));
        assert_eq!(found.level_interval(1.0), None);
        let sure = |month| {
            let interval = found.counterfactual_interval(month, 0.95).unwrap();
            assert!(interval.contains(found.counterfactual[month]) && interval.contains(40.0));
            interval.high - interval.low
        };
        // The further from what was seen without the measure, the less sure.
        assert!(sure(12) < sure(24) && sure(24) < sure(47));
        assert_eq!(found.counterfactual_interval(48, 0.95), None);
    }
}
