//! The border keeps its promise: nothing of a person crosses it, and the counts obey the cap.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray,
};
use vik_domain::{CodeLists, Contract, Hierarchies, Kind, Month, Organisation};
use vik_pseudonym::KeyFile;

use super::{Counter, Generaliser, Pseudonymisers, arrow_schema, pseudonymise};
use crate::closed::ClosedCases;

fn closed(rows: &[&[(&str, &str)]]) -> ClosedCases {
    let columns = Contract::embedded()
        .fields()
        .iter()
        .map(|field| -> ArrayRef {
            let cells = rows.iter().map(|row| {
                row.iter()
                    .find(|(name, _)| *name == field.name)
                    .map(|(_, value)| *value)
            });
            match field.kind {
                Kind::Date => Arc::new(
                    cells
                        .map(|c| c.and_then(vik_domain::civil::parse_iso))
                        .collect::<Date32Array>(),
                ),
                Kind::Int => Arc::new(
                    cells
                        .map(|c| c.map(|n| n.parse().unwrap()))
                        .collect::<Int64Array>(),
                ),
                Kind::Bool => Arc::new(
                    cells
                        .map(|c| c.map(|b| b == "true"))
                        .collect::<BooleanArray>(),
                ),
                _ => Arc::new(cells.collect::<StringArray>()),
            }
        });
    ClosedCases::new(
        RecordBatch::try_new(ClosedCases::schema(), columns.collect()).unwrap(),
        (1..=rows.len() as u64).collect(),
    )
}

fn through(cases: ClosedCases, counter: &mut Counter) -> RecordBatch {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data-samples");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
    let files: Vec<(String, String)> = std::fs::read_dir(format!("{folder}/codelists"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    let lists = CodeLists::parse(
        files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    )
    .unwrap();
    let organisation = Organisation::parse(&read("organisations/nl-police.toml")).unwrap();
    let hierarchies = Hierarchies::parse(&read("hierarchies.toml")).unwrap();
    let keys = KeyFile::from_command("printf", &["2a".repeat(32)], "nl-police").unwrap();
    let (cases, _) = pseudonymise(cases, &Pseudonymisers::new(&keys)).unwrap();
    Generaliser::new(&lists, &organisation, &hierarchies)
        .generalise(cases, counter)
        .unwrap()
        .into_batch()
}

fn fresh() -> Counter {
    Counter::new(Month::new(2020, 1).unwrap(), HashMap::new(), HashMap::new())
}

fn text(batch: &RecordBatch, column: &str, row: usize) -> String {
    batch
        .column_by_name(column)
        .unwrap()
        .as_string::<i32>()
        .value(row)
        .to_owned()
}

#[test]
fn nothing_that_names_somebody_is_in_any_byte_of_the_rows() {
    let canaries = [
        ("case_id", "ZAAK-CANARY-1"),
        ("subject_id", "PERSON-CANARY-2"),
        ("subject_name", "NAME-CANARY-3"),
        ("team", "TEAM-CANARY-4"),
        ("narrative", "STORY-CANARY-5"),
        ("disciplinary_investigator_id", "INVESTIGATOR-CANARY-6"),
        ("criminal_investigator_id", "INVESTIGATOR-CANARY-7"),
        ("closed_on", "2024-05-17"),
    ];
    let batch = through(closed(&[&canaries]), &mut fresh());
    assert_eq!(batch.schema(), arrow_schema());
    for column in batch.columns() {
        let data = column.to_data();
        for buffer in data.buffers() {
            let bytes = String::from_utf8_lossy(buffer.as_slice()).into_owned();
            assert!(
                !bytes.contains("CANARY"),
                "a field that names somebody crossed the border"
            );
        }
    }
    assert_eq!(text(&batch, "separation", 0), "ok");
}

#[test]
fn days_become_bands_and_corruption_hides_in_its_category() {
    let row = [
        ("case_id", "1"),
        ("subject_id", "1"),
        ("unit", "RTD"),
        ("signalled_on", "2024-01-01"),
        ("closed_on", "2024-03-15"),
        ("reviews_due", "2"),
        ("reviews_on_time", "1"),
        ("causes", "culture;supervision"),
        ("triage_outcome", "accepted"),
        ("triage_reason", "performance"),
    ];
    let batch = through(closed(&[&row]), &mut fresh());
    let codes: Vec<String> = [
        "unit_group",
        "lead",
        "review",
        "cause_1",
        "cause_2",
        "triage",
        "rank_band",
        "care",
    ]
    .iter()
    .map(|column| text(&batch, column, 0))
    .collect();
    assert_eq!(
        codes,
        [
            "regional",
            "d31_90",
            "late",
            "culture",
            "supervision",
            "accepted_performance",
            "unknown",
            "unknown"
        ]
    );
}

#[test]
fn a_person_counts_twice_a_month_at_most_and_a_frozen_month_takes_nothing() {
    let rows: Vec<Vec<(&str, &str)>> = ["a", "b", "c", "a"]
        .iter()
        .map(|case| {
            vec![
                ("case_id", *case),
                ("subject_id", "one"),
                ("closed_on", "2024-03-15"),
            ]
        })
        .collect();
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
    let mut counter = Counter::new(Month::new(2024, 6).unwrap(), HashMap::new(), HashMap::new());
    let batch = through(closed(&rows), &mut counter);
    let flags = |name: &str| {
        batch
            .column_by_name(name)
            .unwrap()
            .as_boolean()
            .values()
            .iter()
            .collect::<Vec<bool>>()
    };
    assert_eq!(flags("counted"), [true, true, false, false]);
    assert_eq!(flags("first_of_person"), [true, false, false, false]);
    let month = batch
        .column_by_name("counted_in")
        .unwrap()
        .as_primitive::<arrow::datatypes::Date32Type>()
        .value(0);
    assert_eq!(Month::of_day(month), Month::new(2024, 6).unwrap());
}
