//! Nothing of a person crosses the border.

use std::collections::BTreeSet;

use arrow::array::{Array, RecordBatch};
use proptest::prelude::*;
use vik_domain::warehouse::COLUMNS;
use vik_domain::{Contract, Kind, Treatment, TreatmentKind};

use super::{closed, counter_from, keys_of, row, through, with_mapping};
use crate::stages::{Pseudonymisers, arrow_schema, pseudonymise};
use crate::tests::codelists;

pub(super) fn bytes(batch: &RecordBatch) -> Vec<u8> {
    let mut bytes = Vec::new();
    for column in batch.columns() {
        for buffer in column.to_data().buffers() {
            bytes.extend_from_slice(buffer.as_slice());
        }
    }
    bytes
}

fn holds(bytes: &[u8], canary: &str) -> bool {
    bytes
        .windows(canary.len())
        .any(|window| window == canary.as_bytes())
}

/// A name in a column of codes or labels is as bad as one in the column of names.
#[test]
fn no_byte_of_the_rows_comes_from_a_text_that_names_somebody() {
    let texts = Contract::embedded().fields().iter();
    let texts = texts.filter(|field| !matches!(field.kind, Kind::Date | Kind::Int | Kind::Bool));
    let planted: Vec<(String, String)> = texts
        .enumerate()
        .map(|(i, field)| (field.name.clone(), format!("Quist-Hoefstra-{i:02}")))
        .collect();
    assert!(planted.len() > 30);
    let fields: Vec<(&str, &str)> = planted
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let fields = row(&fields);
    let batch = through(
        std::slice::from_ref(&fields),
        with_mapping(),
        &mut counter_from(2020, 1),
    );
    assert_eq!(batch.schema(), arrow_schema());
    let bytes = bytes(&batch);
    for (name, canary) in &planted {
        assert!(!holds(&bytes, canary), "{name} crossed the border");
    }
    assert!(!holds(&bytes, "Quist"));

    let (cases, narratives) =
        pseudonymise(closed(&[fields]), &Pseudonymisers::new(&keys_of(&["2a"]))).unwrap();
    assert_eq!(format!("{cases:?}"), "PseudonymisedCases(1 rows)");
    let stories: Vec<String> = narratives
        .into_iter()
        .map(|story| story.into_text())
        .collect();
    assert_eq!(stories.len(), 1);
    assert!(stories[0].starts_with("Quist"));
}

#[test]
fn staff_numbers_in_columns_of_numbers_and_days_do_not_cross() {
    let number = 571_477_i64;
    let day = vik_domain::civil::parse_iso("2024-03-17").unwrap();
    for field in Contract::embedded().fields() {
        let value = match field.kind {
            Kind::Int => number.to_string(),
            Kind::Date => "2024-03-17".to_owned(),
            _ => continue,
        };
        let rows = [row(&[(field.name.as_str(), value.as_str())])];
        let bytes = bytes(&through(&rows, with_mapping(), &mut counter_from(2020, 1)));
        for chunk in bytes.chunks_exact(8) {
            assert_ne!(
                i64::from_le_bytes(chunk.try_into().unwrap()),
                number,
                "{}",
                field.name
            );
        }
        for chunk in bytes.chunks_exact(4) {
            assert_ne!(
                i32::from_le_bytes(chunk.try_into().unwrap()),
                day,
                "{}",
                field.name
            );
        }
    }
}

/// The register is what the code does: a field moves the columns it is said to feed, and no other.
#[test]
fn a_field_feeds_only_the_columns_that_the_register_names() {
    let base = row(&[
        ("signalled_on", "2024-01-01"),
        ("started_on", "2024-01-20"),
        ("reported_on", "2024-02-01"),
        ("disciplinary_investigator_id", "A"),
        ("criminal_investigator_id", "B"),
        ("triage_outcome", "accepted"),
        ("reviews_due", "2"),
        ("reviews_on_time", "2"),
    ]);
    let whole = |fields: &[(&str, &str)]| {
        through(
            &[fields.to_vec()],
            with_mapping(),
            &mut counter_from(2020, 1),
        )
    };
    let before = whole(&base);
    let lists = codelists();
    for field in Contract::embedded().fields() {
        let codes = field.codelist.as_deref().and_then(|list| lists.list(list));
        let values: Vec<String> = match (field.kind, &codes) {
            (_, Some(list)) => list.codes.iter().map(|code| code.code.clone()).collect(),
            (Kind::Date, _) => vec![
                "2023-11-30".into(),
                "2024-03-14".into(),
                "2025-01-02".into(),
            ],
            (Kind::Int, _) => vec!["0".into(), "1".into(), "50".into(), "500".into()],
            (Kind::Bool, _) => vec!["true".into(), "false".into()],
            _ => vec!["A".into(), "2.0".into()],
        };
        let named = Treatment::embedded().field(&field.name).unwrap();
        let mut fed: BTreeSet<&str> = named.columns.iter().map(String::as_str).collect();
        if named.treatment != TreatmentKind::Drop {
            fed.insert("content_mark");
        }
        for value in &values {
            let mut fields = base.clone();
            fields.retain(|(name, _)| *name != field.name);
            fields.push((&field.name, value));
            let after = whole(&fields);
            for column in COLUMNS {
                let (old, new) = (
                    before.column_by_name(column.name),
                    after.column_by_name(column.name),
                );
                assert!(
                    old == new || fed.contains(column.name),
                    "{} feeds {}, which treatment.toml does not say",
                    field.name,
                    column.name
                );
            }
        }
    }
}

#[test]
fn a_row_without_a_person_or_a_case_is_an_error_and_not_somebody_else() {
    for name in ["case_id", "subject_id"] {
        let rows = [row(&[(name, " ")])];
        let result = pseudonymise(closed(&rows), &Pseudonymisers::new(&keys_of(&["2a"])));
        assert!(result.err().unwrap().to_string().contains(name));
    }
}

proptest! {
    #[test]
    fn whatever_the_ids_they_are_in_no_byte(case in "[A-Z0-9-]{6,16}", person in "[A-Z0-9]{6,12}") {
        let rows = [row(&[("case_id", &case), ("subject_id", &person), ("narrative", &case)])];
        let bytes = bytes(&through(&rows, with_mapping(), &mut counter_from(2020, 1)));
        prop_assert!(!holds(&bytes, &case) && !holds(&bytes, &person));
    }
}
