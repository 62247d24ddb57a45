//! `cargo xtask bench redact --conll FILE…`: how many persons of an annotated corpus are masked.
//!
//! A corpus of news or of an encyclopaedia is measured against, never trained on and never kept here. The
//! file has a token a line with its label last (`B-PER`, `I-PER`), and an empty line behind a sentence: the
//! form of CoNLL-2002 (Tjong Kim Sang 2002) and of WikiNEuRal (Tedeschi et al. 2021). Six sentences make a
//! text, with the spaces put back where they stood.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::run::{cargo, step};

/// How many sentences make a text.
const SENTENCES: usize = 6;

/// A text and where its persons stand, in code points.
#[derive(Default)]
struct Text {
    text: String,
    length: usize,
    persons: Vec<(usize, usize)>,
}

/// Measures each file and prints a line of a Markdown table.
pub fn run(target: &Path, files: &[String]) -> Result<(), String> {
    step(
        "Build the detector in release",
        &mut cargo(&[
            "build",
            "--release",
            "-p",
            "vik-redact",
            "--example",
            "jsonl",
        ]),
    )?;
    let folder = target.join("bench-redact");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    println!("\n| corpus | persons | masked | masked or flagged |\n|---|---|---|---|");
    for file in files {
        let bytes = fs::read(file).map_err(|e| format!("{file}: {e}"))?;
        // CoNLL-2002 is written in Latin-1.
        let corpus = String::from_utf8(bytes)
            .unwrap_or_else(|e| e.into_bytes().into_iter().map(char::from).collect());
        let texts = texts(&corpus);
        let (persons, masked, seen) = measure(target, &folder, &texts)?;
        let share = |n: usize| n as f64 / persons.max(1) as f64;
        let name = Path::new(file).file_name().unwrap_or_default();
        println!(
            "| {} | {persons} | {:.3} | {:.3} |",
            name.display(),
            share(masked),
            share(seen)
        );
    }
    Ok(())
}

fn texts(corpus: &str) -> Vec<Text> {
    let mut out = Vec::new();
    let mut text = Text::default();
    let mut sentences = 0;
    let mut sentence: Vec<(&str, &str)> = Vec::new();
    for line in corpus.lines().chain(std::iter::once("")) {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let indexed = fields.len() == 3 && fields.first().is_some_and(|f| f.parse::<u32>().is_ok());
        match (fields.get(usize::from(indexed)), fields.last()) {
            (Some(word), Some(label)) if fields.len() > 1 => sentence.push((word, label)),
            _ if !sentence.is_empty() => {
                text.add(&std::mem::take(&mut sentence));
                sentences += 1;
                if sentences % SENTENCES == 0 {
                    out.push(std::mem::take(&mut text));
                }
            }
            _ => {}
        }
    }
    out.push(text);
    out
}

impl Text {
    /// Adds a sentence; marks stand against the words they belong to.
    fn add(&mut self, sentence: &[(&str, &str)]) {
        let (mut quoted, mut joined) = (false, self.text.is_empty());
        for (word, label) in sentence {
            let quote = matches!(*word, "\"" | "'" | "“" | "”");
            let closes = matches!(
                *word,
                "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "»"
            ) || quote && quoted;
            if !joined && !closes {
                self.text.push(' ');
                self.length += 1;
            }
            joined = matches!(*word, "(" | "[" | "«") || quote && !quoted;
            quoted ^= quote;
            let start = self.length;
            self.text.push_str(word);
            self.length += word.chars().count();
            match (
                label.ends_with("PER"),
                label.starts_with("I-"),
                self.persons.last_mut(),
            ) {
                (true, true, Some(last)) => last.1 = self.length,
                (true, ..) => self.persons.push((start, self.length)),
                _ => {}
            }
        }
    }
}

fn measure(target: &Path, folder: &Path, texts: &[Text]) -> Result<(usize, usize, usize), String> {
    let input = folder.join("prose.jsonl");
    let lines: String = texts
        .iter()
        .map(|it| serde_json::json!({ "text": it.text }).to_string() + "\n")
        .collect();
    fs::write(&input, lines).map_err(|e| format!("{}: {e}", input.display()))?;
    let file = fs::File::open(&input).map_err(|e| format!("{}: {e}", input.display()))?;
    let output = Command::new(target.join("release/examples/jsonl"))
        .stdin(file)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| format!("the detector could not be started: {e}"))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let (mut persons, mut masked, mut seen) = (0, 0, 0);
    for (it, line) in texts.iter().zip(printed.lines()) {
        let spans: Vec<(usize, usize, String, String)> =
            serde_json::from_str(line).map_err(|e| format!("the detector's answer: {e}"))?;
        let letters: Vec<char> = it.text.chars().collect();
        let covered = |at: usize, flags: bool| {
            spans.iter().any(|(start, end, _, status)| {
                (flags || status == "mask") && (*start..*end).contains(&at)
            })
        };
        for &(start, end) in &it.persons {
            let mut marks =
                (start..end).filter(|&at| letters.get(at).is_some_and(|c| c.is_alphanumeric()));
            let whole = marks.clone().all(|at| covered(at, false));
            persons += 1;
            masked += usize::from(whole);
            seen += usize::from(whole || marks.all(|at| covered(at, true)));
        }
    }
    Ok((persons, masked, seen))
}
