//! What a report says, and what it must never say.

use super::naive::Table;
use crate::microdata::sizes::size_bins;
use crate::microdata::{
    FlooredCount, GateRule, GroundDistance, MicrodataError, assess, coarsening_advice, gate_report,
};

/// Twelve persons in unit 0, three in unit 1, of which one has two records; ages differ in unit 1.
fn table() -> Table {
    let mut persons: Vec<i64> = (0..12).collect();
    persons.extend([100, 101, 102, 102]);
    let unit = (0..16).map(|row| u32::from(row >= 12)).collect();
    let age = (0..16).map(|row| if row >= 13 { 1 } else { 0 }).collect();
    let outcome = (0..16).map(|row| row % 4).collect();
    let severity = (0..16)
        .map(|row| if row < 12 { row % 3 } else { 2 })
        .collect();
    Table {
        persons,
        quasi: vec![(unit, 2), (age, 2)],
        sensitive: vec![
            (outcome, 4, GroundDistance::Equal),
            (severity, 3, GroundDistance::Ordered),
        ],
        labels: ["Zeldzaam", "Uniek", "Apart", "Enig"]
            .map(str::to_owned)
            .to_vec(),
        parents: vec![0, 0, 0, 0],
    }
}

#[test]
fn a_report_names_columns_and_no_value() {
    let table = table();
    let sealed = assess(&table.data(), Some(&|_| Some(40))).unwrap();
    let rule = GateRule::default();
    let report = gate_report(&sealed, &rule).unwrap();
    let advice = coarsening_advice(&sealed, &rule).unwrap();
    let text = serde_json::to_string(&(&report, &advice)).unwrap();
    assert!(table.labels.iter().all(|label| !text.contains(label)));
    assert!(text.contains("\"<5\"") && text.contains("closed side"));
    assert_eq!((report.k, report.k_rows), (1, 1));
    assert_eq!(report.persons, FlooredCount::Shown(15));
    assert_eq!(report.below_k.persons, FlooredCount::Below(5));
    assert!(!report.passes);
    assert_eq!(report.quasi_identifiers, ["a", "b"]);
    // Fewer columns first; of one size the set that singles out most persons first.
    let sets: Vec<Vec<String>> = advice
        .worst_sets
        .into_iter()
        .map(|set| set.columns)
        .collect();
    assert_eq!(sets, [vec!["a"], vec!["b"], vec!["a", "b"]]);
    // The unit has a coarser level in which both units are one: it comes first.
    assert_eq!(advice.coarsen_first[0].column, "a");
    // Three classes are fewer than the floor: no bins at all.
    assert!(report.class_sizes.is_empty());
}

#[test]
fn findings_tell_enforced_rules_from_reported_ones() {
    let table = table();
    let sealed = assess(&table.data(), None).unwrap();
    let report = gate_report(&sealed, &GateRule::default()).unwrap();
    let rules: Vec<(&str, Option<&str>, bool)> = report
        .findings
        .iter()
        .map(|finding| (finding.rule, finding.column.as_deref(), finding.enforced))
        .collect();
    assert_eq!(
        rules,
        [
            ("k", None, true),
            ("diversity", Some("s"), true),
            ("closeness", Some("s"), false),
            ("diversity", Some("t"), true),
            ("closeness", Some("t"), false),
        ]
    );
    assert_eq!(report.sensitive[1].l, 1);
    assert_eq!(
        report.sensitive[1].one_value.classes,
        FlooredCount::Below(5)
    );
}

#[test]
fn the_roster_is_asked_by_label_and_groups_are_alarmed() {
    let table = table();
    let roster = |labels: &[&str]| match labels {
        ["Zeldzaam", _] => Some(20),
        ["Uniek", "Uniek"] => None,
        _ => Some(0),
    };
    let sealed = assess(&table.data(), Some(&roster)).unwrap();
    let report = gate_report(&sealed, &GateRule::default()).unwrap();
    let found = report.roster.unwrap();
    assert_eq!(found.unknown.classes, FlooredCount::Below(5));
    assert_eq!(found.smallest, Some(0));
    // One person where nobody fits: 1 / 1; twelve of twenty is 0.6. Unknown: no share.
    assert_eq!(found.largest_share, Some(1.0));
    assert_eq!(found.group_disclosure.rows, FlooredCount::Shown(13));
    assert_eq!(found.below_roster.rows, FlooredCount::Shown(16));
    let half = |_: &[&str]| Some(24);
    let sealed = assess(&table.data(), Some(&half)).unwrap();
    let report = gate_report(&sealed, &GateRule::default()).unwrap();
    // Exactly half is allowed.
    assert!(report.roster.unwrap().group_disclosure.classes.is_zero());
}

