//! A real export in other words than ours.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::{Array, AsArray};

use super::{World, repository, text_of};
use crate::{AdmissionPolicy, Checked, Faulty, IntakeError, Mapping, Rule, Source};

const EXPORT: &str = "../shared/data/philadelphia/complaints_2015-2021.csv";

fn taken(world: &World, mapping: &str) -> Option<Checked> {
    let path = repository(EXPORT);
    if !path.exists() {
        eprintln!("skipped: {EXPORT} is not there");
        return None;
    }
    let mapping = Mapping::parse("mappings/philadelphia.toml", mapping).unwrap();
    Some(world.check(Source::file(path), &mapping).unwrap())
}

/// How many complaints each officer has, and how many rows there are.
fn complaints(checked: &Checked) -> (Vec<u64>, u64) {
    let mut pairs = BTreeSet::new();
    let mut rows = 0;
    for batch in checked.batches(Faulty::LeaveOut).unwrap() {
        let batch = batch.unwrap();
        rows += batch.num_rows() as u64;
        let text = |name: &str| {
            batch
                .batch()
                .column_by_name(name)
                .unwrap()
                .as_string::<i32>()
        };
        let (cases, subjects) = (text("case_id"), text("subject_id"));
        let pair = |row| (subjects.value(row).to_owned(), cases.value(row).to_owned());
        pairs.extend((0..cases.len()).map(pair));
    }
    let mut officers: BTreeMap<&str, u64> = BTreeMap::new();
    for (officer, _) in &pairs {
        *officers.entry(officer).or_default() += 1;
    }
    let mut counts: Vec<u64> = officers.into_values().collect();
    counts.sort_unstable();
    (counts, rows)
}

/// The sums of `ntile(10)`: the first tiles hold one officer more where ten do not divide them.
fn deciles(counts: &[u64]) -> Vec<u64> {
    let mut rest = counts;
    (0..10)
        .map(|tile| {
            let size = counts.len() / 10 + usize::from(tile < counts.len() % 10);
            let (tile, after) = rest.split_at(size);
            rest = after;
            tile.iter().sum()
        })
        .collect()
}

#[test]
fn the_export_loads_with_its_answer_key() {
    let world = World::of("philadelphia");
    let Some(checked) = taken(&world, &text_of("data-samples/mappings/philadelphia.toml")) else {
        return;
    };
    let report = checked.report();
    assert_eq!(
        report.source.to_string(),
        "CSV, UTF-8, separated by comma, 12 columns"
    );
    assert_eq!(report.rows, 9618);
    assert_eq!(report.refusals.total, 1474);
    let reasons: Vec<_> = report
        .refusals
        .by_reason
        .iter()
        .map(|each| (each.reason.as_str(), each.rows))
        .collect();
    assert_eq!(
        reasons,
        [
            ("the disciplinary decision is pending", 995),
            ("the investigation is pending", 479)
        ]
    );
    assert_eq!(report.findings.rows, 2, "{}", report.findings.summary(10));
    assert!(
        report
            .findings
            .findings
            .iter()
            .all(|finding| finding.rule == Rule::UnknownCode)
    );
    assert_eq!(
        (report.accepted, report.cases, report.subjects),
        (8142, 3242, 5653)
    );

    assert!(matches!(
        checked.batches(Faulty::Refuse),
        Err(IntakeError::Findings { .. })
    ));
    let (counts, rows) = complaints(&checked);
    assert_eq!(rows + report.merged, 8142);
    assert_eq!((counts.len(), counts.iter().sum()), (3017, 5653));
    assert_eq!(
        deciles(&counts),
        [302, 302, 302, 302, 302, 449, 604, 612, 916, 1562]
    );
}

#[test]
fn without_admission_all_rows_give_the_published_key() {
    let mut mapping = text_of("data-samples/mappings/philadelphia.toml");
    let (head, skips) = mapping.split_once("[[skip]]").unwrap();
    let fields = skips.split_once("[field.case_id]").unwrap().1;
    mapping = format!("{head}[field.case_id]{fields}");
    for column in [
        "allegations_investigated",
        "investigative_findings",
        "disciplinary_findings",
    ] {
        let line = format!("column = \"{column}\"\n");
        let (before, after) = mapping.rsplit_once(&line).unwrap();
        mapping = format!("{before}{line}unknown = \"unknown\"\n{after}");
    }
    let mut world = World::of("philadelphia");
    world.policy = AdmissionPolicy::open();
    let Some(checked) = taken(&world, &mapping) else {
        return;
    };
    let report = checked.report();
    assert!(
        report.findings.is_empty(),
        "{}",
        report.findings.summary(10)
    );
    assert_eq!(report.accepted, 9618);
    let (counts, _) = complaints(&checked);
    assert_eq!((counts.len(), counts.iter().sum()), (3360, 6509));
    assert_eq!(
        deciles(&counts),
        [336, 336, 336, 336, 336, 540, 672, 737, 1056, 1824]
    );
}
