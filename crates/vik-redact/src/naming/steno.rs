//! Bare capitals and letters that stand for persons in notes, logs and lists.

use super::initials::mixed;
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

/// Two to four capitals, small letters of particles between them or not, that are no known abbreviation.
fn is_short(view: &View<'_>, at: usize) -> bool {
    matches!(view.shape(at), Shape::Upper | Shape::Mixed)
        && (2..=4).contains(&view.tokens[at].range.len())
        && view.capital(at)
        && !view.capitals[at]
        && !view.keep[at]
        && !view.is(
            at,
            Class::KEEP
                .and(Class::FIELD_KEY)
                .and(Class::WORD)
                .and(Class::ABBREVIATION)
                .and(Class::FUNCTION)
                .and(Class::UNIT)
                .and(Class::ORGANISATION),
        )
}

/// "dhr X en mw Y", "collega R reed": a letter without its full stop behind who it is.
pub(super) fn lettered(view: &View<'_>, at: usize) -> Option<usize> {
    let letter = view.tokens[at].range.len() == 1
        && view.capital(at)
        && view.low(at + 1) != "."
        && view.same_line(at)
        && at > 0
        && view.gap(at) == " ";
    let before = view.low(at.wrapping_sub(1));
    let who = matches!(
        before,
        "dhr"
            | "mw"
            | "mevr"
            | "mevrouw"
            | "meneer"
            | "collega"
            | "getuige"
            | "verdachte"
            | "agent"
    );
    (letter && who && !view.capitals[at]).then_some(at)
}

/// "22/3 TS gebeld": capitals between a stamp at the start of a line and what was done.
pub(super) fn stamped(view: &View<'_>, at: usize) -> Option<usize> {
    let mut first = at;
    while first > 0 && view.same_line(first) && at - first < 9 {
        let mark = matches!(view.low(first - 1), "/" | "-" | ":" | "." | "–" | "|" | "•");
        if !mark && !view.digits(first - 1) {
            return None;
        }
        first -= 1;
    }
    let timed = first < at && view.line_start(first) && (first..at).any(|i| view.digits(i));
    let next = view.shape(at + 1) == Shape::Lower && view.same_line(at + 1);
    (timed && next && is_short(view, at)).then_some(at)
}

/// "PK mailt", "TvdB + PK": bare capitals that act or stand beside others in a text full of initials.
pub(super) fn bare(view: &View<'_>, at: usize) -> Option<usize> {
    let before = view.low(at.wrapping_sub(1));
    let bound = matches!(
        before,
        "+" | "&"
            | "met"
            | "m"
            | "belt"
            | "mailt"
            | "vraagt"
            | "naar"
            | "door"
            | "→"
            | "volgens"
            | "vlgs"
            | "aan"
            | "bij"
    ) || matches!(view.low(at + 1), "+" | "&" | "→" | ":");
    let acts = crate::verbs::acts(view, at + 1);
    (is_short(view, at) && (acts || bound)).then_some(at)
}

/// "MO / HdR": initials beside each other, of which one has a particle's small letter or the line is short.
pub(super) fn slashed(view: &View<'_>, at: usize) -> Option<usize> {
    let other = if view.low(at + 1) == "/" && view.same_line(at + 2) {
        at + 2
    } else if at > 1 && view.low(at - 1) == "/" && view.same_line(at) {
        at - 2
    } else {
        return None;
    };
    let mixed = |at: usize| mixed(view, at).is_some();
    (is_short(view, at) && is_short(view, other) && (mixed(at) || mixed(other))).then_some(at)
}

/// "- MB: vond het vervelend": capitals and a colon behind a dash at the start of a line.
pub(super) fn listed(view: &View<'_>, at: usize) -> Option<usize> {
    let led = at > 0
        && matches!(view.low(at - 1), "-" | "–" | "*" | "•")
        && view.line_start(at - 1)
        && view.same_line(at);
    (led && is_short(view, at) && view.low(at + 1) == ":" && view.shape(at + 2) == Shape::Lower)
        .then_some(at)
}
