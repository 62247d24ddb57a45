//! The screen for a short note: a line that a group writes down, with nobody to review it.
//!
//! A narrative is reviewed, so everything that might identify is flagged there. A note is kept or sent
//! back at once, and a screen that sends back what is harmless is soon written around. What is masked
//! always stops a note, and so does every word that nothing explains. A fact that few share, or a
//! special category, stops it where the note is about *somebody*: "de collega met epilepsie" does,
//! "praat over ziekte voordat het te laat is" does not.

use std::ops::Range;

use crate::rare::{self, Finder};
use crate::span::{Label, Source, Span, Status};
use crate::token::Shape;
use crate::unexplained::QUOTED;
use crate::view::View;
use crate::words::Class;

/// Below this the model guesses; a word of the dictionary is then a word.
const GUESS: u8 = 30;

/// Words that make a person unique only beside a person: "de eerste agent", but "de eerste week".
const WEAK: &[&str] = &[
    "niemand",
    "iedereen",
    "nergens",
    "slechts",
    "eerste",
    "allereerste",
    "laatste",
    "beste",
    "meeste",
    "bekende",
    "sterkste",
    "slechtste",
    "kleinste",
    "grootste",
    "kortste",
    "langste",
    "hoogste",
    "laagste",
    "beroemde",
    "bijzondere",
    "media",
    "krant",
    "nieuws",
    "tv",
    "podcast",
    "generatie",
    "rij",
    "helft",
    "groep",
];

/// Nouns for a person beside those of the vocabulary.
const PERSONS: &[&str] = &[
    "man",
    "vrouw",
    "jongen",
    "meisje",
    "collega's",
    "agenten",
    "kerel",
    "vent",
    "dame",
    "vader",
    "moeder",
    "ouders",
    "vriend",
    "vriendin",
    "partner",
    "echtgenoot",
    "echtgenote",
    "zwager",
    "schoonzus",
    "neef",
    "nicht",
    "tweeling",
    "motorrijder",
    "vrijwilliger",
    "medewerker",
    "medewerkster",
    "stagiair",
    "stagiaire",
    "kok",
    "piloot",
    "officier",
    "voorzitter",
    "kandidaat",
    "winnaar",
    "jongste",
    "oudste",
    "degene",
    "iemand",
];

/// Verbs in the past: something happened, so somebody did it.
const HAPPENED: &[&str] = &[
    "was", "waren", "had", "werd", "kreeg", "won", "stond", "zat", "deed", "kwam", "reed", "zag",
    "nam", "bleek", "woonde", "werkte", "raakte", "speelde", "verloor", "sprak", "sliep", "dronk",
    "bleef",
];

/// Of what was found in a note, what stops it.
pub(crate) fn stops(view: &View<'_>, rare: &Finder, spans: Vec<Span>) -> Vec<Span> {
    let whole = 0..view.len();
    let happened = pointed_at(view, &whole) || whole.clone().any(|at| past(view, at));
    let stopped = |span: &Span| match (span.status, span.label) {
        // "meld een cadeau boven vijftig euro" is a rule; "hij kreeg vijftig euro" is a case.
        (Status::Mask, Label::Money | Label::Time) => happened,
        (Status::Mask, Label::Person) => !(span.source == Source::Gazetteer && verb(view, span)),
        (Status::Mask, _) => true,
        // Nobody and no place is named, or that would stop the note by itself.
        (Status::Flag, Label::Function) => false,
        (Status::Flag, Label::Rare | Label::Special) => about_somebody(view, rare, span),
        (Status::Flag, Label::Person | Label::Location | Label::Organisation) => {
            span.source != Source::Model || span.confidence >= GUESS || !ordinary(view, span)
        }
        (Status::Flag, Label::Unexplained) => !cited(view, span),
        (Status::Flag, _) => true,
    };
    spans.into_iter().filter(stopped).collect()
}

/// Whether a span is made of words that the dictionary has and that do not stand as names do.
fn ordinary(view: &View<'_>, span: &Span) -> bool {
    tokens(view, span).all(|at| {
        let known = Class::WORD
            .and(Class::COMPOUND)
            .and(Class::COMMON)
            .and(Class::KEEP)
            .and(Class::PARTICLE)
            .and(Class::SAY)
            .and(Class::AUX);
        view.is(at, known) && (!view.capital(at) || begins(view, at))
    })
}

/// Whether a sentence, or what is said between quotation marks, begins at a token.
fn begins(view: &View<'_>, at: usize) -> bool {
    view.starts[at] || at > 0 && view.shape(at - 1) == Shape::Mark && view.starts[at - 1]
}

/// "Leen je geld uit": a word that is a name too, where only a verb can stand.
fn verb(view: &View<'_>, span: &Span) -> bool {
    let all: Vec<usize> = tokens(view, span).collect();
    let &[at] = all.as_slice() else {
        return false;
    };
    let addressed = matches!(
        view.low(at + 1),
        "je" | "jij" | "jezelf" | "we" | "wij" | "elkaar" | "elkaars" | "jullie"
    );
    begins(view, at) && view.is(at, Class::WORD) && addressed
}

