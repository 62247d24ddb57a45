//! Every example in the documentation runs as it stands, and `FUNCTIONS.md` is what the functions say.

use datafusion::{arrow::array::Array, prelude::SessionContext};
use serde_json::{Value, json};
use vik_functions::{all_aggregate, all_scalar, all_window, entries, reference};

use crate::{ask::rows, fixture::Tables};

/// Three units over seven years, with a rise in one of them.
fn open_side() -> SessionContext {
    let (mut issues, mut staff, mut corruption) = (Vec::new(), Vec::new(), Vec::new());
    let (mut findings, mut leads) = (Vec::new(), Vec::new());
    for t in 0..84_i64 {
        let month = format!("{}-{:02}-01", 2018 + t / 12, t % 12 + 1);
        let quarter = format!("{}-Q{}", 2018 + t / 12, t % 12 / 3 + 1);
        for (u, unit) in ["AMS", "DH", "MNL"].into_iter().enumerate() {
            let staffed = 900.0 + 250.0 * u as f64 + t as f64;
            staff.push(json!({ "unit": unit, "month": month, "fte": staffed }));
            for (c, category) in ["INF", "GEW"].into_iter().enumerate() {
                let rise = if u == 1 && t >= 60 { 9 } else { 0 };
                let cases = (7 * t + 5 * u as i64 + 3 * c as i64) % 11 + rise;
                issues.push(json!({
                    "month": month, "quarter": quarter, "year": 2018 + t / 12,
                    "unit": unit, "category": category, "issue": category, "cases": cases,
                }));
                let finding = if (t + c as i64) % 3 == 0 {
                    "established"
                } else {
                    "refuted"
                };
                findings.push(json!({
                    "month": month, "unit": unit, "category": category,
                    "finding": finding, "cases": cases + u as i64,
                }));
            }
            let lead = if t % 3 == 0 { "d31_90" } else { "d0_30" };
            leads.push(json!({ "month": month, "unit": unit, "route": "internal", "lead": lead, "cases": 3 }));
        }
        corruption.push(json!({ "month": month, "cases": i64::from(t % 7 == 0) }));
    }
    let given: Value = json!({
        "cube_unit_issue": issues,
        "unit_fte": staff,
        "cube_corruption": corruption,
        "cube_unit_category_finding": findings,
        "cube_unit_route_lead": leads,
    });
    Tables::open_side().with(&given).session()
}

#[tokio::test]
async fn every_example_runs_and_answers() {
    let session = open_side();
    let mut failures = Vec::new();
    for entry in entries() {
        match rows(&session, &entry.example).await {
            Err(error) => failures.push(format!("{}: {error}", entry.name)),
            Ok(batch) => {
                let answers = batch.columns().last().unwrap();
                if answers.null_count() == answers.len() {
                    failures.push(format!(
                        "{}: no answer in {} rows",
                        entry.name,
                        answers.len()
                    ));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The parts of an answer that a description names: `` `part` (meaning) ``.
fn named(description: &str) -> Vec<String> {
    let gives = description
        .rsplit_once(" Gives ")
        .map_or("", |halves| halves.1);
    let parts = gives.split('`').skip(1).step_by(2);
    let after = gives.split('`').skip(2).step_by(2);
    let parts = parts
        .zip(after)
        .filter(|(_, after)| after.starts_with(" ("));
    parts.map(|(part, _)| part.to_owned()).collect()
}

#[tokio::test]
async fn every_part_that_is_documented_can_be_taken() {
    let session = open_side();
    let mut parts_seen = 0;
    for entry in entries() {
        let parts = named(&entry.description);
        let Some(first) = entry.example.find("['") else {
            assert!(parts.is_empty(), "{} shows no part", entry.name);
            continue;
        };
        // One query takes every part beside the one of the example.
        let (call, tail) = entry.example.split_at(first);
        let (before, call) = call.split_at(call.find(&format!("{}(", entry.name)).unwrap());
        let taken: String = parts
            .iter()
            .map(|part| format!("{call}['{part}'] AS part_{part}, "))
            .collect();
        let answer = rows(&session, &format!("{before}{taken}{call}{tail}")).await;
        let answer = answer.unwrap_or_else(|error| panic!("{}: {error}", entry.name));
        for part in &parts {
            assert!(answer.column_by_name(&format!("part_{part}")).is_some());
        }
        parts_seen += parts.len();
        let unknown = format!("{before}{call}['nonsense'] AS nothing, {call}{tail}");
        assert!(rows(&session, &unknown).await.is_err(), "{}", entry.name);
    }
    assert!(
        parts_seen > 80,
        "only {parts_seen} parts were found in the documentation"
    );
}

#[test]
fn the_rules_and_functions_in_the_documentation_are_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/FUNCTIONS.md");
    if std::env::var_os("VIK_UPDATE_DOCS").is_some() {
        std::fs::write(path, reference()).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == reference(),
        "FUNCTIONS.md is stale: run this test with VIK_UPDATE_DOCS=1"
    );
    for name in all_scalar().iter().map(|f| f.name().to_owned()) {
        assert!(found.contains(&format!("### {name}\n")), "{name}");
    }
    let more = all_aggregate().len() + all_window().len() + all_scalar().len();
    assert_eq!(found.matches("\n### ").count(), more);
}

/// Whatever stands between back ticks in a text.
fn ticked(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_function_is_told_in_dutch_with_the_same_parts() {
    for entry in entries() {
        assert!(!entry.description_nl.is_empty(), "{}", entry.name);
        let told = ticked(entry.description_nl);
        for part in named(&entry.description) {
            assert!(told.contains(&part.as_str()), "{}: {part}", entry.name);
        }
    }
}
