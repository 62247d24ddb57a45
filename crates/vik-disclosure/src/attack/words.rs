//! What the attacker says, in short sentences: English and Dutch.

use serde::{Deserialize, Serialize};

use crate::attack::elimination::Combination;
use crate::attack::interval::{Interval, Verdict};
use crate::attack::system::{Source, System};
use crate::ledger::{Cell, Counted};

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// English.
    pub en: String,
    /// Dutch.
    pub nl: String,
}

/// One piece of a combination: how many times which knowledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Numerator of the multiplier.
    pub times: i64,
    /// Denominator of the multiplier.
    pub over: i64,
    /// The knowledge.
    pub what: Words,
}

/// A combination in words, at most this many pieces long in a sentence.
const SPOKEN: usize = 12;

/// The name of a cell.
pub fn name(cell: &Cell) -> Words {
    let codes: Vec<String> = cell
        .codes
        .iter()
        .map(|(name, code)| format!("{name} = {code}"))
        .collect();
    let (cases, zaken) = match cell.measure {
        Counted::Cases => ("cases", "zaken"),
        Counted::Persons => ("persons", "personen"),
    };
    let place = |none: &str| {
        if codes.is_empty() {
            none.to_owned()
        } else {
            codes.join(", ")
        }
    };
    Words {
        en: format!(
            "{cases} [{}] {} in {}",
            place("all"),
            cell.period,
            cell.cube
        ),
        nl: format!(
            "{zaken} [{}] {} in {}",
            place("alle"),
            cell.period,
            cell.cube
        ),
    }
}

/// A piece of knowledge in words.
pub fn source(source: &Source) -> Words {
    let with = |cell: &Cell, en: &dyn Fn(&str) -> String, nl: &dyn Fn(&str) -> String| {
        let name = name(cell);
        Words {
            en: en(&name.en),
            nl: nl(&name.nl),
        }
    };
    match source {
        Source::Published(cell, Some(value)) => with(
            cell,
            &|name| format!("published: {name} = {value}"),
            &|name| format!("gepubliceerd: {name} = {value}"),
        ),
        Source::Published(cell, None) => with(
            cell,
            &|name| format!("suppressed although zeros are shown: {name}"),
            &|name| format!("onderdrukt terwijl nullen zichtbaar zijn: {name}"),
        ),
        Source::Elsewhere(cell, value) => with(
            cell,
            &|name| format!("known from elsewhere: {name} = {value}"),
            &|name| format!("elders bekend: {name} = {value}"),
        ),
        Source::Link(cell, other) => with(
            cell,
            &|name| format!("{other} counts the same {name}"),
            &|name| format!("{other} telt dezelfde {name}"),
        ),
        Source::NotMorePersons(cell) => with(
            cell,
            &|name| format!("not more persons than {name}"),
            &|name| format!("niet meer personen dan {name}"),
        ),
        Source::NotMoreThanTwo(cell) => with(
            cell,
            &|name| format!("at most two per person: {name}"),
            &|name| format!("hoogstens twee per persoon: {name}"),
        ),
        Source::Primary(cell) => with(
            cell,
            &|name| format!("suppressed for being small: {name}"),
            &|name| format!("onderdrukt omdat het klein is: {name}"),
        ),
        Source::Colleagues(cell, own) => with(
            cell,
            &|name| format!("colleagues know {own} of their own among {name}"),
            &|name| format!("collega's kennen er zelf {own} van {name}"),
        ),
    }
}

/// A combination as pieces, knowledge that says nothing left out.
pub fn pieces(system: &System, combination: &Combination) -> Vec<Piece> {
    combination
        .iter()
        .map(|(place, times, over)| Piece {
            times: *times,
            over: *over,
            what: source(&system.knowledge[*place].source),
        })
        .collect()
}

/// The sentence of a finding.
pub fn sentence(
    cell: &Cell,
    interval: &Interval,
    verdict: Verdict,
    k: u32,
    pieces: &[Piece],
) -> Words {
    let name = name(cell);
    let low = whole(interval.low);
    let high = interval.high.map_or_else(|| "…".to_owned(), whole);
    let (en, nl) = match verdict {
        Verdict::Exact => (
            format!("{} is exactly {low}", name.en),
            format!("{} is precies {low}", name.nl),
        ),
        Verdict::Existence => (
            format!(
                "{} is at least {low} and at most {high}: somebody, and fewer than {k}",
                name.en
            ),
            format!(
                "{} is minstens {low} en hoogstens {high}: iemand, en minder dan {k}",
                name.nl
            ),
        ),
        Verdict::Narrow | Verdict::Open => (
            format!("{} lies between {low} and {high}", name.en),
            format!("{} ligt tussen {low} en {high}", name.nl),
        ),
    };
    let joined = |pick: fn(&Words) -> &String, more: &str| {
        let mut text: Vec<String> = pieces
            .iter()
            .take(SPOKEN)
            .map(|piece| format!("{} {}", multiplier(piece), pick(&piece.what)))
            .collect();
        if pieces.len() > SPOKEN {
            text.push(format!("{more} {}", pieces.len() - SPOKEN));
        }
        text.join("; ")
    };
    if pieces.is_empty() {
        return Words {
            en: format!("{en}."),
            nl: format!("{nl}."),
        };
    }
    Words {
        en: format!(
            "{en}: {}.",
            joined(|words| &words.en, "and further pieces:")
        ),
        nl: format!("{nl}: {}.", joined(|words| &words.nl, "en verdere delen:")),
    }
}

fn multiplier(piece: &Piece) -> String {
    let sign = if piece.times < 0 { "−" } else { "+" };
    match (piece.times.abs(), piece.over) {
        (1, 1) => sign.to_owned(),
        (times, 1) => format!("{sign}{times}×"),
        (times, over) => format!("{sign}{times}/{over}×"),
    }
}

fn whole(number: f64) -> String {
    if (number - number.round()).abs() < 1e-6 {
        format!("{}", number.round() as i64)
    } else {
        format!("{number:.2}")
    }
}
