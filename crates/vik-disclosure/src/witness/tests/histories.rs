//! Seeded histories, and what holds for every one of them.

use std::collections::BTreeMap;

use crate::tests::months::{month, spec};
use crate::witness::{History, Persons, Way, Worlds, verify};
use crate::{
    Cube, ErrorState, Measure, Occasion, Pair, Policy, Protected, PublishedCube, RoundingKey,
    derive_leadership, freeze,
};

/// Freezes months of seeded cases, and their quarters.
pub(super) fn history(months: usize, size: usize, cubes: fn(u64, usize) -> Vec<Cube>) -> History {
    let (policy, key) = (Policy::default(), RoundingKey::new([7; 32]));
    let (mut state, mut quarters) = (ErrorState::default(), ErrorState::default());
    let mut history = History::default();
    let mut recent: Vec<Vec<PublishedCube>> = Vec::new();
    for number in 0..months {
        let period = format!("{}-{:02}", 2023 + number / 12, number % 12 + 1);
        let mut cubes = cubes(number as u64 + 1, size);
        // As shipped: a window is counted in the last month of a quarter only.
        cubes.retain(|cube| cube.spec.measure != Measure::Window || number % 3 == 2);
        let truth = Protected::seal(cubes);
        let occasion = occasion(&history, &period);
        let frozen = freeze(&truth, &policy, &key, &mut state, &occasion).unwrap();
        let (released, proof) = frozen.into_parts();
        let (shown, record) = released.into_parts();
        recent.push(shown.clone());
        history.push(record, shown, proof);
        if number % 3 == 2 {
            let period = format!("{}-Q{}", 2023 + number / 12, number % 12 / 3 + 1);
            let slices: Vec<&[PublishedCube]> = recent.iter().map(Vec::as_slice).collect();
            let occasion = self::occasion(&history, &period);
            let frozen =
                derive_leadership(&slices, &policy, &key, &mut quarters, &occasion).unwrap();
            let (released, proof) = frozen.into_parts();
            let (shown, record) = released.into_parts();
            history.push(record, shown, proof);
            recent.clear();
        }
    }
    history
}

pub(super) fn occasion(history: &History, period: &str) -> Occasion {
    match history.releases.last() {
        Some(last) => Occasion::after(&last.record, period, "1"),
        None => Occasion::first(period, "1"),
    }
}

/// The shipped set with two cubes that are not linked: mentions, and a window without dimensions.
pub(super) fn shipped(seed: u64, size: usize) -> Vec<Cube> {
    let mut cubes = month(seed, size);
    let mut mentions = cubes[0].clone();
    mentions.spec = spec("mentions", &["unit", "issue"]);
    mentions.spec.linked = false;
    mentions.spec.measure = Measure::Mentions;
    let mut window = spec("window", &[]);
    (window.linked, window.measure) = (false, Measure::Window);
    let all = mentions
        .leaves
        .values()
        .fold(Pair::default(), |sum, pair| Pair {
            persons: sum.persons + pair.persons,
            cases: sum.cases + pair.cases,
        });
    let leaves = BTreeMap::from([(Vec::new(), all)]);
    cubes.push(Cube {
        spec: window,
        leaves,
    });
    cubes.push(mentions);
    cubes
}

/// Two linked cubes and one alone: small, for tests that need many of them.
pub(super) fn small(seed: u64, size: usize) -> Vec<Cube> {
    let keep = [
        "window",
        "unit_triage",
        "triage_requester",
        "second_chance",
        "mentions",
    ];
    let mut cubes = shipped(seed, size);
    cubes.retain(|cube| keep.contains(&cube.spec.id.as_str()));
    cubes
}

#[test]
fn a_history_of_the_shipped_set_is_verified_and_every_world_fits() {
    let history = history(3, 125, shipped);
    let verified = verify(&history).unwrap();
    assert_eq!(
        (verified.rounded, verified.derived, verified.releases),
        (3, 1, 4)
    );
    assert!(verified.sentence().nl.contains("4 vrijgaven"));
    let bytes: Vec<usize> = history
        .releases
        .iter()
        .map(|r| r.witness.to_bytes().len())
        .collect();
    eprintln!(
        "{verified:?}, witness bytes {bytes:?}, history {}",
        history.to_bytes().len()
    );
    assert!(bytes.iter().all(|bytes| *bytes < 200_000));
    assert_eq!(history, History::from_bytes(&history.to_bytes()).unwrap());
    let checked = every_world_fits(&history);
    assert_eq!(checked, verified.leaves);
}

