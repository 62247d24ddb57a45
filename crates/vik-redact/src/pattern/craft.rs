//! Boats, buses and cars that go by letters and a number: "de RP 12", "bus ME 61-3", "de Zaan 3-12".

use super::Hit;
use crate::Shape;
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

/// Letters or a name with a short number behind it.
pub(super) fn at(view: &View<'_>, at: usize, class: Class) -> Option<Hit> {
    if !view.capital(at)
        || view.capitals[at]
        || !matches!(view.shape(at), Shape::Upper | Shape::Title)
    {
        return None;
    }
    let letters = view.tokens[at].range.len();
    let hyphen = view.low(at + 1) == "-" && view.touches_next(at) && view.touches_next(at + 1);
    let number = if hyphen { at + 2 } else { at + 1 };
    let short = |at: usize| view.digits(at) && view.tokens[at].range.len() <= 3;
    if !short(number) || !view.same_line(number) || !hyphen && view.gap(number) != " " {
        return None;
    }
    let pair = view.low(number + 1) == "-"
        && view.touches_next(number)
        && view.touches_next(number + 1)
        && short(number + 2);
    let last = if pair { number + 2 } else { number };
    if view.low(last + 1) == "-" && view.touches_next(last) {
        return None;
    }
    let vessel = (1..=3).any(|back| {
        at.checked_sub(back).is_some_and(|before| {
            let low = view.low(before);
            [
                "boot", "schip", "vaartuig", "bus", "busje", "voertuig", "wagen", "jacht",
                "eenheid",
            ]
            .iter()
            .any(|end| low.ends_with(end))
        })
    });
    let with = matches!(view.low(at.wrapping_sub(1)), "de" | "met" | "bus" | "wagen");
    let letters_only = view.shape(at) == Shape::Upper && letters <= 3;
    let kept = class.has(Class::MONTH.and(Class::FIELD_KEY)) || view.keep[at];
    let known = class.has(Class::KEEP) && !pair;
    let fits = letters_only && (vessel || pair && with) || pair && with && view.telling(at);
    (fits && !kept && !known).then(|| {
        Hit::new(
            view.start(at)..view.end(last),
            Label::Vehicle,
            70,
            "letters en nummer van een voertuig",
        )
    })?
}

/// The code of one who reports under a number: "verbalisanten VIK-07 en VIK-11".
pub(super) fn code(view: &View<'_>, at: usize) -> Option<Hit> {
    let shaped = view.shape(at) == Shape::Upper
        && view.tokens[at].range.len() <= 4
        && view.low(at + 1) == "-"
        && view.touches_next(at)
        && view.touches_next(at + 1)
        && view.digits(at + 2)
        && view.tokens[at + 2].range.len() <= 4;
    let announced = (1..=6).any(|back| {
        at.checked_sub(back).is_some_and(|before| {
            matches!(
                view.low(before),
                "verbalisant"
                    | "verbalisanten"
                    | "rapporteur"
                    | "rapporteurs"
                    | "opsporingsambtenaar"
            )
        })
    });
    (shaped && announced).then(|| {
        Hit::new(
            view.start(at)..view.end(at + 2),
            Label::StaffNumber,
            80,
            "code van een verbalisant",
        )
    })?
}

/// A quoted word with a number: the code name of an informant or an account ("Kievit 9").
pub(super) fn code_name(view: &View<'_>, at: usize) -> Option<Hit> {
    let quote = |at: usize| matches!(view.low(at), "\"" | "'" | "‘" | "’" | "“" | "”" | "„");
    let named = at > 0
        && quote(at - 1)
        && view.capital(at)
        && view.digits(at + 1)
        && view.tokens[at + 1].range.len() <= 3
        && quote(at + 2);
    named.then(|| {
        Hit::new(
            view.start(at)..view.end(at + 1),
            Label::Handle,
            65,
            "woord en nummer tussen aanhalingstekens",
        )
    })?
}
