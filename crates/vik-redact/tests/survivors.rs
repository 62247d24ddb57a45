//! What identifies somebody in the sample narratives and would stay in a draft without anybody being
//! asked: each one is listed in `survivors.txt` with the shape that was missed. None may be added.
//!
//! `UPDATE=1 cargo test -p vik-redact --test survivors` writes the list again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first broken line"
)]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;
use vik_redact::{Detector, KnownPerson, PartKind, Record, Role, Style, Tables, replace};

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    record: Known,
    spans: Vec<Mark>,
}

#[derive(Deserialize)]
struct Known {
    case: String,
    persons: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    id: String,
    name: String,
    role: String,
}

#[derive(Deserialize)]
struct Mark {
    start: usize,
    end: usize,
    label: String,
    sub: Option<String>,
    id_type: String,
}

#[test]
fn nothing_that_identifies_somebody_stays_in_a_draft_unasked() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = here.join("../../data-samples/narratives/annotated.jsonl");
    let lines = std::fs::read_to_string(&file).unwrap();
    let detector = Detector::new(Tables::default());
    let (mut survivors, mut direct, mut texts) = (String::new(), 0, 0);
    for line in lines.lines() {
        let line: Line = serde_json::from_str(line).unwrap();
        texts += 1;
        let record = Record {
            case: Some(line.record.case.clone()).filter(|case| !case.is_empty()),
            persons: line
                .record
                .persons
                .iter()
                .map(|person| KnownPerson {
                    id: person.id.clone(),
                    name: person.name.clone(),
                    role: Role::from_dutch(&person.role),
                })
                .collect(),
        };
        let spans = detector.detect(&line.text, &record);
        let draft = replace(&line.text, &spans, &record, &Style::default());
        let bytes: Vec<usize> = line
            .text
            .char_indices()
            .map(|(at, _)| at)
            .chain([line.text.len()])
            .collect();
        for mark in line.spans.iter().filter(|mark| mark.id_type == "DIRECT") {
            direct += 1;
            let (start, end) = (bytes[mark.start], bytes[mark.end]);
            // A letter or digit of the mark that the draft keeps as it was.
            let kept = line.text[start..end]
                .char_indices()
                .filter(|(_, c)| c.is_alphanumeric())
                .map(|(at, _)| start + at)
                .filter(|at| {
                    draft
                        .parts
                        .iter()
                        .any(|part| part.kind == PartKind::Kept && part.source.contains(at))
                })
                .collect::<BTreeSet<usize>>();
            let letters = line.text[start..end]
                .chars()
                .filter(|c| c.is_alphanumeric())
                .count();
            if kept.len() * 2 >= letters.max(1) {
                let form = mark
                    .sub
                    .as_deref()
                    .map_or(String::new(), |sub| format!("/{sub}"));
                writeln!(
                    survivors,
                    "{} {}{form} {}",
                    line.id,
                    mark.label,
                    &line.text[start..end].replace('\n', " ")
                )
                .unwrap();
            }
        }
    }
    assert!(
        texts >= 200 && direct > 2_000,
        "{texts} texts, {direct} marks"
    );
    let list = here.join("tests/survivors.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&list, &survivors).unwrap();
    }
    let known: BTreeSet<String> = std::fs::read_to_string(&list)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    let now: BTreeSet<String> = survivors.lines().map(str::to_owned).collect();
    let added: Vec<&String> = now.difference(&known).collect();
    let gone: Vec<&String> = known.difference(&now).collect();
    assert!(
        added.is_empty(),
        "these stay in a draft unasked: {added:#?}"
    );
    assert!(
        gone.is_empty(),
        "no survivors any more, take them off the list: {gone:#?}"
    );
}
