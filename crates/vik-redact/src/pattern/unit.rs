//! Units, stations and teams by name, without any table.

use super::Hit;
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

/// "…, locatie Assen": the last token of where a unit sits, behind its name.
fn site(view: &View<'_>, last: usize) -> Option<usize> {
    (view.low(last + 1) == ","
        && view.low(last + 2) == "locatie"
        && view.capital(last + 3)
        && view.same_line(last + 3))
    .then_some(last + 3)
}

/// A word for a unit and the name behind it: "Basisteam Ommelanden-Noord", "team B", "bureau aan de …".
pub(super) fn at(view: &View<'_>, at: usize, class: Class) -> Option<Hit> {
    let low = view.low(at);
    let kind = low.len() > 9 && (low.ends_with("politie") || low.ends_with("po1itie"));
    let branch = low.len() > 10
        && [
            "recherche",
            "handhaving",
            "team",
            "eenheid",
            "brigade",
            "meldkamer",
        ]
        .iter()
        .any(|end| low.ends_with(end))
        && view.capital(at + 1)
        && view.is(at + 1, Class::PLACE.and(Class::COMPASS))
        && !view.is(at + 1, Class::NAME)
        && view.gap(at + 1) == " ";
    let of_place = low == "politie"
        && (view.is(at + 1, Class::PLACE.and(Class::COMPASS)) || view.low(at + 1).contains('-'))
        && view.capital(at + 1)
        && !view.is(at + 1, Class::NAME)
        && view.gap(at + 1) == " "
        && !view.keep[at];
    if (kind || of_place || branch && !class.has(Class::UNIT))
        && !matches!(
            low,
            "verkeerspolitie" | "gemeentepolitie" | "rijkspolitie" | "militaire-politie"
        )
    {
        let mut last = at;
        while view.same_line(last + 1)
            && view.capital(last + 1)
            && (view.is(last + 1, Class::PLACE.and(Class::COMPASS)) || of_place && last == at)
            && last < at + 4
        {
            last += 1;
        }
        return Hit::new(
            view.start(at)..view.end(last),
            Label::Unit,
            75,
            "politie van een soort of een plaats",
        );
    }
    // "PI Veenhuizen, locatie Norgerhaven": a prison and its place.
    let prison = matches!(view.written(at), "PI" | "JJI" | "PPC" | "HvB")
        && view.capital(at + 1)
        && view.telling(at + 1)
        && view.gap(at + 1) == " ";
    if prison {
        let last = site(view, at + 1).unwrap_or(at + 1);
        return Hit::new(
            view.start(at)..view.end(last),
            Label::Unit,
            80,
            "inrichting met een plaats",
        );
    }
    let joined = low.strip_prefix("politiebureau-").is_some();
    if !class.has(Class::UNIT) && !joined {
        return None;
    }
    let mut last = at;
    let mut named = false;
    let mut next = at + 1;
    while next < (at + 8).min(view.len()) && view.same_line(next) {
        let gap = view.gap(next);
        let low = view.low(next);
        let stopped = view.capitals[next]
            && view.is(next, Class::AUX.and(Class::COMMON).and(Class::PARTICLE));
        let kept = view.is(next, Class::KEEP)
            && !view.is(next, Class::PLACE.and(Class::COMPASS).and(Class::NAME))
            && view.low(at) == "bureau";
        let name = view.capital(next)
            && !kept
            && !view.keep[next]
            && !view.is(next, Class::TITLE.and(Class::RANK).and(Class::SAY))
            && !stopped
            && (view.tokens[next].range.len() > 1 || next > at + 1)
            && low != "u"
            && low != "ik";
        let name = name
            || view.is(next, Class::COMPASS)
                && (view.capital(next) || next == last + 1)
                && low != "stad"
            || view.capital(next) && view.is(next, Class::UNIT);
        let number = view.digits(next)
            && view.tokens[next].range.len() <= 2
            && next == at + 1
            && view.low(at) != "groep"
            && !(matches!(view.low(next + 1), "-" | ".")
                && view.digits(next + 2)
                && view.touches_next(next))
            && !matches!(
                view.low(next + 1),
                "uur" | "jaar" | "maanden" | ":" | "." | "dagen" | "collega's" | "mensen"
            );
        let single = view.tokens[next].range.len() == 1
            && view.capital(next)
            && next == at + 1
            && !matches!(view.low(at), "sectie" | "district" | "afdeling" | "kantoor");
        if name || number || single {
            last = next;
            named = true;
        } else if !(matches!(low, "-" | "/" | "–") && gap.is_empty() && view.touches_next(next)
            || named
                && matches!(low, "&" | "de" | "den" | "der" | "aan" | "op" | "en")
                && view.capital(next + 1)
                && !view.is(next + 1, Class::NAME)
                && (low != "en" || view.is(next + 1, Class::COMPASS.and(Class::PLACE)))
            || !named && matches!(low, "de" | "den" | "het" | "ter" | "van") && view.capital(next))
        {
            break;
        }
        next += 1;
    }
    if !named {
        return None;
    }
    if let Some(site) = site(view, last) {
        last = site;
    }
    // A word such as "dienst" or "team" in the middle of a sentence is no part of the name by itself,
    // but it is what the name is replaced with.
    Hit::new(
        view.start(at)..view.end(last),
        Label::Unit,
        85,
        "woord voor een onderdeel met een naam",
    )
}
