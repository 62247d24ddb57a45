//! A place that works faster or slower than its peers: delays on a stretched clock.
//!
//! Accelerated time (Cox and Oakes 1984, chapter 5): at pace `s` the share seen after `x` periods is
//! what the peers see after `s x`. The pace of a place is a path: it stays, or seldom jumps. What the
//! arrivals leave open is carried along as a standard deviation, so that a doubtful expectation does
//! not alarm.
//!
//! Assumes that a change of pace is the same for all classes of one place.

use crate::{delay::Delays, detector::arrivals::Practice};

/// Paces considered, as logarithms: from half as fast to twice.
const GRID: std::ops::RangeInclusive<i32> = -8..=8;
const STEP: f64 = 0.09;
/// How far, on the log scale, a place usually is from the common pace.
const STEADY: f64 = 0.15;
/// The prior probability of any other pace.
const CHANGED: f64 = 0.4;

/// The share seen at each age at another pace; `share` are those of the peers, rising to one.
///
/// Linear between whole ages, from zero at the start of the first period.
#[must_use]
pub fn at_pace(share: &[f64], pace: f64) -> Vec<f64> {
    let at = |x: f64| {
        let (whole, part) = (x.floor() as usize, x.fract());
        let known = |i: usize| match i.checked_sub(1) {
            None => 0.0,
            Some(age) => share.get(age).copied().unwrap_or(1.0),
        };
        known(whole) + part * (known(whole + 1) - known(whole))
    };
    (1..=share.len()).map(|age| at(pace * age as f64)).collect()
}

/// The logarithm of the likeliest common pace of some classes, each with the shares of its peers,
/// without a prior. Reverse hazards make the likelihood (binomial, as in [`crate::delay`]).
#[must_use]
pub fn common(classes: &[(&Delays, &[f64])]) -> f64 {
    let ln: Vec<f64> = GRID
        .map(|i| ln_likelihood(classes, (f64::from(i) * STEP).exp()))
        .collect();
    let logs = GRID.map(|i| f64::from(i) * STEP);
    likely(ln).iter().zip(logs).map(|(p, log)| p * log).sum()
}

/// The shares of one class at every pace of the grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// `[pace][age]`
    seen: Vec<Vec<f64>>,
    /// Logarithm of the share that arrives at exactly each delay, and by it.
    ln: Vec<Vec<(f64, f64)>>,
}

impl Clock {
    /// From the shares of the peers.
    #[must_use]
    pub fn new(share: &[f64]) -> Self {
        let seen: Vec<Vec<f64>> = GRID
            .map(|i| at_pace(share, (f64::from(i) * STEP).exp()))
            .collect();
        let ln = seen.iter().map(|seen| {
            let before = std::iter::once(0.0).chain(seen.iter().copied());
            let pairs = seen.iter().zip(before);
            pairs
                .map(|(by, before)| {
                    let by = by.max(1e-6);
                    ((by - before).max(1e-4 * by).ln(), by.ln())
                })
                .collect()
        });
        Self {
            ln: ln.collect(),
            seen,
        }
    }
}

impl Clock {
    /// How many times as much is seen at an age at a pace of the grid as at the usual one.
    #[must_use]
    pub fn faster(&self, pace: usize, age: usize, usual: f64) -> f64 {
        let usual = (usual / STEP).round() as i32 - GRID.start();
        let at = |pace: usize| self.seen[pace].get(age).copied().unwrap_or(1.0);
        let usual = at((usual.max(0) as usize).min(self.seen.len() - 1));
        if usual > 0.0 { at(pace) / usual } else { 1.0 }
    }
}

/// The pace of a place, period by period: a path that stays where it is or, seldom, jumps.
///
/// A hidden Markov chain over a grid (forward and backward sums), so that a place that became
/// faster three periods ago is told from one that always was, and both from one with more cases.
/// What each cohort says is how the delays seen so far are spread, given how many were seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// `[cohort][pace]`
    likely: Vec<Vec<f64>>,
}

