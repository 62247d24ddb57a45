//! Counts words of the language that are masked in texts without private persons, such as rulings.
//!
//! `cargo run --release -p vik-redact --example overmask -- rulings.jsonl /usr/share/dict/dutch`: lower-case
//! words of the word list inside a mask, a line for each kind. The months, the words of a date, a time, an
//! age or an amount, and the particles of a name are what a mask must hold; they are counted apart.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_precision_loss,
    reason = "a developer's tool stops at the first surprise, and its figures are for people"
)]

use std::collections::{BTreeMap, HashSet};

use vik_redact::lexicon::Lexicon;
use vik_redact::{Detector, Label, Record, Status, Tables};

const MONTHS: [&str; 23] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "jan",
    "feb",
    "mrt",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
];
const PARTICLES: [&str; 23] = [
    "van", "de", "der", "den", "het", "ten", "ter", "te", "in", "op", "aan", "bij", "el", "al",
    "du", "la", "le", "von", "zu", "uit", "voor", "onder", "en",
];

fn main() {
    let texts = std::env::args()
        .nth(1)
        .expect("usage: overmask TEXTS.jsonl [WORD-LIST]");
    let list = std::env::args()
        .nth(2)
        .map(|file| std::fs::read_to_string(file).unwrap());
    let list: Option<HashSet<&str>> = list.as_deref().map(|list| list.lines().collect());
    let known = |word: &str| match &list {
        Some(list) => list.contains(word),
        None => Lexicon::embedded().is_word(word),
    };
    let detector = Detector::new(Tables::default());
    let (mut words, mut kinds) = (0, BTreeMap::<&str, usize>::new());
    for line in std::fs::read_to_string(texts).unwrap().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = line["text"].as_str().unwrap();
        let spans = detector.detect(text, &Record::default());
        for word in vik_redact::tokens(text) {
            let written = word.text(text);
            let small = written.len() > 1 && written.chars().all(char::is_lowercase);
            if !small || !known(written) {
                continue;
            }
            words += 1;
            let span = spans
                .iter()
                .find(|it| it.range.start < word.range.end && word.range.start < it.range.end);
            let Some(span) = span.filter(|it| it.status == Status::Mask) else {
                continue;
            };
            *kinds.entry(kind(written, span.label)).or_default() += 1;
        }
    }
    println!("{words} words of the language in small letters");
    for (kind, count) in kinds {
        let share = count as f64 / f64::from(words) * 10_000.0;
        println!("{kind}: {count} masked, {share:.1} of 10,000");
    }
}

fn kind(word: &str, label: Label) -> &'static str {
    if MONTHS.contains(&word) {
        "months"
    } else if matches!(label, Label::Date | Label::Time | Label::Age | Label::Money) {
        "words of dates, times, ages and amounts"
    } else if PARTICLES.contains(&word) {
        "particles of names"
    } else {
        "other words"
    }
}
