//! Each condition of the theorem, broken: then a small attacker learns more, or the check refuses.

use std::collections::BTreeMap;

use super::attacker::{Puzzle, two_cubes};
use super::forgeries::{broken_rule, resealed};
use super::histories::{history, small};
use crate::tests::months::spec;
use crate::witness::Proof;
use crate::{
    Cube, CubeSpec, DimSpec, ErrorState, Occasion, Pair, Policy, Protected, PublishedCube,
    PublishedLeaf, RoundingKey, check_acyclic, freeze,
};

fn binary(id: &str, dims: [&str; 2]) -> CubeSpec {
    let mut cube = spec(id, &["learning", "feedback"]);
    for (dim, name) in cube.dims.iter_mut().zip(dims) {
        *dim = DimSpec {
            name: name.to_owned(),
            codes: vec!["0".to_owned(), "1".to_owned()],
            parent: None,
            parent_name: None,
        };
    }
    cube
}

/// Three two-way tables in a circle that agree on everything they share, and fit no cases at all.
#[test]
fn a_cyclic_set_can_have_no_world_and_is_refused() {
    let mut puzzle = Puzzle::new(8);
    // Atoms are bits (a, b, c): a = b, b = c, and yet a differs from c, nine times each.
    for (bits, equal) in [([2, 1], true), ([1, 0], true), ([2, 0], false)] {
        for code in 0..4_usize {
            let fits =
                |atom: &usize| atom >> bits[0] & 1 == code >> 1 && atom >> bits[1] & 1 == code & 1;
            let shown = if (code == 0 || code == 3) == equal {
                9
            } else {
                0
            };
            puzzle.near((0..8).filter(fits).collect(), shown, 2);
        }
    }
    for bit in 0..3 {
        for code in 0..2 {
            puzzle.near(
                (0..8).filter(|atom| atom >> bit & 1 == code).collect(),
                9,
                2,
            );
        }
    }
    assert!(!puzzle.has_world());
    let specs = [
        binary("ab", ["a", "b"]),
        binary("bc", ["b", "c"]),
        binary("ca", ["c", "a"]),
    ];
    assert!(check_acyclic(&specs).is_err());
    let cubes: Vec<PublishedCube> = specs
        .into_iter()
        .map(|spec| PublishedCube {
            spec,
            leaves: Vec::new(),
        })
        .collect();
    let refused = Proof::of_paths("2024-01", &cubes, &BTreeMap::new()).unwrap_err();
    assert_eq!(refused.rule, "linked cubes form a tree");
}

#[test]
fn a_witness_cannot_claim_that_a_circle_is_a_tree() {
    let mut history = history(1, 40, small);
    let digest = history.definitions.keys().next().unwrap().clone();
    let mut definitions = history.definitions.remove(&digest).unwrap();
    // Closes a circle through unit - triage - requester: the branches given no longer tell it all.
    for cube in &mut definitions.cubes {
        if cube.id == "triage_requester" {
            cube.dims[1].name = "unit_group".to_owned();
        }
    }
    history.definitions.insert(digest, definitions);
    assert!(broken_rule(&resealed(history)).starts_with("a branch names"));
}

#[test]
fn a_tolerance_below_the_base_narrows_a_cell_and_is_refused() {
    let atoms = [3; 8];
    let leaf = two_cubes(&atoms, 2).known[0].0.clone();
    assert_eq!(two_cubes(&atoms, 2).interval(&leaf, 30), Some((4, 8)));
    let mut flagged = two_cubes(&atoms, 2);
    flagged.near(leaf.clone(), 6, 1);
    assert_eq!(flagged.interval(&leaf, 30), Some((5, 7)));
    // A flag that says "this one is farther off" takes the published world itself away.
    let mut farther = two_cubes(&[0; 8], 2);
    farther.known.push((leaf.clone(), 2, 2));
    assert_eq!(farther.interval(&leaf, 30), Some((2, 2)));

    let mut history = history(1, 40, small);
    history.releases[0].record.proof.as_mut().unwrap().tolerance = 1;
    assert_eq!(
        broken_rule(&resealed(history)),
        "the tolerance is at least the base less one"
    );
}

