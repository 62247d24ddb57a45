//! How far a window of counts lies above its expectation.

use super::Settings;
use crate::CountLaw;

/// How a window is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statistic {
    /// The logarithm (base ten) of the mean likelihood ratio over windows and over what a change
    /// may add: 1.2, 2 or 3 standard deviations of a single period. It is a Shiryaev-Roberts
    /// statistic with a bounded memory (Pollak 1985). One case may be misdated or miscoded, so a
    /// count is also taken for its neighbours with half its weight each; the smallest series then
    /// do not alarm at a single case.
    Mixture,
    /// The mixture for counts published as multiples of three with an unbiased random phase.
    PhaseMixture,
    /// Minus the logarithm (base ten) of the smallest mid-p tail over the windows.
    Tail,
    /// The smallest tail for counts published as multiples of three ([`CountLaw::phase_tail`]).
    PhaseTail,
}

/// A stretch of periods that ends now, or one period of it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Window {
    /// Cases counted.
    pub observed: f64,
    /// Cases expected.
    pub expected: f64,
    /// Standard deviation of what is expected, for doubt about the share seen; it adds up, because
    /// all periods share their cause.
    pub doubt: f64,
    /// The other cells of the same row; nothing for a total.
    pub beside: Beside,
}

/// What the other cells of a row hold in the same periods.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Beside {
    /// Cases counted.
    pub observed: f64,
    /// Cases expected.
    pub expected: f64,
}

/// What is said about one series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// Higher is more alarming; only comparable under the same settings.
    pub score: f64,
    /// The length of the window with the smallest tail.
    pub periods: usize,
    /// What that window holds.
    pub window: Window,
    /// The mid-p tail of that window, or its phase tail; not corrected for looking at several.
    pub p_value: f64,
}

/// What a change may add, in standard deviations of one period.
const ADDED: [f64; 3] = [1.2, 2.0, 3.0];

/// How much a count is taken for itself and for each neighbour.
const MISCODED: [f64; 2] = [2.0, 1.0];

/// A count published as `3 floor((X + phase) / 3)` hides one of five true counts.
const ROUNDED: [f64; 3] = [3.0, 2.0, 1.0];

/// Judges the latest periods of a series, newest first, whose factor has this posterior shape.
///
/// An expectation of zero with a case in the window scores as if a millionth had been expected.
#[must_use]
pub fn judge(ages: &[Window], shape: f64, settings: &Settings) -> Verdict {
    let published = matches!(
        settings.statistic,
        Statistic::PhaseMixture | Statistic::PhaseTail
    );
    let mixture = matches!(
        settings.statistic,
        Statistic::Mixture | Statistic::PhaseMixture
    );
    let total: f64 = settings.windows.iter().map(|w| w.1).sum();
    let mut worst: Option<Verdict> = None;
    let mut mean_ratio = 0.0;
    let (mut sum, mut length) = (Window::default(), 0);
    for &(periods, weight) in &settings.windows {
        // Windows are usually listed from short to long; then every period is added once.
        if periods < length {
            (sum, length) = (Window::default(), 0);
        }
        for age in &ages[length.min(ages.len())..periods.min(ages.len())] {
            sum.observed += age.observed;
            sum.expected += age.expected;
            sum.doubt += age.doubt;
            sum.beside.observed += age.beside.observed;
            sum.beside.expected += age.beside.expected;
        }
        length = periods;
        let explained = match settings.explained {
            Some(k) => ((sum.beside.observed + k) / (sum.beside.expected + k)).max(1.0),
            None => 1.0,
        };
        let window = Window {
            expected: (sum.expected * explained).max(1e-6),
            ..sum
        };
        let doubt = settings.doubt * sum.doubt / window.expected;
        let shape = 1.0 / (1.0 / shape + doubt * doubt);
        let Some(count) = predicted(window.expected, shape, settings) else {
            continue;
        };
        let p_value = if published {
            count.phase_tail(window.observed)
        } else {
            count.upper_mid_p(window.observed)
        };
        if worst.is_none_or(|v| p_value < v.p_value) {
            worst = Some(Verdict {
                score: -p_value.max(f64::MIN_POSITIVE).log10(),
                periods,
                window: sum,
                p_value,
            });
        }
        if mixture {
            let around: &[f64] = if published { &ROUNDED } else { &MISCODED };
            let null = count.ln_around(window.observed, around);
            let deviation = (window.expected * periods as f64).sqrt();
            for added in ADDED {
                let mean = window.expected + added * deviation;
                if let Some(count) = predicted(mean, shape, settings) {
                    let ratio = (count.ln_around(window.observed, around) - null).exp();
                    mean_ratio += weight / total * ratio / ADDED.len() as f64;
                }
            }
        }
    }
    let mut verdict = worst.unwrap_or(Verdict {
        score: 0.0,
        periods: 0,
        window: Window::default(),
        p_value: 1.0,
    });
    if mixture {
        verdict.score = mean_ratio.clamp(f64::MIN_POSITIVE, f64::MAX).log10();
    }
    verdict
}

/// The count that a mean predicts when its factor is known up to a gamma of this shape.
fn predicted(mean: f64, shape: f64, settings: &Settings) -> Option<CountLaw> {
    CountLaw::with_variance(mean, settings.dispersion * mean + mean * mean / shape)
}
