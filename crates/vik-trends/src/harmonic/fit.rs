//! The regression: Newton's method with a small ridge, started from the previous period's answer.

use super::Settings;

/// One level, one trend and three waves of two parameters.
const MOST: usize = 8;

type Vector = [f64; MOST];

/// A regression that moves along a series.
pub(super) struct Regression<'a> {
    counts: &'a [f64],
    exposure: Option<&'a [f64]>,
    settings: &'a Settings,
    parameters: usize,
    /// Sines and cosines of each period of the year.
    waves: Vec<Vector>,
    coefficients: Vector,
    /// Of the last fit without weights, where the next one starts.
    plain: Vector,
    means: Vec<f64>,
    weights: Vec<f64>,
}

impl<'a> Regression<'a> {
    pub(super) fn new(
        counts: &'a [f64],
        exposure: Option<&'a [f64]>,
        settings: &'a Settings,
    ) -> Self {
        let wave = |t: usize| {
            let angle = std::f64::consts::TAU * t as f64 / settings.frequency as f64;
            let mut row = [0.0; MOST];
            row[0] = 1.0;
            for j in 0..settings.harmonics {
                let (sine, cosine) = ((j + 1) as f64 * angle).sin_cos();
                row[2 + 2 * j] = cosine;
                row[3 + 2 * j] = sine;
            }
            row
        };
        Self {
            counts,
            exposure,
            settings,
            parameters: 2 + 2 * settings.harmonics,
            waves: (0..settings.frequency).map(wave).collect(),
            coefficients: [f64::NAN; MOST],
            plain: [f64::NAN; MOST],
            means: Vec::new(),
            weights: Vec::new(),
        }
    }

    /// The expected count of a period.
    pub(super) fn expected(&self, t: usize) -> f64 {
        let row = self.row(t);
        let eta: f64 = (0..self.parameters)
            .map(|i| row[i] * self.coefficients[i])
            .sum();
        self.exposure.map_or(1.0, |e| e[t]) * eta.clamp(-30.0, 30.0).exp()
    }

    /// Fits the periods from `start` to `end` and returns the dispersion.
    pub(super) fn update(&mut self, start: usize, end: usize) -> Option<f64> {
        let n = end.checked_sub(start).filter(|n| *n > self.parameters)?;
        let weighted = self.coefficients;
        self.coefficients = self.plain;
        if self.plain[0].is_nan() {
            let cases: f64 = self.counts[start..end].iter().sum();
            let over = self
                .exposure
                .map_or(n as f64, |e| e[start..end].iter().sum());
            self.coefficients = [0.0; MOST];
            self.coefficients[0] = ((cases + 0.5) / over).ln();
        }
        self.weights.clear();
        self.weights.resize(n, 1.0);
        self.newton(start, end)?;
        self.plain = self.coefficients;
        let dispersion = self.dispersion(start, n);
        if self.reweight(start, n, dispersion) {
            if !weighted[0].is_nan() {
                self.coefficients = weighted;
            }
            self.newton(start, end)?;
            return Some(self.dispersion(start, n));
        }
        Some(dispersion)
    }

    fn row(&self, t: usize) -> Vector {
        let mut row = self.waves[t % self.settings.frequency];
        row[1] = t as f64 / (6 * self.settings.frequency) as f64;
        row
    }

    fn newton(&mut self, start: usize, end: usize) -> Option<()> {
        let p = self.parameters;
        for _ in 0..40 {
            let (mut hessian, mut score) = ([[0.0; MOST]; MOST], [0.0; MOST]);
            self.means.clear();
            for t in start..end {
                let row = self.row(t);
                let mean = self.expected(t);
                self.means.push(mean);
                let weight = self.weights[t - start];
                let (w, r) = (weight * mean, weight * (self.counts[t] - mean));
                for i in 0..p {
                    score[i] += r * row[i];
                    for j in 0..=i {
                        hessian[i][j] += w * row[i] * row[j];
                    }
                }
            }
            for i in 1..p {
                hessian[i][i] += self.settings.ridge;
                score[i] -= self.settings.ridge * self.coefficients[i];
            }
            hessian[0][0] += 1e-6;
            let step = solve(hessian, score, p)?;
            let largest = step[..p].iter().fold(0.0f64, |a, s| a.max(s.abs()));
            let shorten = 1.0 / largest.max(1.0);
            for (c, s) in self.coefficients.iter_mut().zip(step).take(p) {
                *c += s * shorten;
            }
            if largest < 1e-4 {
                break;
            }
        }
        Some(())
    }

    /// From the means of the last but one step, which no longer move.
    fn dispersion(&self, start: usize, n: usize) -> f64 {
        let pearson: f64 = (0..n)
            .map(|i| {
                let mean = self.means[i].max(1e-9);
                self.weights[i] * (self.counts[start + i] - mean).powi(2) / mean
            })
            .sum();
        (pearson / (n - self.parameters) as f64).max(1.0)
    }

    fn reweight(&mut self, start: usize, n: usize, dispersion: f64) -> bool {
        let mut changed = false;
        for i in 0..n {
            let (y, mean) = (self.counts[start + i], self.means[i].max(1e-9));
            if y > mean {
                let residual =
                    1.5 * (y.cbrt().powi(2) / mean.cbrt().sqrt() - mean.sqrt()) / dispersion.sqrt();
                if residual > self.settings.outlier {
                    self.weights[i] = 1.0 / (residual * residual);
                    changed = true;
                }
            }
        }
        if changed {
            let scale = n as f64 / self.weights.iter().sum::<f64>();
            self.weights.iter_mut().for_each(|w| *w *= scale);
        }
        changed
    }
}

/// Solves a symmetric positive system given its lower half, by Cholesky's decomposition.
fn solve(mut a: [[f64; MOST]; MOST], mut b: Vector, p: usize) -> Option<Vector> {
    for j in 0..p {
        for k in 0..j {
            for i in j..p {
                a[i][j] -= a[i][k] * a[j][k];
            }
        }
        if a[j][j].is_nan() || a[j][j] <= 0.0 {
            return None;
        }
        let root = a[j][j].sqrt();
        for row in a.iter_mut().take(p).skip(j) {
            row[j] /= root;
        }
    }
    for i in 0..p {
        for k in 0..i {
            b[i] -= a[i][k] * b[k];
        }
        b[i] /= a[i][i];
    }
    for i in (0..p).rev() {
        for k in i + 1..p {
            b[i] -= a[k][i] * b[k];
        }
        b[i] /= a[i][i];
    }
    Some(b)
}
