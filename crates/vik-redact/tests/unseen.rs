//! Detection on registers that no rule was written for: `tests/fresh`, twenty-five made-up texts.
//!
//! The texts are a yardstick. A text that fails is a reason to look for the form behind it, never to put
//! its names on a list.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_precision_loss,
    reason = "a test stops at the first surprise, and its figures are for people"
)]

mod marked;

use std::ops::Range;

use marked::Marked;
use vik_redact::{Detector, Status, Tables};

const DIRECT: [&str; 13] = [
    "PERSON", "EMAIL", "PHONE", "BSN", "IBAN", "PLATE", "CASENR", "PERSNR", "ADDRESS", "HANDLE",
    "URL", "DOCNR", "IP",
];

/// How many of how many.
#[derive(Default)]
struct Share(usize, usize);

impl Share {
    fn count(&mut self, holds: bool) {
        self.0 += usize::from(holds);
        self.1 += 1;
    }

    fn of(&self) -> f64 {
        self.0 as f64 / self.1.max(1) as f64
    }
}

fn texts() -> Vec<Marked> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fresh");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| Marked::read(&std::fs::read_to_string(file).unwrap()))
        .collect()
}

/// Which bytes the spans of a status cover.
fn cover(length: usize, spans: &[vik_redact::Span], which: impl Fn(Status) -> bool) -> Vec<bool> {
    let mut out = vec![false; length];
    for span in spans.iter().filter(|span| which(span.status)) {
        out[span.range.clone()].fill(true);
    }
    out
}

/// Whether all, or any, letters and digits of a part are covered.
fn letters<'t>(text: &'t str, range: &Range<usize>) -> impl Iterator<Item = usize> + 't {
    let start = range.start;
    text[range.clone()]
        .char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
        .map(move |(at, _)| start + at)
}

#[test]
fn unseen_registers_meet_the_targets() {
    let detector = Detector::new(Tables::default());
    let texts = texts();
    assert!(texts.len() >= 25);
    let [mut direct, mut seen, mut quasi, mut precise, mut kept] =
        std::array::from_fn(|_| Share::default());
    for it in &texts {
        let spans = detector.detect(&it.text, &it.record);
        let masked = cover(it.text.len(), &spans, |status| status == Status::Mask);
        let marked = cover(it.text.len(), &spans, |_| true);
        let mut gold = vec![false; it.text.len()];
        for mark in &it.marks {
            gold[mark.range.clone()].fill(true);
            let full = letters(&it.text, &mark.range).all(|at| masked[at]);
            if DIRECT.contains(&mark.label.as_str()) && !mark.quasi {
                direct.count(full);
                seen.count(letters(&it.text, &mark.range).all(|at| marked[at]));
            } else if !matches!(mark.label.as_str(), "RARE" | "SPECIAL") {
                quasi.count(full);
            }
        }
        for at in letters(&it.text, &(0..it.text.len())).filter(|&at| masked[at]) {
            precise.count(gold[at]);
        }
        for keep in &it.keep {
            kept.count(letters(&it.text, keep).all(|at| !masked[at]));
        }
    }
    for (name, share, least) in [
        ("direct, masked", &direct, 0.95),
        ("direct, masked or flagged", &seen, 0.985),
        ("indirect, masked", &quasi, 0.80),
        ("precision", &precise, 0.88),
        ("kept", &kept, 0.95),
    ] {
        println!("{name}: {:.3} of {}", share.of(), share.1);
        assert!(share.of() >= least, "{name}: {:.3}", share.of());
    }
}
