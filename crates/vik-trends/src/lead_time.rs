//! How long cases take, when some are not closed yet.
//!
//! Looking at closed cases only flatters: slow cases are still open. On the reference cases it says that
//! 74 % close within ninety days where Kaplan and Meier say 57 %. Both figures belong on the page, and the
//! difference is the share of slow cases that the first one cannot see.

use crate::{Interval, quantile::normal_upper};

/// One time at which cases closed or left observation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Days since the start of each case.
    pub time: f64,
    /// Cases still open just before.
    pub at_risk: f64,
    /// Cases that closed at this time.
    pub closed: f64,
    /// The share of cases open after this time.
    pub open: f64,
    /// The standard error of the logarithm of that share; infinite when the share is zero.
    pub error: f64,
}

/// The share of cases still open over time, by Kaplan and Meier.
#[derive(Debug, Clone, PartialEq)]
pub struct KaplanMeier {
    steps: Vec<Step>,
}

impl KaplanMeier {
    /// Estimates from the days of each case so far and whether it has closed.
    ///
    /// # Source
    /// Kaplan and Meier (1958); standard errors by Greenwood (1926).
    ///
    /// # Assumptions
    /// Cases that are still open would have gone on like those observed longer. That fails when recent
    /// cases are handled differently: then estimate per period of opening.
    ///
    /// # Edge cases
    /// Closings come before departures at the same time. `None` without cases, with unequal lengths, or
    /// with a time that is negative or not finite.
    #[must_use]
    pub fn fit(times: &[f64], closed: &[bool]) -> Option<Self> {
        Self::fit_weighted(times, closed, &vec![1.0; times.len()])
    }

    /// The same for rows that each stand for so many cases, or for a part of one.
    ///
    /// Parts come from cases of which only a band is known: spread evenly over the band, they make the
    /// curve of which the ends at the borders of the bands do not depend on how cases lie within them.
    ///
    /// # Edge cases
    /// As [`fit`](Self::fit); rows of no case are left out, and a weight that is negative or not finite
    /// gives `None`.
    #[must_use]
    pub fn fit_weighted(times: &[f64], closed: &[bool], weights: &[f64]) -> Option<Self> {
        let sound = |x: &f64| x.is_finite() && *x >= 0.0;
        let level = times.len() == closed.len() && times.len() == weights.len();
        if !level || !times.iter().chain(weights).all(sound) {
            return None;
        }
        let mut cases: Vec<(f64, bool, f64)> = (0..times.len())
            .filter(|at| weights[*at] > 0.0)
            .map(|at| (times[at], closed[at], weights[at]))
            .collect();
        if cases.is_empty() {
            return None;
        }
        cases.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = cases.iter().map(|case| case.2).sum();
        let (mut at_risk, mut open, mut hazard) = (total, 1.0, 0.0);
        let mut steps = Vec::new();
        for same in cases.chunk_by(|a, b| a.0 == b.0) {
            let all: f64 = same.iter().map(|case| case.2).sum();
            let done = same.iter().filter(|case| case.1).map(|case| case.2);
            // Sums of parts may miss the whole by a rounding error.
            let at_end = at_risk - all < 1e-9 * total;
            at_risk = if at_end { all } else { at_risk };
            let closed = done.sum::<f64>().min(at_risk);
            open *= 1.0 - closed / at_risk;
            hazard += closed / (at_risk * (at_risk - closed));
            steps.push(Step {
                time: same[0].0,
                at_risk,
                closed,
                open,
                error: if open > 0.0 {
                    hazard.sqrt()
                } else {
                    f64::INFINITY
                },
            });
            at_risk -= all;
        }
        Some(Self { steps })
    }

    /// Every time at which something happened.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The share closed within this time; `None` beyond the longest case when that one is still open.
    #[must_use]
    pub fn within(&self, time: f64) -> Option<f64> {
        self.step(time)?
            .map_or(Some(0.0), |step| Some(1.0 - step.open))
    }

    /// The interval of [`within`](Self::within), on the scale that keeps it between 0 and 1.
    ///
    /// # Source
    /// Complementary log-log limits (Kalbfleisch and Prentice 1980).
    ///
    /// # Edge cases
    /// `None` where the share is 0 or 1, where this interval does not exist, and when the confidence is
    /// not between 0 and 1.
    #[must_use]
    pub fn interval(&self, time: f64, confidence: f64) -> Option<Interval> {
        let step = self.step(time)??;
        if !(confidence > 0.0 && confidence < 1.0 && step.open > 0.0 && step.open < 1.0) {
            return None;
        }
        let z = normal_upper((1.0 - confidence) / 2.0);
        let spread = (z * step.error / step.open.ln()).exp();
        let (one, other) = (step.open.powf(spread), step.open.powf(1.0 / spread));
        Some(Interval {
            low: 1.0 - one.max(other),
            high: 1.0 - one.min(other),
        })
    }