impl Path {
    /// From arrivals by delay, `[cohort][class]`, the last cohort being of age zero. `usual` is the
    /// logarithm of the common pace, `change` the probability that a pace changes in a period.
    #[must_use]
    pub fn estimate(
        cohorts: &[Vec<&[f64]>],
        clocks: &[Clock],
        usual: f64,
        practice: &Practice,
        expected: impl Fn(usize, usize) -> f64,
    ) -> Self {
        let change = practice.change;
        let prior: Vec<f64> = GRID
            .map(|i| {
                let near = (-0.5 * ((f64::from(i) * STEP - usual) / STEADY).powi(2)).exp();
                (1.0 - CHANGED) * near * STEP / (STEADY * std::f64::consts::TAU.sqrt())
                    + CHANGED / 17.0
            })
            .collect();
        let prior = normalised(prior);
        let said: Vec<Vec<f64>> = cohorts
            .iter()
            .enumerate()
            .map(|(i, classes)| {
                let age = cohorts.len() - 1 - i;
                let mut ln = said(classes, clocks, age, prior.len());
                let seen: f64 = classes.iter().flat_map(|c| c.iter().take(age + 1)).sum();
                for (pace, ln) in ln.iter_mut().enumerate() {
                    let mean = expected(i, pace).max(1e-6);
                    *ln += practice.counts * (seen * mean.ln() - mean);
                }
                likely(ln)
            })
            .collect();
        let step = |from: &[f64]| -> Vec<f64> {
            // A jump forgets; its target has the prior, so the chain is reversible.
            let sum: f64 = from.iter().sum();
            let moved = from.iter().zip(&prior);
            moved
                .map(|(stay, p)| (1.0 - change) * stay + change * p * sum)
                .collect()
        };
        let back = |from: &[f64]| -> Vec<f64> {
            let mean: f64 = from.iter().zip(&prior).map(|(f, p)| f * p).sum();
            from.iter()
                .map(|stay| (1.0 - change) * stay + change * mean)
                .collect()
        };
        let times = |a: &[f64], b: &[f64]| -> Vec<f64> {
            normalised(a.iter().zip(b).map(|(a, b)| a * b).collect())
        };
        let mut forward: Vec<Vec<f64>> = Vec::with_capacity(said.len());
        for said in &said {
            let before = forward.last().map_or_else(|| prior.clone(), |f| step(f));
            forward.push(times(&before, said));
        }
        let mut later = vec![1.0; prior.len()];
        for (forward, said) in forward.iter_mut().zip(&said).rev() {
            *forward = times(forward, &later);
            later = back(&times(&later, said));
        }
        Self { likely: forward }
    }

    /// The mean logarithm of the pace over so many latest cohorts.
    #[must_use]
    pub fn latest(&self, cohorts: usize) -> f64 {
        let latest = self.likely.iter().rev().take(cohorts.max(1));
        let means = latest.map(|likely| -> f64 {
            let logs = GRID.map(|i| f64::from(i) * STEP);
            likely.iter().zip(logs).map(|(p, log)| p * log).sum()
        });
        means.fold(f64::NEG_INFINITY, f64::max)
    }

    /// The expected share of a class seen of a cohort at an age, and its standard deviation as a
    /// part of it.
    #[must_use]
    pub fn share(&self, clock: &Clock, cohort: usize, age: usize) -> (f64, f64) {
        let (mut mean, mut square) = (0.0, 0.0);
        for (p, seen) in self.likely[cohort].iter().zip(&clock.seen) {
            let seen = seen.get(age).copied().unwrap_or(1.0);
            mean += p * seen;
            square += p * seen * seen;
        }
        let variance = (square - mean * mean).max(0.0);
        let doubt = if mean > 0.0 {
            variance.sqrt() / mean
        } else {
            0.0
        };
        (mean.min(1.0), doubt)
    }
}

/// Probabilities from logarithms.
fn likely(ln: Vec<f64>) -> Vec<f64> {
    let most = ln.iter().fold(f64::NEG_INFINITY, |a, b| a.max(*b));
    normalised(ln.into_iter().map(|l| (l - most).exp()).collect())
}

fn normalised(mut weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    if sum > 0.0 {
        weights.iter_mut().for_each(|w| *w /= sum);
    }
    weights
}

