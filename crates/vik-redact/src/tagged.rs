//! What the trained model names, made a mask or a flag by what the words themselves say.
//!
//! The model's threshold is far under a half; a word of the dictionary that only the model calls a name
//! is for a person to decide, unless its capital or a list speaks for it too.

use std::ops::Range;

use crate::Shape;
use crate::found::Found;
use crate::lexicon::Lexicon;
use crate::model::{LIKELY, POSSIBLE};
use crate::naming;
use crate::span::{Label, Source};
use crate::view::View;
use crate::words::Class;

const REASON: &str = "herkend door het getrainde model";

/// From this chance on (in per cent) the model's word is enough for a capital that something else
/// speaks for.
const SUPPORTED: u8 = 10;

/// What the trained model names, except what the keep list explains.
pub(crate) fn find(view: &View<'_>, lexicon: &Lexicon, found: &mut Vec<Found>) {
    for tagged in crate::model::tag_from(POSSIBLE, view.text, &view.tokens, lexicon) {
        let range = trimmed(view, tagged.tokens);
        let word = |at: usize| view.tokens.get(at).is_some_and(crate::Token::is_word);
        let kept = range
            .clone()
            .filter(|&at| word(at))
            .all(|at| view.keep[at] || view.is(at, Class::KEEP) && !view.is(at, Class::NAME));
        if kept || range.is_empty() {
            continue;
        }
        let bytes = view.start(range.start)..view.end(range.end - 1);
        let (label, sure) = (tagged.label, tagged.confidence);
        let make = if is_name(view, lexicon, &range, label, sure)
            || supported(view, &range, label, sure)
            || spoken_street(view, &range, label)
            || label == Label::Unit && sure >= 90
        {
            Found::mask
        } else {
            Found::flag
        };
        found.push(make(bytes, label, Source::Model, sure, REASON));
    }
}

