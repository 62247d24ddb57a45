//! Frozen cubes: the attackers find exactly what the theorem allows, and nothing more.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::small::history;
use crate::attack::{Options, Sampled, Verdict, attack, attack_lines};
use crate::ledger::{
    Cell, Counted, Ledger, Rule, Statement, published_statements, read_statements, write_statements,
};

fn options(sample: usize, whole: bool) -> Options {
    Options {
        sample: Some(sample),
        whole,
        coalition: 0,
        leaves_only: true,
        ..Options::default()
    }
}

/// The interval that the theorem gives a leaf of a month: `[max(0, P - 2), P + 2]`, where a
/// published positive number proves one case, and persons are at least half of the cases.
fn theorem(sampled: &Sampled, shown: &BTreeMap<Cell, i64>) -> (f64, f64) {
    let of = |measure| {
        let cell = Cell {
            measure,
            ..sampled.cell.clone()
        };
        shown[&cell]
    };
    let least = |value: i64| (value - 2).max(0);
    let low = match sampled.cell.measure {
        Counted::Cases => least(of(Counted::Cases)),
        Counted::Persons => least(of(Counted::Persons)).max((least(of(Counted::Cases)) + 1) / 2),
    };
    (low as f64, (of(sampled.cell.measure) + 2) as f64)
}

fn shown(statements: &[Statement]) -> BTreeMap<Cell, i64> {
    statements
        .iter()
        .filter_map(|statement| Some((statement.cell(), i64::from(statement.value?))))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn the_attacker_equals_the_theorem(seed: u64, size in 5_u64..80, whole: bool) {
        let history = history(seed, 3, size);
        let ledger: Ledger = history.statements.iter().cloned().collect();
        let shown = shown(&history.statements);
        for audiences in [&["analyst"][..], &["leadership"], &["analyst", "leadership"]] {
            let report = attack(&ledger.seen_by(audiences), &options(6, whole));
            prop_assert!(report.exact_model && !report.contradiction);
            prop_assert!(!report.discloses(), "{:?}", report.findings.first());
            prop_assert_eq!(report.sampled.cells, 6);
            prop_assert_eq!(report.sampled.unproven, 0);
            for sampled in &report.samples {
                if audiences.contains(&"analyst") {
                    // Quarters say nothing that their months do not say.
                    prop_assert!(!sampled.cell.period.contains('Q'));
                    let found = (sampled.interval.low, sampled.interval.high.unwrap());
                    prop_assert_eq!(found, theorem(sampled, &shown));
                }
            }
        }
    }

    #[test]
    fn a_ledger_file_says_what_the_ledger_says(seed: u64) {
        let history = history(seed, 1, 20);
        let text = write_statements(&history.statements);
        prop_assert_eq!(&read_statements(&text).unwrap(), &history.statements);
        let ledger: Ledger = history.statements.iter().cloned().collect();
        prop_assert!(ledger.statements().eq(history.statements.iter().cloned()));
        let options = options(2, true);
        prop_assert_eq!(attack_lines(&text, &options).unwrap(), attack(&ledger, &options));
    }
}

#[test]
fn every_leaf_and_controlled_margin_is_stated_and_adds_up() {
    let history = history(5, 1, 60);
    let cube = &history.months[0][0];
    let statements = published_statements(
        std::slice::from_ref(cube),
        "2024-01",
        "analyst",
        &crate::ledger::Declaration::mother(3),
    );
    let leaves: Vec<&Statement> = statements
        .iter()
        .filter(|statement| statement.codes.len() == 3)
        .collect();
    // 5 units by 4 categories, two measures; margins by unit, group and category, and the total.
    assert_eq!(leaves.len(), 40);
    assert_eq!(statements.len(), 2 * (20 + 5 + 2 + 4 + 1));
    for statement in &statements {
        let agrees = |leaf: &&&Statement| {
            leaf.measure == statement.measure
                && statement
                    .codes
                    .iter()
                    .all(|(name, code)| leaf.codes.get(name) == Some(code))
        };
        let sum: u32 = leaves
            .iter()
            .filter(agrees)
            .filter_map(|leaf| leaf.value)
            .sum();
        assert_eq!(Some(sum), statement.value);
    }
}

