//! What the theorem does not cover, shown rather than argued: each is stated on its page.

use super::attacker::Puzzle;
use crate::Pair;
use crate::witness::pairs::{doubles, singles};

/// A cube of mentions is not linked; but a reader knows that whoever is mentioned is counted.
#[test]
fn an_unlinked_cube_of_the_same_persons_can_narrow_a_zero() {
    // Atoms: persons in a category without (0) and with (1) a mention of one cause.
    let mut puzzle = Puzzle::new(2);
    puzzle.near(vec![0, 1], 0, 2);
    assert_eq!(puzzle.interval(&[0, 1], 9), Some((0, 2)));
    puzzle.near(vec![1], 3, 2);
    assert_eq!(puzzle.interval(&[0, 1], 9), Some((1, 2)));
}

/// Windows of one period each have their interval; overlapping ones are linked by what they share.
#[test]
fn overlapping_windows_can_narrow_each_other() {
    // Three quarters; windows of the first one and of the first two: the second cannot be smaller.
    let mut puzzle = Puzzle::new(2);
    puzzle.near(vec![0], 6, 2);
    puzzle.near(vec![0, 1], 3, 2);
    assert_eq!(puzzle.interval(&[0], 20), Some((4, 5)));
    assert_eq!(puzzle.interval(&[0, 1], 20), Some((4, 5)));
}

/// A colleague who knows cases of their own takes them off.
#[test]
fn a_colleague_subtracts_what_they_know() {
    // Atom 0 is the colleague's own case, atom 1 all others.
    let others = |published, own| {
        let mut puzzle = Puzzle::new(2);
        puzzle.near(vec![0, 1], published, 2);
        puzzle.near(vec![0], own, 0);
        puzzle.interval(&[1], 20)
    };
    assert_eq!(others(3, 1), Some((0, 4)));
    assert_eq!(others(3, 2), Some((0, 3)));
    // Two known cases and a cell that shows 0: nobody else.
    assert_eq!(others(0, 1), Some((0, 1)));
    assert_eq!(others(0, 2), Some((0, 0)));
}

/// Persons that do not agree between cubes still have worlds for each cube, but not for both: here
/// all doubles must be in one leaf of one cube and none in the other.
#[test]
fn persons_that_disagree_have_no_common_world_and_the_witness_says_so() {
    use crate::tests::months::spec;
    use crate::witness::{Persons, Proof};
    use crate::{PublishedCube, PublishedLeaf};
    let cube = |id, dims: &[&str], persons| {
        let spec = spec(id, dims);
        let codes = spec.dims.iter().map(|dim| dim.codes[0].clone()).collect();
        let leaves = vec![PublishedLeaf {
            codes,
            persons,
            cases: 12,
        }];
        PublishedCube { spec, leaves }
    };
    let unit_care = cube("unit_care", &["unit", "care"], 6);
    let proof = |persons| {
        let other = cube("unit_review", &["unit", "review"], persons);
        Proof::of_paths("2024-01", &[unit_care.clone(), other], &Default::default()).unwrap()
    };
    assert_eq!(proof(6).witness.persons, Persons::Joint);
    assert_eq!(proof(12).witness.persons, Persons::Cube);
}

#[test]
fn five_persons_with_eight_cases_are_two_with_one_and_three_with_two() {
    let pair = |persons, cases| Pair { persons, cases };
    assert_eq!((singles(pair(5, 8)), doubles(pair(5, 8))), (2, 3));
    assert_eq!((singles(pair(4, 4)), doubles(pair(4, 4))), (4, 0));
    assert_eq!((singles(pair(3, 6)), doubles(pair(3, 6))), (0, 3));
}
