//! Companies, schools, clubs and the like: a word for the kind with a name behind it.

use super::Hit;
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

pub(super) fn at(view: &View<'_>, at: usize, class: Class) -> Option<Hit> {
    if let Some(hit) = legal_form(view, at) {
        return Some(hit);
    }
    let club = matches!(
        view.written(at),
        "FC" | "SV" | "VV" | "SC" | "AV" | "HC" | "TC" | "RKSV" | "CV" | "VV." | "IJSV"
    ) && view.capital(at + 1);
    let suffixed = [
        "school",
        "college",
        "bedrijf",
        "club",
        "vereniging",
        "café",
        "restaurant",
        "kerk",
        "moskee",
        "gebouw",
        "theater",
        "centrum",
        "terrein",
        "opvang",
        "kliniek",
        "museum",
        "fabriek",
        "boerderij",
        "stichting",
        "studio",
        "winkel",
        "zaak",
        "huis",
        "hal",
        "park",
        "praktijk",
        "kantoor",
        "groep",
        "haven",
        "flat",
        "room",
        "erij",
        "koor",
        "orkest",
        "salon",
        "shop",
        "paviljoen",
    ]
    .iter()
    .any(|end| view.low(at).ends_with(end) && view.low(at).len() > end.len() + 2)
        && view.is(at, Class::WORD.and(Class::COMPOUND))
        && !view.capitals[at]
        && view.gap(at + 1) == " "
        && view.capital(at + 1)
        && (!view.is(at + 1, Class::NAME) || view.is(at + 1, Class::PARTICLE));
    let site = matches!(
        view.low(at),
        "station"
            | "ns-station"
            | "vliegbasis"
            | "bedrijventerrein"
            | "industrieterrein"
            | "flat"
            | "winkelcentrum"
            | "zorgcentrum"
            | "jeugdherberg"
            | "complex"
            | "kdv"
            | "pabo"
            | "buurthuis"
            | "sporthal"
            | "parkeergarage"
    ) && (view.capital(at + 1) || matches!(view.low(at + 1), "in" | "de"))
        && !view.capitals[at];
    if !class.has(Class::ORGANISATION) && !club && !suffixed && !site {
        return None;
    }
    // "de vereniging Vereniging De Brug", "de stichting CLM": what the law calls a party is no part of
    // its name.
    let form = matches!(
        view.low(at),
        "vereniging" | "stichting" | "onderneming" | "firma"
    ) && view.shape(at) == crate::Shape::Lower;
    if form && view.capital(at + 1) && !view.is(at + 1, Class::ORGANISATION) {
        return names_after(view, at);
    }
    if form && view.is(at + 1, Class::ORGANISATION) {
        return None;
    }
    let mut last = at;
    let mut named = false;
    let mut next = at + 1;
    while next < (at + 8).min(view.len()) && view.same_line(next) {
        let low = view.low(next);
        let quote = matches!(low, "'" | "\"" | "‘" | "“" | "„" | "”");
        let stopped = view.capitals[next] && stops(view, next, next > at + 1);
        let name = view.capital(next)
            && !view.keep[next]
            && !view.is(next, Class::TITLE.and(Class::RANK))
            && !matches!(low, "u" | "ik")
            // A letter that stands for a name names nothing.
            && view.tokens[next].range.len() > 1
            && !stopped;
        if name
            || named
                && view.digits(next)
                && view.tokens[next].range.len() <= 4
                && !matches!(view.low(next + 1), "uur" | "jaar" | ".")
        {
            last = next;
            named = true;
        } else if !(view.is(next, Class::PARTICLE) && view.capital(next)
            || matches!(
                low,
                "de" | "den"
                    | "het"
                    | "'t"
                    | "van"
                    | "der"
                    | "en"
                    | "&"
                    | "la"
                    | "le"
                    | "el"
                    | "al"
                    | "ter"
                    | "ten"
                    | "-"
            ) && (view.capital(next + 1) || view.is(next + 1, Class::PARTICLE))
                && (named || !matches!(low, "van" | "en" | "de" | "het"))
            || quote && next == at + 1)
        {
            break;
        }
        next += 1;
    }
    // "mavo in Capelle", "het café in Heerlen": the place makes it findable.
    if !named
        && matches!(view.low(at + 1), "in" | "te")
        && view.capital(at + 2)
        && view.tokens[at + 2].range.len() > 1
        && (view.is(at, Class::ORGANISATION) || site)
        && !view.keep[at + 2]
    {
        last = at + 2;
        named = true;
    }
    named.then(|| {
        Hit::new(
            view.start(at)..view.end(last),
            Label::Organisation,
            80,
            "soort organisatie met een naam",
        )
    })?
}

/// The capitals behind a word for a legal form.
fn names_after(view: &View<'_>, at: usize) -> Option<Hit> {
    let mut last = at;
    let mut next = at + 1;
    while next < (at + 7).min(view.len()) && view.same_line(next) {
        let name = view.capital(next)
            && !view.keep[next]
            && view.tokens[next].range.len() > 1
            && !view.is(next, Class::TITLE.and(Class::RANK));
        if name {
            last = next;
        } else if !(matches!(
            view.low(next),
            "en" | "&" | "de" | "het" | "van" | "der" | "-"
        ) && view.capital(next + 1)
            && last > at)
        {
            break;
        }
        next += 1;
    }
    (last > at).then(|| {
        Hit::new(
            view.start(at + 1)..view.end(last),
            Label::Organisation,
            75,
            "naam achter een rechtsvorm",
        )
    })?
}

/// Whether a word ends a name in a line of capitals, where a capital says nothing.
fn stops(view: &View<'_>, at: usize, behind: bool) -> bool {
    let article = matches!(view.low(at), "de" | "den" | "het" | "'t" | "la" | "le") && !behind;
    let ends = Class::SAY
        .and(Class::AUX)
        .and(Class::ROLE)
        .and(Class::COMMON)
        .and(Class::PARTICLE);
    !article && view.is(at, ends)
}

/// Capitals before a legal form: "Houben Transport B.V.".
fn legal_form(view: &View<'_>, at: usize) -> Option<Hit> {
    if !view.capital(at) || view.is(at, Class::KEEP) {
        return None;
    }
    for next in at + 1..(at + 6).min(view.len()) {
        if !view.same_line(next) {
            return None;
        }
        let written = view.written(next);
        let form = matches!(
            written,
            "BV" | "NV"
                | "VOF"
                | "bv"
                | "nv"
                | "vof"
                | "Holding"
                | "GmbH"
                | "Ltd"
                | "Advocaten"
                | "Advocatuur"
                | "Notarissen"
                | "Accountants"
                | "Makelaars"
        );
        let dotted = matches!(written, "B" | "N" | "b")
            && view.ahead(next, 4).to_ascii_lowercase().get(1..4) == Some(".v.");
        if form || dotted {
            let end = if dotted {
                view.start(next) + 4
            } else {
                view.end(next)
            };
            return Hit::new(
                view.start(at)..end,
                Label::Organisation,
                90,
                "naam met rechtsvorm",
            );
        }
        if !view.capital(next) && !matches!(written, "&" | "en" | "-" | "de" | "van") {
            return None;
        }
    }
    None
}
