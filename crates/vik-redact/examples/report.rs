//! Writes the page of one annotated text: `report FILE.jsonl ID > page.html`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example may stop at a bad line"
)]

#[path = "../tests/gold/mod.rs"]
mod gold;

use std::fs;

use vik_redact::{Report, RiskNote, Style, replace};

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("a file of annotated texts");
    let id = args.next().expect("the id of a text");
    let docs = gold::Doc::read_all(&fs::read_to_string(path).expect("a readable file"));
    let doc = docs
        .iter()
        .find(|d| d.id == id)
        .expect("a text with that id");
    let spans = doc.spans();
    let draft = replace(
        &doc.text,
        &spans,
        &doc.record(),
        &Style {
            seed: 7,
            ..Style::default()
        },
    );
    let report = Report {
        title: &format!("{} – {}", doc.id, doc.register),
        text: &doc.text,
        spans: &spans,
        draft: &draft,
        risk: Some(RiskNote {
            score: 34,
            reasons: &[
                "een zeldzaam feit wacht op een beslissing",
                "een bijzonder persoonsgegeven staat in de tekst",
            ],
        }),
    };
    print!("{}", report.html());
}
