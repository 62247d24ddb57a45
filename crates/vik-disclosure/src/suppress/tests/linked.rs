//! Linked tables: protected one after the other, attacked together.

use std::collections::BTreeMap;
use std::time::Instant;

use super::super::sets::layout;
use super::super::{
    Suppressed, SuppressedTables, SuppressionPolicy, Zeros, freeze_suppressed, told_suppressed,
    verify_suppressed,
};
use crate::attack::{Options, attack};
use crate::ledger::Ledger;
use crate::tests::months::{month, spec, specs};
use crate::{Cube, FreezeError, Occasion, Protected, ReleaseRecord};

fn policy() -> SuppressionPolicy {
    SuppressionPolicy {
        effort: 0,
        ..SuppressionPolicy::counts(5)
    }
}

/// Counts of a quarter, cut to some of the cubes.
fn quarter(seed: u64, cases: usize, names: &[&str]) -> Vec<Cube> {
    let cubes = month(seed, cases).into_iter();
    cubes
        .filter(|cube| names.is_empty() || names.contains(&cube.spec.id.as_str()))
        .collect()
}

fn released(cubes: Vec<Cube>, policy: &SuppressionPolicy) -> Result<Suppressed, FreezeError> {
    let occasion = Occasion::first("2024-Q1", "1");
    freeze_suppressed(
        vec![Protected::seal(cubes)],
        policy,
        "1",
        None,
        25,
        &occasion,
    )
}

fn attacked(tables: &SuppressedTables, sample: Option<usize>) -> crate::attack::Report {
    let ledger: Ledger = told_suppressed(tables, "2024-Q1").into_iter().collect();
    let options = Options {
        sample,
        coalition: 0,
        zeros_shown: tables.zeros_shown,
        ..Options::default()
    };
    attack(&ledger, &options)
}

const FEW: &[&str] = &[
    "unit_care",
    "unit_triage",
    "unit_feedback",
    "route_disposition",
    "category_reporter",
    "staff_vulnerability",
];

#[test]
fn the_shipped_tables_can_be_laid_out_and_crossing_ones_are_refused() {
    let found = layout(&specs()).unwrap();
    assert_eq!(found.order.len(), specs().len());
    let mut crossing = spec("unit_category_finding", &["unit", "category", "finding"]);
    crossing.margins = vec![
        vec!["unit".to_owned(), "finding".to_owned()],
        vec!["category".to_owned(), "finding".to_owned()],
    ];
    let refusal = layout(&[crossing, spec("unit_issue", &["unit", "issue"])]).unwrap_err();
    assert_eq!(refusal.rule, "tables that cross");
    let circle = [
        spec("one", &["unit", "care"]),
        spec("two", &["care", "route"]),
        spec("three", &["route", "unit"]),
    ];
    assert_eq!(layout(&circle).unwrap_err().rule, "tables in a circle");
}

#[test]
fn together_they_give_away_nothing_that_is_small() {
    for seed in 0..4 {
        let started = Instant::now();
        let found = released(quarter(seed, 400, FEW), &policy()).unwrap();
        let tables = found.released.value();
        let cells: usize = tables.tables.iter().map(|table| table.cells.len()).sum();
        let shown = tables.tables.iter().flat_map(|table| &table.cells);
        let shown = shown.filter(|cell| cell.cases.is_some()).count();
        eprintln!(
            "seed {seed}: {shown} of {cells} cells shown, {:.2} s",
            started.elapsed().as_secs_f64()
        );
        assert!(shown * 4 > cells);
        let report = attacked(tables, Some(30));
        assert!(!report.discloses(), "{:?}", report.findings);
        assert!(report.exact_model && !report.contradiction);
        assert!(report.sampled.cells > 0);
    }
}

