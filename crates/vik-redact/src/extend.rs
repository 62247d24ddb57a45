//! What a finding draws along: the title before a name, the letter of its particle, the number of a house.
//!
//! A title goes where its name goes (the draft says "medewerker A", not "mevrouw medewerker A"), so the
//! mask says so too.

use std::ops::Range;

use ahash::AHashSet;

use crate::Shape;
use crate::found::Found;
use crate::span::{Label, Source, Status};
use crate::view::View;
use crate::words::Class;

/// Lengthens the masks that have something before or behind them.
pub(crate) fn find(view: &View<'_>, found: &mut Vec<Found>) {
    let mut more = Vec::new();
    let ends: AHashSet<usize> = found
        .iter()
        .filter(|it| it.label == Label::Person && it.status == Status::Mask)
        .map(|it| it.range.end)
        .collect();
    for it in found.iter_mut() {
        if it.label == Label::Person && it.status == Status::Mask {
            let tokens = view.tokens_in(&it.range);
            // "mevrouw C": a letter that stands for a name says nothing of its title.
            let letter = tokens.len() == 1 && view.tokens[tokens.start].range.len() == 1;
            let first = if letter {
                tokens.start
            } else {
                titled(view, lettered(view, tokens.start))
            };
            let first = between(view, first, &ends);
            if first < tokens.start {
                it.range.start = view.start(first);
            }
        } else if it.label == Label::Location
            && let Some(house) = house(view, &view.tokens_in(&it.range))
        {
            let reason = "naam van een plek met een nummer";
            let tokens = view.tokens_in(&it.range);
            let street = tokens
                .clone()
                .find(|&at| !view.is(at, Class::PARTICLE) || view.telling(at))
                .unwrap_or(tokens.start);
            let start = match street.checked_sub(1) {
                Some(before) if qualifies(view, before) => view.start(before),
                _ => view.start(street).max(it.range.start),
            };
            more.push(Found::mask(
                start..house.end,
                Label::Address,
                Source::Pattern,
                70,
                reason,
            ));
        } else if it.label == Label::Organisation && it.status == Status::Mask {
            let tokens = view.tokens_in(&it.range);
            let (first, last) = whole(view, &tokens);
            it.range = view.start(first).min(it.range.start)..view.end(last).max(it.range.end);
        } else if it.label == Label::Phone && it.status == Status::Mask {
            if let Some(last) = said(view, &view.tokens_in(&it.range)) {
                it.range.end = view.end(last);
            }
            let next = view.tokens_in(&it.range).end;
            let key = matches!(view.low(next), "tst" | "toestel" | "ext" | "dkn");
            let number = if view.low(next + 1) == "." {
                next + 2
            } else {
                next + 1
            };
            if key && view.digits(number) && view.same_line(number) {
                it.range.end = view.end(number);
            }
        } else if it.label == Label::DocumentNumber && it.status == Status::Mask {
            let tokens = view.tokens_in(&it.range);
            let (first, last) = lone_capitals(view, &tokens);
            it.range = view.start(first).min(it.range.start)..view.end(last).max(it.range.end);
        }
    }
    found.append(&mut more);
    seated(view, found);
}

/// "De Waag in Den Bosch", "de Gamma in Ede": an organisation and its town are one.
fn seated(view: &View<'_>, found: &mut [Found]) {
    let places: AHashSet<usize> = found
        .iter()
        .filter(|it| it.label == Label::Location && it.status == Status::Mask)
        .map(|it| it.range.start)
        .collect();
    for it in found.iter_mut() {
        if it.status != Status::Mask || !matches!(it.label, Label::Organisation | Label::Location) {
            continue;
        }
        let next = view.tokens_in(&it.range).end;
        let town = it.range.len() > 2
            && matches!(view.low(next), "in" | "te")
            && view.same_line(next + 1)
            && places.contains(&view.start(next + 1))
            && !view.is(next - 1, Class::PLACE.and(Class::STREET));
        if town {
            it.range.end = view.end(next);
        }
        // "Almere haven", "Utrecht west": a part of a town.
        let part = it.label == Label::Location
            && view.same_line(next)
            && view.gap(next) == " "
            && view.is(next - 1, Class::PLACE)
            && (view.is(next, Class::COMPASS) && view.low(next) != "stad"
                || matches!(view.low(next), "haven" | "buiten" | "binnenstad"));
        if part {
            it.range.end = view.end(next);
        }
    }
}