/// Expands the worlds of every leaf and checks them against the published tables, cell by cell.
/// Returns how many leaves it checked.
pub(super) fn every_world_fits(history: &History) -> u64 {
    let mut checked = 0;
    for release in history
        .releases
        .iter()
        .filter(|r| !r.record.period.contains('Q'))
    {
        let definitions = history.definitions_of(release).unwrap();
        let worlds = Worlds::new(definitions, &release.witness, &release.cubes).unwrap();
        let linked = definitions.cubes.iter().filter(|spec| spec.linked).count();
        let joint = release.witness.persons == Persons::Joint;
        for (cube, codes) in worlds.leaves() {
            let published = worlds.published(cube, &codes).unwrap();
            let alone = !definitions
                .cubes
                .iter()
                .any(|spec| spec.id == cube && spec.linked);
            for way in [Way::Up, Way::Down] {
                let Some(world) = worlds.path(cube, &codes, way) else {
                    assert!(way == Way::Down && published.cases == 0, "{cube} {codes:?}");
                    continue;
                };
                assert_eq!(world.steps.len(), if alone { 1 } else { linked });
                let interval = crate::pair_interval(published, 3);
                let mut labels: BTreeMap<String, String> = BTreeMap::new();
                for step in &world.steps {
                    let pair = worlds.published(&step.cube, &step.codes).unwrap();
                    let persons = i64::from(pair.persons) + step.persons;
                    let cases = i64::from(pair.cases) + step.cases;
                    assert!(0 <= persons && persons <= cases && cases <= 2 * persons);
                    assert!(step.persons.abs() <= 2 && step.cases.abs() == 2);
                    if joint {
                        assert_eq!(step.persons, world.steps[0].persons);
                    }
                    if step.cube == cube {
                        assert_eq!(step.codes, codes);
                        let (people, all) = (interval.persons, interval.cases);
                        match way {
                            Way::Up => {
                                assert_eq!((people.high, all.high), (persons as u32, cases as u32))
                            }
                            Way::Down => {
                                assert_eq!((people.low, all.low), (persons as u32, cases as u32))
                            }
                        }
                    }
                    let spec = definitions
                        .cubes
                        .iter()
                        .find(|spec| spec.id == step.cube)
                        .unwrap();
                    for (dim, code) in spec.dims.iter().zip(&step.codes) {
                        let above = dim.parent.iter().flatten().find(|(child, _)| child == code);
                        let names = [
                            Some((&dim.name, code)),
                            dim.parent_name.as_ref().zip(above.map(|(_, up)| up)),
                        ];
                        for (name, code) in names.into_iter().flatten() {
                            assert_eq!(labels.entry(name.clone()).or_insert(code.clone()), code);
                        }
                    }
                }
            }
            checked += 1;
        }
    }
    checked
}

/// A declared impossible leaf takes with it the leaves that fit nothing else; no path meets them.
#[test]
fn no_path_goes_through_an_impossible_leaf() {
    let history = history(1, 40, small);
    let release = &history.releases[0];
    let cubes = history.cubes(release).unwrap();
    let triage = &cubes
        .iter()
        .find(|cube| cube.spec.id == "triage_requester")
        .unwrap()
        .spec;
    let shown = |triage: &String| {
        let of_cube = cubes
            .iter()
            .find(|cube| cube.spec.id == "triage_requester")
            .unwrap();
        of_cube.leaves.iter().any(|leaf| leaf.codes[0] == *triage)
    };
    // A triage code under which nothing is shown, impossible in one cube.
    let place = triage.dims[0]
        .codes
        .iter()
        .position(|code| !shown(code))
        .unwrap();
    let width = triage.dims[1].codes.len();
    let leaves = (place * width..(place + 1) * width)
        .map(|leaf| leaf as u32)
        .collect();
    let declared = BTreeMap::from([("triage_requester".to_owned(), leaves)]);
    let proof = crate::Proof::of_paths("2023-01", &cubes, &declared).unwrap();
    // In the other cube all leaves with that code are impossible too.
    let closed = |id: &str| {
        let list = proof
            .definitions
            .impossible
            .iter()
            .find(|list| list.cube == id);
        list.map_or(0, |list| list.leaves.len())
    };
    assert_eq!(
        (closed("triage_requester"), closed("unit_triage")),
        (width, 16)
    );
    let mut record = release.record.clone();
    record.proof = Some(proof.digest());
    record.hash = record.expected_hash();
    let exempt = triage.dims[0].codes[place].clone();
    let mut again = History::default();
    again.push(record, cubes, proof);
    assert_eq!(verify(&again).unwrap().impossible, (width + 16) as u64);
    assert!(every_world_fits(&again) > 0);
    let learnt = crate::learn(&again, "unit_triage", &["unit00".to_owned(), exempt]);
    assert_eq!(
        (learnt[0].interval.cases.high, learnt[0].worlds.len()),
        (0, 0)
    );
}