#[test]
fn what_tables_share_is_shown_alike_in_all_of_them() {
    for seed in 0..3 {
        let found = released(quarter(seed, 250, FEW), &policy()).unwrap();
        let tables = &found.released.value().tables;
        let mut known = BTreeMap::new();
        for cell in tables.iter().flat_map(|table| &table.cells) {
            let before = known.insert(&cell.codes, cell.cases);
            assert!(before.is_none_or(|before| before == cell.cases));
        }
    }
}

#[test]
fn the_same_counts_in_any_order_give_the_same_tables() {
    let cubes = quarter(2, 300, FEW);
    let mut turned = cubes.clone();
    turned.reverse();
    let one = released(cubes, &policy()).unwrap();
    let other = released(turned, &policy()).unwrap();
    assert_eq!(one.released.value(), other.released.value());
    assert_eq!(one.released.record(), other.released.record());
}

#[test]
fn zeros_cannot_all_be_shown_in_linked_tables() {
    let shown = SuppressionPolicy {
        zeros: Zeros::Shown,
        ..policy()
    };
    let error = released(quarter(1, 100, FEW), &shown).err().unwrap();
    assert!(error.to_string().contains("zeros"), "{error}");
    let one = released(quarter(1, 400, &["unit_care"]), &shown).unwrap();
    assert!(one.released.value().zeros_shown);
    assert!(!attacked(one.released.value(), None).discloses());
}

#[test]
fn a_changed_cell_table_or_rule_is_found() {
    let found = released(quarter(1, 300, FEW), &policy()).unwrap();
    let (tables, record) = found.released.into_parts();
    let history = |record: &ReleaseRecord, tables: &SuppressedTables| {
        verify_suppressed(&[(record.clone(), tables.clone())])
    };
    history(&record, &tables).unwrap();
    for table in 0..tables.tables.len() {
        for cell in (0..tables.tables[table].cells.len()).step_by(17) {
            let mut changed = tables.clone();
            let value = &mut changed.tables[table].cells[cell].cases;
            *value = value.map_or(Some(0), |value| Some(value + 1));
            assert!(history(&record, &changed).is_err());
            changed.tables[table].cells.remove(cell);
            assert!(history(&record, &changed).is_err());
        }
    }
    let mut changed = tables.clone();
    changed.threshold = 3;
    assert!(history(&record, &changed).is_err());
    let mut changed = tables.clone();
    changed.zeros_shown = true;
    assert!(history(&record, &changed).is_err());
    let mut later = record.clone();
    later.period = "2024-Q2".to_owned();
    assert!(history(&later, &tables).is_err());
}

#[test]
fn refusals_before_the_counts_are_the_same_for_all_counts() {
    let refusal = |seed: u64, cases: usize| {
        let mut cubes = quarter(seed, cases, &["unit_issue", "unit_category_finding"]);
        for cube in &mut cubes {
            if cube.spec.id == "unit_category_finding" {
                cube.spec.margins = vec![
                    vec!["unit".to_owned(), "finding".to_owned()],
                    vec!["category".to_owned(), "finding".to_owned()],
                ];
            }
        }
        released(cubes, &policy()).err().unwrap().to_string()
    };
    let first = refusal(1, 0);
    assert!(
        (2..6).all(|seed| refusal(seed, 60 * seed as usize) == first),
        "{first}"
    );
}

#[test]
fn all_shipped_tables_of_a_quarter_are_protected_together() {
    if std::env::var_os("RUN_SLOW_TESTS").is_none() {
        return;
    }
    for (seed, cases) in [(1, 60), (2, 620)] {
        let started = Instant::now();
        let found = released(quarter(seed, cases, &[]), &policy()).unwrap();
        let tables = &found.released.value().tables;
        for table in tables {
            let shown = table.cells.iter().filter(|cell| cell.cases.is_some());
            eprintln!("{}: {} of {}", table.cube, shown.count(), table.cells.len());
        }
        eprintln!("{cases} cases: {:.1} s", started.elapsed().as_secs_f64());
        assert!(!attacked(found.released.value(), Some(20)).discloses());
    }
}
