//! Edge cases and properties; the reference vectors are in `tests/disproportion.rs`.

use proptest::prelude::*;

use super::*;

#[test]
fn nonsense_has_no_posterior() {
    let prior = Prior::recurrence();
    assert_eq!(posterior(-1.0, 1.0, &prior), None);
    assert_eq!(posterior(1.0, f64::NAN, &prior), None);
    let broken = Prior {
        share: 1.5,
        ..prior
    };
    assert_eq!(posterior(1.0, 1.0, &broken), None);
    assert_eq!(posterior(1.0, 1.0, &prior).unwrap().quantile(1.0), None);
    assert!(fit(&[(1.0, 1.0); 4], false, 100.0).is_none());
}

#[test]
fn nothing_expected_leaves_the_prior_share() {
    let prior = Prior::recurrence();
    assert!((posterior(0.0, 0.0, &prior).unwrap().share - prior.share).abs() < 1e-12);
    assert!((posterior(3.0, 0.0, &prior).unwrap().share - prior.share).abs() < 1e-12);
}

#[test]
fn the_profile_of_a_kind_without_history_is_the_overall_one() {
    assert_eq!(
        expected(10.0, &[0.0, 0.0], &[3.0, 1.0], 5.0),
        vec![7.5, 2.5]
    );
    assert_eq!(
        expected(10.0, &[1.0, 1.0], &[3.0, 1.0], 0.0),
        vec![5.0, 5.0]
    );
    assert_eq!(
        expected(10.0, &[0.0, 0.0], &[0.0, 0.0], 0.0),
        vec![0.0, 0.0]
    );
}

#[test]
fn flags_keep_the_expected_share_of_false_ones() {
    let flags = flag(&[0.95, 0.5, 0.9, 0.5, 0.0], 0.2);
    assert_eq!(flags, vec![true, false, true, false, false]);
    assert_eq!(flag(&[0.1, 0.2], 0.2), vec![false, false]);
    assert!(flag(&[], 0.2).is_empty());
}

proptest! {
    #[test]
    fn more_cases_make_more_of_a_ratio(count in 0u32..40, expected in 0.05f64..20.0) {
        let prior = Prior { first: (0.9, 0.1), second: (20.0, 21.0), share: 0.05 };
        let less = posterior(f64::from(count), expected, &prior).unwrap();
        let more = posterior(f64::from(count + 1), expected, &prior).unwrap();
        prop_assert!(more.exceeds(1.5) >= less.exceeds(1.5) - 1e-12);
        let (low, high) = (less.quantile(0.05).unwrap(), less.quantile(0.95).unwrap());
        prop_assert!(low < high);
        prop_assert!((less.exceeds(low) - 0.95).abs() < 1e-9);
    }
}
