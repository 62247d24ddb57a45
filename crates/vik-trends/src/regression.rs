//! Counts explained by a few terms: log-linear regression with an exposure.

use crate::linear;

/// A fitted model of counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// One coefficient a column of the design, on the log scale.
    pub coefficients: Vec<f64>,
    /// The fitted counts.
    pub means: Vec<f64>,
    /// Pearson's dispersion: 1 for Poisson, larger when counts vary more.
    pub dispersion: f64,
    /// The size of the negative binomial; infinite for Poisson.
    pub size: f64,
    /// The inverse of the information.
    covariance: Vec<Vec<f64>>,
    design: Vec<Vec<f64>>,
    residuals: Vec<f64>,
}

/// What the standard errors allow for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// The model is right.
    Model,
    /// Counts vary more than the model says, by Pearson's dispersion (quasi-Poisson).
    Quasi,
    /// Neighbouring months resemble each other, up to this many apart (Newey and West 1987).
    NeweyWest(usize),
}

impl Fit {
    /// The covariance of the coefficients.
    ///
    /// Newey-West without prewhitening or small-sample correction: bread × meat × bread with weights
    /// `1 - l / (lag + 1)`. Rows must then be in order of time.
    #[must_use]
    pub fn covariance(&self, errors: Errors) -> Vec<Vec<f64>> {
        match errors {
            Errors::Model => self.covariance.clone(),
            Errors::Quasi => linear::scaled(&self.covariance, self.dispersion),
            Errors::NeweyWest(lag) => {
                let half = linear::product(&self.covariance, &self.meat(lag));
                linear::product(&half, &self.covariance)
            }
        }
    }

    /// The standard error of each coefficient.
    #[must_use]
    pub fn standard_errors(&self, errors: Errors) -> Vec<f64> {
        let covariance = self.covariance(errors);
        (0..covariance.len())
            .map(|i| covariance[i][i].max(0.0).sqrt())
            .collect()
    }

    /// The sums of products of scores of months up to `lag` apart.
    fn meat(&self, lag: usize) -> Vec<Vec<f64>> {
        let p = self.coefficients.len();
        let score = |t: usize, i: usize| self.residuals[t] * self.design[t][i];
        let mut meat = vec![vec![0.0; p]; p];
        for apart in 0..=lag.min(self.design.len().saturating_sub(1)) {
            let weight = 1.0 - apart as f64 / (lag + 1) as f64;
            for t in apart..self.design.len() {
                for (i, row) in meat.iter_mut().enumerate() {
                    for (j, cell) in row.iter_mut().enumerate() {
                        let forth = score(t, i) * score(t - apart, j);
                        let back = score(t - apart, i) * score(t, j);
                        *cell += weight * if apart == 0 { forth } else { forth + back };
                    }
                }
            }
        }
        meat
    }
}

/// Poisson regression with a log link and an exposure.
///
/// # Source
/// McCullagh and Nelder (1989), iteratively reweighted least squares.
///
/// # Assumptions
/// The logarithm of the rate is linear in the columns of `design` (one row a count; add a column of
/// ones yourself). Use [`Errors::Quasi`] unless counts are known to be Poisson.
///
/// # Edge cases
/// `None` when lengths differ, an exposure is not positive, a count negative, columns depend on each
/// other, no row is left over for the dispersion, or the estimates run away (a column with cases in
/// none of its months).
#[must_use]
pub fn poisson(design: &[Vec<f64>], counts: &[f64], exposures: &[f64]) -> Option<Fit> {
    fit(design, counts, exposures, f64::INFINITY)
}

/// Negative binomial regression with the size estimated by maximum likelihood.
///
/// # Source
/// Lawless (1987): size and coefficients in turn until both settle.
///
/// # Assumptions and edge cases
/// As [`poisson`]; the size stops at 100,000 when counts vary no more than Poisson.
#[must_use]
pub fn negative_binomial(design: &[Vec<f64>], counts: &[f64], exposures: &[f64]) -> Option<Fit> {
    let mut model = poisson(design, counts, exposures)?;
    for _ in 0..50 {
        let size = likeliest_size(counts, &model.means);
        let settled = (size.ln() - model.size.min(1e9).ln()).abs() < 1e-9;
        model = fit(design, counts, exposures, size)?;
        if settled {
            break;
        }
    }
    Some(model)
}

