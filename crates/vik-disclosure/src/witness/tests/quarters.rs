//! A quarter beside its months: which margins are looked at, and how far they may stray.

use std::collections::{BTreeMap, BTreeSet};

use super::forgeries::{broken_rule, resealed};
use super::histories::{history, small};
use crate::tests::months::spec;
use crate::witness::quarters::{Margins, controlled, months_of};
use crate::witness::{History, HistoryRelease, verify};

const CUBE: &str = "mentions";

/// Persons and cases by leaf of one cube, added up over releases.
fn sums<'a>(
    releases: impl IntoIterator<Item = &'a HistoryRelease>,
) -> BTreeMap<Vec<String>, (u32, u32)> {
    let mut sums: BTreeMap<Vec<String>, (u32, u32)> = BTreeMap::new();
    for release in releases {
        let cubes = release.cubes.iter().filter(|cube| cube.id == CUBE);
        for leaf in cubes.flat_map(|cube| &cube.leaves) {
            let sum = sums.entry(leaf.codes.clone()).or_default();
            *sum = (sum.0 + leaf.persons, sum.1 + leaf.cases);
        }
    }
    sums
}

/// Margins of the cube that stray by the base or more, added up the long way round: the total, units,
/// groups of units, issues and categories.
fn far(history: &History, base: u32) -> u64 {
    let (months, quarter) = (sums(&history.releases[..3]), sums(&history.releases[3..]));
    let shape = spec(CUBE, &["unit", "issue"]);
    let above = |dim: usize, code: &String| {
        let pairs = shape.dims[dim].parent.iter().flatten();
        pairs
            .filter(|(child, _)| child == code)
            .map(|(_, up)| up.clone())
            .next()
    };
    let mut errors: BTreeMap<String, i64> = BTreeMap::new();
    for (sums, sign) in [(months, -1), (quarter, 1)] {
        for (codes, (_, cases)) in sums {
            let names = [
                Some("all".to_owned()),
                Some(codes[0].clone()),
                above(0, &codes[0]),
                Some(codes[1].clone()),
                above(1, &codes[1]),
            ];
            for name in names.into_iter().flatten() {
                *errors.entry(name).or_default() += sign * i64::from(cases);
            }
        }
    }
    errors
        .values()
        .filter(|error| error.unsigned_abs() >= u64::from(base))
        .count() as u64
}

#[test]
fn margins_that_stray_are_counted_and_leaves_that_stray_are_refused() {
    let sound = history(3, 125, small);
    let base = sound.releases[3].record.proof.as_ref().unwrap().base;
    // Every leaf of the quarter as high as the rule allows: leaves hold, margins stray upwards.
    let mut high = sound.clone();
    let months = sums(&sound.releases[..3]);
    let cubes = &mut high.releases[3].cubes;
    let cube = cubes.iter_mut().find(|cube| cube.id == CUBE).unwrap();
    let up = |count: u32| count.next_multiple_of(base);
    cube.leaves = months
        .into_iter()
        .map(|(codes, (persons, cases))| crate::PublishedLeaf {
            codes,
            persons: up(persons),
            cases: up(cases),
        })
        .collect();
    let (before, after) = (
        verify(&sound).unwrap(),
        verify(&resealed(high.clone())).unwrap(),
    );
    assert!(
        far(&high, base) > far(&sound, base) + 20,
        "{} margins",
        far(&high, base)
    );
    assert_eq!(
        after.far_margins - before.far_margins,
        far(&high, base) - far(&sound, base)
    );
    // One step more in one leaf, of persons and cases alike.
    let cubes = &mut high.releases[3].cubes;
    let cube = cubes.iter_mut().find(|cube| cube.id == CUBE).unwrap();
    cube.leaves[0].persons += base;
    cube.leaves[0].cases += base;
    assert_eq!(
        broken_rule(&resealed(high)),
        "a quarter is the sum of its months, within its base"
    );
}

#[test]
fn a_margin_is_every_attribute_alone_none_and_what_is_listed_or_shared() {
    let names = |sets: &[&[&str]]| -> BTreeSet<BTreeSet<String>> {
        let set = |names: &&[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        sets.iter().map(set).collect()
    };
    let shape = spec("unit_issue", &["unit", "issue"]);
    let alone: [&[&str]; 5] = [&[], &["unit"], &["unit_group"], &["issue"], &["category"]];
    assert_eq!(controlled(&shape, &[]), names(&alone));
    // What a branch shares is a margin too; a coarser level beside its own dimension says nothing new,
    // and all dimensions together are the leaves.
    let shared = [
        vec!["unit".to_owned(), "category".to_owned()],
        vec!["category".to_owned(), "issue".to_owned()],
        vec!["unit".to_owned(), "issue".to_owned()],
    ];
    let mut more = alone.to_vec();
    more.push(&["unit", "category"]);
    assert_eq!(controlled(&shape, &shared), names(&more));
}

#[test]
fn every_leaf_lies_in_one_cell_of_each_margin() {
    let shape = spec("staff_vulnerability", &["staff_type", "vulnerability"]);
    let margins = Margins::of(&[shape], &[]);
    let rows: Vec<u32> = (0..12).map(|leaf| leaf / 3).collect();
    let columns: Vec<u32> = (0..12).map(|leaf| leaf % 3).collect();
    assert_eq!(margins[0].sets, [vec![0; 12], rows, columns]);
}

#[test]
fn a_quarter_has_three_months_and_nothing_else_has() {
    assert_eq!(months_of("2024-Q1"), ["2024-01", "2024-02", "2024-03"]);
    assert_eq!(months_of("2024-Q4"), ["2024-10", "2024-11", "2024-12"]);
    for other in ["2024-Q0", "2024-Q5", "2024-Qx", "2024-01", "2024", ""] {
        assert!(months_of(other).is_empty(), "{other}");
    }
}
