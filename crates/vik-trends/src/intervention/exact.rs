//! Before and after with few cases: no model, exact intervals.

use statrs::function::gamma::ln_gamma;

use crate::{
    Interval, quantile,
    rate_ratio::{self, Rate},
};

/// How a rate changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// After over before; beside others: that ratio over theirs.
    pub ratio: f64,
    /// Its exact interval.
    pub interval: Interval,
    /// The exact probability of a change at least this large, in either direction, if there was none.
    pub p_value: f64,
}

/// The change of one unit's rate.
///
/// The exposure may be staff-months, or what the empirical-Bayes model expected: then season and staff are
/// accounted for and the ratio is that of observed over expected.
///
/// # Source
/// The exact conditional test and interval of two Poisson rates, as in [`rate_ratio`].
///
/// # Assumptions
/// The period before was not chosen because it was high; then pass several years, or use
/// [`exact_change_beside`].
///
/// # Edge cases
/// Infinite ratio when only the period before has no case. `None` without exposure or any case.
#[must_use]
pub fn exact_change(before: Rate, after: Rate, confidence: f64) -> Option<Change> {
    Some(Change {
        ratio: rate_ratio::ratio(after, before)?,
        interval: rate_ratio::interval(after, before, confidence)?,
        p_value: rate_ratio::equality(after, before)?.two_sided,
    })
}

/// The change of one unit's rate relative to that of untouched units.
///
/// # Source
/// Given all four margins the count after is non-central hypergeometric (Fisher 1935); the interval
/// inverts its exact tails (Cornfield 1956), scaled by the exposures.
///
/// # Assumptions
/// Without the measure both groups would have changed by the same ratio. Whole counts.
///
/// # Edge cases
/// The ratio is zero or infinite when a count is zero. `None` without exposure, or when the margins leave
/// only one possible table.
#[must_use]
pub fn exact_change_beside(
    before: Rate,
    after: Rate,
    others_before: Rate,
    others_after: Rate,
    confidence: f64,
) -> Option<Change> {
    let all = [before, after, others_before, others_after];
    let sound = |r: &Rate| {
        r.count.is_finite() && r.count >= 0.0 && r.exposure.is_finite() && r.exposure > 0.0
    };
    if !(all.iter().all(sound) && confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    let [b, a, d, c] = all.map(|r| r.count.round());
    let table = Table::new(a, a + b, c + d, a + c);
    if table.least == table.most {
        return None;
    }
    // Odds of the table if the measure did nothing.
    let scale = after.exposure * others_before.exposure / (before.exposure * others_after.exposure);
    let tail = (1.0 - confidence) / 2.0;
    // Bisection on the logarithm of the odds, within what any table of whole counts can reach.
    let at = |reached: &dyn Fn(f64) -> bool| {
        quantile::bisect(0.0, 200.0, |x| reached((x - 100.0).exp())) - 100.0
    };
    let low = if a == table.least {
        0.0
    } else {
        at(&|odds| table.tails(odds).1 >= tail).exp() / scale
    };
    let high = if a == table.most {
        f64::INFINITY
    } else {
        at(&|odds| table.tails(odds).0 < tail).exp() / scale
    };
    Some(Change {
        ratio: (a * d) / (b * c) / scale,
        interval: Interval { low, high },
        p_value: table.two_sided(scale),
    })
}

/// A two-by-two table with its margins.
struct Table {
    count: f64,
    least: f64,
    most: f64,
    /// Log of the ways for each possible count, from the least.
    ways: Vec<f64>,
}

impl Table {
    fn new(count: f64, ours: f64, others: f64, after: f64) -> Self {
        let (least, most) = ((after - others).max(0.0), ours.min(after));
        let choose = |n: f64, k: f64| ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0);
        let mut ways = Vec::new();
        let mut k = least;
        while k <= most {
            ways.push(choose(ours, k) + choose(others, after - k));
            k += 1.0;
        }
        Self {
            count,
            least,
            most,
            ways,
        }
    }

    /// The probability of each possible count under these odds.
    fn probabilities(&self, odds: f64) -> Vec<f64> {
        let logs: Vec<f64> = self
            .ways
            .iter()
            .enumerate()
            .map(|(i, ways)| ways + (self.least + i as f64) * odds.ln())
            .collect();
        let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let raw: Vec<f64> = logs.iter().map(|log| (log - largest).exp()).collect();
        let whole: f64 = raw.iter().sum();
        raw.iter().map(|p| p / whole).collect()
    }

    /// At most, and at least, the count seen.
    fn tails(&self, odds: f64) -> (f64, f64) {
        let at = (self.count - self.least) as usize;
        let p = self.probabilities(odds);
        (p[..=at].iter().sum(), p[at..].iter().sum())
    }

    fn two_sided(&self, odds: f64) -> f64 {
        let p = self.probabilities(odds);
        let here = p[(self.count - self.least) as usize];
        let rarer = p.iter().filter(|x| **x <= here * (1.0 + 1e-7));
        rarer.sum::<f64>().min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rate(count: u32, exposure: f64) -> Rate {
        Rate {
            count: f64::from(count),
            exposure,
        }
    }

    #[test]
    fn fishers_tea() {
        // Odds at which the tails of (1, 16, 36, 16, 1) reach 0.025; R's search stops short at 621.9.
        let found =
            exact_change_beside(rate(1, 1.0), rate(3, 1.0), rate(3, 1.0), rate(1, 1.0), 0.95)
                .unwrap();
        assert!((found.p_value - 0.485_714_3).abs() < 1e-6);
        assert!((found.interval.low - 0.211_735_6).abs() < 1e-5);
        assert!((found.interval.high - 626.243_5).abs() < 1e-3);
    }

    #[test]
    fn one_possible_table_says_nothing() {
        assert_eq!(
            exact_change_beside(rate(0, 1.0), rate(0, 1.0), rate(3, 1.0), rate(1, 1.0), 0.95),
            None
        );
        assert_eq!(exact_change(rate(0, 1.0), rate(0, 1.0), 0.95), None);
    }

    proptest! {
        #[test]
        fn many_untouched_units_make_no_difference(before in 1u32..20, after in 1u32..20) {
            // With a huge control group that did not change, the ratio of ratios is the ratio.
            let alone = exact_change(rate(before, 24.0), rate(after, 12.0), 0.95).unwrap();
            let beside = exact_change_beside(rate(before, 24.0), rate(after, 12.0), rate(200_000, 24.0), rate(100_000, 12.0), 0.95).unwrap();
            prop_assert!((alone.ratio / beside.ratio - 1.0).abs() < 1e-9);
            prop_assert!((alone.interval.low / beside.interval.low - 1.0).abs() < 0.01);
            prop_assert!((alone.interval.high / beside.interval.high - 1.0).abs() < 0.01);
        }
    }
}
