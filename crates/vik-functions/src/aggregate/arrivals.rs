//! Arrivals by age of the period and delay, as the functions of delays take them.

use std::collections::BTreeMap;

/// Delays beyond this are nonsense: a century of months.
const LONGEST: f64 = 1200.0;

/// Of each age, the cases by delay; `None` when an age or a delay lies beyond a century, or a count is
/// negative.
pub(super) fn arrivals(rows: &[&[f64]]) -> Option<BTreeMap<usize, Vec<f64>>> {
    let mut periods: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for ((age, delay), count) in rows[0].iter().zip(rows[1]).zip(rows[2]) {
        let within = |x: &f64| (0.0..=LONGEST).contains(x);
        if !(within(age) && within(delay) && *count >= 0.0) {
            return None;
        }
        let delay = *delay as usize;
        let arrivals = periods.entry(*age as usize).or_default();
        if arrivals.len() <= delay {
            arrivals.resize(delay + 1, 0.0);
        }
        arrivals[delay] += count;
    }
    Some(periods)
}
