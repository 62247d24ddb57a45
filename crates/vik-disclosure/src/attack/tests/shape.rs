//! What the system of a ledger looks like: cycles, windows, populations of their own.

use super::small::{Seed, history, month, spec};
use crate::attack::{Options, attack, attack_cell};
use crate::ledger::{Declaration, Ledger, published_statements};
use crate::{Measure, PublishedCube, PublishedLeaf};

/// Cubes as if published without rounding.
fn bare(seed: u64, size: u64) -> Vec<PublishedCube> {
    month(&mut Seed(seed), size)
        .into_iter()
        .map(|cube| PublishedCube {
            leaves: cube
                .leaves
                .iter()
                .map(|(leaf, pair)| PublishedLeaf {
                    codes: leaf
                        .iter()
                        .zip(&cube.spec.dims)
                        .map(|(code, dim)| dim.codes[usize::from(*code)].clone())
                        .collect(),
                    persons: pair.persons,
                    cases: pair.cases,
                })
                .collect(),
            spec: cube.spec,
        })
        .collect()
}

fn ledger(cubes: &[PublishedCube], period: &str) -> Ledger {
    published_statements(cubes, period, "analyst", &Declaration::mother(3))
        .into_iter()
        .collect()
}

#[test]
fn a_cyclic_set_is_said_to_be_no_exact_model() {
    let gate = Options {
        sample: Some(0),
        ..Options::default()
    };
    let mut cubes = bare(1, 30);
    assert!(attack(&ledger(&cubes, "2024-01"), &gate).exact_model);
    // Unit by lead time closes the circle unit - route - lead time.
    cubes.push(PublishedCube {
        spec: spec("g", &["unit", "lead"]),
        leaves: Vec::new(),
    });
    assert!(!attack(&ledger(&cubes, "2024-01"), &gate).exact_model);
}

#[test]
fn quarters_of_published_months_are_implied_and_windows_of_their_own_are_not() {
    let gate = Options {
        sample: Some(0),
        ..Options::default()
    };
    let history = history(8, 3, 30);
    let both: Ledger = history.statements.iter().cloned().collect();
    let quarters = both.seen_by(&["leadership"]).len();
    let report = attack(&both, &gate);
    assert_eq!((report.implied, report.parts), (quarters, 3));
    let alone = attack(&both.seen_by(&["leadership"]), &gate);
    assert_eq!((alone.implied, alone.parts), (0, 1));
    // A cube that counts a window stands alone and ties its own months together.
    let mut cubes = bare(2, 30);
    cubes.truncate(2);
    cubes[1].spec.linked = false;
    cubes[1].spec.measure = Measure::Window;
    let mut windows = ledger(&cubes, "2024-01");
    windows.extend(ledger(&cubes, "2024-02").statements());
    assert!(windows.periods().contains(&"2022-03..2024-02"));
    let report = attack(&windows, &gate);
    assert_eq!((report.implied, report.parts), (0, 3));
}

#[test]
fn audiences_are_filtered_and_united() {
    let history = history(4, 3, 20);
    let ledger: Ledger = history.statements.iter().cloned().collect();
    assert_eq!(ledger.audiences(), ["analyst", "leadership"]);
    let sizes = [
        &["analyst"][..],
        &["leadership"],
        &["analyst", "leadership"],
        &["nobody"],
    ]
    .map(|audiences| ledger.seen_by(audiences).len());
    assert_eq!(sizes[0] + sizes[1], sizes[2]);
    assert!(sizes[0] > 0 && sizes[1] > 0 && sizes[3] == 0);
    assert!(
        attack(&ledger.seen_by(&["nobody"]), &Options::default())
            .samples
            .is_empty()
    );
}

#[test]
fn a_chosen_cell_tells_what_colleagues_learn() {
    let history = history(6, 3, 40);
    let ledger: Ledger = history.statements.iter().cloned().collect();
    let leaf = |period: &str, value: u32| {
        let fits = |leaf: &&crate::ledger::Statement| {
            let full = leaf.cube == "b" && leaf.codes.len() == 3 && leaf.period == period;
            full && leaf.value == Some(value) && leaf.measure == crate::ledger::Counted::Cases
        };
        history.statements.iter().find(fits).unwrap().cell()
    };
    let options = Options::default();
    let report = attack_cell(&ledger, &leaf("2024-02", 0), &options).unwrap();
    assert_eq!(
        (report.sampled.interval.low, report.sampled.interval.high),
        (0.0, Some(2.0))
    );
    // One with two cases, or two with one each, learn that there is nobody else.
    assert_eq!(report.colleagues.len(), 2);
    assert!(
        report
            .colleagues
            .iter()
            .all(|learnt| learnt.others.high == Some(0.0))
    );
    // The quarter is the sum of its months for who reads both, and wider for who reads it alone.
    let quarter = leaf("2024-Q1", 5);
    let both = attack_cell(&ledger, &quarter, &options).unwrap().sampled;
    let alone = attack_cell(&ledger.seen_by(&["leadership"]), &quarter, &options)
        .unwrap()
        .sampled;
    assert_eq!(both.shown, Some(5));
    assert!(both.interval.width() <= alone.interval.width());
    assert!(both.interval.low >= alone.interval.low && both.interval.high <= alone.interval.high);
    let unknown = crate::ledger::Cell {
        cube: "z".to_owned(),
        ..quarter
    };
    assert!(attack_cell(&ledger, &unknown, &options).is_none());
}
