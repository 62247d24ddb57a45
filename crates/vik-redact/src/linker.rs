//! Finds the persons whom the case names, in all forms that their names take.
//!
//! The full name and each part of it; with and without particles and accents; initials; diminutives,
//! possessives and short forms; a typing error or two in words that no dictionary holds; parts of
//! mail addresses and user names.

mod forms;
mod misspelt;

use ahash::AHashMap;

use crate::found::Found;
use crate::record::Record;
use crate::span::{Label, Source};
use crate::token::Shape;
use crate::view::View;
use crate::words::Class;
pub(crate) use forms::{Person, fold, near};

/// The persons of a record, ready to be found.
pub(crate) struct Linker {
    persons: Vec<Person>,
    words: AHashMap<String, (usize, Kind)>,
    initials: AHashMap<String, usize>,
}

/// Which part of a name a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    First,
    Last,
    Form,
}

impl Linker {
    /// Expands the names of a record.
    pub fn new(record: &Record) -> Self {
        let persons: Vec<Person> = record.persons.iter().filter_map(Person::new).collect();
        let mut words = AHashMap::new();
        let mut initials = AHashMap::new();
        for (i, person) in persons.iter().enumerate() {
            for last in &person.last {
                words.entry(last.clone()).or_insert((i, Kind::Last));
            }
            for first in &person.first {
                words.entry(first.clone()).or_insert((i, Kind::First));
            }
            for form in person.short_forms() {
                words.entry(form).or_insert((i, Kind::Form));
            }
            for form in person.initials() {
                initials.entry(form).or_insert(i);
            }
        }
        Self {
            persons,
            words,
            initials,
        }
    }

    /// The known person of each distinct word of a text.
    pub fn words(&self, view: &View<'_>) -> Vec<Option<(usize, Kind)>> {
        if self.persons.is_empty() {
            return vec![None; view.words.len()];
        }
        view.words
            .iter()
            .zip(&view.classes)
            .map(|(word, class)| self.word(word, *class))
            .collect()
    }

    fn word(&self, word: &str, class: Class) -> Option<(usize, Kind)> {
        if word.len() < 2 || word.len() > 60 || !word.starts_with(char::is_alphabetic) {
            return None;
        }
        let folded = fold(word);
        if word.contains('-') && !class.has(Class::WORD) {
            let part = |part: &str| {
                self.words
                    .get(part)
                    .copied()
                    .filter(|&(_, kind)| part.len() > 3 && kind != Kind::Form)
            };
            if let Some(known) = folded.split('-').find_map(part) {
                return Some(known);
            }
        }
        for form in forms::stems(&folded) {
            if let Some(&(person, kind)) = self.words.get(form) {
                let shorter = form.len() < folded.len();
                let ordinary = class.has(Class::WORD.and(Class::COMMON));
                if !(ordinary && (kind == Kind::Form || shorter)) {
                    return Some((person, kind));
                }
            }
        }
        if class.has(Class::WORD.and(Class::KEEP).and(Class::COMPOUND)) {
            return None;
        }
        let short = |part: &String| {
            part.chars().count() == 4 && !class.has(Class::NAME) && forms::one_off(part, &folded)
        };
        if let Some(i) = self.persons.iter().position(|p| p.last.iter().any(short)) {
            return Some((i, Kind::Last));
        }
        self.persons.iter().enumerate().find_map(|(i, person)| {
            let near = |part: &String| near(part, &folded);
            if person.last.iter().any(near) {
                Some((i, Kind::Last))
            } else {
                person.first.iter().any(near).then_some((i, Kind::First))
            }
        })
    }

