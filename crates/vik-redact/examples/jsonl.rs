//! Detects in lines of JSON: `{"id", "text", "record"?}` in, a list of `[start, end, label, status]` out.
//!
//! Offsets count Unicode code points. `cargo run --release -p vik-redact --example jsonl < in > out`;
//! with `--reasons` three more elements name the source, the reason and the confidence.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example stops at the first broken line"
)]

use std::io::{BufRead, Write};

use serde::Deserialize;
use vik_redact::{Detector, KnownPerson, Record, Role, Status, Tables};

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    record: Option<Known>,
}

#[derive(Deserialize, Default)]
struct Known {
    #[serde(default)]
    case: Option<String>,
    #[serde(default)]
    persons: Option<Vec<Person>>,
}

#[derive(Deserialize)]
struct Person {
    id: String,
    name: String,
    #[serde(default)]
    role: String,
}

fn main() {
    let reasons = std::env::args().any(|argument| argument == "--reasons");
    let detector = Detector::new(Tables::default());
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line: Line = serde_json::from_str(&line.unwrap()).unwrap();
        let known = line.record.unwrap_or_default();
        let record = Record {
            case: known.case,
            persons: known
                .persons
                .unwrap_or_default()
                .into_iter()
                .map(|p| KnownPerson {
                    role: Role::from_dutch(&p.role),
                    id: p.id,
                    name: p.name,
                })
                .collect(),
        };
        let spans = detector.detect(&line.text, &record);
        let points = |byte: usize| line.text[..byte].chars().count();
        let list: Vec<serde_json::Value> = spans
            .iter()
            .map(|span| {
                let status = if span.status == Status::Mask {
                    "mask"
                } else {
                    "flag"
                };
                let (start, end) = (points(span.range.start), points(span.range.end));
                if reasons {
                    serde_json::json!([
                        start,
                        end,
                        span.label.code(),
                        status,
                        format!("{:?}", span.source),
                        span.reason,
                        span.confidence
                    ])
                } else {
                    serde_json::json!([start, end, span.label.code(), status])
                }
            })
            .collect();
        writeln!(out, "{}", serde_json::Value::from(list)).unwrap();
    }
}
