//! Reads templates, annotated narratives and court rulings into pieces that can be filled again and again.

use std::path::{Path, PathBuf};

use vik_redact::lexicon::{Facts, Lexicon, Lower};
use vik_redact::{Label, Shape, tokens};

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

fn cut(line: &str, open: char, close: char, slot: impl Fn(&str) -> Option<Piece>) -> Line {
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

/// Every second ruling, from `from`; its anonymised slots are filled, and its other names are marked
/// where titles show them. Words that may be names and are not marked are left unknown.
pub fn rulings(file: &Path, from: usize, lexicon: &Lexicon) -> Vec<Line> {
    let mut out = Vec::new();
    let text = std::fs::read_to_string(file).expect("the rulings");
    for ruling in text.lines().skip(from).step_by(2) {
        let value: serde_json::Value = serde_json::from_str(ruling).expect("a line of JSON");
        let text = value["text"].as_str().expect("a text");
        for line in text.lines().map(str::trim).filter(|l| l.len() > 20) {
            for piece in sentences(line) {
                let mut line = Vec::new();
                for piece in cut(piece, '[', ']', |slot| Some(court_slot(slot))) {
                    match piece {
                        Piece::Text(text) => marked(&text, lexicon, &mut line),
                        slot => line.push(slot),
                    }
                }
                out.push(line);
            }
        }
    }
    out
}

/// Pieces of at most some 600 bytes, cut after a full stop.
fn sentences(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = line;
    while rest.len() > 600 {
        let Some(at) = rest
            .char_indices()
            .skip(300)
            .find(|(i, _)| rest[..*i].ends_with(". "))
            .map(|(i, _)| i)
        else {
            break;
        };
        out.push(&rest[..at]);
        rest = &rest[at..];
    }
    out.push(rest);
    out
}

fn court_slot(slot: &str) -> Piece {
    let lower = slot.to_lowercase();
    let stem = lower.trim_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let has = |words: &[&str]| words.iter().any(|w| stem.contains(w));
    let slot = if has(&[
        "appellant",
        "geïntimeerde",
        "geintimeerde",
        "slachtoffer",
        "verdachte",
        "betrokkene",
        "eiser",
        "verzoek",
        "verweer",
        "belanghebbende",
        "verbalisant",
        "vennoot",
        "maat",
        "persoon",
        "naam",
        "partner",
        "getuige",
        "aanvrager",
        "manager",
        "voorzitter",
    ]) || matches!(
        stem,
        "x" | "y"
            | "z"
            | "a"
            | "b"
            | "c"
            | "de man"
            | "de vrouw"
            | "dochter"
            | "de dochter"
            | "kind"
            | "het kind"
            | "de moeder"
            | "de vader"
    ) {
        "p"
    } else if has(&["straat", "locatie", "adres"]) {
        "street"
    } else if has(&["plaats"]) {
        "loc"
    } else if has(&["bedrijf", "werkgever", "vergunninghouder"]) {
        "org"
    } else if has(&["datum"]) {
        "date"
    } else if has(&["nummer"]) {
        "num"
    } else {
        return Piece::Text(format!("[{slot}]"));
    };
    Piece::Slot(slot.to_owned(), None)
}

/// Marks judges and lawyers after their titles, places of the lists, and unknown capitals.
pub fn marked(text: &str, lexicon: &Lexicon, out: &mut Line) {
    let tokens = tokens(text);
    let mut lower = Lower::default();
    let mut at = 0;
    let mut written = 0;
    let mut emit = |from: usize, to: usize, label: Option<Label>, out: &mut Line| {
        if from > written {
            out.push(Piece::Text(text[written..from].to_owned()));
        }
        out.push(Piece::Slot(
            String::new(),
            Some((text[from..to].to_owned(), label)),
        ));
        written = to;
    };
    let mut listing = false;
    while let Some(token) = tokens.get(at) {
        let word = token.text(text);
        let key = lower.of(word).to_owned();
        let title = matches!(
            key.as_str(),
            "mr" | "mrs"
                | "griffier"
                | "raadsheer"
                | "raadsheren"
                | "vice-president"
                | "meijers"
                | "rechters"
        );
        let goes_on = listing && matches!(key.as_str(), "," | "en");
        if title || goes_on {
            let mut end = at + 1;
            if tokens.get(end).is_some_and(|t| t.text(text) == ".") {
                end += 1;
            }
            let start = end;
            while tokens.get(end).is_some_and(|t| {
                name_token(text, &tokens, end, lexicon.facts(lower.of(t.text(text))))
            }) {
                end += 1;
            }
            while end > start && !tokens[end - 1].text(text).contains(char::is_alphabetic) {
                end -= 1;
            }
            if end > start
                && tokens[start..end]
                    .iter()
                    .any(|t| matches!(t.shape, Shape::Title | Shape::Mixed))
            {
                emit(
                    tokens[start].range.start,
                    tokens[end - 1].range.end,
                    Some(Label::Person),
                    out,
                );
                at = end;
                listing = true;
                continue;
            }
            if !goes_on || !title {
                listing = false;
            }
        } else if listing && key != "." && !matches!(key.as_str(), "als" | "voorzitter") {
            listing = false;
        }
        let length = lexicon.place_at(text, &tokens, at, &mut lower);
        let facts = lexicon.facts(&key);
        let capital = matches!(token.shape, Shape::Title | Shape::Mixed);
        if length > 0 && capital && !(token.starts && facts.any(Facts::WORD.with(Facts::COMMON))) {
            emit(
                token.range.start,
                tokens[at + length - 1].range.end,
                Some(Label::Location),
                out,
            );
            at += length;
            continue;
        }
        if capital && !token.starts && !facts.any(Facts::WORD.with(Facts::COMMON)) {
            emit(token.range.start, token.range.end, None, out);
        }
        at += 1;
    }
    if written < text.len() {
        out.push(Piece::Text(text[written..].to_owned()));
    }
}

fn name_token(text: &str, tokens: &[vik_redact::Token], at: usize, facts: Facts) -> bool {
    let token = &tokens[at];
    let word = token.text(text);
    let single =
        |t: &vik_redact::Token| t.shape == Shape::Upper && t.text(text).chars().count() <= 2;
    match token.shape {
        Shape::Title | Shape::Mixed => !facts.has(Facts::COMMON) || !token.starts,
        Shape::Upper => single(token),
        Shape::Lower => matches!(
            word,
            "van" | "de" | "der" | "den" | "ter" | "ten" | "in" | "'t"
        ),
        Shape::Mark => {
            word == "." && at > 0 && single(&tokens[at - 1]) || word == "'" || word == "-"
        }
        _ => false,
    }
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