/// Words of the dictionary between quotation marks, where nobody is called so.
fn cited(view: &View<'_>, span: &Span) -> bool {
    let called = |at: usize| {
        ["noem", "heet", "bijna", "alias"]
            .iter()
            .any(|begin| view.low(at).starts_with(begin))
    };
    let plain =
        |at: usize| view.shape(at) == Shape::Lower && view.is(at, Class::WORD.and(Class::COMMON));
    span.reason == QUOTED && tokens(view, span).all(plain) && !(0..view.len()).any(called)
}

/// Whether the clause of a flag speaks of a person in particular.
fn about_somebody(view: &View<'_>, rare: &Finder, span: &Span) -> bool {
    // Another finding may cut the clause: the whole of it says whom it is about.
    let Some(at) = tokens(view, span).next() else {
        return true;
    };
    let clause = rare::clause(view, at);
    if pointed_at(view, &clause) {
        return true;
    }
    let persons: Vec<usize> = clause.clone().filter(|at| person(view, *at)).collect();
    let happened = clause.clone().any(|at| past(view, at));
    let him = clause.clone().any(|at| view.low(at) == "hem");
    if span.label == Label::Special {
        let own = |at: usize| matches!(view.low(at), "ik" | "mij" | "mijn" | "mijzelf");
        return happened || him || !persons.is_empty() || clause.clone().any(own);
    }
    let strong = clause
        .clone()
        .any(|at| !WEAK.contains(&view.low(at)) && rare.announces(view, at));
    if strong {
        // "een collega won een medaille", "de collega met de tatoeage", "een agente met een kunstbeen"
        return him
            || persons
                .iter()
                .any(|at| happened || definite(view, &clause, *at))
            || !persons.is_empty() && without_verb(view, &clause);
    }
    let media = |at: usize| {
        matches!(
            view.low(at),
            "media" | "krant" | "nieuws" | "tv" | "podcast"
        )
    };
    let beside = |at: usize| (1..=2).any(|n| persons.contains(&(at + n)));
    happened
        && clause.clone().any(|at| {
            WEAK.contains(&view.low(at)) && (beside(at) || media(at) && !persons.is_empty())
        })
}

/// Whether a verb says that something happened.
fn past(view: &View<'_>, at: usize) -> bool {
    HAPPENED.contains(&view.low(at))
}

/// "hij", "haar broer", "dat was die ene": somebody whom the group has in mind.
fn pointed_at(view: &View<'_>, clause: &Range<usize>) -> bool {
    clause.clone().any(|at| {
        let (low, next) = (view.low(at), view.low(at + 1));
        match low {
            "hij" | "diens" | "zij" | "dezelfde" => true,
            // The possessive, not the verb: at the start, or behind a preposition, and before a noun.
            "zijn" | "haar" => {
                let behind = at.checked_sub(1).map_or("", |before| view.low(before));
                let start = view.starts[at]
                    && !matches!(next, "er" | "we" | "wij" | "jullie" | "de" | "het" | "die");
                start
                    || matches!(
                        behind,
                        "met"
                            | "op"
                            | "naar"
                            | "van"
                            | "aan"
                            | "bij"
                            | "door"
                            | "voor"
                            | "over"
                            | "in"
                            | "en"
                    )
            }
            "het" | "dat" | "dit" => {
                view.starts[at] && matches!(next, "was" | "waren" | "ging" | "gebeurde" | "stond")
            }
            _ => false,
        }
    })
}

fn person(view: &View<'_>, at: usize) -> bool {
    let roles = Class::ROLE.and(Class::RANK).and(Class::FUNCTION);
    view.is(at, roles) && view.shape(at) != Shape::Mark || PERSONS.contains(&view.low(at))
}

/// Whether an article or pronoun at most three words before a noun makes it a certain person.
fn definite(view: &View<'_>, clause: &Range<usize>, at: usize) -> bool {
    (1..=3)
        .filter_map(|n| at.checked_sub(n).filter(|before| clause.contains(before)))
        .any(|before| {
            matches!(
                view.low(before),
                "de" | "die" | "deze" | "dat" | "onze" | "ons"
            )
        })
}

/// A clause without a verb names somebody and says no more: "een agente met een kunstbeen".
fn without_verb(view: &View<'_>, clause: &Range<usize>) -> bool {
    !clause
        .clone()
        .any(|at| view.is(at, Class::AUX.and(Class::SAY)) || view.low(at).ends_with('t'))
}

fn tokens<'v>(view: &'v View<'_>, span: &Span) -> impl Iterator<Item = usize> + use<'v> {
    let range = span.range.clone();
    (0..view.len()).filter(move |at| view.start(*at) < range.end && range.start < view.end(*at))
}
