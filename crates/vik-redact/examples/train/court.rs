//! Reads court rulings: what was made anonymous becomes a slot, what is a name is marked.

use std::path::Path;

use vik_redact::lexicon::{Facts, Lexicon, Lower};
use vik_redact::{Label, Shape, tokens};

use crate::corpus::{Line, Piece, cut};

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