#[test]
fn a_line_out_of_format_is_named_by_number() {
    let good = r#"{"cube":"a","population":"cases","period":"2024-01","audience":"x","codes":{},"measure":"cases","value":3,"rule":{"kind":"exact"}}"#;
    assert_eq!(read_statements(&format!("\n{good}\n")).unwrap().len(), 1);
    for (from, to) in [
        ("\"exact\"", "\"hidden\""),
        (":3,", ":null,"),
        (":3,", ":\"secret\","),
        ("\"codes\":{},", ""),
        (
            "{\"kind\":\"exact\"}",
            "{\"kind\":\"rounded\",\"base\":2,\"tolerance\":1,\"zero_stays_zero\":true}",
        ),
        ("}}", "}"),
    ] {
        let error = read_statements(&format!("{good}\n{}", good.replace(from, to))).unwrap_err();
        assert_eq!(error.line, 2);
        assert!(!error.to_string().contains("secret"));
    }
}

#[test]
fn a_registered_total_is_used_and_a_story_is_a_statement() {
    let history = history(9, 1, 40);
    let ledger: Ledger = history.statements.iter().cloned().collect();
    let total = history
        .statements
        .iter()
        .find(|statement| statement.codes.is_empty() && statement.measure == Counted::Cases)
        .unwrap();
    // Somebody knows that the whole force had two cases fewer than published.
    let known = Statement {
        value: Some(40),
        rule: Rule::Exact,
        ..total.clone()
    };
    let mut options = options(8, true);
    let before = attack(&ledger, &options);
    options.known = vec![known];
    let after = attack(&ledger, &options);
    assert!(!after.contradiction);
    let width = |report: &crate::attack::Report| -> f64 {
        report
            .samples
            .iter()
            .map(|sampled| sampled.interval.width())
            .sum()
    };
    assert!(width(&after) <= width(&before));
    // A story whose facets five persons share raises the lower bound of its leaf.
    let leaf = history
        .statements
        .iter()
        .find(|leaf| {
            leaf.cube == "a"
                && leaf.value == Some(3)
                && leaf.measure == Counted::Persons
                && leaf.codes.len() == 3
        })
        .unwrap();
    let mut told = ledger.clone();
    told.add(&Statement {
        cube: "story 1".to_owned(),
        value: Some(5),
        rule: Rule::AtLeast,
        ..leaf.clone()
    });
    options.known.clear();
    options.sample = None;
    let report = attack(&told, &options);
    let found = report
        .samples
        .iter()
        .find(|sampled| sampled.cell == leaf.cell())
        .unwrap();
    assert_eq!((found.interval.low, found.interval.high), (5.0, Some(5.0)));
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.verdict == Verdict::Exact)
    );
}

#[test]
fn colleagues_learn_what_base_three_cannot_hide() {
    let history = history(3, 1, 40);
    let ledger: Ledger = history.statements.iter().cloned().collect();
    let mut options = options(12, true);
    options.coalition = 3;
    let report = attack(&ledger, &options);
    let zeros = report
        .samples
        .iter()
        .filter(|sampled| sampled.shown == Some(0) && sampled.cell.measure == Counted::Cases)
        .count();
    assert!(zeros > 0);
    // Two of them in a cell published as zero know that there is nobody else; one does not, unless
    // that one has two cases.
    let exact: Vec<usize> = report
        .coalitions
        .iter()
        .map(|size| size.counts.exact)
        .collect();
    assert!(exact[0] >= zeros && exact[1] >= zeros);
    let told = report
        .findings
        .iter()
        .find(|finding| finding.verdict == Verdict::Exact)
        .unwrap();
    assert!(
        told.sentence.nl.contains("collega's"),
        "{}",
        told.sentence.nl
    );
    assert!(!report.discloses());
}