/// The first word of a street that an adjective begins: "Nieuwe Uitleg", "Lange Voorhout".
fn qualifies(view: &View<'_>, at: usize) -> bool {
    let adjective = matches!(
        view.written(at),
        "Nieuwe"
            | "Oude"
            | "Lange"
            | "Korte"
            | "Hoge"
            | "Lage"
            | "Grote"
            | "Kleine"
            | "Brede"
            | "Verlengde"
            | "Groene"
            | "Sint"
            | "St"
    );
    adjective && view.same_line(at + 1) && view.gap(at + 1) == " " && view.capital(at + 1)
}

/// The first token of the titles that end right before a name: "mevr.", "drs.", "oma"; not
/// "de heer", which a draft keeps or turns itself and which decisions are full of.
fn titled(view: &View<'_>, mut at: usize) -> usize {
    let name = at;
    for _ in 0..3 {
        let stop = at.checked_sub(2).filter(|_| view.low(at - 1) == ".");
        let Some(title) = stop.or(at.checked_sub(1)) else {
            return at;
        };
        let drawn = matches!(
            view.low(title),
            "mevrouw"
                | "mevr"
                | "mvr"
                | "mw"
                | "mej"
                | "dhr"
                | "drs"
                | "dr"
                | "ir"
                | "ing"
                | "meneer"
                | "oma"
                | "opa"
                | "tante"
                | "oom"
                | "ome"
                | "zuster"
                | "broeder"
                | "juf"
                | "meester"
        );
        // "mr. drs.": before another title it is no role of its own.
        let drawn = drawn || at < name && matches!(view.low(title), "mr" | "prof");
        let same = (title + 1..=at).all(|i| view.same_line(i) && view.gap(i).len() <= 1);
        if !same || !drawn {
            return at;
        }
        at = title;
    }
    at
}

/// Where the particles begin that tie a letter to the name before it: "Kees-Jan de V.".
fn between(view: &View<'_>, at: usize, ends: &AHashSet<usize>) -> usize {
    if view.written(at).chars().count() != 1 {
        return at;
    }
    let mut first = at;
    while first > 0
        && at - first < 3
        && view.is(first - 1, Class::PARTICLE)
        && view.same_line(first)
    {
        first -= 1;
    }
    if first < at && first > 0 && ends.contains(&view.end(first - 1)) {
        first
    } else {
        at
    }
}

/// The letter of a particle before a surname: "v. Stiphout", "v.d. Berg".
fn lettered(view: &View<'_>, at: usize) -> usize {
    let mut first = at;
    while first >= 2
        && view.low(first - 1) == "."
        && view.touches_next(first - 2)
        && matches!(view.low(first - 2), "v" | "d" | "vd")
        && view.same_line(first)
        && view.gap(first).len() <= 1
    {
        first -= 2;
    }
    first
}