    /// Every mention of a known person.
    pub fn find(&self, view: &View<'_>, out: &mut Vec<Found>) {
        if self.persons.is_empty() {
            return;
        }
        let known = self.words(view);
        let of = |at: usize| {
            view.ids
                .get(at)
                .and_then(|&id| known.get(id as usize).copied().flatten())
        };
        for at in 0..view.len() {
            if let Some((person, kind)) = of(at).or_else(|| self.misspelt(view, at)) {
                self.name(view, at, person, kind, &of, out);
            } else if let Some(person) = self.resembles(view, at) {
                let reason = "lijkt op een bekende naam";
                let range = view.start(at)..view.end(at);
                out.push(
                    Found::flag(range, Label::Person, Source::Record, 40, reason)
                        .of(self.persons[person].id.clone()),
                );
            } else if matches!(view.shape(at), Shape::Upper | Shape::Mixed)
                || view.tokens[at].range.len() <= 4
            {
                self.initial(view, at, out);
            }
        }
    }

    fn name(
        &self,
        view: &View<'_>,
        at: usize,
        person: usize,
        kind: Kind,
        of: &dyn Fn(usize) -> Option<(usize, Kind)>,
        out: &mut Vec<Found>,
    ) {
        let Some(known) = self.persons.get(person) else {
            return;
        };
        let class = view.class(at);
        let neighbour = [at.wrapping_sub(1), at + 1]
            .into_iter()
            .any(|n| of(n).is_some_and(|(p, _)| p == person));
        // A name that is also a word needs its capital, its particle or its other half.
        let particles = known.particles_before(view, at);
        let ordinary = class.has(
            Class::WORD
                .and(Class::COMMON)
                .and(Class::PARTICLE)
                .and(Class::NUMBER),
        );
        let lower = !view.capital(at);
        let announced = view.is(at.wrapping_sub(1), Class::TITLE)
            || view.low(at.wrapping_sub(1)) == "." && view.is(at.wrapping_sub(2), Class::TITLE);
        let sentence = !view.telling(at) && !view.capitals[at];
        if ordinary && !neighbour && !announced {
            let behind_particle = particles.is_some() && kind != Kind::First;
            let rare = !class.has(
                Class::COMMON
                    .and(Class::PARTICLE)
                    .and(Class::KEEP)
                    .and(Class::NUMBER),
            );
            let follows = view.is(at + 1, Class::SAY.and(Class::AUX))
                || matches!(view.low(at + 1), "," | ":" | "." | "(" | "?" | "");
            let before = view.low(at.wrapping_sub(1));
            let article = crate::words::is_article(before) || before == "twee";
            let spoken = (view.chatty || view.uncapitalised)
                && (rare
                    || class.has(Class::NAME)
                        && !class.has(
                            Class::PARTICLE
                                .and(Class::KEEP)
                                .and(Class::NUMBER)
                                .and(Class::SAY)
                                .and(Class::AUX),
                        ))
                && kind != Kind::Form
                && !article
                && placed(view, at);
            let accepted = if spoken || view.capitals[at] && rare && kind == Kind::Last {
                true
            } else if lower || view.capitals[at] {
                behind_particle && (class.has(Class::SURNAME) || rare)
                    || view.uncapitalised && rare && (follows && class.has(Class::NAME))
            } else if sentence {
                behind_particle || follows || rare
            } else {
                true
            };
            if !accepted {
                return;
            }
        }
        let begin = particles
            .filter(|_| kind == Kind::Last)
            .map_or(view.start(at), |first| view.start(first));
        out.push(
            Found::mask(
                begin..view.end(at),
                Label::Person,
                Source::Record,
                95,
                "een bekende persoon van de zaak",
            )
            .of(known.id.clone()),
        );
    }

