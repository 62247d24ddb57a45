//! Tables on which published tools fail: 0 exact disclosures here, with zeros shown and not.

use std::collections::BTreeMap;

use super::super::{Dimension, SuppressionPolicy, Table, Zeros, suppress};
use super::attacker::Attacker;
use super::shared::{dimension, read, table};

/// Suppresses with zeros shown, usable and protected, and attacks every hidden cell, also with
/// what one sole contributor knows.
fn attack(name: &str, table: &Table, threshold: u64) {
    for zeros in [Zeros::Shown, Zeros::Usable, Zeros::Protected] {
        for base in [SuppressionPolicy::exact_only, SuppressionPolicy::counts] {
            let policy = SuppressionPolicy {
                zeros,
                ..base(threshold)
            };
            let result = suppress(table, &policy).unwrap();
            let least = i64::from(zeros == Zeros::Shown);
            let cells = result.cells.iter();
            let cells = cells.map(|cell| (cell.codes.clone(), cell.value));
            let attacker = Attacker::new(table, cells, least);
            let hidden = result.cells.iter().filter(|cell| cell.value.is_none());
            let hidden: Vec<&Vec<String>> = hidden.map(|cell| &cell.codes).collect();
            let verdict = attacker.verdict(table, result.reasons.keys(), threshold as i64);
            eprintln!("{name} {zeros:?}: {} hidden, {verdict:?}", hidden.len());
            assert_eq!(verdict.exact, 0, "{name} {zeros:?}");
            if policy.hide_existence {
                assert_eq!(
                    (verdict.existence, verdict.narrow),
                    (0, 0),
                    "{name} {zeros:?}"
                );
            }
            if zeros == Zeros::Shown {
                assert!(hidden.iter().all(|cell| attacker.truth(table, cell) > 0));
            }
            assert_eq!(result.exposed, 0, "{name} {zeros:?}");
        }
    }
}

#[test]
fn singletons_that_gave_each_other_away() {
    let Some(records) = read("known_failures/issue135_input.csv") else {
        return;
    };
    let dims = vec![
        dimension(&records, "var1", &[]),
        dimension(&records, "var2", &[]),
    ];
    let mut table = table(&records, dims, "values");
    table.show_all();
    attack("issue 135", &table, 3);
}

#[test]
fn hierarchies_that_share_their_lowest_level() {
    let Some(records) = read("known_failures/issue133_linked_input.csv") else {
        return;
    };
    let dims = vec![dimension(&records, "region", &["county", "group"])];
    let mut table = table(&records, dims, "n");
    table.show_all();
    attack("issue 133", &table, 4);
}

#[test]
fn zeros_and_ones_beside_a_shown_total() {
    let Some(records) = read("known_failures/issue194_zeros_and_ones.csv") else {
        return;
    };
    let mut cases: BTreeMap<&String, Vec<(&String, u64)>> = BTreeMap::new();
    for record in &records {
        if record["cell"] != "total" {
            let own = (&record["cell"], record["freq"].parse().unwrap());
            cases.entry(&record["case"]).or_default().push(own);
        }
    }
    for (case, cells) in cases {
        let codes = cells.iter().map(|(code, _)| (*code).clone());
        let dims = vec![Dimension::new("cell", codes).with_total("total").unwrap()];
        let mut table = Table::new(dims);
        for (code, cases) in cells {
            let content = super::super::Content::Count {
                persons: cases,
                cases,
            };
            table.record(&[code], content).unwrap();
        }
        table.show_all();
        attack(&format!("issue 194 case {case}"), &table, 2);
    }
}
