//! Where to alarm, given how often a false alarm is acceptable.

use super::gain;
use crate::{CountLaw, linear};

/// Steps into which the statistic is divided; the answer then lies within a few percent.
const STATES: usize = 100;

/// The expected number of periods until the likelihood-ratio CUSUM for this ratio alarms, when counts have
/// this constant mean and nothing is the matter.
///
/// # Source
/// Brook and Evans (1972): the statistic as a Markov chain on a grid.
///
/// # Assumptions
/// A constant mean; for means that follow season and staff, use the mean over the months. Starts at zero.
///
/// # Edge cases
/// `None` when the mean or limit is not positive, the ratio is at most one, or the answer is beyond 10¹².
#[must_use]
pub fn periods_to_false_alarm(mean: f64, ratio: f64, size: f64, limit: f64) -> Option<f64> {
    let law = CountLaw::negative_binomial(mean, size)?;
    let sound = |x: f64, least: f64| x.is_finite() && x > least;
    if !(sound(mean, 0.0) && sound(limit, 0.0) && sound(ratio, 1.0)) {
        return None;
    }
    let width = limit / (STATES as f64 - 0.5);
    let row = |from: usize| {
        let mut row = vec![0.0; STATES];
        row[from] = 1.0;
        let mut count = 0.0;
        loop {
            let next = from as f64 * width + gain(count, mean, ratio, size);
            let to = (next / width).round().max(0.0) as usize;
            if to >= STATES {
                return row;
            }
            row[to] -= law.probability(count);
            count += 1.0;
        }
    };
    let lengths = linear::solve((0..STATES).map(row).collect(), vec![1.0; STATES])?;
    lengths.first().copied().filter(|n| (1.0..1e12).contains(n))
}

/// The smallest limit with at least this many periods to a false alarm, to two decimals.
///
/// One false alarm a month over 175 series of equal mean asks for 175 periods, and two limits up.
///
/// Source, assumptions and edge cases as [`periods_to_false_alarm`]; `None` too when no limit up to 20 is
/// enough, or the periods are fewer than one.
#[must_use]
pub fn limit_for(mean: f64, ratio: f64, size: f64, periods: f64) -> Option<f64> {
    if !(periods.is_finite() && periods >= 1.0) {
        return None;
    }
    periods_to_false_alarm(mean, ratio, size, 1.0)?;
    // Beyond what can be computed the false alarm is further away than anybody asks.
    let enough =
        |limit: f64| periods_to_false_alarm(mean, ratio, size, limit).is_none_or(|n| n >= periods);
    let (mut low, mut high) = (0, 2000);
    if !enough(20.0) {
        return None;
    }
    while high - low > 1 {
        let middle = (low + high) / 2;
        if enough(f64::from(middle) / 100.0) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(f64::from(high) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        likelihood_cusum::{Alternative, likelihood_cusum},
        random::Random,
    };
    use proptest::prelude::*;

    fn throw(law: &CountLaw, random: &mut Random) -> f64 {
        law.quantile(random.uniform().clamp(1e-12, 1.0 - 1e-12))
            .unwrap()
    }

    #[test]
    fn as_often_as_promised() {
        for (mean, size) in [(1.2, f64::INFINITY), (1.2, 12.0), (6.0, f64::INFINITY)] {
            let limit = limit_for(mean, 2.0, size, 100.0).unwrap();
            let law = CountLaw::negative_binomial(mean, size).unwrap();
            let mut random = Random::new(3);
            let counts: Vec<f64> = (0..60_000).map(|_| throw(&law, &mut random)).collect();
            let means = vec![mean; counts.len()];
            let steps = likelihood_cusum(&counts, &means, Alternative::Ratio(2.0), size, limit);
            let alarms = steps.iter().flatten().filter(|s| s.alarm).count() as f64;
            let between = counts.len() as f64 / alarms;
            let promised = periods_to_false_alarm(mean, 2.0, size, limit).unwrap();
            assert!(
                (between / promised - 1.0).abs() < 0.1,
                "{between} for {promised}"
            );
            assert!(between > 90.0, "{between}");
        }
    }

    #[test]
    fn nonsense_has_no_limit() {
        assert_eq!(limit_for(0.0, 2.0, 5.0, 100.0), None);
        assert_eq!(limit_for(2.0, 1.0, 5.0, 100.0), None);
        assert_eq!(limit_for(2.0, 2.0, 5.0, f64::NAN), None);
        assert_eq!(periods_to_false_alarm(2.0, 2.0, 5.0, 0.0), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

        #[test]
        fn a_higher_limit_waits_longer(mean in 0.3f64..10.0, limit in 1.0f64..4.0) {
            let short = periods_to_false_alarm(mean, 2.0, f64::INFINITY, limit).unwrap();
            let long = periods_to_false_alarm(mean, 2.0, f64::INFINITY, limit + 2.0).unwrap();
            prop_assert!(short < long);
        }
    }
}