    /// The time within which this share of cases closes; `None` when that lies beyond what was observed.
    ///
    /// Where the curve lies exactly on the share, half-way to the next closing, as is usual.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        if !(share > 0.0 && share < 1.0) {
            return None;
        }
        let target = 1.0 - share;
        let mut closings = self.steps.iter().filter(|step| step.closed > 0.0);
        let first = closings.find(|step| step.open <= target + 1e-12)?;
        if (first.open - target).abs() > 1e-12 {
            return Some(first.time);
        }
        Some(
            closings
                .next()
                .map_or(first.time, |next| (first.time + next.time) / 2.0),
        )
    }

    /// The step in force: outer `None` when unknown, inner `None` before the first.
    fn step(&self, time: f64) -> Option<Option<&Step>> {
        let last = self.steps.last()?;
        if time.is_nan() || time > last.time && last.open > 0.0 {
            return None;
        }
        let begun = self.steps.partition_point(|step| step.time <= time);
        Some(begun.checked_sub(1).map(|last| &self.steps[last]))
    }
}

/// The share within a norm, told both ways.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compliance {
    /// Among closed cases only; `None` when none has closed.
    pub closed_only: Option<f64>,
    /// With open cases counted for as long as they have lasted; `None` when not yet known.
    pub estimate: Option<f64>,
    /// The interval of the estimate.
    pub interval: Option<Interval>,
    /// Cases still open.
    pub open: usize,
    /// Of those, already beyond the norm.
    pub open_too_long: usize,
}

/// Compliance with a norm in days. `None` under the conditions of [`KaplanMeier::fit`].
///
/// The two figures differ because open cases are mostly slow ones; where all cases are closed they agree.
#[must_use]
pub fn compliance(
    times: &[f64],
    closed: &[bool],
    norm: f64,
    confidence: f64,
) -> Option<Compliance> {
    let curve = KaplanMeier::fit(times, closed)?;
    let cases = || times.iter().zip(closed);
    let done = cases().filter(|case| *case.1).count();
    let in_time = cases().filter(|case| *case.1 && *case.0 <= norm).count();
    Some(Compliance {
        closed_only: (done > 0).then(|| in_time as f64 / done as f64),
        estimate: curve.within(norm),
        interval: curve.interval(norm, confidence),
        open: times.len() - done,
        open_too_long: cases().filter(|case| !*case.1 && *case.0 > norm).count(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn beyond_what_was_seen_is_unknown() {
        let curve = KaplanMeier::fit(&[10.0, 20.0, 30.0], &[true, true, false]).unwrap();
        assert_eq!(curve.within(5.0), Some(0.0));
        assert_eq!(curve.within(40.0), None);
        assert_eq!(curve.quantile(0.9), None);
        assert_eq!(KaplanMeier::fit(&[], &[]), None);
        assert_eq!(KaplanMeier::fit(&[-1.0], &[true]), None);
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        let curve = KaplanMeier::fit(&[10.0, 20.0, 30.0, 40.0], &[true; 4]).unwrap();
        assert_eq!(curve.quantile(0.5), Some(25.0));
        assert_eq!(curve.within(40.0), Some(1.0));
        assert_eq!(curve.interval(40.0, 0.95), None);
    }

    proptest! {
        #[test]
        fn with_everything_closed_both_figures_agree(times in proptest::collection::vec(1u32..300, 1..60), norm in 1u32..300) {
            let times: Vec<f64> = times.into_iter().map(f64::from).collect();
            let found = compliance(&times, &vec![true; times.len()], f64::from(norm), 0.95).unwrap();
            prop_assert!((found.closed_only.unwrap() - found.estimate.unwrap()).abs() < 1e-9);
        }

        #[test]
        fn a_weight_is_as_many_cases(cases in proptest::collection::vec((0u32..200, any::<bool>(), 1u8..4), 1..40)) {
            let (mut times, mut closed, mut weights) = (vec![], vec![], vec![]);
            let (mut each, mut state) = (vec![], vec![]);
            for (time, done, weight) in cases {
                times.push(f64::from(time));
                closed.push(done);
                weights.push(f64::from(weight));
                for _ in 0..weight {
                    each.push(f64::from(time));
                    state.push(done);
                }
            }
            let one = KaplanMeier::fit_weighted(&times, &closed, &weights).unwrap();
            let other = KaplanMeier::fit(&each, &state).unwrap();
            for (one, other) in one.steps().iter().zip(other.steps()) {
                prop_assert!((one.open - other.open).abs() < 1e-9 && one.time == other.time);
                prop_assert!(one.error == other.error || (one.error - other.error).abs() < 1e-9);
            }
        }

        #[test]
        fn the_curve_only_falls(cases in proptest::collection::vec((0u32..200, any::<bool>()), 1..60)) {
            let times: Vec<f64> = cases.iter().map(|c| f64::from(c.0)).collect();
            let closed: Vec<bool> = cases.iter().map(|c| c.1).collect();
            let curve = KaplanMeier::fit(&times, &closed).unwrap();
            prop_assert!(curve.steps().windows(2).all(|s| s[1].open <= s[0].open && s[0].time < s[1].time));
            for step in curve.steps() {
                if let (Some(share), Some(interval)) = (curve.within(step.time), curve.interval(step.time, 0.95)) {
                    prop_assert!(interval.contains(share) && interval.low >= 0.0 && interval.high <= 1.0);
                }
            }
        }
    }
}
