//! Surroundings in which only a name can stand, whatever the lists say of the word.

use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

/// What no name is, in any surroundings.
const NEVER: Class = Class::ROLE
    .and(Class::RANK)
    .and(Class::TITLE)
    .and(Class::FUNCTION)
    .and(Class::SAY)
    .and(Class::AUX)
    .and(Class::PARTICLE)
    .and(Class::UNIT)
    .and(Class::ORGANISATION)
    .and(Class::NUMBER)
    .and(Class::WEEKDAY)
    .and(Class::MONTH)
    .and(Class::FIELD_KEY);

/// Whether the words around a token leave nothing but a name.
pub(super) fn certain(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| view.same_line(at)) else {
        return false;
    };
    if view.gap(at) != " " || view.is(at, NEVER) && !view.is(at, Class::NAME) {
        return false;
    }
    match view.shape(at) {
        Shape::Lower => small(view, at, before),
        Shape::Title => titled(view, at, before),
        // "gewisseld met DE HAAS": a surname in capitals where the line has small letters.
        Shape::Upper
            if !view.capitals[at]
                && view.shape(before) == Shape::Upper
                && matches!(view.low(before), "de" | "van" | "den" | "der" | "ter") =>
        {
            view.is(at, Class::NAME) || !view.is(at, Class::WORD)
        }
        Shape::Upper if view.capitals[at] => {
            large(view, at, before) || behind_first(view, at, before)
        }
        _ => false,
    }
}

/// "MAURITS DE WIT": where all is capitals, a first name, "DE" and a surname that is also a word.
fn behind_first(view: &View<'_>, at: usize, before: usize) -> bool {
    matches!(view.low(before), "de" | "den" | "van")
        && view.is(at, Class::SURNAME)
        && before > 0
        && view.same_line(before)
        && view.is(before - 1, Class::FIRST_NAME)
        && !view.is(before - 1, Class::COMMON.and(Class::KEEP).and(Class::WORD))
}

/// Small letters: "van der wal", "nico van dam", "mevr de jong", "op z'n kop van van de griend".
fn small(view: &View<'_>, at: usize, before: usize) -> bool {
    if talked(view, at, before) {
        return true;
    }
    if !view.is(before, Class::PARTICLE)
        || view.capital(before)
        || view.tokens[at].range.len() < 3
        || view.is(at, NEVER)
    {
        return false;
    }
    let first = run(view, before);
    let lead = first.wrapping_sub(1);
    let words: Vec<&str> = (first..at).map(|i| view.low(i)).collect();
    let surname = view.is(at, Class::SURNAME);
    // In prose "van den raad" is an old way to say "of the council".
    let talk = view.chatty || view.uncapitalised;
    match words.as_slice() {
        [.., "van" | "v" | "op" | "uit", "der" | "den"] => {
            return (surname || talk)
                && !view.is(at, Class::PLACE)
                && !matches!(view.low(at), "tijd" | "beginne");
        }
        [.., "vd" | "v/d" | "vander"] if surname => return true,
        _ => {}
    }
    let lead_given = talk
        && view.is(lead, Class::FIRST_NAME)
        && !view.is(lead, Class::COMMON.and(Class::KEEP))
        && view.shape(lead) == Shape::Lower
        && words == ["de"];
    if view.is(at, Class::COMMON) && !view.is(at, Class::SURNAME) && !lead_given {
        // "mevr de jong": a title directly before the particles.
        let title = matches!(
            view.low(lead),
            "mevr" | "mvr" | "mw" | "dhr" | "mevrouw" | "meneer" | "mej" | "agent" | "collega"
        );
        return title && words.len() == 1 && first + 1 == at && view.same_line(lead + 1);
    }
    let given = view.is(lead, Class::FIRST_NAME)
        && !view.is(lead, Class::COMMON.and(Class::KEEP))
        && (talk || !view.is(lead, Class::WORD))
        && view.shape(lead) == Shape::Lower
        && (words == ["van"] || talk && matches!(words.as_slice(), ["de" | "den" | "ter" | "ten"]));
    // "vraag het aan den ouden": no preposition of today.
    if talk && words == ["den"] && !view.is(at, Class::PLACE) {
        return !matches!(view.low(at), "haag" | "bosch" | "helder" | "beste");
    }
    let twice = words.len() > 1 && words[0] == "van" && words[1] == "van";
    (given || twice) && view.is(at, Class::NAME.and(Class::WORD)) && !view.is(at, Class::KEEP)
}

