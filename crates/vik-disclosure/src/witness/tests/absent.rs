//! A unit before its first day: its leaves are impossible, and no world leads through them.

use std::collections::{BTreeMap, BTreeSet};

use super::histories::{occasion, small};
use crate::witness::{History, verify};
use crate::{
    Cube, CubeError, ErrorState, FreezeError, Occasion, Policy, Protected, PublishedCube,
    RoundingKey, derive_leadership, freeze,
};

/// The unit that is founded in the third month.
const YOUNG: &str = "unit03";

fn absent() -> BTreeMap<String, BTreeSet<String>> {
    BTreeMap::from([("unit".to_owned(), BTreeSet::from([YOUNG.to_owned()]))])
}

/// Counts of a month, with those of the young unit under the one before it.
fn without(seed: u64) -> Vec<Cube> {
    let mut cubes = small(seed, 60);
    cubes.retain(|cube| cube.spec.id != "window");
    for cube in &mut cubes {
        let Some(place) = cube.spec.dims.iter().position(|dim| dim.name == "unit") else {
            continue;
        };
        for (mut leaf, pair) in std::mem::take(&mut cube.leaves) {
            if leaf[place] == 3 {
                leaf[place] = 2;
            }
            let own = cube.leaves.entry(leaf).or_default();
            own.persons += pair.persons;
            own.cases += pair.cases;
        }
    }
    cubes
}

fn frozen(
    history: &mut History,
    state: &mut ErrorState,
    cubes: Vec<Cube>,
    occasion: &Occasion,
) -> Result<Vec<PublishedCube>, FreezeError> {
    let (policy, key) = (Policy::default(), RoundingKey::new([7; 32]));
    let frozen = freeze(&Protected::seal(cubes), &policy, &key, state, occasion)?;
    let (released, proof) = frozen.into_parts();
    let (shown, record) = released.into_parts();
    history.push(record, shown.clone(), proof);
    Ok(shown)
}

#[test]
fn leaves_of_a_unit_before_its_first_day_are_impossible() {
    let (mut history, mut state) = (History::default(), ErrorState::default());
    let mut months = Vec::new();
    for number in 1..=3 {
        let mut occasion = occasion(&history, &format!("2023-{number:02}"));
        let cubes = if number < 3 {
            occasion.absent = absent();
            without(number)
        } else {
            let mut cubes = small(number, 60);
            cubes.retain(|cube| cube.spec.id != "window");
            cubes
        };
        months.push(frozen(&mut history, &mut state, cubes, &occasion).unwrap());
    }
    let slices: Vec<&[PublishedCube]> = months.iter().map(Vec::as_slice).collect();
    let (policy, key) = (Policy::default(), RoundingKey::new([7; 32]));
    let quarter = occasion(&history, "2023-Q1");
    let mut quarters = ErrorState::default();
    let derived = derive_leadership(&slices, &policy, &key, &mut quarters, &quarter).unwrap();
    let (released, proof) = derived.into_parts();
    let (shown, record) = released.into_parts();
    history.push(record, shown, proof);

    let verified = verify(&history).unwrap();
    // One unit of five triage codes, in two months.
    assert_eq!(verified.impossible, 2 * 5);
    let goes_through = |release: usize| {
        let definitions = history.definitions_of(&history.releases[release]).unwrap();
        let triage = definitions
            .cubes
            .iter()
            .find(|cube| cube.id == "unit_triage");
        let codes = &triage.unwrap().dims[1].codes;
        let from = 3 * codes.len() as u32;
        let branches = &history.releases[release].witness.branches;
        let rows = branches.iter().flat_map(|branch| {
            let own = if branch.cube == "unit_triage" {
                &branch.to_cube
            } else {
                &branch.to_parent
            };
            own.iter().map(|row| row.1)
        });
        rows.filter(|leaf| (from..from + codes.len() as u32).contains(leaf))
            .count()
    };
    assert_eq!((goes_through(0), goes_through(1)), (0, 0));

    // Saying later that they were possible breaks the chain.
    let mut forged = history.clone();
    let open = history.releases[2].record.proof.clone().unwrap();
    if let Some(proof) = &mut forged.releases[0].record.proof {
        proof.definitions_sha256 = open.definitions_sha256;
    }
    assert!(verify(&forged).is_err());
}

#[test]
fn a_case_before_the_first_day_of_its_unit_stops_the_freeze_without_its_number() {
    let cubes = small(1, 60);
    let mut occasion = Occasion::first("2023-01", "1");
    occasion.absent = absent();
    let mut state = ErrorState::default();
    let error = frozen(&mut History::default(), &mut state, cubes, &occasion).unwrap_err();
    let FreezeError::Cube(CubeError::Absent { dimension, .. }) = &error else {
        panic!("expected a case under an absent code to be found: {error}");
    };
    assert_eq!(dimension, "unit");
    assert!(!error.to_string().chars().any(|sign| sign.is_ascii_digit()));
    assert!(state == ErrorState::default());
}
