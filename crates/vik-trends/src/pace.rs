//! A place that works faster or slower than its peers: delays on a stretched clock.
//!
//! Accelerated time (Cox and Oakes 1984, chapter 5): at pace `s` the share seen after `x` periods is
//! what the peers see after `s x`. One number tells of a whole distribution of delays, so a few
//! arrivals of the latest periods say something about it; what they leave open is carried along as
//! a standard deviation, so that a doubtful expectation does not alarm.
//!
//! Assumes that a change of pace is the same for all classes of one place.

use crate::delay::Delays;

/// Paces considered, as logarithms: from half as fast to twice.
const GRID: std::ops::RangeInclusive<i32> = -8..=8;
const STEP: f64 = 0.09;
/// How far, on the log scale, a place usually is from the common pace.
const STEADY: f64 = 0.15;
/// The prior probability of any other pace.
const CHANGED: f64 = 0.2;

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

/// How likely each pace of a grid is.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    /// Logarithms of paces, with probabilities that sum to one.
    likely: Vec<(f64, f64)>,
}

impl Pace {
    /// The pace that the arrivals of some classes suggest, each with the shares of its peers.
    ///
    /// Reverse hazards make the likelihood (binomial, as in [`crate::delay`]). A priori the place keeps
    /// `usual` (a logarithm) up to about fifteen per cent, or, once in five, anything on the grid.
    #[must_use]
    pub fn estimate(classes: &[(&Delays, &[f64])], usual: f64) -> Self {
        let weighted = GRID.map(|i| {
            let log = f64::from(i) * STEP;
            let near = (-0.5 * ((log - usual) / STEADY).powi(2)).exp();
            let prior: f64 = (1.0 - CHANGED) * near * STEP
                / (STEADY * std::f64::consts::TAU.sqrt())
                + CHANGED / 17.0;
            (log, prior.ln() + ln_likelihood(classes, log.exp()))
        });
        Self::normalised(weighted.collect())
    }

    /// The logarithm of the likeliest common pace of all classes, without a prior.
    #[must_use]
    pub fn common(classes: &[(&Delays, &[f64])]) -> f64 {
        let weighted = GRID.map(|i| {
            let log = f64::from(i) * STEP;
            (log, ln_likelihood(classes, log.exp()))
        });
        let all = Self::normalised(weighted.collect());
        all.likely.iter().map(|(log, p)| log * p).sum()
    }

    fn normalised(mut likely: Vec<(f64, f64)>) -> Self {
        let most = likely.iter().fold(f64::NEG_INFINITY, |a, b| a.max(b.1));
        for (_, p) in &mut likely {
            *p = (*p - most).exp();
        }
        let sum: f64 = likely.iter().map(|l| l.1).sum();
        for (_, p) in &mut likely {
            *p /= sum;
        }
        Self { likely }
    }

    /// The expected share seen at each age, and its standard deviation as a part of it.
    #[must_use]
    pub fn shares(&self, share: &[f64]) -> Vec<(f64, f64)> {
        let mut moments = vec![(0.0, 0.0); share.len()];
        for (log, p) in self.likely.iter().filter(|l| l.1 > 1e-6) {
            for (moment, seen) in moments.iter_mut().zip(at_pace(share, log.exp())) {
                moment.0 += p * seen;
                moment.1 += p * seen * seen;
            }
        }
        let spread = |(mean, square): (f64, f64)| {
            let variance = (square - mean * mean).max(0.0);
            (
                mean.min(1.0),
                if mean > 0.0 {
                    variance.sqrt() / mean
                } else {
                    0.0
                },
            )
        };
        moments.into_iter().map(spread).collect()
    }
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

    /// Arrivals of so many cases of each of the last periods, at a pace.
    fn arrivals(pace: f64, cases: f64) -> Delays {
        let seen = at_pace(&SHARE, pace);
        let mut delays = Delays::new(5);
        for age in 0..6 {
            let month: Vec<f64> = (0..6)
                .map(|d| cases * (seen[d] - if d > 0 { seen[d - 1] } else { 0.0 }))
                .collect();
            delays.add(&month, age, 6);
        }
        delays
    }

    #[test]
    fn many_arrivals_tell_the_pace_and_none_leave_it_as_usual() {
        let fast = arrivals(1.6, 200.0);
        let found = Pace::estimate(&[(&fast, &SHARE)], 0.0).shares(&SHARE);
        let truth = at_pace(&SHARE, 1.6);
        assert!(
            (found[0].0 - truth[0]).abs() < 0.03,
            "{} {}",
            found[0].0,
            truth[0]
        );
        let none = Pace::estimate(&[(&Delays::new(5), &SHARE)], 0.0).shares(&SHARE);
        assert!((none[0].0 - SHARE[0]).abs() < 0.03);
        assert!(none[0].1 > found[0].1);
    }

    #[test]
    fn an_empty_class_is_no_trouble() {
        assert!(at_pace(&[], 1.2).is_empty());
        assert!(Pace::estimate(&[], 0.1).shares(&[]).is_empty());
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
