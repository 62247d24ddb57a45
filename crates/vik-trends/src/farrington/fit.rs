//! The quasi-Poisson fit, with all but one parameter in closed form.
//!
//! With a level for each block and one trend, the level given the trend is
//! `exp(a) = Σ w y / Σ w n exp(b t)`. The likelihood then has one unknown, found by Newton's method
//! without a matrix; `exp(b t)` follows by recurrence along a run of consecutive periods.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::{Settings, Variance};

/// Consecutive periods of one block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// Index of the first in the scratch.
    pub(super) start: usize,
    /// Index of the first in the series.
    pub(super) first: usize,
    pub(super) len: usize,
    pub(super) level: usize,
}

/// Work space that is reused from fit to fit, so that a partition of series allocates once.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) count: Vec<f64>,
    pub(super) exposure: Vec<f64>,
    pub(super) runs: Vec<Run>,
    weight: Vec<f64>,
    growth: Vec<f64>,
    levels: Vec<Level>,
    at: f64,
    blocks: usize,
}

/// The sums of one block.
#[derive(Debug, Clone, Copy, Default)]
struct Level {
    /// `Σ w y`.
    cases: f64,
    /// `Σ w n exp(b t)`, and with `t` and `t²`.
    s0: f64,
    s1: f64,
    s2: f64,
}

/// A fitted baseline with its prediction for the current period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The predicted count.
    pub expected: f64,
    /// The quasi-Poisson dispersion, at least one.
    pub dispersion: f64,
    /// The log-linear change per period, when fitted.
    pub trend: Option<f64>,
    /// The unscaled variances of the trend and of the log prediction.
    trend_unit: f64,
    log_unit: f64,
    /// The dispersion in the standard errors: ours, or as the peer computes it.
    spread: f64,
    freedom: f64,
}

impl Fit {
    /// The standard error of the logarithm of the prediction.
    #[must_use]
    pub fn log_error(&self) -> f64 {
        (self.spread * self.log_unit).sqrt()
    }

    /// The two-sided p-value of the trend, from Student's t.
    #[must_use]
    pub fn trend_p(&self) -> Option<f64> {
        let t = self.trend? / (self.spread * self.trend_unit).sqrt();
        let student = StudentsT::new(0.0, 1.0, self.freedom).ok()?;
        t.is_finite().then(|| 2.0 * student.cdf(-t.abs()))
    }
}

