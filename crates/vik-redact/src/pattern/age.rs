//! Ages, in digits and in words, not durations.

use super::{Hit, spoken};
use crate::span::Label;
use crate::view::View;
use crate::words::Class;

/// "45 jaar", "45-jarige", "van 45", "(45)".
pub(super) fn digits(view: &View<'_>, at: usize) -> Option<Hit> {
    if !view.digits(at) || view.tokens[at].range.len() > 3 {
        return None;
    }
    let start = view.start(at);
    let years: u32 = view.low(at).parse().ok()?;
    if !(1..=115).contains(&years) {
        return None;
    }
    if view.low(at + 1) == "-" && view.low(at + 2).starts_with("jarig") {
        return Hit::new(start..view.end(at + 2), Label::Age, 95, "leeftijd");
    }
    if view.low(at + 1).starts_with("jarig") {
        return Hit::new(start..view.end(at + 1), Label::Age, 90, "leeftijd");
    }
    // "De heer Noordermeer, 63 j., is": between commas.
    if view.low(at.wrapping_sub(1)) == "," && view.low(at + 1) == "j" && view.low(at + 2) == "." {
        return Hit::new(start..view.end(at + 1), Label::Age, 80, "leeftijd");
    }
    if matches!(view.low(at + 1), "jaar" | "jr" | "j" | "jaren" | "maanden")
        && !is_duration(view, at, at + 1)
    {
        if view.low(at + 1) != "jaar" && view.low(at + 1) != "jr" && view.low(at + 2) != "oud" {
            return None;
        }
        let last = if view.low(at + 2) == "oud" || view.low(at + 2) == "jong" {
            at + 2
        } else {
            at + 1
        };
        return Hit::new(start..view.end(last), Label::Age, 85, "leeftijd");
    }
    // "is al 83 en slecht ter been", "een dader, ±50,": no noun is counted.
    let closed = matches!(
        view.low(at + 1),
        "en" | "maar" | "dus" | "," | "." | ")" | "!" | ";" | ""
    ) && !view.digits(at + 2);
    let back = at.wrapping_sub(1);
    let is = |at: usize| {
        matches!(
            view.low(at),
            "is" | "was" | "ben" | "werd" | "wordt" | "word"
        )
    };
    let aged = matches!(
        view.low(back),
        "al" | "nu" | "pas" | "nog" | "net" | "inmiddels" | "bijna"
    ) && (is(back.wrapping_sub(1)) || is(back.wrapping_sub(2)))
        || view.low(back) == "±"
            && (view.is(back.wrapping_sub(1), Class::ROLE)
                || matches!(view.low(back.wrapping_sub(1)), "dader" | "nn" | "persoon"));
    if closed && aged && (10..=99).contains(&years) {
        return Hit::new(start..view.end(at), Label::Age, 75, "leeftijd");
    }
    // A number in brackets or between commas behind a name, as in a report: "Jansen (45)".
    let before = view.low(at.wrapping_sub(1));
    let behind_name = match before {
        "(" => matches!(view.low(at + 1), ")" | "," | ";"),
        "," => view.low(at + 1) == ",",
        _ => false,
    };
    let name = |at: usize| {
        view.capital(at) && !view.is(at, Class::WORD.and(Class::KEEP))
            || view.is(at, Class::FIRST_NAME) && view.capital(at)
            || view.low(at) == "."
                && view.capital(at.wrapping_sub(1))
                && view.tokens[at].range.start - view.start(at - 1) < 3
    };
    if behind_name
        && name(at.wrapping_sub(2))
        && (14..=99).contains(&years)
        && !view.is(at.wrapping_sub(2), Class::MONTH)
    {
        return Hit::new(start..view.end(at), Label::Age, 70, "getal achter een naam");
    }
    let kin =
        view.is(at.wrapping_sub(2), Class::ROLE) || view.low(at.wrapping_sub(2)).ends_with("je");
    if before == "(" && view.low(at + 1) == ")" && kin && years < 100 {
        return Hit::new(
            start..view.end(at),
            Label::Age,
            60,
            "getal achter een persoon",
        );
    }
    if of_person(view, at, at) && years < 100 {
        return Hit::new(
            start..view.end(at),
            Label::Age,
            75,
            "getal achter een persoon",
        );
    }
    if matches!(view.low(at.wrapping_sub(1)), "leeftijd" | "lft")
        || view.low(at.wrapping_sub(2)) == "leeftijd"
    {
        return Hit::new(start..view.end(at), Label::Age, 85, "leeftijd");
    }
    None
}