/// The logarithm of the likelihood of each pace, up to a constant, of the delays of one cohort.
fn said(classes: &[&[f64]], clocks: &[Clock], age: usize, paces: usize) -> Vec<f64> {
    let mut ln = vec![0.0; paces];
    for (arrivals, clock) in classes.iter().zip(clocks) {
        for (ln, of) in ln.iter_mut().zip(&clock.ln) {
            let mut sum = 0.0;
            for (n, (at, _)) in arrivals.iter().zip(of).take(age + 1) {
                *ln += n * at;
                sum += n;
            }
            *ln -= sum * of.get(age).map_or(0.0, |(_, by)| *by);
        }
    }
    ln
}

fn ln_likelihood(classes: &[(&Delays, &[f64])], pace: f64) -> f64 {
    let mut sum = 0.0;
    for (delays, share) in classes {
        let seen = at_pace(share, pace);
        for (d, (arrived, by)) in delays.pairs().enumerate().skip(1) {
            if by > 0.0 && d < seen.len() {
                let hazard = if seen[d] > 0.0 {
                    1.0 - seen[d - 1] / seen[d]
                } else {
                    0.0
                };
                let hazard = hazard.clamp(1e-4, 1.0 - 1e-4);
                sum += arrived * hazard.ln() + (by - arrived) * (-hazard).ln_1p();
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SHARE: [f64; 6] = [0.3, 0.55, 0.75, 0.88, 0.95, 1.0];

    /// The path of one class whose cohorts hold so many cases each, the latest `fast` of them at a pace.
    fn path(pace: f64, fast: usize, cases: f64) -> (Path, Clock) {
        let clock = Clock::new(&SHARE);
        let cohorts: Vec<Vec<f64>> = (0..24)
            .map(|i| {
                let seen = at_pace(&SHARE, if i + fast >= 24 { pace } else { 1.0 });
                let month = (0..6).map(|d| seen[d] - if d > 0 { seen[d - 1] } else { 0.0 });
                month.map(|part| cases * part).collect()
            })
            .collect();
        let classes: Vec<Vec<&[f64]>> = cohorts.iter().map(|c| vec![c.as_slice()]).collect();
        let expected = |cohort: usize, pace: usize| cases * clock.seen[pace][(23 - cohort).min(5)];
        let practice = Practice::monthly();
        (
            Path::estimate(
                &classes,
                std::slice::from_ref(&clock),
                0.0,
                &practice,
                expected,
            ),
            clock,
        )
    }

    #[test]
    fn the_path_tells_when_a_place_became_faster() {
        let (path, clock) = path(1.6, 6, 200.0);
        let (before, now) = (path.share(&clock, 10, 0).0, path.share(&clock, 21, 0).0);
        assert!((before - SHARE[0]).abs() < 0.03, "{before}");
        assert!((now - at_pace(&SHARE, 1.6)[0]).abs() < 0.04, "{now}");
        assert!((path.latest(6) - 1.6_f64.ln()).abs() < 0.1);
    }

    #[test]
    fn without_cases_the_pace_is_as_usual_and_doubtful() {
        let (none, clock) = path(1.0, 0, 0.0);
        let (many, _) = path(1.0, 0, 200.0);
        assert!(none.share(&clock, 23, 0).1 > many.share(&clock, 23, 0).1);
        assert!(none.latest(6).abs() < 0.05);
        assert!(many.latest(6).abs() < 0.02);
    }

    #[test]
    fn an_empty_class_is_no_trouble() {
        assert!(at_pace(&[], 1.2).is_empty());
        assert!(common(&[]).abs() < 1e-9);
        let practice = Practice::monthly();
        let path = Path::estimate(&[], &[], 0.0, &practice, |_, _| 0.0);
        assert_eq!(path.latest(6), f64::NEG_INFINITY);
    }

    proptest! {
        #[test]
        fn shares_rise_with_age_and_pace(pace in 0.5f64..2.0) {
            let (one, faster) = (at_pace(&SHARE, pace), at_pace(&SHARE, pace * 1.1));
            prop_assert!(one.windows(2).all(|w| w[0] <= w[1] + 1e-12));
            prop_assert!(one.iter().zip(&faster).all(|(a, b)| a <= b));
            prop_assert!(faster.iter().all(|s| *s <= 1.0 + 1e-12));
        }
    }
}
