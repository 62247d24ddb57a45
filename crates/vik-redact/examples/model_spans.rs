//! What the model alone finds: reads lines of `{"text": …}`, writes a list of `[start, end, label]` for
//! each, in code points, as the scorer reads it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a developer's tool: it should stop with a message"
)]

use std::io::{BufRead as _, stdin};

use vik_redact::lexicon::Lexicon;
use vik_redact::{model, tokens};

fn main() {
    let chance = std::env::args()
        .nth(1)
        .map_or(model::LIKELY, |c| c.parse().expect("a chance"));
    for line in stdin().lock().lines() {
        let value: serde_json::Value =
            serde_json::from_str(&line.unwrap()).expect("a line of JSON");
        let text = value["text"].as_str().expect("a text");
        let tokens = tokens(text);
        let points = |byte: usize| text[..byte].chars().count();
        let spans: Vec<_> = model::tag_from(chance, text, &tokens, Lexicon::embedded())
            .into_iter()
            .map(|run| {
                let start = points(tokens[run.tokens.start].range.start);
                let end = points(tokens[run.tokens.end - 1].range.end);
                (start, end, run.label.code(), run.confidence)
            })
            .collect();
        println!("{}", serde_json::to_string(&spans).unwrap());
    }
}
