//! Laws of merging units by roster: it reads rosters alone, and a larger minimum shows less.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::months::spec;
use crate::{Cube, MergeError, Pair, Protected, merge_small_rosters};

/// The merged cube; `None` when all staff together are below the minimum, which is refused.
fn merged(cube: &Cube, rosters: &BTreeMap<String, u32>, minimum: u32) -> Option<Cube> {
    let sealed = Protected::seal(cube.clone());
    match merge_small_rosters(sealed, "unit", rosters, minimum) {
        Ok(merged) => Some(merged.into_inner()),
        Err(MergeError::Refused(_)) => {
            assert!(rosters.values().sum::<u32>() < minimum);
            None
        }
        Err(other) => panic!("{other}"),
    }
}

/// The group that a group ended up in; joined groups are named after all of them.
fn ended_up(cube: &Cube, group: &str) -> String {
    let pairs = cube.spec.dims[0].parent.iter().flatten();
    let found = pairs
        .map(|(_, group)| group)
        .find(|joined| joined.split('+').any(|g| g == group));
    found.unwrap().clone()
}

/// Units that are still shown by themselves.
fn alone(cube: &Cube) -> BTreeSet<String> {
    let codes = cube.spec.dims[0].codes.iter();
    codes
        .filter(|code| !code.starts_with("rest-"))
        .cloned()
        .collect()
}

/// Leaves, from which [`cube`] makes a cube: a cube has no `Debug`, as its counts are protected.
type Leaves = BTreeMap<(u16, u16), (u32, u32)>;

fn leaves() -> impl Strategy<Value = Leaves> {
    prop::collection::btree_map((0_u16..16, 0_u16..4), (1_u32..6, 0_u32..6), 0..30)
}

fn cube(leaves: &Leaves) -> Cube {
    let pair = |((unit, review), (persons, more)): (&(u16, u16), &(u32, u32))| {
        let cases = persons + more.min(persons);
        let pair = Pair {
            persons: *persons,
            cases,
        };
        (vec![*unit, *review], pair)
    };
    Cube {
        spec: spec("unit_review", &["unit", "review"]),
        leaves: leaves.iter().map(pair).collect(),
    }
}

fn rosters() -> impl Strategy<Value = BTreeMap<String, u32>> {
    prop::collection::btree_map(
        (0_u8..16).prop_map(|code| format!("unit{code:02}")),
        0_u32..80,
        0..16,
    )
}

proptest! {
    #[test]
    fn a_larger_minimum_never_shows_more(
        leaves in leaves(), rosters in rosters(), small in 1_u32..60, more in 0_u32..60,
    ) {
        let cube = cube(&leaves);
        let (loose, strict) = (merged(&cube, &rosters, small), merged(&cube, &rosters, small + more));
        prop_assume!(strict.is_some());
        let (loose, strict) = (loose.unwrap(), strict.unwrap());
        prop_assert!(alone(&strict).is_subset(&alone(&loose)));
        // Whoever is shown has the roster for it.
        for unit in alone(&strict) {
            prop_assert!(rosters.get(&unit).copied().unwrap_or(0) >= small + more);
        }
    }

    #[test]
    fn a_rest_reaches_the_minimum(
        leaves in leaves(), rosters in rosters(), minimum in 1_u32..90,
    ) {
        let cube = cube(&leaves);
        let found = merged(&cube, &rosters, minimum);
        prop_assume!(found.is_some());
        let found = found.unwrap();
        let (shown, groups) = (alone(&found), cube.spec.dims[0].parent.clone().unwrap());
        for rest in found.spec.dims[0].codes.iter().filter(|code| code.starts_with("rest-")) {
            let staff: Vec<u32> = groups
                .iter()
                .filter(|(unit, group)| {
                    *rest == format!("rest-{}", ended_up(&found, group)) && !shown.contains(unit)
                })
                .map(|(unit, _)| rosters.get(unit).copied().unwrap_or(0))
                .collect();
            let sum: u32 = staff.iter().sum();
            prop_assert!(sum >= minimum);
        }
    }

    #[test]
    fn merging_keeps_every_case_in_its_group(leaves in leaves(), rosters in rosters(), minimum in 1_u32..60) {
        let cube = cube(&leaves);
        let found = merged(&cube, &rosters, minimum);
        prop_assume!(found.is_some());
        let found = found.unwrap();
        found.validate().unwrap();
        let sums = |cube: &Cube| {
            let dim = &cube.spec.dims[0];
            let groups: BTreeMap<&String, &String> =
                dim.parent.iter().flatten().map(|(unit, group)| (unit, group)).collect();
            let mut sums: BTreeMap<(String, u16), (u32, u32)> = BTreeMap::new();
            for (leaf, pair) in &cube.leaves {
                let group = groups[&dim.codes[usize::from(leaf[0])]];
                let group = ended_up(&found, group.split('+').next().unwrap());
                let sum = sums.entry((group, leaf[1])).or_default();
                *sum = (sum.0 + pair.persons, sum.1 + pair.cases);
            }
            sums
        };
        prop_assert_eq!(sums(&cube), sums(&found));
    }

    #[test]
    fn the_codes_left_depend_on_rosters_alone(
        one in leaves(), other in leaves(), rosters in rosters(), minimum in 1_u32..60,
    ) {
        let left = merged(&cube(&one), &rosters, minimum);
        let right = merged(&cube(&other), &rosters, minimum);
        prop_assert!(left.as_ref().map(|cube| &cube.spec) == right.as_ref().map(|cube| &cube.spec));
    }
}