/// The number of a house behind a place that is no town: "de Evenaar 88", "Osdorperban 62".
fn house(view: &View<'_>, place: &Range<usize>) -> Option<Range<usize>> {
    let within = place.len() > 1 && view.digits(place.end - 1);
    let place = place.start..place.end - usize::from(within);
    let last = place.end.checked_sub(1)?;
    let town = view.is(last, Class::COUNTRY)
        || view.is(last, Class::PLACE) && !view.is(last, Class::STREET)
        || view.is(last, Class::UNIT.and(Class::KEEP));
    let mut at = place.end;
    if view.low(at) == "." && view.low(last).ends_with("str") {
        at += 1;
    }
    let number = view.written(at);
    let digits = number.len() <= 4 && number.bytes().any(|b| b.is_ascii_digit());
    let shaped = matches!(view.shape(at), Shape::Digits | Shape::LettersDigits);
    let measured = matches!(
        view.low(at + 1),
        "uur" | "jaar" | "meter" | "euro" | "km" | "keer" | ":" | "/" | "%" | "x" | "collega's"
    ) || view.is(at + 1, Class::MONTH);
    if town || !digits || !shaped || measured || !view.capital(last) || view.gap(at).len() != 1 {
        return None;
    }
    let end = if view.low(at + 1) == "-" && view.touches_next(at) && view.touches_next(at + 1) {
        at + 2
    } else {
        at
    };
    let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    (!year).then(|| view.start(at)..view.end(end))
}

/// The last of the numbers that go on behind a telephone number of which some is said in words.
fn said(view: &View<'_>, tokens: &Range<usize>) -> Option<usize> {
    let number = |at: usize| {
        view.is(at, Class::NUMBER.and(Class::TENS))
            || view.digits(at) && view.tokens[at].range.len() <= 4
            || view.low(at).ends_with("tig")
    };
    let words = tokens
        .clone()
        .any(|at| view.is(at, Class::NUMBER.and(Class::TENS)));
    let digits = tokens
        .clone()
        .filter(|&at| view.digits(at))
        .map(|at| view.tokens[at].range.len())
        .sum::<usize>();
    if !words && digits > 8 {
        return None;
    }
    let mut last = None;
    let mut at = tokens.end;
    while at < tokens.end + 12 && view.same_line(at) {
        if number(at) {
            last = Some(at);
        } else if !matches!(
            view.low(at),
            "," | "-" | "–" | "dubbel" | "keer" | "maal" | "en" | "eh"
        ) {
            break;
        }
        at += 1;
    }
    last
}

/// An organisation's name as a whole: the capitals that go on behind it, and the article with a capital
/// before it ("De Mijnstreek Courant").
fn whole(view: &View<'_>, tokens: &Range<usize>) -> (usize, usize) {
    let barred = Class::TITLE
        .and(Class::RANK)
        .and(Class::ROLE)
        .and(Class::FUNCTION)
        .and(Class::WEEKDAY)
        .and(Class::MONTH)
        .and(Class::UNIT)
        .and(Class::FIRST_NAME)
        .and(Class::KEEP);
    let goes_on = |at: usize| {
        view.same_line(at)
            && view.gap(at) == " "
            && view.shape(at) == Shape::Title
            && view.telling(at)
            && !view.keep[at]
            && !view.is(at, barred)
    };
    let mut last = tokens.end.max(1) - 1;
    while last < tokens.end + 2 && view.capital(last) && goes_on(last + 1) {
        last += 1;
    }
    let first = tokens.start;
    let article = first > 0
        && matches!(view.written(first - 1), "De" | "Het")
        && view.telling(first - 1)
        && view.capital(first)
        && view.gap(first) == " ";
    (first - usize::from(article), last)
}

/// A document's number with the capitals that stand loose beside it: "TEI 2048831-07", "FAR 4471 B".
fn lone_capitals(view: &View<'_>, tokens: &Range<usize>) -> (usize, usize) {
    let capitals = |at: usize, most: usize| {
        view.shape(at) == Shape::Upper
            && view.tokens[at].range.len() <= most
            && !view.keep[at]
            && !view.is(at, Class::KEEP)
            && !view.capitals[at]
    };
    let last = tokens.end.max(1) - 1;
    let first = tokens.start;
    let before = first
        .checked_sub(1)
        .filter(|&at| capitals(at, 4) && view.same_line(first) && view.gap(first).len() == 1);
    let behind = (view.same_line(last + 1) && capitals(last + 1, 1) && view.gap(last + 1) == " ")
        .then_some(last + 1);
    (before.unwrap_or(first), behind.unwrap_or(last))
}
