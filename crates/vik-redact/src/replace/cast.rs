//! The persons of a file: who is who, and the label each keeps.

use std::collections::{BTreeMap, BTreeSet};

use super::people;
use super::site::Site;
use super::style::Dice;
use super::surrogates::Surrogate;
use crate::record::{Record, Role};
use crate::span::Span;

/// A person of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    /// The role, as a noun.
    noun: Option<&'static str>,
    /// Given at the first mention in the draft.
    letter: Option<String>,
    /// Words of the names by which the person goes, lower case.
    words: BTreeSet<String>,
    /// The first words of full names.
    first: BTreeSet<String>,
    pub(crate) surrogate: Option<Surrogate>,
}

/// All persons of a file; a number stands for a person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cast {
    people: Vec<Person>,
    by_entity: BTreeMap<String, usize>,
    next_letter: usize,
}

const PARTICLES: [&str; 22] = [
    "van", "de", "der", "den", "het", "'t", "t", "ten", "ter", "te", "in", "op", "aan", "el", "al",
    "ben", "la", "le", "da", "dos", "von", "di",
];

/// The words of a name that tell persons apart. A title or a rank tells nothing unless it is all
/// there is or ends the name: "Arts" and "De Heer" are surnames.
pub(crate) fn telling_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .map(|w| {
            let bare = w.trim_end_matches("'s").trim_end_matches("’s");
            bare.trim_matches(['\'', '’']).to_owned()
        })
        .filter(|w| w.chars().count() > 1 && !PARTICLES.contains(&w.as_str()))
        .collect();
    if let Some(last) = words.pop() {
        words.retain(|w| !people::TITLES.contains(&w.as_str()) && people::noun_of(w).is_none());
        words.push(last);
    }
    words
}

const fn noun_of_role(role: Role) -> Option<&'static str> {
    match role {
        Role::Subject | Role::Colleague => Some("medewerker"),
        Role::Reporter => Some("melder"),
        Role::Witness => Some("getuige"),
        Role::Manager => Some("leidinggevende"),
        Role::Investigator => Some("onderzoeker"),
        Role::Citizen => Some("burger"),
        Role::Injured => Some("benadeelde"),
        Role::Other => None,
    }
}

impl Cast {
    pub(crate) fn new(record: &Record) -> Self {
        let mut cast = Cast::default();
        for known in &record.persons {
            let words = telling_words(&known.name);
            let reversed = known.name.contains(',');
            cast.by_entity.insert(known.id.clone(), cast.people.len());
            cast.people.push(Person {
                noun: noun_of_role(known.role),
                first: words
                    .first()
                    .filter(|_| words.len() > 1 && !reversed)
                    .cloned()
                    .into_iter()
                    .collect(),
                words: words.into_iter().collect(),
                ..Person::default()
            });
        }
        cast
    }

    /// Whose mention a span is; what the words around it say of the person is remembered.
    pub(crate) fn meet(&mut self, site: &Site<'_>, span: &Span) -> usize {
        let name = site.text.get(site.range.clone()).unwrap_or_default();
        let words = telling_words(name);
        let found = match &span.entity {
            Some(id) => self.by_entity.get(id).copied(),
            None => self.by_words(name, &words),
        };
        let who = found.unwrap_or_else(|| {
            self.people.push(Person::default());
            self.people.len() - 1
        });
        if let Some(id) = &span.entity {
            self.by_entity.entry(id.clone()).or_insert(who);
        }
        if let Some(person) = self.people.get_mut(who) {
            if words.len() > 1 && !name.contains(',') {
                person.first.extend(words.first().cloned());
            }
            person.words.extend(words);
            if person.noun.is_none() {
                person.noun = noun_around(site);
            }
        }
        who
    }

    fn by_words(&self, name: &str, words: &[String]) -> Option<usize> {
        let last = words.last()?;
        let stem = last.strip_suffix('s').filter(|s| s.len() > 2);
        self.people
            .iter()
            .position(|p| p.words.contains(last) || stem.is_some_and(|s| p.words.contains(s)))
            .or_else(|| self.by_initials(name))
    }

    fn by_initials(&self, name: &str) -> Option<usize> {
        let letters: String = name
            .chars()
            .filter(|c| c.is_alphabetic())
            .collect::<String>()
            .to_lowercase();
        if letters.chars().count() < 2
            || letters.chars().count() > 4
            || name.contains(char::is_whitespace)
        {
            return None;
        }
        self.people.iter().position(|p| {
            let first = p.first.iter().next().and_then(|w| w.chars().next());
            first.is_some()
                && first == letters.chars().next()
                && p.words
                    .iter()
                    .any(|w| w.chars().next() == letters.chars().last() && !p.first.contains(w))
        })
    }

