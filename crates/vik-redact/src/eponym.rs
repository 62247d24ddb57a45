//! Names of places and persons that belong to an institution or a school of thought: "rechtbank
//! Overijssel", "het gatenkaasmodel van Reason", "de piramide van Maslow", "het Johari-venster".

use crate::view::View;
use crate::words::Class;

/// Marks the name that a court, a prosecutor's office or a theory is called after.
pub(crate) fn mark(view: &mut View<'_>) {
    for at in 0..view.len() {
        let low = view.low(at);
        if is_called(low) {
            view.keep[at] = true;
        } else if is_court(low) {
            seat(view, at);
        } else if view.low(at + 1) == "van" && is_theory(low) && !view.is(at, Class::NAME) {
            called_after(view, at + 2);
        } else if matches!(low, "roos" | "cirkel" | "schijf" | "wet") && view.low(at + 1) == "van" {
            called_after(view, at + 2);
            if view.keep.get(at + 2).copied().unwrap_or(false) {
                view.keep[at] = true;
            }
        }
    }
}

/// "Salduz-arrest", "commissie-Fijnaut", "Kolb-cyclus": one word of a name and a public thing.
fn is_called(low: &str) -> bool {
    let Some((first, last)) = low.rsplit_once('-') else {
        return false;
    };
    let things = [
        "arrest",
        "affaire",
        "norm",
        "criterium",
        "test",
        "lijst",
        "toets",
        "doctrine",
        "zaak",
        "jurisprudentie",
        "verdrag",
    ];
    matches!(
        first,
        "commissie" | "rapport" | "arrest" | "motie" | "wet" | "stelsel" | "kabinet"
    ) || things.contains(&last)
        || is_theory(last)
}

fn is_court(low: &str) -> bool {
    matches!(
        low,
        "rechtbank"
            | "gerechtshof"
            | "hof"
            | "arrondissementsparket"
            | "parket"
            | "ressortsparket"
            | "arrondissement"
            | "kantongerecht"
    )
}

/// Whether a word is a theory, an instrument or a rule that bears a name.
fn is_theory(low: &str) -> bool {
    const ENDS: [&str; 41] = [
        "driehoek",
        "stijlen",
        "fasen",
        "niveaus",
        "dimensies",
        "lagen",
        "kompas",
        "wiel",
        "principes",
        "modellen",
        "leer",
        "verdrag",
        "conventie",
        "akkoord",
        "akkoorden",
        "statuut",
        "handvest",
        "model",
        "theorie",
        "piramide",
        "cyclus",
        "cirkel",
        "effect",
        "experiment",
        "kwadrant",
        "kwadranten",
        "venster",
        "matrix",
        "principe",
        "paradox",
        "syndroom",
        "methode",
        "formule",
        "regel",
        "stelling",
        "typologie",
        "schaal",
        "dilemma",
        "ladder",
        "imperatief",
        "ijsberg",
    ];
    ENDS.iter().any(|end| low.ends_with(end))
}

/// The seat of a court: the capitals right behind it, with "Den" and hyphens.
fn seat(view: &mut View<'_>, at: usize) {
    let mut next = at + 1;
    if matches!(view.low(next), "te" | "in") {
        next += 1;
    }
    while next < at + 5
        && view.same_line(next)
        && (view.capital(next) || view.low(next) == "-")
        && (view.low(next) == "-"
            || view.is(next, Class::PLACE.and(Class::COMPASS))
            || is_region(view.low(next)))
    {
        view.keep[next] = true;
        next += 1;
    }
}

fn is_region(low: &str) -> bool {
    low.contains("nederland")
        || low.contains("brabant")
        || low.contains("holland")
        || matches!(
            low,
            "den"
                | "haag"
                | "bosch"
                | "'s-gravenhage"
                | "zeeland"
                | "overijssel"
                | "limburg"
                | "gelderland"
        )
        || low.split('-').all(|part| {
            matches!(
                part,
                "arnhem"
                    | "leeuwarden"
                    | "zeeland"
                    | "west"
                    | "oost"
                    | "noord"
                    | "zuid"
                    | "midden"
                    | "s"
                    | "hertogenbosch"
            )
        })
}

/// At most two capitals, the second only when no verb or title.
fn called_after(view: &mut View<'_>, first: usize) {
    let name = |at: usize| {
        view.same_line(at) && view.capital(at) && !view.is(at, Class::TITLE.and(Class::RANK))
    };
    if !name(first) {
        return;
    }
    let two = name(first + 1) && view.gap(first + 1) == " ";
    view.keep[first] = true;
    if two {
        view.keep[first + 1] = true;
    }
}
