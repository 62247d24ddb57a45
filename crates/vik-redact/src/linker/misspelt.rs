//! Words of the dictionary that may be a known name with a typing error.

use super::{Kind, Linker, fold, forms};
use crate::Shape;
use crate::view::View;
use crate::words::Class;

impl Linker {
    /// A word of the dictionary with a capital in the middle of a sentence, one letter from a known
    /// surname: "Vermeerd" for "Vermeer".
    pub(super) fn misspelt(&self, view: &View<'_>, at: usize) -> Option<(usize, Kind)> {
        let class = view.class(at);
        let open = view.shape(at) == Shape::Title
            && view.telling(at)
            && !view.keep[at]
            && class.has(Class::WORD.and(Class::COMPOUND))
            && !class.has(
                Class::KEEP
                    .and(Class::COMMON)
                    .and(Class::MONTH)
                    .and(Class::WEEKDAY),
            );
        let folded = fold(view.low(at));
        // "Keven Broeders": a first name that is also a word, before a known surname.
        let followed = view.shape(at) == Shape::Title && !view.keep[at] && view.gap(at + 1) == " ";
        let first = followed
            .then(|| {
                self.persons.iter().position(|person| {
                    person.last.contains(&fold(view.low(at + 1)))
                        && person
                            .first
                            .iter()
                            .any(|part| forms::one_off(part, &folded))
                })
            })
            .flatten();
        if let Some(person) = first {
            return Some((person, Kind::First));
        }
        if !open {
            return None;
        }
        // "Zwartje": a diminutive of a surname that is a word.
        let small = forms::stems(&folded).skip(1).find_map(|stem| {
            self.persons
                .iter()
                .position(|p| p.last.iter().any(|l| l == stem))
        });
        if let Some(person) = small.filter(|_| folded.ends_with("je")) {
            return Some((person, Kind::Form));
        }
        let close = |part: &String| part.chars().count() > 3 && forms::one_off(part, &folded);
        self.persons
            .iter()
            .position(|person| person.last.iter().any(close))
            .map(|person| (person, Kind::Last))
    }

    /// A word of the dictionary, one letter from a known name, wherever it stands: for a person to decide.
    pub(super) fn resembles(&self, view: &View<'_>, at: usize) -> Option<usize> {
        let class = view.class(at);
        let open = view.tokens[at].is_word()
            && view.tokens[at].range.len() > 3
            && class.has(Class::WORD.and(Class::COMPOUND))
            && !view.keep[at]
            && !class.has(
                Class::COMMON
                    .and(Class::KEEP)
                    .and(Class::SAY)
                    .and(Class::AUX)
                    .and(Class::PARTICLE)
                    .and(Class::NUMBER)
                    .and(Class::MONTH)
                    .and(Class::WEEKDAY),
            );
        if !open {
            return None;
        }
        let folded = fold(view.low(at));
        self.persons.iter().position(|person| {
            person
                .last
                .iter()
                .chain(&person.first)
                .any(|part| part.chars().count() > 3 && forms::one_off(part, &folded))
        })
    }
}