#[test]
fn persons_and_cases_rounded_apart_give_existence_and_are_refused() {
    // Persons 3, cases 0: by enumeration both are 1 or 2, so somebody is there.
    let worlds: Vec<(i64, i64)> = (1..=5)
        .flat_map(|persons| (0..=2).map(move |cases| (persons, cases)))
        .filter(|(persons, cases)| persons <= cases && *cases <= 2 * persons)
        .collect();
    assert!(
        worlds
            .iter()
            .all(|(persons, cases)| (1..=2).contains(persons) && (1..=2).contains(cases))
    );
    let mut history = history(1, 40, small);
    history.releases[0].cubes[0].leaves[0].cases = 0;
    assert_eq!(
        broken_rule(&resealed(history.clone())),
        "leaves that show 0 are left out"
    );
    history.releases[0].cubes[0].leaves[0].persons = 3;
    history.releases[0].cubes[0].leaves[0].cases = 9;
    assert_eq!(
        broken_rule(&resealed(history)),
        "persons <= cases <= 2 * persons"
    );
}

#[test]
fn an_exact_total_beside_paths_gives_a_cell_away_and_is_refused() {
    // Two leaves that show 3: each is 1 to 5. Whoever knows that they are 2 together knows both.
    let mut puzzle = Puzzle::new(2);
    puzzle.near(vec![0], 3, 2);
    puzzle.near(vec![1], 3, 2);
    assert_eq!(puzzle.interval(&[0], 9), Some((1, 5)));
    puzzle.near(vec![0, 1], 2, 0);
    assert_eq!(puzzle.interval(&[0], 9), Some((1, 1)));

    let mut history = history(1, 40, small);
    history.releases[0]
        .witness
        .exact
        .push("annual report".to_owned());
    assert_eq!(
        broken_rule(&resealed(history)),
        "no exact totals are registered beside paths"
    );
}

/// Two small linked cubes with these counts of cases, each case of another person.
fn two(atoms: &[u32; 8]) -> Vec<Cube> {
    let cut = |id, dims, bit: usize| {
        let mut leaves: BTreeMap<Vec<u16>, Pair> = BTreeMap::new();
        for (atom, count) in atoms.iter().enumerate().filter(|(_, count)| **count > 0) {
            let leaf = vec![(atom >> 2 & 1) as u16, (atom >> bit & 1) as u16];
            let pair = leaves.entry(leaf).or_default();
            pair.persons += count;
            pair.cases += count;
        }
        Cube {
            spec: binary(id, dims),
            leaves,
        }
    };
    vec![
        cut("unit_issue", ["unit", "issue"], 1),
        cut("unit_route", ["unit", "route"], 0),
    ]
}

fn shown(atoms: &[u32; 8], key: u8) -> Vec<Vec<PublishedLeaf>> {
    let frozen = freeze(
        &Protected::seal(two(atoms)),
        &Policy::default(),
        &RoundingKey::new([key; 32]),
        &mut ErrorState::default(),
        &Occasion::first("2024-01", "1"),
    )
    .unwrap();
    let cubes = frozen.into_released().into_parts().0;
    cubes.into_iter().map(|cube| cube.leaves).collect()
}

/// An intruder who reruns the open code with a key that they know rules worlds out: a rule without
/// a secret is such a key. With the secret, both the upper and the lower world can be the truth.
#[test]
fn a_known_key_rules_worlds_out_and_a_secret_one_does_not() {
    let published = [3, 0, 0, 3, 0, 3, 3, 0];
    let table = shown(&published, 0);
    let (mut up, mut down) = (published, published);
    up[0] += 2;
    down[0] -= 2;
    let (mut ups, mut downs, mut narrowed) = (0, 0, 0);
    let keys = 64;
    for key in 0..keys {
        let above = shown(&up, key) == table;
        let below = shown(&down, key) == table;
        ups += u32::from(above);
        downs += u32::from(below);
        narrowed += u32::from(!above || !below);
    }
    eprintln!(
        "of {keys} keys: +2 survives {ups}, -2 survives {downs}, known key narrows {narrowed}"
    );
    assert!(
        ups > 0 && downs > 0,
        "both worlds must be possible under a secret key"
    );
    assert!(
        10 * narrowed >= 9 * u32::from(keys),
        "a key that is known leaves at most one of both worlds, nearly always"
    );
}