/// A run without the ordinary words at its edges: they belong to the sentence around it.
fn trimmed(view: &View<'_>, mut range: Range<usize>) -> Range<usize> {
    let ordinary = |at: usize| {
        let class = view.class(at);
        let small = view.shape(at) == Shape::Lower
            && (view.foreign[at]
                || class.has(
                    Class::WORD
                        .and(Class::COMMON)
                        .and(Class::SAY)
                        .and(Class::AUX)
                        .and(Class::SIGN)
                        .and(Class::GREET),
                ));
        let first = !view.telling(at)
            && class.has(Class::WORD.and(Class::GREET).and(Class::KEEP))
            && !class.has(
                Class::NAME
                    .and(Class::PLACE)
                    .and(Class::UNIT)
                    .and(Class::ORGANISATION),
            )
            && !view.capitals[at];
        (small && (!class.has(Class::NAME) || view.foreign[at]) || first)
            && !class.has(Class::PARTICLE.and(Class::UNIT).and(Class::ORGANISATION))
            || view.keep[at] && class.has(Class::GREET)
    };
    let kin = |at: usize| {
        matches!(
            view.low(at),
            "oma" | "opa" | "tante" | "oom" | "ome" | "juf" | "meester"
        )
    };
    let titled =
        |at: usize| view.is(at, Class::TITLE.and(Class::RANK)) && !kin(at) || view.low(at) == ".";
    while range.len() > 1 && (ordinary(range.start) || titled(range.start)) {
        range.start += 1;
    }
    while range.len() > 1 && ordinary(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// Whether a likely run holds a word that only a name explains.
fn is_name(
    view: &View<'_>,
    lexicon: &Lexicon,
    range: &Range<usize>,
    label: Label,
    sure: u8,
) -> bool {
    let likely = f32::from(sure) >= LIKELY * 100.0;
    let joined = range.clone().all(|at| naming::hyphened(view, at));
    likely
        && !joined
        && range.clone().any(|at| {
            if !view.tokens[at].is_word() || view.keep[at] {
                return false;
            }
            let word = view.is(
                at,
                Class::WORD
                    .and(Class::COMPOUND)
                    .and(Class::COMMON)
                    .and(Class::KEEP),
            );
            let listed = view.is(at, Class::NAME.and(Class::PLACE).and(Class::STREET))
                && !view.is(at, Class::KEEP)
                && (sure >= 70 || !view.is(at, Class::COMMON));
            // A word with a capital in the middle of a sentence may be a title or an office.
            let article = matches!(
                view.low(at.wrapping_sub(1)),
                "het" | "een" | "geen" | "dit" | "elk" | "ieder" | "de"
            );
            let certain = sure
                >= match (label == Label::Person, article) {
                    (true, false) => 50,
                    (true, true) => 80,
                    (false, _) => 75,
                };
            let spoken_text = view.chatty || view.uncapitalised;
            let spoken = (view.chatty || view.uncapitalised) && sure >= 70;
            // Small letters that no list knows are an abbreviation more often than a name.
            let unknown = view.shape(at) == Shape::Lower
                && !view.is(at, Class::NAME.and(Class::PLACE))
                && (sure < 40 && !spoken_text && !alone(view, at)
                    || shortened(view, at)
                    || begins_with_word(lexicon, view.low(at)));
            // A code (a type of weapon, a version) is no person's name.
            let code = view.shape(at) == Shape::LettersDigits
                && view.written(at).starts_with(char::is_uppercase)
                && label == Label::Person
                && range.len() > 1;
            !word && !unknown && !code && !naming::of_thing(view, at) && !naming::of_place(view, at)
                || word
                    && view.capital(at)
                    && (view.telling(at) && !view.is(at, Class::KEEP) && certain || listed)
                || listed && spoken
        })
}

/// Whether a token fills a cell of a table or a row by itself: the name of an account.
fn alone(view: &View<'_>, at: usize) -> bool {
    let bar = |at: usize| matches!(view.low(at), "|" | ";" | "");
    let after = bar(at + 1) || view.line_start(at + 1) || view.gap(at + 1).len() > 1;
    let before = at == 0 || bar(at - 1) || view.line_start(at) || view.gap(at).len() > 1;
    after && before
}

/// Whether a word of at least five letters begins it: "mutatielog", "parkeerpl".
fn begins_with_word(lexicon: &Lexicon, low: &str) -> bool {
    (5..low.len()).any(|end| low.get(..end).is_some_and(|head| lexicon.is_word(head)))
}

/// Whether a word of small letters stands as an abbreviation does: a full stop behind it and the
/// sentence goes on in small letters or digits.
fn shortened(view: &View<'_>, at: usize) -> bool {
    view.low(at + 1) == "."
        && view.touches_next(at)
        && view.tokens[at].range.len() <= 7
        && !view.capital(at + 2)
        && at + 2 < view.len()
}

/// "bij de Shell", "voor de Jumbo", "langs de Maas": a preposition of place before a capital.
fn sited(view: &View<'_>, at: usize) -> bool {
    let article = matches!(view.low(at.wrapping_sub(1)), "de" | "het");
    let before = at.wrapping_sub(1 + usize::from(article));
    matches!(
        view.low(before),
        "bij"
            | "in"
            | "voor"
            | "langs"
            | "naar"
            | "naast"
            | "tegenover"
            | "achter"
            | "richting"
            | "aan"
            | "uit"
            | "op"
            | "boven"
            | "rond"
    ) && view.same_line(at)
}

/// "het damplein", "op de elingsloane" in talk: small letters that end as a street does and are no word.
fn spoken_street(view: &View<'_>, range: &Range<usize>, label: Label) -> bool {
    let last = range.end - 1;
    label == Label::Location
        && (view.chatty || view.uncapitalised)
        && view.is(last, Class::STREET)
        && !view.is(last, Class::WORD.and(Class::KEEP))
}

/// Whether a capital supports what the model only thinks possible: a place, a company or a unit that
/// is written as a name, or a name of a list.
fn supported(view: &View<'_>, range: &Range<usize>, label: Label, sure: u8) -> bool {
    let open = |at: usize| {
        view.capital(at)
            && view.shape(at) != Shape::LettersDigits
            && !view.keep[at]
            && !view.is(at, Class::PARTICLE)
            && (!view.is(at, Class::KEEP)
                || view.is(at, Class::NAME)
                    && view.is(at.wrapping_sub(1), Class::RANK.and(Class::TITLE))
                    && view.telling(at)
                // "ene Cor": an abbreviation's letters, written as a name is.
                || view.is(at, Class::FIRST_NAME)
                    && view.shape(at) == Shape::Title
                    && view.telling(at)
                    && sure >= 90)
            && (!view.is(at, Class::COMMON) || label == Label::Person && sure >= 90)
            && !naming::hyphened(view, at)
            && !naming::of_place(view, at)
    };
    sure >= SUPPORTED
        && range.clone().any(|at| {
            open(at)
                && if label == Label::Person {
                    let dotted = view.low(at.wrapping_sub(1)) == "."
                        && view.is(at.wrapping_sub(2), Class::TITLE);
                    let announced = view.is(at.wrapping_sub(1), Class::ANNOUNCES) || dotted;
                    let verb = view.is(at, Class::SAY.and(Class::AUX).and(Class::ROLE));
                    !verb && (view.is(at, Class::NAME) || sure >= 60)
                        || announced && view.telling(at)
                } else {
                    let word = view.is(at, Class::WORD.and(Class::COMPOUND));
                    let article = matches!(view.low(range.start), "de" | "het" | "'t")
                        && view.capital(range.start)
                        && view.telling(range.start);
                    view.telling(at) && (!word || article || sure >= 40 || sited(view, range.start))
                        || view.capitals[at] && sure >= 60
                }
        })
}