    /// Initials: "JdV", "J.d.V.", "R.", "RvH".
    fn initial(&self, view: &View<'_>, at: usize, out: &mut Vec<Found>) {
        let written = view.written(at);
        let letters = written.chars().count();
        if letters == 0 || letters > 5 || !written.chars().all(char::is_alphabetic) {
            return;
        }
        if letters > 1 {
            let whole = self.initials.get(written).or_else(|| {
                self.initials
                    .get(view.low(at))
                    .filter(|_| letters > 2 && !view.is(at, Class::WORD))
            });
            // "OM" may be the prosecutor's office or Omar Meijer: for a person to decide.
            if let Some(&person) = whole.filter(|_| view.is(at, Class::KEEP) && letters == 2) {
                let reason = "initialen van een bekende persoon, of een afkorting";
                let range = view.start(at)..view.end(at);
                out.push(
                    Found::flag(range, Label::Person, Source::Record, 40, reason)
                        .of(self.persons[person].id.clone()),
                );
                return;
            }
            if let Some(&person) = whole.filter(|_| {
                !view.is(at, Class::KEEP) || letters > 2 && view.shape(at) == Shape::Mixed
            }) {
                self.push(view.start(at)..view.end(at), person, 80, out);
            }
            return;
        }
        // Dotted: collect letters as long as full stops join them.
        if at > 0
            && view.low(at - 1) == "."
            && view.gap(at).is_empty()
            && at > 1
            && view.tokens[at - 2].range.len() <= 2
        {
            return;
        }
        let (mut last, mut joined, mut next) = (at, String::new(), at);
        while next < view.len()
            && view.tokens[next].is_word()
            && view.written(next).chars().count() <= 2
            && joined.len() < 6
        {
            joined.push_str(view.written(next));
            last = next;
            if view.low(next + 1) != "." || !view.touches_next(next) {
                break;
            }
            last = next + 1;
            if !view.touches_next(next + 1) {
                break;
            }
            next += 2;
        }
        let dotted = last > at;
        if let Some(&person) = self
            .initials
            .get(joined.as_str())
            .filter(|_| dotted && joined.chars().count() > 1)
        {
            self.push(view.start(at)..view.end(last), person, 85, out);
        } else if joined.chars().count() == 1
            && view.capital(at)
            && !view.is(at - usize::from(at > 0), Class::KEEP.and(Class::UNIT))
        {
            // One letter: "O.", "M. belt", "x M".
            let acts = crate::verbs::acts(view, last + 1);
            let ends = last + 1 >= view.len() || view.line_start(last + 1);
            let beside = view.line_start(at) || acts || ends || view.telling(at);
            let alone = if dotted { beside } else { ends && at > 0 };
            let person = self
                .persons
                .iter()
                .position(|p| p.begins_with(view.low(at)))
                .filter(|_| alone);
            if let Some(person) = person {
                self.push(view.start(at)..view.end(last), person, 60, out);
            }
        }
    }

    /// Initials cost some confidence: others may share them.
    fn push(
        &self,
        range: std::ops::Range<usize>,
        person: usize,
        confidence: u8,
        out: &mut Vec<Found>,
    ) {
        let reason = if confidence < 70 {
            "voorletter van een bekende persoon"
        } else {
            "initialen van een bekende persoon"
        };
        if let Some(known) = self.persons.get(person) {
            out.push(
                Found::mask(range, Label::Person, Source::Record, confidence, reason)
                    .of(known.id.clone()),
            );
        }
    }
}

/// Whether a word of small letters stands where a person can: at an edge, behind a greeting, a verb or a
/// preposition, or before a verb. "is ze wijs geworden" is none of these.
fn placed(view: &View<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let edge = view.line_start(at)
        || view.shape(before) == Shape::Mark
        || view.line_start(at + 1)
        || view.shape(at + 1) == Shape::Mark;
    let leads = Class::GREET
        .and(Class::SAY)
        .and(Class::TITLE)
        .and(Class::RANK)
        .and(Class::ROLE)
        .and(Class::PARTICLE);
    let binds = matches!(
        view.low(before),
        "met"
            | "door"
            | "tegen"
            | "en"
            | "dat"
            | "als"
            | "of"
            | "want"
            | "ook"
            | "vraag"
            | "nee"
            | "ja"
    ) || matches!(
        view.low(at + 1),
        "en" | "met" | "van" | "ook" | "zelf" | "niet"
    );
    edge || binds || view.is(before, leads) || view.is(at + 1, Class::SAY.and(Class::AUX))
}
