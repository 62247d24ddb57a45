//! Space-time scan: is there a place and a recent period with more cases than anywhere else?

use crate::random::Random;

/// A candidate cluster: some units over the last months.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cluster {
    /// The place of the zone in the list given.
    pub zone: usize,
    /// How many of the last months.
    pub months: usize,
    /// Cases in it.
    pub observed: f64,
    /// Cases expected if all cases were spread as expected.
    pub expected: f64,
    /// The log-likelihood ratio.
    pub score: f64,
}

/// The clusters with more cases than expected, strongest first.
///
/// `counts` and `expected` hold a row of months for each unit; `zones` the units of each candidate, for
/// example each unit alone and each region. Expectations are scaled to the number of cases, so only where
/// and when they fall matters.
///
/// # Source
/// Kulldorff (1997, 2001), prospective Poisson scan:
/// `c ln(c / e) + (C - c) ln((C - c) / (C - e))` where `c > e`.
///
/// # Assumptions
/// Expectations are right up to one factor. A rise everywhere is not found.
///
/// # Edge cases
/// Overlapping candidates are all listed. `None` when rows differ in length, a value is negative or not
/// finite, a zone names a unit that does not exist or one twice, or nothing is expected.
#[must_use]
pub fn scan(
    counts: &[Vec<f64>],
    expected: &[Vec<f64>],
    zones: &[Vec<usize>],
    longest: usize,
) -> Option<Vec<Cluster>> {
    let scale = scale(counts, expected, zones)?;
    let expected = windows(expected, longest, scale);
    let mut found = clusters(
        &windows(counts, longest, 1.0),
        &expected,
        zones,
        total(counts),
    );
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    Some(found)
}

/// The probability that chance alone gives a strongest cluster at least this strong.
///
/// # Source
/// Dwass (1957): cases thrown again over all cells in proportion to what was expected;
/// `(1 + stronger) / (1 + replicates)`.
///
/// # Assumptions
/// As [`scan`]; the same seed gives the same answer.
///
/// # Edge cases
/// One when no cluster exceeds its expectation. `None` as for [`scan`].
#[must_use]
pub fn significance(
    counts: &[Vec<f64>],
    expected: &[Vec<f64>],
    zones: &[Vec<usize>],
    longest: usize,
    replicates: u32,
    seed: u64,
) -> Option<f64> {
    let found = scan(counts, expected, zones, longest)?;
    let Some(strongest) = found.first().map(|c| c.score) else {
        return Some(1.0);
    };
    let scale = scale(counts, expected, zones)?;
    let means = windows(expected, longest, scale);
    let cases = total(counts);
    let months = expected.first()?.len();
    let mut cumulative = Vec::with_capacity(expected.len() * months);
    let mut sum = 0.0;
    for cell in expected.iter().flatten() {
        sum += cell;
        cumulative.push(sum);
    }
    let mut random = Random::new(seed);
    let mut stronger = 0_u32;
    for _ in 0..replicates {
        let mut thrown = vec![vec![0.0; months]; expected.len()];
        for _ in 0..cases.round() as u64 {
            let place = random.uniform() * sum;
            let cell = cumulative
                .partition_point(|c| *c <= place)
                .min(cumulative.len() - 1);
            thrown[cell / months][cell % months] += 1.0;
        }
        let best = clusters(&windows(&thrown, longest, 1.0), &means, zones, cases)
            .iter()
            .map(|c| c.score)
            .fold(0.0, f64::max);
        stronger += u32::from(best >= strongest);
    }
    Some(f64::from(1 + stronger) / f64::from(1 + replicates))
}

/// Per unit the sums over the last 1, 2, … months.
fn windows(rows: &[Vec<f64>], longest: usize, scale: f64) -> Vec<Vec<f64>> {
    let sums = |row: &Vec<f64>| {
        let running = row.iter().rev().take(longest).scan(0.0, |sum, x| {
            *sum += scale * x;
            Some(*sum)
        });
        running.collect()
    };
    rows.iter().map(sums).collect()
}

