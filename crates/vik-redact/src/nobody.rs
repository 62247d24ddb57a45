//! Texts that speak of nobody: lessons, guides, newsletters about rules.
//!
//! Where a case names no person, no number belongs to one and no name stands as a person's name does, words
//! that only look like names ("Wit", "Roos", "de Moedtoets") are more likely words. They are not dropped:
//! each becomes a flag, and a person decides.

use crate::found::Found;
use crate::span::{Label, Source, Status};
use crate::view::View;
use crate::words::Class;

/// Makes flags of the weak masks of a text in which nothing shows a person.
pub(crate) fn soften(view: &View<'_>, found: &mut [Found]) {
    let tells = tells(view);
    let lesson = !tells && shortest(view) < 60;
    let somebody = found.iter().any(|it| {
        it.status == Status::Mask
            && match it.source {
                Source::Record | Source::Structure | Source::Organisation => true,
                Source::Pattern => it.label.is_direct(),
                _ => it.label == Label::Person && stands_as_person(view, it, lesson),
            }
    });
    if somebody || view.chatty || view.uncapitalised || view.len() < shortest(view) {
        return;
    }
    for it in found.iter_mut() {
        let weak = match it.source {
            Source::Gazetteer | Source::Model | Source::Propagation => {
                !(tells && is_unknown(view, it))
            }
            Source::Pattern => matches!(
                it.label,
                Label::Function | Label::Organisation | Label::Vehicle | Label::Unit
            ),
            _ => false,
        };
        let feast = it.label == Label::Date
            && !view
                .tokens_in(&it.range)
                .any(|at| view.digits(at) || view.is(at, Class::MONTH));
        if weak || feast {
            it.status = Status::Flag;
        }
    }
}

/// From how many tokens on a text is long enough to say that it speaks of nobody; one that speaks to its
/// reader says so sooner.
fn shortest(view: &View<'_>) -> usize {
    let you = |at: &usize| matches!(view.low(*at), "je" | "jij" | "jouw" | "jullie" | "?");
    if (0..view.len()).filter(you).count() > 1 {
        30
    } else {
        60
    }
}

/// Whether a text tells what happened, as news does: verbs of the past, and hardly a word that speaks
/// to the reader.
fn tells(view: &View<'_>) -> bool {
    let (mut past, mut reader) = (0, 0);
    for at in 0..view.len() {
        match view.low(at) {
            "was" | "waren" | "werd" | "werden" | "had" | "hadden" | "zei" | "kwam" | "ging"
            | "deed" | "kon" | "wilde" | "moest" | "zou" | "bleek" => past += 1,
            "je" | "jij" | "jou" | "jouw" | "jullie" | "u" | "jezelf" | "bespreek" | "?" => {
                reader += 1
            }
            _ => {}
        }
    }
    reader < 2 || reader * 40 <= view.len() || past > 0 && past >= reader
}

/// Whether a mention of a person holds a capital in the middle of a sentence that no dictionary has.
fn is_unknown(view: &View<'_>, found: &Found) -> bool {
    let explained = Class::WORD
        .and(Class::COMPOUND)
        .and(Class::KEEP)
        .and(Class::JOINED)
        .and(Class::BRAND)
        .and(Class::UNIT)
        .and(Class::ORGANISATION);
    found.label == Label::Person
        && view.tokens_in(&found.range).any(|at| {
            view.tokens[at].range.len() > 2
                && view.capital(at)
                && (view.telling(at) || found.confidence >= 80)
                && !view.keep[at]
                && !view.is(at, explained)
        })
}

/// Whether a mention has what persons have: two names of which one is listed, a title, a rank or a role
/// before it, or a verb of saying behind a name that is no word.
fn stands_as_person(view: &View<'_>, found: &Found, lesson: bool) -> bool {
    let tokens = view.tokens_in(&found.range);
    let name = |at: usize| view.capital(at) && view.tokens[at].range.len() > 1;
    let plain = |at: usize| view.is(at, Class::WORD.and(Class::COMPOUND).and(Class::KEEP));
    let names = tokens.clone().filter(|&at| name(at)).count();
    let first = tokens
        .clone()
        .any(|at| name(at) && view.is(at, Class::FIRST_NAME) && !plain(at));
    let initial = tokens
        .clone()
        .any(|at| view.capital(at) && view.tokens[at].range.len() == 1);
    let words = tokens.clone().all(|at| !name(at) || plain(at));
    let titled = tokens.clone().any(|at| view.is(at, Class::TITLE))
        || view.is(tokens.start.wrapping_sub(1), Class::TITLE.and(Class::RANK));
    let acts = view.is(tokens.end, Class::SAY);
    // "Wim van Gelder", "Van der Voort": the dictionary holds the words, but not side by side.
    let paired = |at: usize| {
        let particle = view.is(at, Class::PARTICLE) && view.telling(at);
        let first = view.is(at, Class::FIRST_NAME)
            && !view.is(at, Class::COMMON.and(Class::KEEP).and(Class::PARTICLE));
        name(at)
            && (particle && found.confidence >= 80 || first)
            && !view.keep[at]
            && name(tokens.end - 1)
            && tokens.end - 1 > at
            && !view.is(
                tokens.end - 1,
                Class::KEEP.and(Class::UNIT).and(Class::ORGANISATION),
            )
            && (view.telling(at) || found.confidence >= 80)
    };
    names > 1 && (first || found.confidence >= 90 && !words || paired(tokens.start))
        || initial && names > 0 && !words
        || titled && names > 0
        || acts && !words && (first || found.confidence >= 90)
        // In a lesson one first name alone is an example or a word.
        || first && found.confidence >= 95 && !lesson
}
