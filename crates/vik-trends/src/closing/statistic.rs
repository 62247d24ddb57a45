//! How much better a change explains the latest closings than no change does.

use super::{SILENT, Settings};
use crate::{
    CountLaw,
    detector::statistic::{Verdict, Window},
};

/// Below this expected number of closings nothing is said.
const NOTHING: f64 = 1e-6;

/// The latest periods of one series, newest first.
#[derive(Debug, Clone)]
pub(super) struct Track {
    bands: usize,
    longest: usize,
    observed: Vec<f64>,
    expected: Vec<f64>,
    /// Expected closings registered since the onset, for each window: `[window - 1][age, band]`.
    since: Vec<f64>,
    shape: f64,
}

impl Track {
    pub(super) fn new(longest: usize, bands: usize, shape: f64) -> Self {
        Self {
            bands,
            longest,
            observed: vec![0.0; longest * bands],
            expected: vec![0.0; longest * bands],
            since: vec![0.0; longest * longest * bands],
            shape,
        }
    }

    pub(super) fn add(&mut self, age: usize, band: usize, observed: f64, expected: f64) {
        self.observed[age * self.bands + band] += observed;
        self.expected[age * self.bands + band] += expected;
    }

    pub(super) fn add_since(&mut self, window: usize, age: usize, band: usize, expected: f64) {
        let start = (window - 1) * self.longest * self.bands;
        self.since[start + age * self.bands + band] += expected;
    }

    /// Observed, expected and expected of a change, for each period and band of a window.
    fn window(&self, window: usize) -> impl Iterator<Item = (f64, f64, f64)> {
        let start = (window - 1) * self.longest * self.bands;
        let cells = self.observed.iter().zip(&self.expected);
        cells
            .zip(&self.since[start..])
            .take(window * self.bands)
            .map(|((y, m), x)| (*y, *m, *x))
    }
}

/// The variance that unbiased rounding to multiples of three adds to a Poisson count of this mean.
///
/// A remainder of one or two is rounded with a variance of two, so it is `2 P(X mod 3 > 0)`, and by
/// the roots of unity `P(X mod 3 = 0) = (1 + 2 exp(-3m/2) cos(m √3/2)) / 3`.
#[must_use]
pub fn rounding_variance(mean: f64) -> f64 {
    4.0 / 3.0 * (1.0 - (-1.5 * mean).exp() * (mean * 0.75f64.sqrt()).cos())
}

/// The logarithm (base ten) of the mean likelihood ratio over the windows and over what a change
/// may add: a Shiryaev-Roberts statistic with a bounded memory (Pollak 1985).
///
/// For one window and factor the best weight of a case is the logarithm of how much likelier it
/// becomes (Neyman and Pearson 1933). The weighted sum, divided by its variance over its mean, is
/// judged as a negative binomial count: a scaled count as in quasi-likelihood (Wedderburn 1974),
/// exact for Poisson counts whose weights are equal. Rounding enters that variance.
pub(super) fn judge(track: &Track, settings: &Settings) -> Verdict {
    let usual = track.expected.iter().sum::<f64>() / track.longest as f64;
    if !usual.is_finite() || usual < NOTHING {
        return SILENT;
    }
    let deviations = (settings.windows.len() * settings.added.len()) as f64;
    let (mut sum, mut best) = (0.0, (f64::NEG_INFINITY, 0));
    for &window in &settings.windows {
        let mut here = 0.0;
        for added in &settings.added {
            here += ratio(track, settings, window, added / usual.sqrt());
        }
        sum += here / deviations;
        if here > best.0 {
            best = (here, window);
        }
    }
    let (periods, mut window) = (best.1, Window::default());
    for (y, m, _) in track.window(periods.max(1)) {
        window.observed += y;
        window.expected += m;
    }
    let dispersion = settings.expectation.dispersion;
    let mean = window.expected.max(NOTHING);
    let count = CountLaw::with_variance(mean, dispersion * mean + mean * mean / track.shape);
    let tail = |count: CountLaw| {
        if settings.published {
            count.phase_tail(window.observed)
        } else {
            count.upper_mid_p(window.observed)
        }
    };
    Verdict {
        score: sum.clamp(f64::MIN_POSITIVE, f64::MAX).log10(),
        periods,
        window,
        p_value: count.map_or(1.0, tail),
    }
}

/// The likelihood ratio of a rate that became `1 + more` times as high this many periods ago; one
/// where such a change would not show yet.
fn ratio(track: &Track, settings: &Settings, window: usize, more: f64) -> f64 {
    let (mut seen, mut without, mut with, mut variance) = (0.0, 0.0, 0.0, 0.0);
    for (y, m, x) in track.window(window) {
        if m <= 0.0 {
            continue;
        }
        let weight = (more * x / m).ln_1p();
        let rounding = if settings.published {
            rounding_variance(m)
        } else {
            0.0
        };
        seen += weight * y;
        without += weight * m;
        with += weight * (m + more * x);
        variance += weight * weight * (settings.expectation.dispersion * m + rounding);
    }
    if !(without > 0.0 && variance > 0.0) {
        return 1.0;
    }
    let scale = variance / without;
    let law = |mean: f64| {
        let mean = mean / scale;
        CountLaw::with_variance(mean, mean + mean * mean / track.shape)
    };
    match (law(with), law(without)) {
        (Some(changed), Some(usual)) => {
            let seen = seen / scale;
            (changed.ln_probability(seen) - usual.ln_probability(seen))
                .clamp(-700.0, 700.0)
                .exp()
        }
        _ => 1.0,
    }
}
