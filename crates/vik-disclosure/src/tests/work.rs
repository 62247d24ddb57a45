//! A26: a refusal takes the same work for absent, empty, small and large counts. Steps are counted, not
//! seconds: a clock on a shared machine says little, and a count is the same everywhere.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::months::{month, spec};
use crate::suppress::{SuppressionPolicy, freeze_suppressed};
use crate::{
    Cube, ErrorState, Occasion, Pair, Policy, Protected, Rosters, RoundingKey, freeze,
    merge_by_rosters,
};

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Notes that a count was looked at, a cell of it named, or a programme begun.
pub(crate) fn step() {
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

fn steps<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = STEPS.with(Cell::get);
    let done = work();
    (done, STEPS.with(Cell::get) - before)
}

/// The same cubes without any leaf, with empty leaves, with few cases, and with many.
fn variants(names: &[&str]) -> Vec<Vec<Cube>> {
    let cut = |cases: usize| -> Vec<Cube> {
        let cubes = month(7, cases).into_iter();
        cubes
            .filter(|cube| names.contains(&cube.spec.id.as_str()))
            .collect()
    };
    let absent = cut(0);
    let mut empty = cut(200);
    for pair in empty.iter_mut().flat_map(|cube| cube.leaves.values_mut()) {
        *pair = Pair::default();
    }
    vec![absent, empty, cut(2), cut(900)]
}

fn same(outcomes: &[(String, u64)]) {
    assert!(outcomes[0].0.contains("refused"), "{}", outcomes[0].0);
    assert!(
        outcomes.iter().all(|other| other == &outcomes[0]),
        "{outcomes:?}"
    );
}

fn rounded(cubes: Vec<Cube>) -> (String, u64) {
    let sealed = Protected::seal(cubes);
    let key = RoundingKey::new([7; 32]);
    let occasion = Occasion::first("2024-01", "1");
    let (error, work) = steps(|| {
        let state = &mut ErrorState::default();
        freeze(&sealed, &Policy::default(), &key, state, &occasion).err()
    });
    (error.map_or(String::new(), |e| e.to_string()), work)
}

#[test]
fn a_refused_circle_takes_the_same_work_whatever_was_counted() {
    let circle = |mut cubes: Vec<Cube>| {
        let spec = spec("care_review", &["care", "review"]);
        cubes.push(Cube {
            spec,
            leaves: BTreeMap::new(),
        });
        rounded(cubes)
    };
    let outcomes = variants(&["unit_care", "unit_review"]).into_iter();
    same(&outcomes.map(circle).collect::<Vec<_>>());
}

#[test]
fn a_refused_roster_takes_the_same_work_whatever_was_counted() {
    let few: BTreeMap<String, u32> = (0..16).map(|unit| (format!("unit{unit:02}"), 1)).collect();
    let rosters = Rosters::default().with("unit", few);
    let merged = |cubes: Vec<Cube>| {
        let sealed = Protected::seal(cubes);
        let (error, work) = steps(|| merge_by_rosters(sealed, &rosters, 25).err());
        (error.map_or(String::new(), |e| e.to_string()), work)
    };
    let outcomes = variants(&["unit_care", "unit_issue"]).into_iter();
    same(&outcomes.map(merged).collect::<Vec<_>>());
}

#[test]
fn refused_tables_take_the_same_work_whatever_was_counted() {
    let suppressed = |mut cubes: Vec<Cube>| {
        let spec = spec("care_review", &["care", "review"]);
        cubes.push(Cube {
            spec,
            leaves: BTreeMap::new(),
        });
        let policy = SuppressionPolicy::counts(5);
        let occasion = Occasion::first("2024-Q1", "1");
        let (error, work) = steps(|| {
            let months = vec![Protected::seal(cubes)];
            freeze_suppressed(months, &policy, "1", None, 25, &occasion).err()
        });
        (error.map_or(String::new(), |e| e.to_string()), work)
    };
    let outcomes = variants(&["unit_care", "unit_review"]).into_iter();
    same(&outcomes.map(suppressed).collect::<Vec<_>>());
}

#[test]
fn the_steps_would_tell_if_counts_were_looked_at() {
    let outcomes: Vec<(String, u64)> = variants(&["unit_care"]).into_iter().map(rounded).collect();
    assert!(outcomes[3].1 > outcomes[0].1, "{outcomes:?}");
}
