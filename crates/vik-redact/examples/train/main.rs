//! Trains the model of names and writes it: the same input gives the same bytes.
//!
//! `cargo run --release -p vik-redact --example train -- --rulings FILE --narratives FOLDER --out FILE`
//!
//! `--judge FILE` instead judges the shipped model on the rulings that training leaves alone. The other
//! arguments (`--rests`, `--rounds`, `--rate`, `--hide` …) are for experiments; `data/MODEL.md` says
//! what came of the defaults.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a developer's tool: it should stop with a message"
)]

mod bodies;
mod corpus;
mod court;
mod fill;
mod judge;
mod names;
mod optimise;
mod places;
mod rng;

use std::path::{Path, PathBuf};

use corpus::Line;
use fill::Sample;
use names::Names;
use optimise::Trainer;
use rng::Rng;
use vik_redact::lexicon::{Lexicon, Lower};
use vik_redact::model::training::{Attributes, LINE_TOKENS, NAME_FACTS, Tag, attributes, style};
use vik_redact::tokens;

/// A set of lines, how often each is seen in a round, and how often a name stays as it was written.
struct Source {
    lines: Vec<Line>,
    times: usize,
    keep: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let values = |key: &str| -> Vec<String> {
        arguments
            .windows(2)
            .filter(|w| w[0] == key)
            .map(|w| w[1].clone())
            .collect()
    };
    let value = |key: &str, or: &str| values(key).pop().unwrap_or_else(|| or.to_owned());
    let rounds: usize = value("--rounds", "12").parse().expect("a number of rounds");
    let rests: Vec<usize> = value("--rests", "1,3")
        .split(',')
        .map(|r| r.parse().expect("a rest"))
        .collect();
    let times =
        |key: &str, or: &str| -> usize { value(key, or).parse().expect("a number of times") };
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let lexicon = Lexicon::embedded();
    let names = Names::read(
        &data.join("lists"),
        lexicon.plain_words().step_by(3).collect(),
    );

    let hide = times("--hide", "30");
    let number = |key: &str, or: &str| -> f32 { value(key, or).parse().expect("a number") };
    let (rate, shrink) = (number("--rate", "0.10"), number("--shrink", "0.97"));
    let chatter = times("--chatter", "12");
    if let Some(file) = values("--judge").pop() {
        return judge::judge(Path::new(&file), &names, lexicon);
    }
    let mut sources = vec![Source {
        lines: corpus::templates(&data.join("templates")),
        times: times("--templates", "5"),
        keep: 0,
    }];
    for folder in values("--narratives") {
        sources.push(Source {
            lines: corpus::narratives(&PathBuf::from(folder), &rests),
            times: times("--again", "12"),
            keep: 20,
        });
    }
    for file in values("--rulings") {
        sources.push(Source {
            lines: court::rulings(&PathBuf::from(file), 0, lexicon),
            times: 1,
            keep: 100,
        });
    }
    for source in &sources {
        println!("{} lines, {} times", source.lines.len(), source.times);
    }

    let mut rng = Rng(20_240_611);
    let mut trainer = Trainer::new(rate);
    for round in 0..rounds {
        let mut order: Vec<(usize, usize)> = Vec::new();
        for (number, source) in sources.iter().enumerate() {
            for _ in 0..source.times {
                order.extend((0..source.lines.len()).map(|line| (number, line)));
            }
        }
        rng.shuffle(&mut order);
        let (mut loss, mut seen) = (0.0, 0);
        for (number, line) in order {
            let source = &sources[number];
            let mut sample = corpus::write(&source.lines[line], source.keep, &names, &mut rng);
            if rng.percent(chatter) {
                sample = sample.after(&names.chatter(&mut rng));
            }
            let sample = disturbed(sample, &mut rng);
            let (l, n) = learn(&sample, &mut trainer, lexicon, hide, &mut rng);
            loss += l;
            seen += n;
        }
        trainer.shrink(shrink);
        trainer.slow_down(0.9);
        if round * 2 >= rounds {
            trainer.count();
        }
        println!(
            "round {round}: {seen} tokens, loss {:.4} a token",
            loss / seen.max(1) as f64
        );
    }
    std::fs::write(value("--out", "names.crf"), trainer.file()).expect("to write the model");
}

/// Some lines lose their capitals, some have nothing else, as people and machines write.
fn disturbed(sample: Sample, rng: &mut Rng) -> Sample {
    let change: fn(&str) -> String = match rng.below(100) {
        0..9 => str::to_lowercase,
        9..13 => str::to_uppercase,
        _ => return sample,
    };
    let mut out = Sample::default();
    let mut at = 0;
    for (from, to, label) in &sample.spans {
        out.plain(&change(&sample.text[at..*from]));
        out.name(&change(&sample.text[*from..*to]), *label);
        at = *to;
    }
    out.plain(&change(&sample.text[at..]));
    out
}

fn learn(
    sample: &Sample,
    trainer: &mut Trainer,
    lexicon: &Lexicon,
    hide: usize,
    rng: &mut Rng,
) -> (f64, usize) {
    let all = tokens(&sample.text);
    let mut lower = Lower::default();
    let (mut loss, mut seen) = (0.0, 0);
    let mut spans = sample.spans.iter().peekable();
    let mut inside = usize::MAX;
    let mut hidden = 0;
    let mut rest = all.as_slice();
    while !rest.is_empty() {
        // A line of the text, as the tagger cuts it.
        let mut length = 1;
        while length < rest.len()
            && length < LINE_TOKENS
            && !sample.text[rest[length - 1].range.end..rest[length].range.start].contains('\n')
        {
            length += 1;
        }
        let (line, after) = rest.split_at(length);
        let mut seen_line: Vec<Attributes> = Vec::with_capacity(length);
        let mut allowed = Vec::with_capacity(length);
        for token in line {
            while spans.peek().is_some_and(|s| s.1 <= token.range.start) {
                spans.next();
            }
            let span = spans.peek().filter(|s| s.0 < token.range.end);
            let mut without = 0;
            let mask = match span {
                None => 1 << Tag::Outside as u8,
                Some((_, _, None)) => u8::MAX,
                Some((start, _, Some(label))) => {
                    let first = inside != *start;
                    if first {
                        inside = *start;
                        hidden = if rng.percent(hide) { NAME_FACTS } else { 0 };
                    }
                    without = hidden;
                    let number = !token.is_word()
                        && !sample.text[token.range.clone()]
                            .contains(['.', '\'', '-', '&', '/', ',']);
                    match Tag::of(*label, first) {
                        Some(tag) if !number => 1 << tag as u8,
                        _ => u8::MAX,
                    }
                }
            };
            allowed.push(mask);
            seen_line.push(attributes(
                &sample.text,
                token,
                lexicon,
                &mut lower,
                without,
            ));
        }
        loss += trainer.learn(&seen_line, style(line), &allowed);
        seen += length;
        rest = after;
    }
    (loss, seen)
}