/// A first name that is also a word, in talk without capitals: "dat kim haar", "en toen bram belde",
/// "opa joop".
fn talked(view: &View<'_>, at: usize, before: usize) -> bool {
    let open = (view.chatty || view.uncapitalised)
        && view.is(at, Class::FIRST_NAME)
        && view.tokens[at].range.len() > 2
        && !view.foreign[at]
        && !view.is(
            at,
            NEVER.and(Class::COMMON).and(Class::KEEP).and(Class::PLACE),
        );
    if !open {
        return false;
    }
    let kin = matches!(view.low(before), "opa" | "oma" | "tante" | "oom" | "ome");
    let leads = matches!(
        view.low(before),
        "dat" | "toen" | "en" | "want" | "maar" | "als" | "omdat" | "of" | "zegt" | "zei"
    );
    let next = at + 1;
    let subject = crate::verbs::acts(view, next)
        || matches!(
            view.low(next),
            "haar"
                | "hem"
                | "me"
                | "mij"
                | "zich"
                | "ook"
                | "nog"
                | "niet"
                | "erbij"
                | "al"
                | "daar"
        );
    kin || leads && subject
}

/// A capital behind a particle's capital in the middle of a sentence: "en De Zwart", "met Van Es".
fn titled(view: &View<'_>, at: usize, before: usize) -> bool {
    // "Van den Broek, A.M.": a surname, then initials.
    let turned = view.low(at + 1) == ","
        && view.written(at + 2).chars().count() == 1
        && view.capital(at + 2)
        && view.low(at + 3) == "."
        && view.is(before, Class::PARTICLE);
    if turned {
        return true;
    }
    let first = run(view, before);
    if !view.is(before, Class::PARTICLE) || view.tokens[at].range.len() < 3 {
        return false;
    }
    let capital = view.shape(first) == Shape::Title
        && matches!(
            view.low(first),
            "de" | "van" | "den" | "der" | "ter" | "ten" | "te" | "vande" | "vd"
        );
    let inside = view.telling(first)
        || first > 0 && matches!(view.low(first - 1), ";" | ",") && view.same_line(first);
    let headed = view.capital(at + 1) && view.gap(at + 1) == " ";
    capital
        && inside
        && !headed
        && !view.keep[at]
        && !view.capitals[at]
        && !view.is(at, Class::COUNTRY.and(Class::COMPASS))
}

/// A line of capitals: "GETUIGE DE GROOT", "MEVROUW BOS", "TEGEN VAN DIJK".
fn large(view: &View<'_>, at: usize, before: usize) -> bool {
    let word = view.is(at, Class::COMMON.and(Class::KEEP)) && !view.is(at, Class::NAME);
    if view.tokens[at].range.len() < 3 || word && !view.is(before, Class::PARTICLE) {
        return false;
    }
    let first = if view.is(before, Class::PARTICLE) {
        run(view, before)
    } else {
        at
    };
    let lead = first.wrapping_sub(1);
    let announced = view.is(lead, Class::TITLE.and(Class::RANK))
        || matches!(
            view.low(lead),
            "getuige"
                | "collega"
                | "verdachte"
                | "aangever"
                | "aangeefster"
                | "betrokkene"
                | "melder"
                | "klager"
                | "klaagster"
                | "verbalisant"
        );
    let surname = view.is(at, Class::SURNAME) && !view.is(at, Class::KEEP);
    let particles = first < at;
    let opened = matches!(
        view.low(lead),
        "tegen" | "met" | "door" | "namens" | "volgens" | "dat" | "en" | "bij" | "aan" | "aldus"
    ) && view.low(first) == "van";
    announced && (surname || particles && !view.is(at, Class::KEEP))
        || particles && opened && surname
}

/// The first of the particles that end at a token; at most three.
fn run(view: &View<'_>, last: usize) -> usize {
    let mut first = last;
    while first > 0
        && last - first < 2
        && view.is(first - 1, Class::PARTICLE)
        && view.same_line(first)
        && view.gap(first) == " "
        && !matches!(
            view.low(first - 1),
            "in" | "op" | "aan" | "bij" | "uit" | "voor" | "over" | "onder" | "te" | "tot"
        )
    {
        first -= 1;
    }
    first
}
