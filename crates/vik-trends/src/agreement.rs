//! Do two coders who see the same case choose the same code?
//!
//! Plain agreement flatters: with two codes of which one is rare, two people who throw dice agree most of
//! the time. Cohen's kappa takes the agreement that chance gives off first.

use std::collections::BTreeMap;

use crate::{Interval, quantile::normal_upper};

/// How far two coders agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Cases that both coded.
    pub cases: f64,
    /// The share on which they chose the same code.
    pub observed: f64,
    /// The share on which they would have agreed by chance.
    pub by_chance: f64,
    /// Agreement beyond chance: 1 is complete, 0 is chance, below 0 is worse than chance.
    pub kappa: f64,
    /// The standard error of [`kappa`](Self::kappa).
    pub error: f64,
}

impl Agreement {
    /// The large-sample interval of kappa, kept within -1 and 1.
    ///
    /// # Edge cases
    /// `None` unless the confidence lies between 0 and 1. It has no width when coders agreed on every
    /// case: with few cases that is not as sure as it looks.
    #[must_use]
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        let sound = confidence > 0.0 && confidence < 1.0;
        let half = normal_upper((1.0 - confidence) / 2.0) * self.error;
        sound.then(|| Interval {
            low: (self.kappa - half).max(-1.0),
            high: (self.kappa + half).min(1.0),
        })
    }
}

/// Cohen's kappa of pairs of codes: the first coder's, the second coder's, and how many cases had both.
///
/// # Source
/// Cohen (1960), equation 1; standard error by Fleiss, Cohen and Everitt (1969), equation 13.
///
/// # Assumptions
/// The cases were drawn by chance, and the second coder did not see what the first chose. Codes have no
/// order: a near miss counts as much as any other.
///
/// # Edge cases
/// `None` without cases, with a count that is negative or not finite, and when chance alone makes both
/// always agree (one code only).
#[must_use]
pub fn kappa<C: Ord + Copy>(pairs: &[(C, C, f64)]) -> Option<Agreement> {
    if !pairs.iter().all(|(.., n)| n.is_finite() && *n >= 0.0) {
        return None;
    }
    let cases: f64 = pairs.iter().map(|(.., n)| n).sum();
    let mut shares: BTreeMap<C, (f64, f64)> = BTreeMap::new();
    for (first, second, n) in pairs {
        shares.entry(*first).or_default().0 += n / cases;
        shares.entry(*second).or_default().1 += n / cases;
    }
    let observed = pairs.iter().filter(|(a, b, _)| a == b);
    let observed = observed.map(|(.., n)| n).sum::<f64>() / cases;
    let by_chance: f64 = shares.values().map(|(a, b)| a * b).sum();
    let room = 1.0 - by_chance;
    if cases <= 0.0 || room < 1e-12 {
        return None;
    }
    let missed = 1.0 - observed;
    let mut spread = -(observed * by_chance - 2.0 * by_chance + observed).powi(2);
    for (first, second, n) in pairs {
        // A code weighs by how often the first coder gave it as a second opinion, and the other way.
        let weight = shares[first].1 + shares[second].0;
        spread += n / cases
            * if first == second {
                (room - weight * missed).powi(2)
            } else {
                (weight * missed).powi(2)
            };
    }
    Some(Agreement {
        cases,
        observed,
        by_chance,
        kappa: (observed - by_chance) / room,
        error: (spread.max(0.0) / cases).sqrt() / room.powi(2),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table<const N: usize>(rows: [[u32; N]; N]) -> Vec<(usize, usize, f64)> {
        let cell = |i: usize| (0..N).map(move |j| (i, j, f64::from(rows[i][j])));
        (0..N).flat_map(cell).collect()
    }

    #[test]
    fn kappa_and_its_error_are_those_of_the_reference() {
        // statsmodels 0.15.0, `cohens_kappa`: kappa and std_kappa.
        let two = kappa(&table([[20, 5], [10, 15]])).unwrap();
        let three = kappa(&table([[22, 2, 2], [5, 7, 14], [0, 2, 36]])).unwrap();
        let other = kappa(&table([[41, 4, 0], [3, 17, 1], [5, 2, 24]])).unwrap();
        for (found, value, error) in [
            (two, 0.4, 0.126_996_062_931_100_33),
            (three, 0.561_915_887_850_467_3, 0.068_430_265_524_406_23),
            (other, 0.755_297_679_112_008_1, 0.057_636_069_593_082_48),
        ] {
            assert!((found.kappa - value).abs() < 1e-12);
            assert!((found.error - error).abs() < 1e-12);
        }
        let interval = three.interval(0.95).unwrap();
        assert!((interval.low - 0.427_795_031_970_118_14).abs() < 1e-9);
        assert!((interval.high - 0.696_036_743_730_816_5).abs() < 1e-9);
    }

    #[test]
    fn one_code_or_no_case_says_nothing() {
        assert_eq!(kappa::<u8>(&[]), None);
        assert_eq!(kappa(&[("INF", "INF", 12.0)]), None);
        assert_eq!(kappa(&[("INF", "GEW", f64::NAN)]), None);
    }

    #[test]
    fn full_agreement_is_one_and_chance_is_nought() {
        let full = kappa(&table([[5, 0], [0, 7]])).unwrap();
        assert!((full.kappa - 1.0).abs() < 1e-12 && full.error < 1e-9);
        let chance = kappa(&table([[4, 4], [4, 4]])).unwrap();
        assert!(chance.kappa.abs() < 1e-12);
        assert_eq!(chance.interval(1.0), None);
    }

    proptest! {
        #[test]
        fn who_is_first_and_how_codes_are_called_make_no_difference(cells in proptest::array::uniform9(0u32..30)) {
            let pairs: Vec<(usize, usize, f64)> = (0..9).map(|i| (i / 3, i % 3, f64::from(cells[i]))).collect();
            let turned: Vec<_> = pairs.iter().map(|(a, b, n)| (7 - b, 7 - a, *n)).collect();
            match (kappa(&pairs), kappa(&turned)) {
                (Some(one), Some(other)) => {
                    prop_assert!((one.kappa - other.kappa).abs() < 1e-9);
                    prop_assert!((one.error - other.error).abs() < 1e-9);
                    prop_assert!(one.kappa <= one.observed + 1e-12 && one.kappa >= -1.0 - 1e-12);
                    let interval = one.interval(0.95).unwrap();
                    prop_assert!(interval.contains(one.kappa.clamp(-1.0, 1.0)));
                }
                (one, other) => prop_assert_eq!(one, other),
            }
        }
    }
}