/// "zesentwintig jaar", "eind dertig", "begin vijftig", "de zesentwintigjarige", "in de veertig".
pub(super) fn words(view: &View<'_>, at: usize) -> Option<Hit> {
    let start = view.start(at);
    let low = view.low(at);
    if matches!(
        low,
        "begin"
            | "eind"
            | "midden"
            | "halverwege"
            | "diep"
            | "achterin"
            | "voorin"
            | "ergens"
            | "ruim"
    ) {
        let mut next = at + 1;
        while matches!(view.low(next), "in" | "de" | "of" | "eind" | "begin") && next < at + 4 {
            next += 1;
        }
        let decade = view.is(next, Class::TENS)
            && !is_duration(view, next, next + 1)
            && view.low(next + 1) != "euro";
        return decade
            .then(|| Hit::new(start..view.end(next), Label::Age, 85, "leeftijd in woorden"))?;
    }
    let whole = low
        .strip_suffix("jarige")
        .or_else(|| low.strip_suffix("jarig"));
    if whole.is_some_and(spoken::is_number) {
        return Hit::new(start..view.end(at), Label::Age, 90, "leeftijd in woorden");
    }
    let last = spoken::number_end(view, at)?;
    if view.low(last + 1) == "jaar" && !is_duration(view, at, last + 1) {
        let last = if matches!(view.low(last + 2), "oud" | "jong") {
            last + 2
        } else {
            last + 1
        };
        return Hit::new(start..view.end(last), Label::Age, 80, "leeftijd in woorden");
    }
    if view.low(last + 1) == "-" && view.low(last + 2).starts_with("jarig")
        || view.low(last + 1).starts_with("jarig")
    {
        let last = if view.low(last + 1) == "-" {
            last + 2
        } else {
            last + 1
        };
        return Hit::new(start..view.end(last), Label::Age, 90, "leeftijd in woorden");
    }
    let before = view.low(at.wrapping_sub(1));
    if of_person(view, at, last) && low != "een" && low != "één" {
        return Hit::new(
            start..view.end(last),
            Label::Age,
            70,
            "getal achter een persoon",
        );
    }
    if view.is(at, Class::TENS)
        && (before == "de" && matches!(view.low(at.wrapping_sub(2)), "in" | "tegen" | "achter")
            || before == "de"
                && matches!(view.low(at.wrapping_sub(2)), "rond" | "boven" | "over")
                && (!view.is(at + 1, Class::WORD)
                    || view.is(at + 1, Class::SAY.and(Class::AUX).and(Class::PARTICLE)))
            || matches!(before, "tegen") && !view.is(at + 1, Class::WORD))
    {
        return Hit::new(start..view.end(at), Label::Age, 75, "leeftijd in woorden");
    }
    let long = low.len() > 8 && low.ends_with("tig") && last == at;
    if long
        && (matches!(
            before,
            "ben" | "is" | "was" | "van" | "wordt" | "werd" | ","
        ) || view.is(at.wrapping_sub(2), Class::FIRST_NAME))
        && !view.is(at + 1, Class::WORD)
    {
        return Hit::new(
            start..view.end(at),
            Label::Age,
            65,
            "getal in woorden achter een persoon",
        );
    }
    None
}