fn fit(design: &[Vec<f64>], counts: &[f64], exposures: &[f64], size: f64) -> Option<Fit> {
    let columns = design.first()?.len();
    let sound = design.len() == counts.len()
        && counts.len() == exposures.len()
        && counts.len() > columns
        && design
            .iter()
            .all(|row| row.len() == columns && row.iter().all(|x| x.is_finite()))
        && counts.iter().all(|y| y.is_finite() && *y >= 0.0)
        && exposures.iter().all(|e| e.is_finite() && *e > 0.0);
    if !sound {
        return None;
    }
    let mut means: Vec<f64> = counts.iter().map(|y| y + 0.1).collect();
    let mut coefficients = vec![0.0; columns];
    let mut settled = false;
    for _ in 0..100 {
        let working: Vec<f64> = (0..counts.len())
            .map(|t| (means[t] / exposures[t]).ln() + (counts[t] - means[t]) / means[t])
            .collect();
        let weights = weights(&means, size);
        let next = linear::solve(
            information(design, &weights),
            weighted(design, &weights, &working),
        )?;
        let change = next
            .iter()
            .zip(&coefficients)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f64::max);
        coefficients = next;
        means = predict(design, exposures, &coefficients);
        if !means.iter().all(|m| m.is_finite() && *m > 1e-10) {
            return None;
        }
        if change < 1e-11 {
            settled = true;
            break;
        }
    }
    if !settled {
        return None;
    }
    let variance = |mean: f64| mean + mean * mean / size;
    let pearson: f64 = counts
        .iter()
        .zip(&means)
        .map(|(y, m)| (y - m).powi(2) / variance(*m))
        .sum();
    let residuals = counts
        .iter()
        .zip(&means)
        .map(|(y, m)| (y - m) / (1.0 + m / size))
        .collect();
    Some(Fit {
        dispersion: pearson / (counts.len() - columns) as f64,
        covariance: linear::inverse(&information(design, &weights(&means, size)))?,
        coefficients,
        means,
        size,
        design: design.to_vec(),
        residuals,
    })
}

/// Expected counts of rows under these coefficients.
pub(crate) fn predict(design: &[Vec<f64>], exposures: &[f64], coefficients: &[f64]) -> Vec<f64> {
    let row = |(row, exposure): (&Vec<f64>, &f64)| {
        let linear: f64 = row.iter().zip(coefficients).map(|(x, b)| x * b).sum();
        exposure * linear.exp()
    };
    design.iter().zip(exposures).map(row).collect()
}

fn weights(means: &[f64], size: f64) -> Vec<f64> {
    means.iter().map(|m| m / (1.0 + m / size)).collect()
}

fn information(design: &[Vec<f64>], weights: &[f64]) -> Vec<Vec<f64>> {
    let p = design.first().map_or(0, Vec::len);
    let mut sum = vec![vec![0.0; p]; p];
    for (row, weight) in design.iter().zip(weights) {
        for i in 0..p {
            for j in 0..p {
                sum[i][j] += weight * row[i] * row[j];
            }
        }
    }
    sum
}

fn weighted(design: &[Vec<f64>], weights: &[f64], values: &[f64]) -> Vec<f64> {
    let p = design.first().map_or(0, Vec::len);
    let mut sum = vec![0.0; p];
    for ((row, weight), value) in design.iter().zip(weights).zip(values) {
        for i in 0..p {
            sum[i] += weight * row[i] * value;
        }
    }
    sum
}

/// The size at which the score is zero, between 0.01 and 100,000, by halving its logarithm.
fn likeliest_size(counts: &[f64], means: &[f64]) -> f64 {
    use statrs::function::gamma::digamma;
    let score = |log: f64| -> f64 {
        let k = log.exp();
        let term = |(y, m): (&f64, &f64)| {
            digamma(y + k) - digamma(k) - (m / k).ln_1p() + (m - y) / (k + m)
        };
        counts.iter().zip(means).map(term).sum()
    };
    let (mut low, mut high) = (0.01_f64.ln(), 1e5_f64.ln());
    if score(high) > 0.0 {
        return 1e5;
    }
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if score(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    ((low + high) / 2.0).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mean_is_the_simplest_model() {
        let design = vec![vec![1.0]; 4];
        let model = poisson(&design, &[2.0, 4.0, 3.0, 3.0], &[10.0, 20.0, 15.0, 15.0]).unwrap();
        assert!((model.coefficients[0] - 0.2_f64.ln()).abs() < 1e-10);
        assert!((model.standard_errors(Errors::Model)[0] - 1.0 / 12.0_f64.sqrt()).abs() < 1e-10);
    }

    #[test]
    fn what_cannot_be_estimated_is_not() {
        let same = vec![vec![1.0, 1.0]; 5];
        assert_eq!(poisson(&same, &[1.0, 2.0, 3.0, 1.0, 2.0], &[1.0; 5]), None);
        let empty = [
            vec![1.0, 0.0],
            vec![1.0, 0.0],
            vec![1.0, 0.0],
            vec![1.0, 1.0],
        ];
        assert_eq!(poisson(&empty, &[3.0, 2.0, 4.0, 0.0], &[1.0; 4]), None);
        assert_eq!(poisson(&[vec![1.0]], &[1.0], &[1.0]), None);
    }

    proptest! {
        #[test]
        fn fitted_counts_add_up(counts in proptest::collection::vec(1u32..30, 6..30)) {
            let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
            let design: Vec<Vec<f64>> = (0..counts.len()).map(|t| vec![1.0, t as f64 / 10.0]).collect();
            let exposures = vec![3.0; counts.len()];
            let model = poisson(&design, &counts, &exposures).unwrap();
            let (fitted, seen): (f64, f64) = (model.means.iter().sum(), counts.iter().sum());
            prop_assert!((fitted - seen).abs() < 1e-6 * seen);
            let wider = negative_binomial(&design, &counts, &exposures).unwrap();
            prop_assert!(wider.standard_errors(Errors::Model)[1] >= model.standard_errors(Errors::Model)[1] * 0.99);
        }
    }
}