fn clusters(
    counts: &[Vec<f64>],
    expected: &[Vec<f64>],
    zones: &[Vec<usize>],
    cases: f64,
) -> Vec<Cluster> {
    let mut found = Vec::new();
    let longest = counts.first().map_or(0, Vec::len);
    for (zone, units) in zones.iter().enumerate() {
        for month in 0..longest {
            let observed: f64 = units.iter().map(|u| counts[*u][month]).sum();
            let expected: f64 = units.iter().map(|u| expected[*u][month]).sum();
            if observed > expected {
                found.push(Cluster {
                    zone,
                    months: month + 1,
                    observed,
                    expected,
                    score: score(observed, expected, cases),
                });
            }
        }
    }
    found
}

fn score(observed: f64, expected: f64, cases: f64) -> f64 {
    let part = |c: f64, e: f64| if c > 0.0 { c * (c / e).ln() } else { 0.0 };
    part(observed, expected) + part(cases - observed, cases - expected)
}

fn total(rows: &[Vec<f64>]) -> f64 {
    rows.iter().flatten().sum()
}

/// The factor that makes expectations add up to the cases, if the question makes sense.
fn scale(counts: &[Vec<f64>], expected: &[Vec<f64>], zones: &[Vec<usize>]) -> Option<f64> {
    let months = counts.first()?.len();
    let sound = |rows: &[Vec<f64>]| {
        rows.len() == counts.len()
            && rows
                .iter()
                .all(|row| row.len() == months && row.iter().all(|x| x.is_finite() && *x >= 0.0))
    };
    let once = |zone: &Vec<usize>| {
        let mut units = zone.clone();
        units.sort_unstable();
        units.windows(2).all(|pair| pair[0] < pair[1]) && units.iter().all(|u| *u < counts.len())
    };
    let sum = total(expected);
    (sound(counts) && sound(expected) && zones.iter().all(once) && sum > 0.0)
        .then(|| total(counts) / sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_units_together_are_found_as_a_zone() {
        let mut counts = vec![vec![2.0; 12]; 5];
        for unit in [1, 3] {
            counts[unit][10] = 9.0;
            counts[unit][11] = 8.0;
        }
        let expected = vec![vec![1.0; 12]; 5];
        let mut zones: Vec<Vec<usize>> = (0..5).map(|u| vec![u]).collect();
        zones.push(vec![1, 3]);
        let best = scan(&counts, &expected, &zones, 6).unwrap()[0];
        assert_eq!((best.zone, best.months), (5, 2));
        assert!(significance(&counts, &expected, &zones, 6, 199, 1).unwrap() <= 0.01);
    }

    #[test]
    fn nonsense_is_refused() {
        let one = vec![vec![1.0, 2.0]];
        assert_eq!(scan(&one, &[vec![1.0]], &[vec![0]], 2), None);
        assert_eq!(scan(&one, &one, &[vec![1]], 2), None);
        assert_eq!(scan(&one, &one, &[vec![0, 0]], 2), None);
        assert_eq!(scan(&one, &[vec![0.0, 0.0]], &[vec![0]], 2), None);
        assert_eq!(significance(&one, &one, &[vec![0]], 2, 9, 1), Some(1.0));
    }

    proptest! {
        #[test]
        fn only_the_shape_of_expectations_matters(counts in proptest::collection::vec(proptest::collection::vec(0u8..6, 6), 4), factor in 0.2f64..5.0) {
            let counts: Vec<Vec<f64>> = counts.iter().map(|r| r.iter().map(|x| f64::from(*x)).collect()).collect();
            let zones: Vec<Vec<usize>> = (0..4).map(|u| vec![u]).collect();
            let plain = scan(&counts, &vec![vec![1.5; 6]; 4], &zones, 3).unwrap();
            let scaled = scan(&counts, &vec![vec![1.5 * factor; 6]; 4], &zones, 3).unwrap();
            prop_assert!(plain.iter().all(|c| c.score >= -1e-9));
            // Rounding may decide whether a cluster that equals its expectation is listed.
            let best = |list: &[Cluster]| list.first().map_or(0.0, |c| c.score);
            prop_assert!((best(&plain) - best(&scaled)).abs() < 1e-9);
        }
    }
}