#[test]
fn a_table_that_hides_everyone_passes() {
    let mut table = table();
    table.quasi = vec![(vec![0; 16], 1), (vec![0; 16], 1)];
    let sealed = assess(&table.data(), Some(&|_| Some(40))).unwrap();
    let report = gate_report(&sealed, &GateRule::default()).unwrap();
    assert!(report.passes && report.findings.is_empty());
    assert_eq!((report.k, report.k_rows), (15, 16));
    assert!(report.sensitive.iter().all(|sensitive| sensitive.t == 0.0));
    let strict = GateRule {
        k: 16,
        ..GateRule::default()
    };
    assert!(!gate_report(&sealed, &strict).unwrap().passes);
}

#[test]
fn bins_widen_until_they_hold_five_classes() {
    let persons = [1, 1, 1, 3, 4, 6, 7, 8, 9, 9, 9, 25, 100];
    let rows: Vec<u32> = persons.iter().map(|persons| persons + 1).collect();
    let bins = size_bins(&persons, &rows, 5, 5);
    let edges: Vec<(u32, u32, u64)> = bins
        .iter()
        .map(|bin| (bin.from, bin.to, bin.classes))
        .collect();
    // 1 holds three classes and joins 2 to 4; the two largest classes join 5 to 9.
    assert_eq!(edges, [(1, 4, 5), (5, 159, 8)]);
    assert_eq!(bins.iter().map(|bin| bin.persons).sum::<u64>(), 183);
    assert_eq!(bins.iter().map(|bin| bin.rows).sum::<u64>(), 196);
    assert!(size_bins(&persons[..4], &rows[..4], 5, 5).is_empty());
}

#[test]
fn columns_that_do_not_fit_are_named() {
    let error = |change: fn(&mut Table)| {
        let mut table = table();
        change(&mut table);
        assess(&table.data(), None).err().unwrap()
    };
    let column = || "b".to_owned();
    assert_eq!(
        error(|table| table.quasi[1].0[3] = 2),
        MicrodataError::Code { column: column() }
    );
    assert_eq!(
        error(|table| {
            table.quasi[1].0.pop();
        }),
        MicrodataError::Length { column: column() }
    );
    assert_eq!(
        error(|table| table.quasi.clear()),
        MicrodataError::NoQuasiIdentifier
    );
    assert_eq!(error(|table| table.persons.clear()), MicrodataError::Rows);
    let table = table();
    let mut data = table.data();
    data.sensitive[0].name = "a";
    assert!(matches!(
        assess(&data, None),
        Err(MicrodataError::Twice { .. })
    ));
    let mut data = table.data();
    data.quasi_identifiers[0].coarser = Some(&[0]);
    assert!(matches!(
        assess(&data, None),
        Err(MicrodataError::Coarser { .. })
    ));
}

#[test]
fn rules_outside_their_limits_are_named() {
    let table = table();
    let sealed = assess(&table.data(), None).unwrap();
    let loose = |change: fn(&mut GateRule)| {
        let mut rule = GateRule::default();
        change(&mut rule);
        gate_report(&sealed, &rule).unwrap_err().setting
    };
    assert_eq!(loose(|rule| rule.k = 2), "k");
    assert_eq!(loose(|rule| rule.minimum_roster = 4), "minimum_roster");
    assert_eq!(loose(|rule| rule.largest_share = 1.01), "largest_share");
    assert_eq!(loose(|rule| rule.largest_share = f64::NAN), "largest_share");
    assert_eq!(loose(|rule| rule.diversity = 0), "diversity");
    assert_eq!(loose(|rule| rule.closeness = 0.0), "closeness");
    assert_eq!(loose(|rule| rule.floor = 2), "floor");
}
