//! Prints texts with annotated spans before and after: `draft FILE.jsonl [roles|names] [none|ring|brackets]`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example may stop at a bad line"
)]

#[path = "../tests/gold/mod.rs"]
mod gold;

use std::fs;

use vik_redact::{Marker, Names, Style, replace};

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("a file of annotated texts");
    let names = if args.next().as_deref() == Some("names") {
        Names::Surrogates
    } else {
        Names::Roles
    };
    let marker = match args.next().as_deref() {
        Some("none") => Marker::None,
        Some("brackets") => Marker::Brackets,
        _ => Marker::Ring,
    };
    let style = Style {
        marker,
        names,
        seed: 7,
    };
    for doc in gold::Doc::read_all(&fs::read_to_string(path).expect("a readable file")) {
        let draft = replace(&doc.text, &doc.spans(), &doc.record(), &style);
        println!(
            "=== {} ({})\n{}\n---\n{}\n",
            doc.id, doc.register, doc.text, draft.text
        );
    }
}
