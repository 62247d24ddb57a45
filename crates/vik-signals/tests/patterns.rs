//! Recurring issues and combinations on made-up published counts.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use vik_signals::combination::{Table, out_of_proportion};
use vik_signals::recurring::{Kind, QUARTERS, recurring};
use vik_signals::returning::{Profile, Returning, returning};

fn codes(letter: char, n: usize) -> Vec<String> {
    (0..n).map(|i| format!("{letter}{i}")).collect()
}

/// Ten units, eight issues; three cases of each issue in every unit and quarter but what is changed.
fn year(change: impl Fn(usize, usize, usize) -> Option<f64>) -> Vec<f64> {
    let mut now = Vec::new();
    for unit in 0..10 {
        for issue in 0..8 {
            now.extend((0..QUARTERS).map(|q| change(unit, issue, q).unwrap_or(3.0)));
        }
    }
    now
}

fn found(now: &[f64]) -> Vec<vik_signals::recurring::Recurring> {
    let (units, issues) = (codes('U', 10), codes('I', 8));
    let before = vec![300.0; 8];
    recurring(
        &units,
        &[Kind {
            issues: &issues,
            now,
            before: &before,
        }],
    )
}

#[test]
fn nothing_recurs_where_all_is_as_before() {
    assert_eq!(found(&year(|_, _, _| None)), vec![]);
}

#[test]
fn one_unit_is_told_alone_and_three_together() {
    let one = found(&year(|u, i, _| ((u, i) == (4, 2)).then_some(15.0)));
    assert_eq!(one.len(), 1);
    assert_eq!(
        (one[0].issue.as_str(), one[0].units[0].unit.as_str()),
        ("I2", "U4")
    );
    assert!(!one[0].several());
    assert_eq!(one[0].units[0].quarters, [15.0; 4]);
    let three = found(&year(|u, i, _| (u < 3 && i == 5).then_some(15.0)));
    assert_eq!(three.len(), 1);
    assert!(three[0].several());
    assert_eq!(three[0].units.len(), 3);
}

#[test]
fn one_bad_quarter_does_not_recur() {
    let once = found(&year(|u, i, q| match (u, i, q) {
        (4, 2, 1) => Some(60.0),
        (4, 2, _) => Some(0.0),
        _ => None,
    }));
    assert_eq!(once, vec![]);
}

#[test]
fn a_cause_out_of_proportion_is_found_given_its_history() {
    let (first, second) = (codes('I', 10), codes('C', 6));
    // Issue 3 always had mostly cause 1: that is its profile, not news. Issue 7 has cause 4 anew.
    let profile = |i: usize, c: usize| if (i, c) == (3, 1) { 60.0 } else { 12.0 };
    let before: Vec<f64> = (0..60).map(|k| 4.0 * profile(k / 6, k % 6)).collect();
    let mut now: Vec<f64> = (0..60).map(|k| profile(k / 6, k % 6)).collect();
    now[7 * 6 + 4] = 48.0;
    let table = Table {
        name: "cube",
        first: &first,
        second: &second,
        now: &now,
        before: &before,
    };
    let told = out_of_proportion(&table);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        (told[0].first.as_str(), told[0].second.as_str()),
        ("I7", "C4")
    );
    assert!(told[0].ratio > 1.5 && told[0].observed == 48.0);
    let broken = Table {
        now: &now[1..],
        ..table
    };
    assert_eq!(out_of_proportion(&broken), vec![]);
}

/// Four kinds by five pairs, three cases a quarter of each but what is changed, as in four years before.
fn triples(change: impl Fn(usize, usize, usize) -> Option<f64>) -> Vec<Returning> {
    let categories = codes('K', 4);
    let pairs: Vec<(String, String)> = codes('C', 5).into_iter().zip(codes('O', 5)).collect();
    let cells = (0..4).flat_map(|k| (0..5).map(move |p| (k, p)));
    let now: Vec<f64> = cells
        .flat_map(|(k, p)| (0..QUARTERS).map(move |q| (k, p, q)))
        .map(|(k, p, q)| change(k, p, q).unwrap_or(3.0))
        .collect();
    returning(&Profile {
        categories: &categories,
        pairs: &pairs,
        now: &now,
        before: &[48.0; 20],
    })
}

#[test]
fn a_triple_that_comes_back_is_told_once_and_alone() {
    let found = triples(|k, p, _| ((k, p) == (2, 3)).then_some(12.0));
    assert_eq!(found.len(), 1);
    let one = &found[0];
    let codes = (&*one.category, &*one.cause, &*one.circumstance);
    assert_eq!(codes, ("K2", "C3", "O3"));
    assert_eq!(one.quarters, [12.0; 4]);
}

#[test]
fn a_triple_of_one_quarter_or_as_before_is_not_told() {
    assert_eq!(triples(|_, _, _| None), vec![]);
    let once = triples(|k, p, q| match (k, p, q) {
        (2, 3, 0) => Some(48.0),
        (2, 3, _) => Some(0.0),
        _ => None,
    });
    assert_eq!(once, vec![]);
}
