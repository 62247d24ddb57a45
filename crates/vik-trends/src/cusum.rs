//! CUSUM of transformed counts: small excesses that keep coming add up.

mod design;

pub use design::{Design, average_run_length, design};

/// How a Poisson count is made comparable with a standard normal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transform {
    /// `(x - 3m + 2 sqrt(x m)) / (2 sqrt(m))` (Rossi, Lampugnani and Marchi 1999).
    Rossi,
    /// `(x - m) / sqrt(m)`.
    Standard,
    /// `3/2 (x^(2/3) - m^(2/3)) / m^(1/6)` (Anscombe 1953).
    Anscombe,
}

impl Transform {
    /// The transformed count.
    fn apply(self, count: f64, mean: f64) -> f64 {
        match self {
            Self::Rossi => (count - 3.0 * mean + 2.0 * (count * mean).sqrt()) / (2.0 * mean.sqrt()),
            Self::Standard => (count - mean) / mean.sqrt(),
            Self::Anscombe => {
                let power = 2.0 / 3.0;
                1.5 * (count.powf(power) - mean.powf(power)) / mean.powf(1.0 / 6.0)
            }
        }
    }

    /// The count that would be transformed into this value; zero when none is so low.
    fn undo(self, value: f64, mean: f64) -> f64 {
        match self {
            Self::Rossi => {
                let root = (4.0 * mean + 2.0 * mean.sqrt() * value).max(0.0).sqrt() - mean.sqrt();
                root.max(0.0).powi(2)
            }
            Self::Standard => (mean + value * mean.sqrt()).max(0.0),
            Self::Anscombe => {
                let power = mean.powf(2.0 / 3.0) + value * mean.powf(1.0 / 6.0) / 1.5;
                power.max(0.0).powf(1.5)
            }
        }
    }
}

/// One period of a CUSUM.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The sum so far, never below zero.
    pub statistic: f64,
    /// The count from which this period alarms, given the sum before it.
    pub bound: f64,
    /// Whether the sum has reached the decision limit.
    pub alarm: bool,
}

/// The upper CUSUM of counts around their expected means.
///
/// `design` holds what is subtracted each period and the decision limit. `after_alarm` says whether the
/// sum starts again from zero (one alarm per episode) or runs on, as the R package has it.
///
/// # Source
/// Page (1954); transformations as in Rossi, Lampugnani and Marchi (1999).
///
/// # Assumptions
/// The means are right. A constant mean in a growing series alarms for ever: with an estimated constant
/// mean the false-positive rate was 38 % on the public-health simulation. Pass means that follow season
/// and staff.
///
/// # Edge cases
/// A missing count, or a mean that is not positive, gives no step and leaves the sum as it was.
/// Counts and means of unequal length are read up to the shorter.
#[must_use]
pub fn cusum(
    counts: &[f64],
    means: &[f64],
    transform: Transform,
    design: Design,
    after_alarm: AfterAlarm,
) -> Vec<Option<Step>> {
    let mut sum = 0.0;
    let step = |(&count, &mean): (&f64, &f64)| {
        if !(count >= 0.0 && mean.is_finite() && mean > 0.0) {
            return None;
        }
        let needed = design.limit + design.reference - sum;
        let statistic = (sum + transform.apply(count, mean) - design.reference).max(0.0);
        let alarm = statistic >= design.limit;
        sum = if alarm && after_alarm == AfterAlarm::Restart {
            0.0
        } else {
            statistic
        };
        Some(Step {
            statistic,
            bound: transform.undo(needed, mean),
            alarm,
        })
    };
    counts.iter().zip(means).map(step).collect()
}

/// What happens to the sum after an alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterAlarm {
    /// It starts again from zero.
    Restart,
    /// It runs on, and alarms until the excess has worn off.
    Continue,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DESIGN: Design = Design {
        reference: 0.5,
        limit: 3.0,
    };

    #[test]
    fn what_is_missing_changes_nothing() {
        let run = |counts: &[f64]| {
            cusum(
                counts,
                &[2.0; 4],
                Transform::Rossi,
                DESIGN,
                AfterAlarm::Restart,
            )
        };
        let whole = run(&[3.0, 4.0, 5.0]);
        let gap = run(&[3.0, f64::NAN, 4.0, 5.0]);
        assert_eq!(gap[1], None);
        assert_eq!(gap[3], whole[2]);
    }

    proptest! {
        #[test]
        fn reaching_the_bound_is_the_alarm(counts in proptest::collection::vec(0u32..9, 5..30), mean in 0.3f64..5.0) {
            let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
            for transform in [Transform::Rossi, Transform::Standard, Transform::Anscombe] {
                let steps = cusum(&counts, &vec![mean; counts.len()], transform, DESIGN, AfterAlarm::Restart);
                for (count, step) in counts.iter().zip(steps) {
                    let step = step.unwrap();
                    prop_assume!((count - step.bound).abs() > 1e-9);
                    prop_assert_eq!(step.alarm, *count > step.bound);
                }
            }
        }
    }
}
