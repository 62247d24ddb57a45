//! The same narrative about other people, elsewhere, with other numbers.
//!
//! A name is changed token by token in every form in which the text has it, so that a nickname, a
//! mail address and a misspelt surname still belong to the same new person.

use std::collections::BTreeMap;

use super::names;
use super::random::Random;
use super::telling::{Mark, Person, Piece, Telling};

/// Who the case is really about, as the export has it.
pub struct About<'a> {
    pub case: &'a str,
    pub subject: &'a str,
    pub number: &'a str,
    pub year: i32,
}

/// A varied telling; the same generator state gives the same one.
pub fn vary(telling: &Telling, about: &About<'_>, random: &mut Random) -> Telling {
    let mut varied = telling.clone();
    let people = people(telling, about, random);
    let places = Places::draw(random);
    for piece in &mut varied.pieces {
        if let Piece::Mark(mark) = piece {
            mark.text = match mark.label.as_str() {
                "CASENR" if mark.text == telling.head.case => about.case.to_owned(),
                "PERSNR" if mark.entity == "P1" && is_number(&mark.text) => about.number.to_owned(),
                "PHONE" | "BSN" | "IBAN" | "PLATE" | "PERSNR" | "DOCNR" | "CASENR" | "MONEY"
                | "VEHICLE" => digits(&mark.text, random),
                "ADDRESS" => digits(&places.apply(&mark.text), random),
                "LOC" | "UNIT" | "ORG" => places.apply(&mark.text),
                "DATE" => year(&mark.text, about.year),
                _ => renamed(mark, &people),
            };
        }
    }
    for person in &mut varied.head.persons {
        if let Some(change) = people.get(&person.id) {
            person.name = change.new.join(" ");
        }
    }
    varied.head.case = about.case.to_owned();
    varied
}

/// Old and new tokens of a name.
struct Change {
    old: Vec<String>,
    new: Vec<String>,
}

fn people(telling: &Telling, about: &About<'_>, random: &mut Random) -> BTreeMap<String, Change> {
    let mut known: BTreeMap<String, String> = telling
        .head
        .persons
        .iter()
        .map(|Person { id, name, .. }| (id.clone(), name.clone()))
        .collect();
    for piece in &telling.pieces {
        if let Piece::Mark(Mark {
            label,
            form,
            entity,
            text,
        }) = piece
            && label == "PERSON"
            && matches!(form.as_deref(), Some("full" | "first" | "last"))
        {
            let name = known.entry(entity.clone()).or_default();
            if !telling.head.persons.iter().any(|p| &p.id == entity)
                && text.chars().count() > name.chars().count()
            {
                *name = text.clone();
            }
        }
    }
    known
        .into_iter()
        .filter(|(_, name)| !name.is_empty())
        .map(|(id, name)| {
            let old: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
            let new = if id == "P1" {
                subject(about.subject, &old, random)
            } else {
                other(&old, random)
            };
            (id, Change { old, new })
        })
        .collect()
}

/// The subject keeps the initial and surname of the export.
fn subject(exported: &str, old: &[String], random: &mut Random) -> Vec<String> {
    let (initial, surname) = exported.split_once(' ').unwrap_or(("A.", exported));
    let initial = initial.chars().next().unwrap_or('A');
    let mut new = vec![names::first(Some(initial), random).to_owned()];
    if old.len() > 1 {
        new.push(surname.to_owned());
    }
    new
}

fn other(old: &[String], random: &mut Random) -> Vec<String> {
    let mut new = vec![names::first(None, random).to_owned()];
    if old.len() > 1 {
        new.extend(names::last(random).split(' ').map(str::to_owned));
    }
    new
}

/// A mark with the names of its person changed, in whatever form they stand.
fn renamed(mark: &Mark, people: &BTreeMap<String, Change>) -> String {
    let Some(change) = people.get(&mark.entity) else {
        return mark.text.clone();
    };
    match mark.form.as_deref() {
        Some("init") => initials(&mark.text, change),
        Some("initlast") => format!(
            "{} {}",
            first_initial(change),
            change.new.get(1..).unwrap_or_default().join(" ")
        ),
        Some("rev") => reversed(&mark.text, change),
        Some("full") => cased(&change.new.join(" "), &mark.text),
        Some("last") => cased(
            &change.new.get(1..).unwrap_or(&change.new).join(" "),
            &mark.text,
        ),
        Some("first") => cased(&change.new[0], &mark.text),
        _ => tokens(&mark.text, change),
    }
}

