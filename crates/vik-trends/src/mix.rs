//! How different are two mixes?

use std::collections::BTreeMap;

use statrs::distribution::{ChiSquared, ContinuousCDF};

/// Half the summed difference between two mixes: 0 is the same, 1 has nothing in common.
///
/// Each pair holds the count of one kind in the first and in the second mix.
/// `None` when either mix is empty.
#[must_use]
pub fn total_variation(pairs: &[(f64, f64)]) -> Option<f64> {
    let (first, second) = pairs
        .iter()
        .fold((0.0, 0.0), |(a, b), pair| (a + pair.0, b + pair.1));
    (first > 0.0 && second > 0.0).then(|| {
        pairs
            .iter()
            .map(|(a, b)| (a / first - b / second).abs())
            .sum::<f64>()
            / 2.0
    })
}

/// Whether two mixes may be draws from the same one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SameMix {
    /// Pearson's chi-square.
    pub statistic: f64,
    /// Kinds that occur, less one.
    pub freedom: f64,
    /// The chance of a difference at least this large when both are draws from one mix.
    pub p_value: f64,
}

/// Pearson's test that two mixes are the same; pairs as in [`total_variation`].
///
/// # Source
/// Pearson (1900): the sum over both mixes of (observed - expected)² / expected, chi-square distributed.
///
/// # Assumptions
/// Whole counts of separate cases, of which few are expected to be below five. Rounding adds to the
/// statistic, so that for rounded counts a p-value near the border is a hint, not a proof.
///
/// # Edge cases
/// Kinds without cases are left out. `None` when either mix is empty, with fewer than two kinds, or with a
/// count that is negative or not finite.
#[must_use]
pub fn same_mix(pairs: &[(f64, f64)]) -> Option<SameMix> {
    let sound = |n: f64| n.is_finite() && n >= 0.0;
    let (first, second) = pairs
        .iter()
        .fold((0.0, 0.0), |(a, b), pair| (a + pair.0, b + pair.1));
    let kinds = pairs.iter().filter(|(a, b)| a + b > 0.0).count();
    if kinds < 2 || first <= 0.0 || second <= 0.0 || !pairs.iter().all(|p| sound(p.0) && sound(p.1))
    {
        return None;
    }
    let mut statistic = 0.0;
    for (a, b) in pairs.iter().filter(|(a, b)| a + b > 0.0) {
        let share = (a + b) / (first + second);
        statistic += (a - first * share).powi(2) / (first * share);
        statistic += (b - second * share).powi(2) / (second * share);
    }
    let freedom = kinds as f64 - 1.0;
    Some(SameMix {
        statistic,
        freedom,
        p_value: ChiSquared::new(freedom).ok()?.sf(statistic),
    })
}

/// The strength of the link between two ways of dividing cases: 0 is none, 1 is complete.
///
/// `cells` holds a count for each row and column; missing pairs count as zero, rows and columns
/// without cases are left out. `None` with fewer than two rows or columns that have cases.
/// Small tables overstate it: show it only from about fifty cases on.
#[must_use]
pub fn cramers_v(cells: &BTreeMap<(String, String), f64>) -> Option<f64> {
    let (mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new());
    for ((row, column), count) in cells.iter().filter(|cell| *cell.1 > 0.0) {
        *rows.entry(row).or_insert(0.0) += count;
        *columns.entry(column).or_insert(0.0) += count;
    }
    let smaller = rows.len().min(columns.len());
    if smaller < 2 {
        return None;
    }
    let total: f64 = rows.values().sum();
    let mut chi_squared = 0.0;
    for (row, in_row) in &rows {
        for (column, in_column) in &columns {
            let expected = in_row * in_column / total;
            let key = ((*row).clone(), (*column).clone());
            let observed = cells.get(&key).copied().unwrap_or(0.0);
            chi_squared += (observed - expected).powi(2) / expected;
        }
    }
    Some((chi_squared / (total * (smaller as f64 - 1.0))).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(rows: &[[f64; 2]]) -> BTreeMap<(String, String), f64> {
        let mut cells = BTreeMap::new();
        for (i, row) in rows.iter().enumerate() {
            for (j, count) in row.iter().enumerate() {
                cells.insert((i.to_string(), j.to_string()), *count);
            }
        }
        cells
    }

    #[test]
    fn a_mix_differs_from_nothing_in_common_to_the_same() {
        assert_eq!(total_variation(&[(3.0, 6.0), (1.0, 2.0)]), Some(0.0));
        assert_eq!(total_variation(&[(3.0, 0.0), (0.0, 2.0)]), Some(1.0));
        assert_eq!(total_variation(&[(0.0, 1.0)]), None);
    }

    #[test]
    fn the_same_mix_is_no_surprise_and_another_is() {
        let same = same_mix(&[(30.0, 60.0), (10.0, 20.0), (0.0, 0.0)]).unwrap();
        assert!(same.statistic < 1e-12 && same.freedom == 1.0 && same.p_value > 0.999);
        // The two-by-two table (12, 5; 5, 9): n (ad - bc)² / (row and column sums) = 3.7965 by hand.
        let other = same_mix(&[(12.0, 5.0), (5.0, 9.0)]).unwrap();
        assert!(
            (other.statistic - 31.0 * 83.0_f64.powi(2) / (17.0 * 14.0 * 17.0 * 14.0)).abs() < 1e-12
        );
        // The 95 % point of chi-square with one degree of freedom is the square of 1.959964.
        let far = 1.959_963_984_540_054_f64.powi(2);
        assert!((ChiSquared::new(1.0).unwrap().sf(far) - 0.05).abs() < 1e-9);
        assert_eq!(same_mix(&[(3.0, 4.0)]), None);
        assert_eq!(same_mix(&[(3.0, 0.0), (1.0, 0.0)]), None);
    }

    #[test]
    fn the_link_runs_from_none_to_complete() {
        assert_eq!(cramers_v(&table(&[[5.0, 5.0], [10.0, 10.0]])), Some(0.0));
        let complete = cramers_v(&table(&[[5.0, 0.0], [0.0, 7.0]])).unwrap();
        assert!((complete - 1.0).abs() < 1e-12);
        assert_eq!(cramers_v(&table(&[[5.0, 4.0]])), None);
    }

    proptest! {
        #[test]
        fn both_stay_between_nought_and_one(cells in proptest::collection::vec([0u8..20, 0u8..20], 2..6)) {
            let rows: Vec<[f64; 2]> = cells.iter().map(|r| [f64::from(r[0]), f64::from(r[1])]).collect();
            let pairs: Vec<(f64, f64)> = rows.iter().map(|r| (r[0], r[1])).collect();
            for value in [total_variation(&pairs), cramers_v(&table(&rows))].into_iter().flatten() {
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&value));
            }
        }
    }
}
