//! Laws that hold for every table.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::{Content, Dimension, SuppressionPolicy, Table, Zeros, suppress};
use super::attacker::Attacker;
use super::examples::hidden;

type Rows = Vec<(usize, usize, u64)>;

fn table(rows: &Rows) -> Table {
    let units = ["u0", "u1", "u2", "u3", "u4", "u5"];
    let issues = ["i0", "i1", "i2", "i3"];
    let dims = vec![
        Dimension::new("unit", units)
            .with_total("all")
            .unwrap()
            .with_group("north", ["u0", "u1", "u2"])
            .unwrap()
            .with_group("coast", ["u2", "u3"])
            .unwrap(),
        Dimension::new("issue", issues).with_total("all").unwrap(),
    ];
    let mut table = Table::new(dims);
    for (unit, issue, cases) in rows {
        let content = Content::Count {
            persons: *cases,
            cases: *cases,
        };
        table
            .record(&[units[*unit], issues[*issue]], content)
            .unwrap();
    }
    table.fill_zeros();
    table.show_all();
    table
}

fn zeros() -> impl Strategy<Value = Zeros> {
    prop_oneof![
        Just(Zeros::Shown),
        Just(Zeros::Usable),
        Just(Zeros::Protected)
    ]
}

fn rows() -> impl Strategy<Value = Rows> {
    prop::collection::vec((0_usize..6, 0_usize..4, 0_u64..9), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_sensitive_is_exact_narrow_or_proven_to_exist(
        rows in rows(), zeros in zeros(), threshold in 2_u64..5,
    ) {
        let table = table(&rows);
        let policy = SuppressionPolicy { zeros, nested: false, ..SuppressionPolicy::counts(threshold) };
        let result = suppress(&table, &policy).unwrap();
        prop_assert_eq!(result.exposed, 0);
        let cells = result.cells.iter().map(|cell| (cell.codes.clone(), cell.value));
        let attacker = Attacker::new(&table, cells, i64::from(zeros == Zeros::Shown));
        let verdict = attacker.verdict(&table, result.reasons.keys(), threshold as i64);
        prop_assert_eq!((verdict.exact, verdict.existence, verdict.narrow), (0, 0, 0));
        // A colleague knows of one case somewhere: still nothing sensitive is narrow.
        for (place, value) in attacker.values().into_iter().enumerate().filter(|(_, own)| *own > 0).take(3) {
            let known = BTreeMap::from([(place, value.min(1))]);
            for cell in result.reasons.keys() {
                let (low, high) = attacker.interval(&table, cell, &known);
                prop_assert!(high - low >= threshold as i64 - 1, "{} {}", low, high);
            }
        }
    }

    #[test]
    fn a_larger_threshold_never_shows_more(rows in rows(), zeros in zeros()) {
        let table = table(&rows);
        let mut before = None;
        for threshold in 1..=5 {
            let policy = SuppressionPolicy { zeros, ..SuppressionPolicy::counts(threshold) };
            let own = hidden(&suppress(&table, &policy).unwrap());
            if let Some(before) = before {
                prop_assert!(own.is_superset(&before), "threshold {}", threshold);
            }
            before = Some(own);
        }
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(rows in rows(), zeros in zeros()) {
        let policy = SuppressionPolicy { zeros, ..SuppressionPolicy::counts(4) };
        let first = suppress(&table(&rows), &policy).unwrap();
        let mut turned = rows.clone();
        turned.reverse();
        let second = suppress(&table(&turned), &policy).unwrap();
        prop_assert!(first == second);
    }

    #[test]
    fn what_is_shown_is_exact_and_adds_up(rows in rows(), zeros in zeros()) {
        let table = table(&rows);
        let policy = SuppressionPolicy { zeros, nested: false, ..SuppressionPolicy::counts(4) };
        let result = suppress(&table, &policy).unwrap();
        let shown: BTreeMap<&[String], i64> = result
            .cells
            .iter()
            .filter_map(|cell| Some((cell.codes.as_slice(), cell.value?)))
            .collect();
        for (cell, value) in &shown {
            if cell[1] == "all" {
                let parts: Option<i64> = ["i0", "i1", "i2", "i3"]
                    .map(|issue| shown.get([cell[0].clone(), issue.to_owned()].as_slice()).copied())
                    .into_iter()
                    .sum();
                prop_assert!(parts.is_none_or(|sum| sum == *value));
            }
        }
    }
}

/// Nothing in the published form tells a primary cell from a complementary one or a zero.
#[test]
fn one_symbol_for_every_reason() {
    let table = table(&vec![
        (0, 0, 1),
        (1, 0, 7),
        (0, 1, 8),
        (1, 1, 9),
        (4, 2, 6),
        (5, 3, 7),
    ]);
    let policy = SuppressionPolicy {
        zeros: Zeros::Protected,
        ..SuppressionPolicy::counts(3)
    };
    let result = suppress(&table, &policy).unwrap();
    let hidden: Vec<_> = result
        .cells
        .iter()
        .filter(|cell| cell.value.is_none())
        .collect();
    assert!(hidden.len() > result.reasons.len());
    assert!(hidden.iter().all(|cell| cell.text() == "×"));
    let json = serde_json::to_value(hidden[0]).unwrap();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["codes", "value"]);
}
