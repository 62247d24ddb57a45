//! Fails closed: a token that nothing explains is flagged.

use crate::found::Found;
use crate::span::{Label, Source};
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

/// Why a word between quotation marks is flagged.
pub(crate) const QUOTED: &str = "staat waar een bijnaam of een account staat";

/// Flags every token that no dictionary, no keep list and no mask explains.
pub(crate) fn find(view: &View<'_>, masked: &[bool], out: &mut Vec<Found>) {
    for at in 0..view.len() {
        if masked.get(at).copied().unwrap_or(false) {
            continue;
        }
        let tied = tied(view, masked, at).then_some("hangt vast aan iets wat vervangen wordt");
        if let Some(reason) = unexplained(view, at).or(tied) {
            out.push(Found::flag(
                view.start(at)..view.end(at),
                Label::Unexplained,
                Source::Unexplained,
                30,
                reason,
            ));
        }
    }
}

fn unexplained(view: &View<'_>, at: usize) -> Option<&'static str> {
    let class = view.class(at);
    let kept = view.keep[at];
    match view.shape(at) {
        Shape::Mark => {
            return (!view.written(at).is_ascii()
                && view.written(at).chars().any(char::is_alphanumeric))
            .then_some("onbekend teken");
        }
        Shape::Digits | Shape::LettersDigits => {
            return (!kept).then_some("een getal dat niets verklaart");
        }
        _ => {}
    }
    if kept {
        return None;
    }
    if initials(view, at) {
        return Some("kleine letters met punten, als initialen");
    }
    let letters = view.written(at).chars().count();
    let explained = class.has(
        Class::WORD
            .and(Class::COMPOUND)
            .and(Class::COMMON)
            .and(Class::KEEP)
            .and(Class::PARTICLE)
            .and(Class::TITLE)
            .and(Class::RANK)
            .and(Class::WEEKDAY)
            .and(Class::MONTH)
            .and(Class::ABBREVIATION)
            .and(Class::ROLE)
            .and(Class::FIELD_KEY),
    );
    if letters == 1 {
        let answer = view.low(at + 1) == ":" && class.has(Class::FIELD_KEY);
        return (view.capital(at) && !answer).then_some("een losse hoofdletter");
    }
    if view.shape(at) == Shape::Upper
        && letters <= 4
        && !view.capitals[at]
        && !class.has(Class::KEEP)
    {
        return Some("losse hoofdletters");
    }
    let speaker = view.shape(at) == Shape::Upper
        && letters <= 4
        && view.low(at + 1) == ":"
        && !class.has(Class::FIELD_KEY);
    if speaker {
        return Some("hoofdletters voor een dubbele punt");
    }
    let account = at > 0 && view.is(at - 1, Class::HANDLE_KEY) && view.shape(at) == Shape::Lower;
    if quoted(view, at) || account && !class.has(Class::COMMON) {
        return Some(QUOTED);
    }
    let joined = view.low(at + 1) == "_" && view.touches_next(at)
        || at > 0 && view.low(at - 1) == "_" && view.gap(at).is_empty();
    if joined {
        return Some("een deel van een gebruikersnaam of bestandsnaam");
    }
    let label = view.low(at + 1) == ":" && view.line_start(at);
    if label && view.chatty && !class.has(Class::FIELD_KEY.and(Class::PERSON_KEY)) {
        return Some("staat waar een spreker staat");
    }
    if !explained {
        return Some("staat in geen woordenboek");
    }
    if view.capital(at)
        && view.telling(at)
        && !class.has(Class::KEEP.and(Class::TITLE).and(Class::RANK))
    {
        return Some("een hoofdletter midden in een zin");
    }
    // In talk names have no capital: what a list holds as a name is looked at.
    let talk = (view.chatty || view.uncapitalised)
        && view.shape(at) == Shape::Lower
        && class.has(Class::NAME)
        && !class.has(
            Class::KEEP
                .and(Class::PARTICLE)
                .and(Class::SAY)
                .and(Class::AUX)
                .and(Class::COMMON)
                .and(Class::NUMBER),
        );
    if talk {
        return Some("een woord dat ook een naam is");
    }
    if class.has(Class::NAME)
        && !class.has(Class::COMMON)
        && view.capital(at)
        && !class.has(Class::KEEP)
    {
        return Some("een woord dat ook een naam is");
    }
    // "Bolle zegt dat": a noun without an article that does what persons do.
    let acts = view.starts[at]
        && view.capital(at)
        && view.is(at + 1, Class::SAY)
        && view.shape(at + 1) == Shape::Lower
        && !class.has(
            Class::COMMON
                .and(Class::KEEP)
                .and(Class::ROLE)
                .and(Class::RANK)
                .and(Class::TITLE)
                .and(Class::FUNCTION)
                .and(Class::SAY)
                .and(Class::AUX),
        );
    if acts {
        return Some("een woord dat doet wat een persoon doet");
    }
    let bound = matches!(
        view.low(at.wrapping_sub(1)),
        "met"
            | "van"
            | "aan"
            | "door"
            | "bij"
            | "tegen"
            | "en"
            | ","
            | "hoi"
            | "hey"
            | "de"
            | "der"
            | "den"
    );
    if (view.chatty || view.uncapitalised)
        && bound
        && class.has(Class::NAME)
        && !class.has(Class::COMMON.and(Class::KEEP).and(Class::PARTICLE))
    {
        return Some("een woord dat ook een naam is, waar een persoon staat");
    }
    let lower = view.uncapitalised || view.capitals[at] || view.chatty;
    (lower && class.has(Class::FIRST_NAME) && !class.has(Class::COMMON.and(Class::KEEP)))
        .then_some("een woord dat ook een voornaam is")
}

/// "d.m.": letters with full stops that are no abbreviation everyone writes.
fn initials(view: &View<'_>, at: usize) -> bool {
    let letter = |at: usize| view.shape(at) == Shape::Lower && view.tokens[at].range.len() == 1;
    let stop = |at: usize| view.low(at) == "." && view.touches_next(at - 1);
    if !letter(at) || !stop(at + 1) {
        return false;
    }
    let pair = |first: usize| {
        letter(first)
            && view.touches_next(first)
            && view.low(first + 1) == "."
            && view.touches_next(first + 1)
            && view.tokens.get(first + 2).is_some()
            && letter(first + 2)
            && view.low(first + 3) == "."
    };
    let first = if pair(at) {
        at
    } else if at >= 2 && pair(at - 2) {
        at - 2
    } else {
        return false;
    };
    let longer =
        view.tokens.get(first + 4).is_some() && view.gap(first + 4).is_empty() && letter(first + 4)
            || first >= 2 && view.gap(first).is_empty();
    let common = matches!(
        (view.low(first), view.low(first + 2)),
        ("o", "a")
            | ("d", "d")
            | ("e", "d")
            | ("e", "v")
            | ("b", "v")
            | ("n", "v")
            | ("m", "i")
            | ("p", "p")
            | ("p", "m")
            | ("c", "q")
            | ("c", "s")
            | ("i", "o")
            | ("w", "g")
            | ("s", "v")
            | ("a", "h")
            | ("e", "a")
            | ("i", "p")
            | ("p", "j")
            | ("s", "m")
            | ("z", "g")
            | ("o", "v")
    );
    !longer && !common
}

/// Whether a token is one of at most three between quotation marks: nicknames and code names stand so.
fn quoted(view: &View<'_>, at: usize) -> bool {
    let quote = |at: usize| matches!(view.low(at), "\"" | "'" | "‘" | "’" | "“" | "”" | "„");
    if view.is(at, Class::COMMON.and(Class::PARTICLE)) || !view.tokens[at].is_word() {
        return false;
    }
    let before = (1..=3).any(|n| at.checked_sub(n).is_some_and(quote));
    let after = (1..=3).any(|n| quote(at + n));
    let open = (1..=3)
        .find(|&n| at.checked_sub(n).is_some_and(quote))
        .unwrap_or(9);
    let close = (1..=3).find(|&n| quote(at + n)).unwrap_or(9);
    before && after && open + close <= 4
}

/// Whether a word or number hangs on a masked one by a mark without a space: "moniq.v", "0077/mvb".
fn tied(view: &View<'_>, masked: &[bool], at: usize) -> bool {
    let mark = |at: usize| matches!(view.low(at), "." | "_" | "-" | "/" | "@" | "+" | "#");
    let is = |at: usize| masked.get(at).copied().unwrap_or(false);
    if view.shape(at) == Shape::Mark {
        return false;
    }
    let before = at >= 2
        && mark(at - 1)
        && view.gap(at).is_empty()
        && view.gap(at - 1).is_empty()
        && is(at - 2);
    let behind = mark(at + 1) && view.touches_next(at) && view.touches_next(at + 1) && is(at + 2);
    before || behind
}
