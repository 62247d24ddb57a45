//! Fails closed: a token that nothing explains is flagged.

use crate::found::Found;
use crate::span::{Label, Source};
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

/// Flags every token that no dictionary, no keep list and no mask explains.
pub(crate) fn find(view: &View<'_>, masked: &[bool], out: &mut Vec<Found>) {
    for at in 0..view.len() {
        if masked.get(at).copied().unwrap_or(false) {
            continue;
        }
        if let Some(reason) = unexplained(view, at) {
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
    if class.has(Class::NAME)
        && !class.has(Class::COMMON)
        && view.capital(at)
        && !class.has(Class::KEEP)
    {
        return Some("een woord dat ook een naam is");
    }
    let lower = view.uncapitalised || view.capitals[at];
    (lower && class.has(Class::FIRST_NAME) && !class.has(Class::COMMON.and(Class::KEEP)))
        .then_some("een woord dat ook een voornaam is")
}
