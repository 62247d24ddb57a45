//! Each primary rule on a table small enough to check by hand.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    Content, Contribution, Dimension, Dominance, Reason, Rosters, SuppressionPolicy, Table,
    suppress,
};

fn units(counts: &[(&str, u64, u64)]) -> Table {
    let codes = counts.iter().map(|(code, ..)| *code);
    let mut table = Table::new(vec![
        Dimension::new("unit", codes).with_total("all").unwrap(),
    ]);
    for (code, persons, cases) in counts {
        let content = Content::Count {
            persons: *persons,
            cases: *cases,
        };
        table.record(&[code], content).unwrap();
    }
    table.show_all();
    table
}

fn reasons(table: &Table, policy: &SuppressionPolicy) -> BTreeMap<String, BTreeSet<Reason>> {
    let result = suppress(table, policy).unwrap();
    let reasons = result.reasons.into_iter();
    reasons
        .map(|(cell, reasons)| (cell.join(" "), reasons))
        .collect()
}

fn one(reason: Reason) -> BTreeSet<Reason> {
    BTreeSet::from([reason])
}

/// The threshold counts persons: six cases of two persons are two.
#[test]
fn the_threshold_counts_persons_not_cases() {
    let table = units(&[("a", 2, 6), ("b", 6, 6), ("c", 9, 11), ("d", 8, 9)]);
    let found = reasons(&table, &SuppressionPolicy::counts(5));
    assert_eq!(
        found,
        BTreeMap::from([("a".to_owned(), one(Reason::Threshold))])
    );
}

/// A roster of 9 hides whatever the count is; 30 of 40 staff is more than half.
#[test]
fn rosters_and_shares_of_staff() {
    let mut table = units(&[("a", 8, 8), ("b", 30, 30), ("c", 20, 20), ("d", 20, 21)]);
    let staff = [("a", 9), ("b", 40), ("c", 400), ("d", 500)];
    table.set_rosters(Rosters {
        dimension: "unit".to_owned(),
        staff: staff.map(|(code, staff)| (code.to_owned(), staff)).into(),
    });
    let policy = SuppressionPolicy {
        minimum_roster: 25,
        staff_percent: 50,
        ..SuppressionPolicy::counts(5)
    };
    let found = reasons(&table, &policy);
    let both = BTreeSet::from([Reason::Roster, Reason::StaffShare]);
    assert_eq!(found["a"], both);
    assert_eq!(found["b"], one(Reason::StaffShare));
    assert_eq!(found.len(), 2);
}

fn losses(cells: &[(&str, &[u64])]) -> Table {
    let codes = cells.iter().map(|(code, _)| *code);
    let mut table = Table::new(vec![
        Dimension::new("unit", codes).with_total("all").unwrap(),
    ]);
    let mut contributor = 0;
    for (code, values) in cells {
        let mut shares = Vec::new();
        for value in *values {
            contributor += 1;
            shares.push(Contribution {
                contributor,
                value: *value,
            });
        }
        table.record(&[code], Content::Magnitude(shares)).unwrap();
    }
    table.show_all();
    table
}

/// a: 60 of 100 is no more than 60 %; b: 61 is. One loss of 90 % is caught (attack A17).
#[test]
fn dominance_looks_at_the_largest_contributors() {
    let table = losses(&[
        ("a", &[60, 20, 20]),
        ("b", &[61, 20, 19]),
        ("c", &[900, 50, 50]),
        ("d", &[40, 30, 30]),
    ]);
    let policy = SuppressionPolicy {
        dominance: Some(Dominance {
            largest: 1,
            percent: 60,
        }),
        ..SuppressionPolicy::magnitudes(0)
    };
    let found = reasons(&table, &policy);
    let keys: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(keys, ["all", "b", "c"]);
}

/// p = 10: a leaves 9 of 100 beside the two largest, less than 10 % of the largest; b leaves 10.
#[test]
fn p_percent_asks_what_the_second_largest_can_estimate() {
    let table = losses(&[
        ("a", &[100, 50, 9]),
        ("b", &[100, 50, 10]),
        ("c", &[100, 90, 80]),
    ]);
    let found = reasons(&table, &SuppressionPolicy::magnitudes(10));
    assert_eq!(
        found,
        BTreeMap::from([("a".to_owned(), one(Reason::PPercent))])
    );
    // With two colleagues who pool, the two largest others are gone, and nothing is left of any.
    let pooled = SuppressionPolicy {
        coalition: 2,
        ..SuppressionPolicy::magnitudes(10)
    };
    assert_eq!(reasons(&table, &pooled).len(), 3);
}

/// The same person in two cells is one contributor to their total.
#[test]
fn a_contributor_is_counted_once_in_a_margin() {
    let mut table = Table::new(vec![
        Dimension::new("unit", ["a", "b"])
            .with_total("all")
            .unwrap(),
    ]);
    for unit in ["a", "b"] {
        let share = Contribution {
            contributor: 7,
            value: 50,
        };
        table
            .record(&[unit], Content::Magnitude(vec![share]))
            .unwrap();
    }
    table.show_all();
    let found = reasons(&table, &SuppressionPolicy::counts(2));
    assert_eq!(found["all"], one(Reason::Threshold));
}