/// Whether a bare number tells an age: "een zoontje van zes", "Ik ben 33.", "ze was net elf".
fn of_person(view: &View<'_>, first: usize, last: usize) -> bool {
    let before = view.low(first.wrapping_sub(1));
    let after = view.low(last + 1);
    let closes = view.is(last + 1, Class::PARTICLE.and(Class::AUX).and(Class::SAY))
        && before == "van"
        || before == "of"
        || matches!(
            after,
            "." | ","
                | ")"
                | ";"
                | "?"
                | "!"
                | ""
                | "en"
                | "die"
                | "met"
                | "dat"
                | "op"
                | "toen"
                | "maar"
                | "uit"
                | "als"
                | "geworden"
                | "was"
                | "is"
                | "heeft"
                | "of"
                | "naast"
                | "zat"
                | "stond"
        ) && !(after == "." && view.digits(last + 2) && view.touches_next(last + 1));
    if !closes {
        return false;
    }
    let person = |at: usize| {
        view.is(at, Class::ROLE.and(Class::FIRST_NAME)) && view.low(at) != "naam"
            || matches!(
                view.low(at),
                "kinderen"
                    | "dochters"
                    | "zonen"
                    | "zoons"
                    | "vrouwen"
                    | "mannen"
                    | "jongens"
                    | "meisjes"
                    | "eentje"
                    | "iemand"
                    | "scholier"
                    | "leerling"
                    | "moeder"
                    | "peuter"
                    | "kleuter"
                    | "tiener"
                    | "dame"
                    | "heer"
                    | "knul"
                    | "kereltje"
                    | "ventje"
                    | "knaap"
                    | "jongetje"
                    | "pup"
            )
    };
    let back = |n: usize| first.wrapping_sub(n);
    before == "of" && view.low(back(2)) == "jaar"
        || before == "van"
            && (person(back(2)) || view.is(back(2), Class::FIRST_NAME) || person(back(3)))
        || matches!(before, "ongeveer" | "bijna" | "amper" | "nauwelijks" | "±")
            && (view.low(back(2)) == "van" && person(back(3)) || person(back(2)))
        || matches!(before, "ben" | "wordt" | "werd" | "word")
            && !matches!(after, "met" | "op" | "uit")
        || matches!(before, "is" | "was")
            && (person(back(2)) || matches!(view.low(back(2)), "hij" | "ze" | "zij" | "die" | "ik"))
            && !matches!(after, "met" | "op" | "uit")
        || matches!(before, "net" | "pas")
            && matches!(
                view.low(back(2)),
                "is" | "was" | "ben" | "hij" | "ze" | "zij" | "ik" | "werd"
            )
        || before == "," && person(back(2)) && after == ","
        || before == "(" && after == ")" && person(back(2))
}

/// Whether years that end at a token last, rather than count a life.
fn is_duration(view: &View<'_>, first: usize, last: usize) -> bool {
    let before = view.low(first.wrapping_sub(1));
    let after = view.low(last + 1);
    let person = |at: usize| {
        view.is(at, Class::ROLE.and(Class::FIRST_NAME).and(Class::RANK))
            || view.capital(at) && !view.is(at, Class::WORD)
    };
    let few = view.low(first).len() <= 5 && !(view.digits(first) && view.low(first).len() > 1)
        || view.low(first).starts_with('1') && view.low(first).len() == 2;
    let close = |n: usize| person(first.wrapping_sub(n));
    if after != "oud"
        && (matches!(
            before,
            "in" | "doet"
                | "werk"
                | "werkt"
                | "werkte"
                | "duurt"
                | "duurde"
                | "tot"
                | "van"
                | "met"
                | "nog"
                | "totaal"
                | "die"
                | "de"
                | "deze"
        ) || few)
    {
        let told = matches!(before, "van" | "(" | ",") && (close(2) || close(3) || close(4));
        if !told {
            return true;
        }
    }
    matches!(
        after,
        "geleden"
            | "dienst"
            | "later"
            | "ervaring"
            | "gevangenisstraf"
            | "lang"
            | "cel"
            | "in"
            | "bij"
            | "eerder"
            | "terug"
            | "werkzaam"
            | "agent"
            | "politieman"
            | "politievrouw"
            | "getrouwd"
            | "samen"
            | "wijkagent"
            | "hoofdagent"
            | "collega's"
            | "trouwe"
            | "diensttijd"
            | "mee"
            | "voorwaardelijk"
            | "na"
            | "voor"
            | "brigadier"
            | "politie"
            | "actief"
            | "dienstverband"
            | "gewerkt"
            | "rijbewijs"
            | "tbs"
            | "dnst"
            | "dienstjaren"
            | "over"
            | "onderweg"
    ) || (matches!(
        before,
        "al" | "sinds"
            | "ruim"
            | "bijna"
            | "na"
            | "afgelopen"
            | "elke"
            | "laatste"
            | "over"
            | "binnen"
            | "per"
            | "om"
            | "komende"
            | "voor"
            | "ongeveer"
            | "gedurende"
            | "vorig"
            | "eerste"
            | "ieder"
            | "elk"
            | "zo'n"
            | "hele"
    ) && after != "oud")
}