fn first_initial(change: &Change) -> String {
    change.new[0].chars().take(1).chain(['.']).collect()
}

fn initials(text: &str, change: &Change) -> String {
    let dotted = text.contains('.');
    change
        .new
        .iter()
        .filter_map(|token| token.chars().next())
        .map(|c| {
            if dotted {
                format!("{c}.")
            } else {
                c.to_string()
            }
        })
        .collect()
}

fn reversed(text: &str, change: &Change) -> String {
    let last = change.new.get(1..).unwrap_or_default().join(" ");
    let first = if text.contains('.') {
        first_initial(change)
    } else {
        change.new[0].clone()
    };
    let last = if text.chars().take(3).all(|c| !c.is_lowercase()) {
        last.to_uppercase()
    } else {
        last
    };
    format!("{last}, {first}")
}

/// Every part of the text that is a token of the old name, or the beginning of one, becomes that of
/// the new name.
fn tokens(text: &str, change: &Change) -> String {
    let mut out = text.to_owned();
    for (place, old) in change.old.iter().enumerate() {
        let new = match place {
            0 => Some(change.new[0].clone()),
            last if last + 1 == change.old.len() => change.new.last().cloned(),
            _ => None,
        };
        let Some(new) = new else { continue };
        for length in (3..=old.chars().count()).rev() {
            let part: String = old.chars().take(length).collect();
            let fresh: String = if length == old.chars().count() {
                new.clone()
            } else {
                new.chars().take(length.max(3)).collect()
            };
            let lowered = out.to_lowercase();
            if let Some(at) = lowered.find(&part.to_lowercase())
                && lowered.len() == out.len()
                && let Some(found) = out.get(at..at + part.len())
            {
                let fresh = cased(&fresh, found);
                out.replace_range(at..at + part.len(), &fresh);
                break;
            }
        }
    }
    out
}

/// The new words in the case of the old.
fn cased(new: &str, like: &str) -> String {
    let letters: Vec<char> = like.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() > 1 && letters.iter().all(|c| c.is_uppercase()) {
        new.to_uppercase()
    } else if letters.iter().all(|c| c.is_lowercase()) {
        new.to_lowercase()
    } else {
        new.to_owned()
    }
}

fn is_number(text: &str) -> bool {
    text.len() >= 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Other digits after the first two; letters and marks stay.
fn digits(text: &str, random: &mut Random) -> String {
    let mut seen = 0;
    let digit = |c: char| {
        if !c.is_ascii_digit() {
            return c;
        }
        seen += 1;
        if seen <= 2 {
            c
        } else {
            char::from(b'0' + random.below(10) as u8)
        }
    };
    text.chars().map(digit).collect()
}

/// The year of the case in place of the year that was written.
fn year(text: &str, year: i32) -> String {
    let is_year = |part: &str| {
        part.len() == 4 && part.starts_with("20") && part.bytes().all(|b| b.is_ascii_digit())
    };
    text.split_inclusive(|c: char| !c.is_ascii_digit())
        .map(|part| {
            let bare = part.trim_end_matches(|c: char| !c.is_ascii_digit());
            if is_year(bare) {
                part.replacen(bare, &year.to_string(), 1)
            } else {
                part.to_owned()
            }
        })
        .collect()
}

/// Every well-known place becomes another, the same one throughout a text.
struct Places(usize);

impl Places {
    fn draw(random: &mut Random) -> Self {
        Self(1 + random.below(names::PLACES.len() - 1))
    }

    fn apply(&self, text: &str) -> String {
        for (place, name) in names::PLACES.iter().enumerate() {
            if text.contains(name) {
                let other = names::PLACES[(place + self.0) % names::PLACES.len()];
                return text.replace(name, other);
            }
        }
        text.to_owned()
    }
}
