//! Reads templates and annotated narratives into pieces that can be filled again and again.

use std::path::{Path, PathBuf};

use vik_redact::Label;

use crate::fill::Sample;

/// A part of a template.
#[derive(Clone, Debug)]
pub enum Piece {
    Text(String),
    /// A slot, and the words that stood there if a person wrote them.
    Slot(String, Option<(String, Option<Label>)>),
}

/// A line to learn from.
pub type Line = Vec<Piece>;

/// Our own templates: a line each, slots in braces.
pub fn templates(folder: &Path) -> Vec<Line> {
    let mut out = Vec::new();
    for file in files(folder, "txt") {
        let text = std::fs::read_to_string(&file).expect("a template");
        for line in text
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with('#'))
        {
            out.push(cut(&line.replace("\\n", "\n"), '{', '}', |slot| {
                Some(Piece::Slot(slot.to_owned(), None))
            }));
        }
    }
    out
}

/// Annotated narratives whose number leaves one of `rests` when divided by four.
pub fn narratives(folder: &Path, rests: &[usize]) -> Vec<Line> {
    let mut out = Vec::new();
    for file in files(folder, "txt") {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let number: usize = name
            .chars()
            .take_while(char::is_ascii_digit)
            .collect::<String>()
            .parse()
            .unwrap_or(0);
        if !rests.contains(&(number % 4)) {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("a narrative");
        let Some((_, body)) = text
            .strip_prefix("+++\n")
            .and_then(|t| t.split_once("\n+++\n"))
        else {
            continue;
        };
        let body = body.replace(['⟪', '⟫'], "");
        for line in body.lines().filter(|l| !l.trim().is_empty()) {
            out.push(cut(line, '⟦', '⟧', mention));
        }
    }
    out
}

fn mention(mark: &str) -> Option<Piece> {
    let (head, text) = mark.split_once(": ")?;
    let kind = head.split(' ').next()?;
    let (label, sub) = kind.split_once('/').unwrap_or((kind, ""));
    let (slot, label) = match label {
        "PERSON" => (sub, Some(Label::Person)),
        "LOC" => ("loc", Some(Label::Location)),
        // The street of an address is a place; its number is nobody's name.
        "ADDRESS" => ("", Some(Label::Location)),
        "UNIT" => ("unit", Some(Label::Unit)),
        "ORG" => ("org", Some(Label::Organisation)),
        // Whether these hold a name is for other rules to find.
        "EMAIL" | "HANDLE" | "URL" | "FUNCTION" | "VEHICLE" => ("", None),
        _ => return Some(Piece::Text(text.to_owned())),
    };
    Some(Piece::Slot(slot.to_owned(), Some((text.to_owned(), label))))
}

/// Cuts a line at the marks of its slots.
pub fn cut(line: &str, open: char, close: char, slot: impl Fn(&str) -> Option<Piece>) -> Line {
    let mut out = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(open) {
        let Some((inside, tail)) = after.split_once(close) else {
            break;
        };
        if !before.is_empty() {
            out.push(Piece::Text(before.to_owned()));
        }
        out.extend(slot(inside));
        rest = tail;
    }
    if !rest.is_empty() {
        out.push(Piece::Text(rest.to_owned()));
    }
    out
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return out;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            out.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// Writes the pieces out, with each slot filled anew or, `keep` times in a hundred, as it was.
pub fn write(
    line: &Line,
    keep: usize,
    names: &crate::names::Names,
    rng: &mut crate::rng::Rng,
) -> Sample {
    let mut out = Sample::default();
    for piece in line {
        match piece {
            Piece::Text(text) => out.plain(text),
            Piece::Slot(slot, None) => {
                if !crate::fill::fill(&mut out, slot, names, rng) {
                    panic!("no slot {slot}");
                }
            }
            Piece::Slot(slot, Some((text, label))) => {
                // Only what is written as a name is filled with one ("de parkeerplaats" is not).
                let named = text.starts_with(char::is_uppercase) || *label == Some(Label::Person);
                if slot.is_empty()
                    || slot == "quasi"
                    || !named
                    || rng.percent(keep)
                    || !crate::fill::fill(&mut out, slot, names, rng)
                {
                    out.name(text, *label);
                }
            }
        }
    }
    out
}
