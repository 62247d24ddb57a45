//! Words that are also names, where the sentence uses them as words, and made-up words that name a product.

use crate::token::Shape;
use crate::view::View;
use crate::words::Class;

/// Whether no name stands here, whatever the lists say of the word.
pub(crate) fn is_ordinary(view: &View<'_>, at: usize) -> bool {
    // Most words have small letters, and only a question makes one of those a verb.
    if view.shape(at) == Shape::Lower {
        return asks(view, at);
    }
    paired(view, at)
        || asks(view, at)
        || coloured(view, at)
        || product(view, at)
        || bare(view, at)
        || system(view, at)
}

/// "Vos of haas", "Storm en gladheid", "Vrijdag en zaterdag": at the start of a sentence, beside a thing.
fn paired(view: &View<'_>, at: usize) -> bool {
    if !matches!(view.low(at + 1), "en" | "of") || !view.same_line(at + 2) {
        return false;
    }
    if view.is(at, Class::WEEKDAY) && view.is(at + 2, Class::WEEKDAY) {
        return true;
    }
    let article = matches!(view.low(at + 2), "een" | "het" | "de");
    let thing = if article { at + 3 } else { at + 2 };
    view.shape(at) == Shape::Title
        && !view.telling(at)
        && view.is(at, Class::WORD)
        && view.same_line(thing)
        && view.shape(thing) == Shape::Lower
        && view.tokens[thing].range.len() > 2
        && view.is(thing, Class::WORD.and(Class::COMPOUND))
        && !view.is(
            thing,
            Class::COMMON
                .and(Class::SAY)
                .and(Class::AUX)
                .and(Class::ANNOUNCES)
                .and(Class::FUNCTION)
                .and(Class::PARTICLE),
        )
        && !crate::verbs::acts(view, thing)
}

/// "Ken je die nieuwe?": a verb that asks, before who is asked.
fn asks(view: &View<'_>, at: usize) -> bool {
    matches!(view.low(at), "ken" | "wil" | "mark")
        && !view.telling(at)
        && view.shape(at + 1) == Shape::Lower
        && matches!(
            view.low(at + 1),
            "je" | "jij" | "u" | "jullie" | "ik" | "we" | "wij"
        )
}

/// "kleur Wit", "kleur: Zwart".
fn coloured(view: &View<'_>, at: usize) -> bool {
    let before = if view.low(at.wrapping_sub(1)) == ":" {
        2
    } else {
        1
    };
    matches!(view.low(at.wrapping_sub(before)), "kleur" | "kleuren")
        && view.is(at, Class::WORD)
        && !view.capital(at + 1)
}

/// "HelpBot", "MijnID": capitals inside a word that joins words, which no name's particle explains.
fn product(view: &View<'_>, at: usize) -> bool {
    if view.shape(at) != Shape::Mixed {
        return false;
    }
    let written = view.written(at);
    let cut = written
        .char_indices()
        .skip(1)
        .find(|(i, c)| {
            c.is_uppercase()
                && written[..*i]
                    .chars()
                    .next_back()
                    .is_some_and(char::is_lowercase)
        })
        .map(|(i, _)| i);
    let Some((first, last)) = cut.map(|i| written.split_at(i)) else {
        return false;
    };
    let lexicon = crate::lexicon::Lexicon::embedded();
    let (first, last) = (first.to_lowercase(), last.to_lowercase());
    let word = |part: &str| lexicon.is_word(part) && !is_particle(part);
    first.len() > 2
        && word(&first)
        && (word(&last) && last.len() > 2 || (2..=3).contains(&last.len()))
}

fn is_particle(low: &str) -> bool {
    matches!(
        low,
        "van" | "der" | "den" | "ten" | "ter" | "mac" | "del" | "dos"
    )
}

/// "Rijbewijsregister", "Prinsjesdag": a compound of which the last part says what thing it is.
fn system(view: &View<'_>, at: usize) -> bool {
    const ENDS: [&str; 17] = [
        "register",
        "systeem",
        "portaal",
        "loket",
        "lijst",
        "formulier",
        "protocol",
        "regeling",
        "gesprek",
        "consult",
        "kaart",
        "boek",
        "toets",
        "rapport",
        "training",
        "cursus",
        "dossier",
    ];
    let low = view.low(at);
    ENDS.iter()
        .any(|end| low.ends_with(end) && low.len() > end.len() + 3)
        && view.is(at, Class::COMPOUND.and(Class::WORD))
        && !view.is(at, Class::NAME)
}

/// "KLS", "BVR": in a text of capitals, letters without a vowel that no list has for a name.
fn bare(view: &View<'_>, at: usize) -> bool {
    view.capitals[at]
        && view.tokens[at].range.len() <= 5
        && !view.is(at, Class::NAME)
        && !view
            .low(at)
            .contains(|c: char| "aeiouy".contains(c) || !c.is_ascii())
}
