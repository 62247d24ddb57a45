//! What was a name once is a name wherever it returns in the file.

use ahash::AHashMap;

use crate::found::Found;
use crate::linker::fold;
use crate::span::{Label, Source};
use crate::token::Shape;
use crate::view::{View, base};
use crate::words::Class;

/// The names of a whole file: folded word → (label, entity, how it was found first).
#[derive(Default)]
pub(crate) struct Names {
    words: AHashMap<String, Name>,
    initials: AHashMap<String, Option<String>>,
    next: usize,
}

struct Name {
    label: Label,
    entity: Option<String>,
    sure: bool,
}

impl Names {
    /// Learns the words of the names that were found in a text.
    pub fn learn(&mut self, view: &View<'_>, found: &[Found]) {
        for it in found.iter().filter(|it| it.status == crate::Status::Mask) {
            if !matches!(
                it.label,
                Label::Person | Label::Location | Label::Unit | Label::Organisation | Label::Handle
            ) {
                continue;
            }
            let tokens = view.tokens_in(&it.range);
            if it.label == Label::Person {
                for form in initials(view.text.get(it.range.clone()).unwrap_or_default()) {
                    self.initials
                        .entry(form)
                        .or_insert_with(|| it.entity.clone());
                }
            }
            let mut entity = it.entity.clone();
            for at in tokens {
                if !telling_name(view, at, it) {
                    continue;
                }
                let word = fold(base_of(view, at));
                let sure = it.source != Source::Gazetteer || it.confidence >= 80;
                let next = &mut self.next;
                let name = self.words.entry(word).or_insert_with(|| {
                    if it.label == Label::Person && entity.is_none() {
                        *next += 1;
                        entity = Some(format!("X{next}"));
                    }
                    Name {
                        label: it.label,
                        entity: entity.clone(),
                        sure,
                    }
                });
                name.sure |= sure;
                if entity.is_none() {
                    entity.clone_from(&name.entity);
                }
                if it.entity.is_some() && it.source == Source::Record {
                    name.entity.clone_from(&it.entity);
                }
            }
        }
    }

    /// Masks every return of a learnt name.
    pub fn find(&self, view: &View<'_>, out: &mut Vec<Found>) {
        if self.words.is_empty() {
            return;
        }
        let known: Vec<Option<&Name>> = view
            .words
            .iter()
            .map(|word| {
                if !word.starts_with(char::is_alphabetic) || word.len() < 2 {
                    return None;
                }
                let folded = fold(word);
                self.words
                    .get(&folded)
                    .or_else(|| self.words.get(base(&folded)))
                    .or_else(|| {
                        let stem = folded
                            .strip_suffix("tje")
                            .or_else(|| folded.strip_suffix("pje"))
                            .or_else(|| folded.strip_suffix("je"))?;
                        self.words
                            .get(stem)
                            .filter(|name| name.label == Label::Person && stem.len() > 2)
                    })
            })
            .collect();
        for at in 0..view.len() {
            if let Some(entity) = self.initial(view, at) {
                let reason = "initialen van iemand in het dossier";
                let range = view.start(at)..view.end(at);
                let mut found = Found::mask(range, Label::Person, Source::Propagation, 60, reason);
                found.entity.clone_from(entity);
                out.push(found);
                continue;
            }
            let Some(name) = view
                .ids
                .get(at)
                .and_then(|&id| known.get(id as usize).copied().flatten())
            else {
                continue;
            };
            if returns(view, at, name) {
                let mut found = Found::mask(
                    view.start(at)..view.end(at),
                    name.label,
                    Source::Propagation,
                    75,
                    "keert terug in het dossier",
                );
                found.entity.clone_from(&name.entity);
                out.push(found);
            }
        }
    }

    /// The person whose initials a token is, if the file holds the full name.
    fn initial(&self, view: &View<'_>, at: usize) -> Option<&Option<String>> {
        let short = matches!(view.shape(at), Shape::Upper | Shape::Mixed)
            && view.tokens[at].range.len() <= 5;
        let ordinary = view.capitals[at] || view.keep[at] || view.is(at, Class::KEEP);
        (short && !ordinary).then(|| self.initials.get(view.written(at)))?
    }

    /// The entity that a mention's words belong to.
    pub fn entity(&self, view: &View<'_>, range: &std::ops::Range<usize>) -> Option<String> {
        let of = |at: usize| {
            self.words
                .get(&fold(base_of(view, at)))
                .and_then(|name| name.entity.clone())
        };
        // The surname, which stands last, decides; a first name is shared by many.
        view.tokens_in(range).rev().find_map(of)
    }
}

