//! Where did the level of a series change? Exact segmentation by penalised likelihood.
//!
//! Killick, Fearnhead and Eckley (2012), "Optimal detection of changepoints with a linear
//! computational cost" (PELT): the segmentation that minimises the summed cost of its segments
//! plus a penalty for each change. The number of changes found depends on the penalty;
//! [`penalty`] gives the one that found the truth on the reference series.
//!
//! Assumes independent counts around a level that is constant within a segment: a season or a
//! trend will be cut into steps.

/// What a segment costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// Minus twice the Poisson log-likelihood at its maximum, `2 (S - S ln (S / n))`, where `n`
    /// is the exposure of the segment.
    Poisson,
    /// The sum of squares around the mean. Exposure has no part in it.
    Squares,
}

/// Twice the logarithm of the number of periods: on low counts a smaller penalty finds changes
/// that are not there.
#[must_use]
pub fn penalty(periods: usize) -> f64 {
    2.0 * (periods.max(1) as f64).ln()
}

/// The first index of each segment but the first: where the level changed.
///
/// `exposure`, when given, is what the counts are taken over. `None` when lengths differ, a number
/// is negative or not finite, an exposure is not positive, the penalty is negative or the segments
/// must be longer than nothing can be. A series shorter than two segments has no change.
#[must_use]
pub fn changes(
    counts: &[f64],
    exposure: Option<&[f64]>,
    cost: Cost,
    penalty: f64,
    shortest: usize,
) -> Option<Vec<usize>> {
    let sound = |x: &f64| x.is_finite() && *x >= 0.0;
    let exposed = exposure
        .is_none_or(|e| e.len() == counts.len() && e.iter().all(|x| x.is_finite() && *x > 0.0));
    if !(exposed && counts.iter().all(sound) && sound(&penalty) && shortest > 0) {
        return None;
    }
    let n = counts.len();
    let sums = Sums::new(counts, exposure);
    let mut best = vec![f64::INFINITY; n + 1];
    let mut from = vec![0; n + 1];
    best[0] = -penalty;
    // Starts that may still be best, with the end from which they no longer can be.
    let mut starts: Vec<(usize, usize)> = vec![(0, usize::MAX)];
    for end in shortest..=n {
        if let Some(start) = end.checked_sub(shortest).filter(|s| *s > 0)
            && best[start].is_finite()
        {
            starts.push((start, usize::MAX));
        }
        starts.retain(|s| s.1 > end);
        for (start, _) in &starts {
            let value = best[*start] + sums.cost(cost, *start, end) + penalty;
            if value < best[end] {
                (best[end], from[end]) = (value, *start);
            }
        }
        // A start that is worse than ending here stays worse, once a segment fits after here.
        for (start, until) in &mut starts {
            if best[*start] + sums.cost(cost, *start, end) > best[end] {
                *until = (*until).min(end + shortest);
            }
        }
    }
    let mut found = Vec::new();
    let mut end = n;
    while end > 0 && from[end] > 0 {
        end = from[end];
        found.push(end);
    }
    found.reverse();
    Some(found)
}

/// Sums from the start, so that a segment costs one subtraction.
struct Sums {
    count: Vec<f64>,
    square: Vec<f64>,
    exposure: Vec<f64>,
}

impl Sums {
    fn new(counts: &[f64], exposure: Option<&[f64]>) -> Self {
        let running = |value: &dyn Fn(usize) -> f64| {
            let mut sum = 0.0;
            let mut all = vec![0.0];
            for t in 0..counts.len() {
                sum += value(t);
                all.push(sum);
            }
            all
        };
        Self {
            count: running(&|t| counts[t]),
            square: running(&|t| counts[t] * counts[t]),
            exposure: running(&|t| exposure.map_or(1.0, |e| e[t])),
        }
    }

    fn cost(&self, cost: Cost, start: usize, end: usize) -> f64 {
        let s = self.count[end] - self.count[start];
        match cost {
            Cost::Poisson if s <= 0.0 => 0.0,
            Cost::Poisson => 2.0 * (s - s * (s / (self.exposure[end] - self.exposure[start])).ln()),
            Cost::Squares => self.square[end] - self.square[start] - s * s / (end - start) as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nonsense_and_short_series() {
        assert_eq!(changes(&[1.0, -1.0], None, Cost::Poisson, 1.0, 1), None);
        assert_eq!(changes(&[1.0], Some(&[0.0]), Cost::Poisson, 1.0, 1), None);
        assert_eq!(changes(&[1.0], None, Cost::Poisson, 1.0, 0), None);
        assert_eq!(changes(&[], None, Cost::Poisson, 1.0, 1), Some(vec![]));
        assert_eq!(
            changes(&[0.0, 9.0], None, Cost::Poisson, 1.0, 3),
            Some(vec![])
        );
    }

    #[test]
    fn a_step_that_follows_its_exposure_is_no_change() {
        let counts: Vec<f64> = (0..40).map(|t| if t < 20 { 3.0 } else { 6.0 }).collect();
        let exposure: Vec<f64> = (0..40).map(|t| if t < 20 { 1.0 } else { 2.0 }).collect();
        let find = |e| changes(&counts, e, Cost::Poisson, penalty(40), 3).unwrap();
        assert_eq!(find(None), vec![20]);
        assert!(find(Some(&exposure)).is_empty());
    }

    /// Without pruning, by trying everything.
    fn plain(sums: &Sums, n: usize, cost: Cost, penalty: f64, shortest: usize) -> f64 {
        let mut best = vec![f64::INFINITY; n + 1];
        best[0] = -penalty;
        for end in shortest..=n {
            for start in 0..=end - shortest {
                best[end] = best[end].min(best[start] + sums.cost(cost, start, end) + penalty);
            }
        }
        best[n]
    }

    proptest! {
        #[test]
        fn pruning_loses_nothing(
            counts in proptest::collection::vec(0u8..9, 1..60),
            shortest in 1usize..6,
            penalty in 0.5f64..12.0,
        ) {
            let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
            let sums = Sums::new(&counts, None);
            for cost in [Cost::Poisson, Cost::Squares] {
                let found = changes(&counts, None, cost, penalty, shortest).unwrap();
                let mut edges = vec![0];
                edges.extend(&found);
                edges.push(counts.len());
                let value: f64 = edges.windows(2).map(|w| sums.cost(cost, w[0], w[1]) + penalty).sum();
                let best = plain(&sums, counts.len(), cost, penalty, shortest);
                prop_assert!(best.is_infinite() || (value - penalty - best).abs() < 1e-6);
            }
        }
    }
}