impl Scratch {
    /// Empty work space.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn start(&mut self, at: usize, blocks: usize) {
        self.count.clear();
        self.exposure.clear();
        self.runs.clear();
        self.at = at as f64;
        self.blocks = blocks;
    }

    /// The largest count of the baseline.
    pub(super) fn largest(&self) -> f64 {
        self.count.iter().copied().fold(0.0, f64::max)
    }

    /// Fits, weights past outbreaks down, and fits once more.
    pub(super) fn fit(&mut self, trend: bool, settings: &Settings, now: f64) -> Option<Fit> {
        self.weight.clear();
        self.weight.resize(self.count.len(), 1.0);
        self.growth.resize(self.count.len(), 0.0);
        let mut b = if trend { self.newton(0.0) } else { None };
        self.sums(b.unwrap_or(0.0));
        if self.reweight(b, settings.outlier)? {
            if trend {
                b = self.newton(b.unwrap_or(0.0));
            }
            self.sums(b.unwrap_or(0.0));
        }
        self.finish(b, now, settings.variance)
    }

    /// The trend that solves the profile score; `None` when the data do not determine one.
    fn newton(&mut self, mut b: f64) -> Option<f64> {
        let mut target = 0.0;
        for run in &self.runs {
            for i in 0..run.len {
                let k = run.start + i;
                target += self.weight[k] * self.count[k] * self.time(run, i);
            }
        }
        let span = self.time_span();
        for _ in 0..40 {
            self.sums(b);
            let (mut score, mut information) = (target, 0.0);
            for level in self.levels.iter().filter(|l| l.cases > 0.0) {
                let mean = level.s1 / level.s0;
                score -= level.cases * mean;
                information += level.cases * (level.s2 / level.s0 - mean * mean);
            }
            if information.is_nan() || information <= 1e-9 {
                return None;
            }
            let step = (score / information).clamp(-2.0 / span, 2.0 / span);
            b += step;
            // The next step would be about the square of this one.
            if step.abs() * span < 1e-5 {
                return Some(b);
            }
        }
        None
    }

    /// Time is counted from the current period, so that its prediction is `exp(a)`.
    fn time(&self, run: &Run, i: usize) -> f64 {
        (run.first + i) as f64 - self.at
    }

    fn time_span(&self) -> f64 {
        self.runs
            .first()
            .map_or(1.0, |run| self.at - run.first as f64)
    }

    fn sums(&mut self, b: f64) {
        self.levels.clear();
        self.levels.resize(self.blocks, Level::default());
        let factor = b.exp();
        for run in &self.runs {
            let t0 = run.first as f64 - self.at;
            let mut growth = (b * t0).exp();
            let level = &mut self.levels[run.level];
            let range = run.start..run.start + run.len;
            let mut t = t0;
            for (((w, y), n), g) in self.weight[range.clone()]
                .iter()
                .zip(&self.count[range.clone()])
                .zip(&self.exposure[range.clone()])
                .zip(&mut self.growth[range])
            {
                let ng = n * growth;
                *g = ng;
                let e = w * ng;
                level.cases += w * y;
                level.s0 += e;
                level.s1 += e * t;
                level.s2 += e * t * t;
                growth *= factor;
                t += 1.0;
            }
        }
    }

    /// `Σ w (t - mean)²` within blocks: the information about the trend.
    fn information(&self) -> f64 {
        let within = |l: &Level| l.cases * (l.s2 / l.s0 - (l.s1 / l.s0).powi(2));
        let with_cases = self.levels.iter().filter(|l| l.cases > 0.0);
        with_cases.map(within).sum()
    }

    fn freedom(&self, b: Option<f64>) -> f64 {
        let used = self.levels.iter().filter(|l| l.s0 > 0.0).count() + usize::from(b.is_some());
        self.count.len() as f64 - used as f64
    }

    /// `Σ w (y - μ)² / μ` over the degrees of freedom.
    fn dispersion(&self, freedom: f64) -> f64 {
        let mut pearson = 0.0;
        for (range, rate) in self.blocks_with_rate() {
            if rate > 0.0 {
                let mut sum = 0.0;
                for ((w, y), g) in self.weight[range.clone()]
                    .iter()
                    .zip(&self.count[range.clone()])
                    .zip(&self.growth[range])
                {
                    let mu = rate * g;
                    sum += w * (y - mu) * (y - mu) / mu;
                }
                pearson += sum;
            }
        }
        pearson / freedom
    }

    /// `Σ w (y - μ)² / μ²` over the degrees of freedom, which the peer takes for the dispersion.
    fn compat_dispersion(&self, freedom: f64) -> f64 {
        let mut relative = 0.0;
        for (range, rate) in self.blocks_with_rate() {
            for k in range {
                // Where the peer's mean is tiny instead of zero, its relative residual is one.
                let mu = rate * self.growth[k];
                let residual = if mu > 0.0 {
                    self.count[k] / mu - 1.0
                } else {
                    1.0
                };
                relative += self.weight[k] * residual * residual;
            }
        }
        relative / freedom
    }

    fn blocks_with_rate(&self) -> impl Iterator<Item = (std::ops::Range<usize>, f64)> {
        self.runs.iter().map(|run| {
            let level = &self.levels[run.level];
            (run.start..run.start + run.len, level.cases / level.s0)
        })
    }

    /// Weights down what lies far above the first fit; false when nothing does.
    ///
    /// An Anscombe residual is never above the Pearson residual, because a concave power lies
    /// below its tangent; so the roots are taken only where the latter is large.
    fn reweight(&mut self, b: Option<f64>, threshold: f64) -> Option<bool> {
        if threshold.is_infinite() {
            return Some(false);
        }
        let freedom = self.freedom(b);
        if freedom <= 0.0 {
            return None;
        }
        let dispersion = self.dispersion(freedom).max(1.0);
        let precision = if b.is_some() {
            1.0 / self.information()
        } else {
            0.0
        };
        let mut changed = false;
        for run in &self.runs {
            let level = self.levels[run.level];
            if level.cases == 0.0 {
                continue;
            }
            let (rate, mean) = (level.cases / level.s0, level.s1 / level.s0);
            let share = 1.0 / level.cases;
            for i in 0..run.len {
                let k = run.start + i;
                let (y, mu) = (self.count[k], rate * self.growth[k]);
                let slope = (self.time(run, i) - mean).powi(2) * precision;
                let spread = dispersion * (1.0 - mu * (share + slope));
                if y <= mu || (y - mu) * (y - mu) <= threshold * threshold * mu * spread {
                    continue;
                }
                let residual =
                    1.5 * (y.cbrt().powi(2) / mu.cbrt().sqrt() - mu.sqrt()) / spread.sqrt();
                if residual > threshold {
                    self.weight[k] = 1.0 / (residual * residual);
                    changed = true;
                }
            }
        }
        if changed {
            let scale = self.count.len() as f64 / self.weight.iter().sum::<f64>();
            self.weight.iter_mut().for_each(|w| *w *= scale);
        }
        Some(changed)
    }

    fn finish(&self, b: Option<f64>, now: f64, variance: Variance) -> Option<Fit> {
        let freedom = self.freedom(b);
        if freedom <= 0.0 {
            return None;
        }
        let level = self.levels[self.blocks - 1];
        if level.s0 == 0.0 {
            return None;
        }
        let information = self.information();
        let slope = if b.is_some() {
            (level.s1 / level.s0).powi(2) / information
        } else {
            0.0
        };
        let dispersion = self.dispersion(freedom).max(1.0);
        Some(Fit {
            expected: now * level.cases / level.s0,
            dispersion,
            trend: b,
            trend_unit: 1.0 / information,
            log_unit: 1.0 / level.cases + slope,
            spread: match variance {
                Variance::Compat => self.compat_dispersion(freedom),
                Variance::Correct => dispersion,
            },
            freedom,
        })
    }
}
