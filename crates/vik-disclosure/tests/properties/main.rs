//! Laws of the door, over the public interface alone: whatever the algorithm inside, these hold.
//!
//! Additivity, determinism, monotonicity, stability and idempotence, on random months of linked
//! cubes of persons and cases with one cube of mentions beside them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

mod months;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use vik_disclosure::{
    Cube, ErrorState, FreezeError, Measure, Occasion, Pair, Policy, Protected, PublishedCube,
    ReferenceFact, ReleaseRecord, cube_digest, derive_leadership, freeze, release_reference,
    verify_chain,
};

use months::{
    Case, as_truth, cut, frozen, key, linked, margin, mentions, months, published, spec, try_freeze,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Additivity: linked cubes show one number for what they share, and all the same total.
    #[test]
    fn what_cubes_share_is_one_number(cases in months(), byte: u8) {
        let shown = frozen(linked(&cases), byte, &mut ErrorState::default(), "2024-01");
        let of = |id| published(&shown, id);
        for (left, right, names) in [
            ("unit_issue", "unit_category_route", &["unit", "category"][..]),
            ("unit_issue", "unit_category_route", &["unit_group"]),
            ("unit_issue", "category_finding", &["category"]),
            ("unit_category_route", "route_review", &["route"]),
            ("category_finding", "route_review", &[]),
        ] {
            prop_assert_eq!(margin(of(left), names), margin(of(right), names));
        }
    }

    /// Every leaf is a multiple of 3 within 2 of its count, zero stays zero, persons fit cases.
    #[test]
    fn leaves_stay_near_their_counts(cases in months(), byte: u8) {
        let mut truth = linked(&cases);
        truth.push(mentions(&cases));
        let shown = frozen(truth.clone(), byte, &mut ErrorState::default(), "2024-01");
        for cube in &truth {
            let shown = as_truth(published(&shown, &cube.spec.id));
            let leaves: BTreeSet<&Vec<u16>> = cube.leaves.keys().chain(shown.leaves.keys()).collect();
            for leaf in leaves {
                let count = |cube: &Cube| cube.leaves.get(leaf).copied().unwrap_or_default();
                let (own, shown) = (count(cube), count(&shown));
                prop_assert!(own.cases.abs_diff(shown.cases) <= 2 && shown.cases % 3 == 0);
                prop_assert!(own.persons.abs_diff(shown.persons) <= 2 && shown.persons % 3 == 0);
                prop_assert!(own.cases > 0 || shown.cases == 0);
                prop_assert!(shown.persons <= shown.cases && shown.cases <= 2 * shown.persons);
            }
        }
    }

    /// Determinism: neither the order of rows, nor the names of persons, nor the order of cubes.
    #[test]
    fn rows_and_cubes_in_any_order_give_one_table(cases in months(), byte: u8, shuffle: u64) {
        let mut moved = cases.clone();
        moved.sort_by_key(|case| (case.person as u64 + 3).wrapping_mul(shuffle | 1).rotate_left(23));
        for case in &mut moved {
            case.person = 1_000 - case.person;
        }
        let mut reversed = linked(&moved);
        reversed.reverse();
        let (mut one, mut other) = (ErrorState::default(), ErrorState::default());
        let first = try_freeze(linked(&cases), byte, &mut one, "2024-01").unwrap();
        let second = try_freeze(reversed, byte, &mut other, "2024-01").unwrap();
        prop_assert_eq!(first, second);
        prop_assert!(one == other);
    }

    /// Stability: what is published does not depend on anything that happens later.
    #[test]
    fn later_months_leave_earlier_ones_alone(
        past in prop::collection::vec(months(), 2), one in months(), other in months(), byte: u8,
    ) {
        let history = |last: &Vec<Case>| {
            let mut state = ErrorState::default();
            let mut records: Vec<ReleaseRecord> = Vec::new();
            for (number, cases) in past.iter().chain([last]).enumerate() {
                let period = format!("2024-{:02}", number + 1);
                let occasion = match records.last() {
                    Some(before) => Occasion::after(before, &period, "1"),
                    None => Occasion::first(&period, "1"),
                };
                let sealed = Protected::seal(linked(cases));
                let frozen = freeze(&sealed, &Policy::default(), &key(byte), &mut state, &occasion);
                records.push(frozen.unwrap().cubes().record().clone());
            }
            verify_chain(&records).unwrap();
            records
        };
        let (left, right) = (history(&one), history(&other));
        prop_assert_eq!(&left[..2], &right[..2]);
    }

    /// Stability: a cube that shares nothing changes nothing.
    #[test]
    fn an_unlinked_cube_leaves_the_others_alone(
        first in months(), second in months(), byte: u8,
    ) {
        let (mut one, mut other) = (ErrorState::default(), ErrorState::default());
        for (cases, period) in [(&first, "2024-01"), (&second, "2024-02")] {
            let alone = frozen(linked(cases), byte, &mut one, period);
            let mut more = linked(cases);
            more.push(mentions(cases));
            more.push(cut(spec("window", &["cause"], Measure::Window), cases));
            let beside = frozen(more, byte, &mut other, period);
            for cube in &alone {
                prop_assert_eq!(cube, published(&beside, &cube.spec.id));
            }
        }
    }

    /// Idempotence: a table of multiples is its own rounding, by any key.
    #[test]
    fn freezing_a_published_table_returns_it(cases in months(), byte: u8, another: u8) {
        let mut truth = linked(&cases);
        truth.push(mentions(&cases));
        let shown = frozen(truth, byte, &mut ErrorState::default(), "2024-01");
        let again = shown.iter().map(as_truth).collect();
        let again = frozen(again, another, &mut ErrorState::default(), "2024-01");
        prop_assert_eq!(&shown, &again);
        let digests = |cubes: &[PublishedCube]| -> Vec<_> { cubes.iter().map(cube_digest).collect() };
        prop_assert_eq!(digests(&shown), digests(&again));
    }

    /// Idempotence: deriving again gives the same quarter, and the order of months says nothing.
    #[test]
    fn a_quarter_is_derived_once_and_for_all(months in prop::collection::vec(months(), 3), byte: u8) {
        let mut state = ErrorState::default();
        let shown: Vec<Vec<PublishedCube>> = (1..)
            .zip(&months)
            .map(|(number, cases)| {
                frozen(linked(cases), byte, &mut state, &format!("2024-{number:02}"))
            })
            .collect();
        let derive = |months: &[&[PublishedCube]]| {
            let occasion = Occasion::first("2024-Q1", "1");
            let mut state = ErrorState::default();
            let derived =
                derive_leadership(months, &Policy::default(), &key(9), &mut state, &occasion);
            derived.unwrap().into_released().into_parts()
        };
        let forwards: Vec<&[PublishedCube]> = shown.iter().map(Vec::as_slice).collect();
        let backwards: Vec<&[PublishedCube]> = forwards.iter().copied().rev().collect();
        let (quarter, record) = derive(&forwards);
        prop_assert_eq!(&record, &derive(&forwards).1);
        prop_assert_eq!(&record, &derive(&backwards).1);
        for cube in &quarter {
            for leaf in &cube.leaves {
                prop_assert!(leaf.cases % 5 == 0 && leaf.persons % 5 == 0);
                prop_assert!(leaf.persons <= leaf.cases && leaf.cases <= 2 * leaf.persons);
            }
            // At most 4 from the sum of what the months show, leaf by leaf.
            let dims: Vec<&str> = cube.spec.dims.iter().map(|dim| dim.name.as_str()).collect();
            let mut sums: BTreeMap<Vec<String>, u32> = BTreeMap::new();
            for month in &shown {
                for (leaf, cases) in margin(published(month, &cube.spec.id), &dims) {
                    *sums.entry(leaf).or_default() += cases;
                }
            }
            let derived = margin(cube, &dims);
            for (leaf, sum) in &sums {
                prop_assert!(derived.get(leaf).copied().unwrap_or(0).abs_diff(*sum) <= 4);
            }
            prop_assert!(derived.keys().all(|leaf| sums.contains_key(leaf)));
        }
    }

    /// A refused freeze changes nothing, and its words do not depend on the cases.
    #[test]
    fn a_period_is_frozen_once(first in months(), one in months(), other in months(), byte: u8) {
        let mut state = ErrorState::default();
        frozen(linked(&first), byte, &mut state, "2024-02");
        let before = state.clone();
        for period in ["2024-02", "2024-01"] {
            let mut refuse = |cases| {
                let refused = try_freeze(linked(cases), byte, &mut state, period).unwrap_err();
                prop_assert!(matches!(refused, FreezeError::Refused(_)));
                Ok(refused.to_string())
            };
            prop_assert_eq!(refuse(&one)?, refuse(&other)?);
        }
        prop_assert!(state == before);
    }

    /// Monotonicity: a larger minimum roster never releases a fact that a smaller one holds back.
    #[test]
    fn a_larger_threshold_never_shows_more(
        rosters in prop::collection::btree_map("[a-d]", 0_u32..60, 0..4),
        units in prop::collection::btree_set("[a-e]", 1..4),
        small in 10_u32..50, more in 0_u32..20, values in prop::collection::vec(0_u32..9, 2),
    ) {
        let release = |minimum_roster, value: u32| {
            let fact = |unit: &String| ReferenceFact {
                unit: unit.clone(),
                period: "2024-Q1".to_owned(),
                fact: "agreements".to_owned(),
                value: f64::from(value),
            };
            let policy = Policy { minimum_roster, ..Policy::default() };
            let facts = Protected::seal(units.iter().map(fact).collect());
            release_reference(facts, &rosters, &policy, &Occasion::first("2024-Q1", "1"))
        };
        let (loose, strict) = (release(small, values[0]), release(small + more, values[0]));
        prop_assert!(strict.is_err() || loose.is_ok());
        let shown = units.iter().all(|unit| rosters.get(unit).copied().unwrap_or(0) >= small);
        prop_assert_eq!(loose.is_ok(), shown);
        // Refusals are a function of rosters: another value, the same answer.
        let again = release(small, values[1]);
        prop_assert_eq!(loose.err(), again.err());
    }

    /// What contradicts itself is refused by the name of the cube, and no count is quoted.
    #[test]
    fn contradicting_counts_are_refused_without_them(
        cases in months(), place in 0_usize..4, leaf in prop::array::uniform3(0_u16..3),
        persons in 101_u32..999, excess in 1_u32..999,
    ) {
        let mut cubes = linked(&cases);
        let dims = cubes[place].spec.dims.len();
        let cases = 2 * persons + excess;
        cubes[place].leaves.insert(leaf[..dims].to_vec(), Pair { persons, cases });
        let id = cubes[place].spec.id.clone();
        let error = try_freeze(cubes, 1, &mut ErrorState::default(), "2024-01").unwrap_err();
        let text = error.to_string();
        prop_assert!(text.contains(&id), "{}", text);
        prop_assert!(!text.contains(&cases.to_string()) && !text.contains(&persons.to_string()));
    }
}