/// The initials that a full name gives: "Klaas-Jan van Dijk" gives KJvD, KJD, KvD, KD and KJ.
fn initials(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let full = words.len() > 1 && words.first().is_some_and(|first| first.chars().count() > 2);
    let begins = words
        .iter()
        .filter(|w| w.starts_with(char::is_uppercase))
        .count();
    if !full || begins < 2 || words.len() > 6 {
        return Vec::new();
    }
    let letter = |part: &str| part.chars().next();
    let parts = || words.iter().flat_map(|word| word.split('-'));
    let all: String = parts().filter_map(letter).collect();
    let whole: String = words.iter().copied().filter_map(letter).collect();
    let first: String = parts().take(2).filter_map(letter).collect();
    let capitals =
        |form: &String| -> String { form.chars().filter(|c| c.is_uppercase()).collect() };
    let double = words.first().is_some_and(|word| word.contains('-'));
    let mut forms = vec![capitals(&all), capitals(&whole), all, whole];
    if double {
        forms.push(first);
    }
    forms.retain(|form| (2..=5).contains(&form.chars().count()));
    forms
}

fn base_of<'t>(view: &View<'t>, at: usize) -> &'t str {
    let low = view.low(at);
    low.strip_suffix("'s")
        .or_else(|| low.strip_suffix('\''))
        .unwrap_or(low)
}

/// Whether a token of a mention can stand for it alone.
fn telling_name(view: &View<'_>, at: usize, found: &Found) -> bool {
    let class = view.class(at);
    if !view.tokens[at].is_word() || view.written(at).chars().count() < 2 {
        return false;
    }
    if class.has(
        Class::PARTICLE
            .and(Class::TITLE)
            .and(Class::RANK)
            .and(Class::COMPASS),
    ) {
        return false;
    }
    let generic = Class::UNIT
        .and(Class::ORGANISATION)
        .and(Class::KEEP)
        .and(Class::COMMON)
        .and(Class::ROLE)
        .and(Class::FUNCTION)
        .and(Class::NUMBER);
    if found.label == Label::Handle {
        return view.tokens_in(&found.range).len() == 1
            && !class.has(generic.and(Class::WORD).and(Class::COMPOUND))
            && view.written(at).len() > 3;
    }
    if found.label != Label::Person {
        return view.capital(at)
            && !class.has(
                generic
                    .and(Class::WORD)
                    .and(Class::COMPOUND)
                    .and(Class::STREET),
            )
            && view.shape(at) != Shape::Upper;
    }
    found.source == Source::Record
        || !class.has(generic)
        || class.has(Class::NAME) && view.capital(at) && !class.has(Class::KEEP)
}

fn returns(view: &View<'_>, at: usize, name: &Name) -> bool {
    let class = view.class(at);
    if view.keep[at] && class.has(Class::KEEP) || crate::naming::of_place(view, at) {
        return false;
    }
    if crate::naming::is_ordinary(view, at) {
        return false;
    }
    let ordinary = class.has(Class::WORD.and(Class::COMMON).and(Class::COMPOUND));
    // "Li huilde": two letters need their capital, and a place where a name can stand.
    if view.written(at).chars().count() < 3 {
        return name.label == Label::Person
            && !class.has(
                Class::PARTICLE
                    .and(Class::KEEP)
                    .and(Class::AUX)
                    .and(Class::COMMON)
                    .and(Class::SAY),
            )
            && match view.shape(at) {
                Shape::Title => view.telling(at) || crate::verbs::acts(view, at + 1),
                // One who speaks in a chat is called in small letters.
                Shape::Lower => view.chatty && name.sure,
                _ => false,
            };
    }
    match view.shape(at) {
        Shape::Lower if ordinary => {
            let before = view.low(at.wrapping_sub(1));
            let article = crate::words::is_article(before);
            view.chatty
                && name.sure
                && name.label == Label::Person
                && !class.has(
                    Class::COMMON
                        .and(Class::KEEP)
                        .and(Class::ROLE)
                        .and(Class::RANK)
                        .and(Class::FUNCTION)
                        .and(Class::SAY),
                )
                && !article
        }
        Shape::Lower => name.sure || name.label == Label::Person,
        _ if !ordinary => true,
        _ if view.capitals[at] => class.has(Class::NAME) && !class.has(Class::COMMON),
        _ if view.telling(at) => !class.has(Class::KEEP),
        _ => {
            let next = at + 1;
            // "Frans heet iedereen welkom": a first name that was somebody's full name before.
            let first = class.has(Class::FIRST_NAME)
                && name.sure
                && (crate::verbs::acts(view, next) || matches!(view.low(next), "heet" | "heette"));
            name.label == Label::Person
                && (!class.has(Class::COMMON) || first)
                && (name.sure
                    || view.is(next, Class::SAY.and(Class::AUX))
                    || matches!(view.low(next), "," | ":" | "(" | "." | "hier")
                    || view.low(next).is_empty())
        }
    }
}