    /// Whether a name is a known name of the person with an *s* behind it.
    pub(crate) fn is_genitive(&self, who: usize, name: &str) -> bool {
        if name.ends_with("'s") || name.ends_with("’s") || name.ends_with(['\'', '’']) {
            return true;
        }
        let lower = name.to_lowercase();
        let Some(last) = lower.split([' ', '.']).next_back() else {
            return false;
        };
        let Some(person) = self.people.get(who) else {
            return false;
        };
        last.strip_suffix('s')
            .is_some_and(|stem| person.words.contains(stem))
            && !person
                .words
                .iter()
                .any(|w| w == last && last.ends_with("ss"))
    }

    /// Whether a word is a first name of the person, or nothing says that it is not.
    pub(crate) fn is_first(&self, who: usize, word: &str) -> bool {
        self.people.get(who).is_none_or(|p| {
            let known = p.first.contains(word);
            known || (p.first.is_empty() && p.words.len() < 2)
        })
    }

    /// The person that an id of the record or of a span stands for.
    pub(crate) fn of_entity(&self, id: &str) -> Option<usize> {
        self.by_entity.get(id).copied()
    }

    pub(crate) fn noun(&self, who: usize) -> &'static str {
        self.people
            .get(who)
            .and_then(|p| p.noun)
            .unwrap_or("persoon")
    }

    /// The letter of a person: A for who comes first in the draft.
    pub(crate) fn letter(&mut self, who: usize) -> String {
        let next = &mut self.next_letter;
        let Some(person) = self.people.get_mut(who) else {
            return "X".to_owned();
        };
        person
            .letter
            .get_or_insert_with(|| {
                let letter = letters(*next);
                *next += 1;
                letter
            })
            .clone()
    }

    /// The surrogate of a person, drawn once; it never is a name of the file.
    pub(crate) fn surrogate(&mut self, who: usize, dice: &mut Dice) -> Surrogate {
        if let Some(found) = self.people.get(who).and_then(|p| p.surrogate.clone()) {
            return found;
        }
        let mut taken: BTreeSet<String> = self
            .people
            .iter()
            .flat_map(|p| p.words.iter().cloned())
            .collect();
        taken.extend(
            self.people
                .iter()
                .filter_map(|p| p.surrogate.as_ref())
                .flat_map(Surrogate::words),
        );
        let drawn = Surrogate::draw(dice, &taken);
        if let Some(person) = self.people.get_mut(who) {
            person.surrogate = Some(drawn.clone());
        }
        drawn
    }
}

fn letters(mut number: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or(0)));
        if number < 26 {
            break;
        }
        number = number / 26 - 1;
    }
    out.iter().rev().collect()
}

/// A role from the word before the name, or from an apposition around it.
fn noun_around(site: &Site<'_>) -> Option<&'static str> {
    let mut look = site.clone();
    let mut titled = None;
    while let Some(title) = look.eat_before(&people::TITLES) {
        titled = titled.or_else(|| people::noun_of_title(title));
    }
    let left = look.before();
    // "hoofdagent De Vries", and "De politiechef, M. Rademaker".
    let (words, apposed) = match left.strip_suffix(", ") {
        Some(words) => (words, true),
        None => (left.trim_end_matches(' '), false),
    };
    let mut before = words.rsplit([' ', '\n', '(']);
    let noun = before.next().and_then(people::noun_of);
    let owner = before.next().map(str::to_lowercase);
    if let Some(noun) = noun
        && (noun != "naaste" || (!apposed && owner.as_deref().is_some_and(people::is_possessive)))
    {
        return Some(noun);
    }
    let after = site.after();
    let after = after
        .strip_prefix(", ")
        .or_else(|| after.strip_prefix(" ("));
    let mut words = after
        .unwrap_or_default()
        .split(|c: char| !c.is_alphanumeric() && c != '-');
    let first = words.next().unwrap_or_default().to_lowercase();
    let word = if people::is_possessive(&first) || matches!(first.as_str(), "de" | "een") {
        words.next().unwrap_or_default().to_lowercase()
    } else {
        first.clone()
    };
    people::noun_of(&word)
        .filter(|noun| *noun != "naaste" || people::is_possessive(&first))
        .or(titled)
}
