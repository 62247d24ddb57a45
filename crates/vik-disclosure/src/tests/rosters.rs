//! Merging by rosters: one table for all cubes of a month, and counts that never matter.

use std::collections::BTreeMap;

use super::months::month;
use crate::{Cube, MergeError, Protected, Rosters, check_acyclic, merge_by_rosters};

/// Staff of the sixteen units; the last group has four.
fn units(sizes: &[(usize, u32)]) -> Rosters {
    let mut staff: BTreeMap<String, u32> = (0..16).map(|n| (format!("unit{n:02}"), 100)).collect();
    for (unit, size) in sizes {
        staff.insert(format!("unit{unit:02}"), *size);
    }
    Rosters::default().with("unit", staff)
}

fn merged(cubes: Vec<Cube>, rosters: &Rosters) -> Result<crate::Merged, MergeError> {
    merge_by_rosters(Protected::seal(cubes), rosters, 25)
}

#[test]
fn small_units_of_a_group_become_one_code_in_every_cube() {
    let rosters = units(&[(1, 5), (3, 10)]);
    let merged = merged(month(1, 60), &rosters).unwrap();
    let codes = &merged.codes["unit"];
    // Fifteen together are too few, so the next smallest unit, by code, joins them.
    let rest: Vec<&String> = codes.keys().collect();
    assert_eq!(rest, ["unit00", "unit01", "unit03"]);
    assert!(codes.values().all(|code| code == "rest-unit_group00"));
    let cubes = merged.cubes.open();
    for cube in cubes.iter().filter(|cube| cube.spec.dims[0].name == "unit") {
        assert_eq!(cube.spec.dims[0].codes.len(), 14);
        cube.validate().unwrap();
    }
    let specs: Vec<_> = cubes.iter().map(|cube| cube.spec.clone()).collect();
    check_acyclic(&specs).unwrap();
}

#[test]
fn nothing_is_merged_when_every_roster_is_large_enough() {
    assert!(merged(month(1, 60), &units(&[(2, 25)])).unwrap().codes["unit"].is_empty());
    assert_eq!(
        merged(month(1, 60), &units(&[(2, 24)])).unwrap().codes["unit"].len(),
        2
    );
}

#[test]
fn a_small_group_joins_the_next_smallest() {
    let rosters = units(&[(12, 5), (13, 5), (14, 5), (15, 5)]);
    let merged = merged(month(1, 60), &rosters).unwrap();
    let dim = &merged.cubes.open()[0].spec.dims[0];
    let groups: Vec<&String> = dim
        .parent
        .iter()
        .flatten()
        .map(|(_, group)| group)
        .collect();
    assert!(groups.iter().all(|group| *group != "unit_group02"));
    assert!(
        groups
            .iter()
            .any(|group| *group == "unit_group00+unit_group02")
    );
    assert!(
        dim.codes
            .contains(&"rest-unit_group00+unit_group02".to_owned())
    );
}

#[test]
fn an_organisation_below_the_minimum_is_refused_with_what_would_pass() {
    let all: Vec<(usize, u32)> = (0..16).map(|unit| (unit, 1)).collect();
    let Err(MergeError::Refused(refusal)) = merged(month(1, 60), &units(&all)) else {
        panic!("expected a refusal");
    };
    assert_eq!(
        (refusal.rule.as_str(), refusal.subject.as_str()),
        ("minimum roster", "unit")
    );
    assert!(refusal.would_pass.contains("without `unit`"));
}

#[test]
fn a_small_code_without_a_coarser_level_is_refused() {
    let staff = BTreeMap::from([("rank_band00".to_owned(), 900)]);
    let rosters = Rosters::default().with("rank_band", staff);
    let Err(MergeError::Refused(refusal)) = merged(month(1, 60), &rosters) else {
        panic!("expected a refusal");
    };
    assert!(refusal.would_pass.contains("category_sanction_rank"));
}

#[test]
fn merges_and_refusals_do_not_look_at_counts() {
    let few: Vec<(usize, u32)> = (0..16).map(|unit| (unit, 1)).collect();
    for sizes in [&[(1, 5), (3, 10), (12, 0)][..], &few[..]] {
        let rosters = units(sizes);
        let answer = |seed, size| match merged(month(seed, size), &rosters) {
            Ok(merged) => format!("{:?}", merged.codes),
            Err(error) => error.to_string(),
        };
        let first = answer(1, 0);
        assert!((2..12).all(|seed| answer(seed, seed as usize * 20) == first));
    }
}

#[test]
fn an_alarm_sounds_when_most_of_a_unit_has_a_case() {
    let rosters = units(&[(0, 30)]);
    assert_eq!(merged(month(1, 60), &rosters).unwrap().alarms.count(), 0);
    let mut cubes = month(1, 60);
    for cube in &mut cubes {
        if cube.spec.dims[0].name == "unit" {
            cube.leaves.insert(
                vec![0; cube.spec.dims.len()],
                crate::Pair {
                    persons: 16,
                    cases: 16,
                },
            );
        }
    }
    let alarms = merged(cubes, &rosters).unwrap().alarms;
    let [alarm] = alarms.on_closed_side() else {
        panic!("expected one alarm");
    };
    assert_eq!(
        (alarm.code.as_str(), alarm.persons, alarm.staff),
        ("unit00", 16, 30)
    );
    assert_eq!(format!("{alarms:?}"), "Protected(..)");
}
