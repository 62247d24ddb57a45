//! Writes the draft: what is masked becomes plain Dutch that says less.
//!
//! A name becomes a role with a letter, a date a season or a number of days since the last one, an
//! address "een adres"; the words around it follow (prepositions, articles, titles, capitals). What
//! is flagged stays as it is: a person decides. The same file, record and style give the same draft.

mod ages;
mod amounts;
mod calendar;
mod cast;
mod clock;
mod count_up;
mod dates;
mod groups;
mod headers;
mod kinds;
mod markers;
mod numbers;
mod people;
mod persons;
mod places;
mod site;
mod story;
mod style;
mod surrogates;
mod things;

use std::ops::Range;

pub use style::{Marker, Names, Style};

use crate::record::Record;
use crate::span::Span;
use story::Story;

/// What a piece of a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// As it stood.
    Kept,
    /// Other words for what stood there.
    Replaced,
    /// As it stood, and a person must still decide about it.
    Flagged,
}

/// A piece of a draft and the piece of the source it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Bytes of the draft.
    pub draft: Range<usize>,
    /// Bytes of the source: the spans and the words that were rewritten with them.
    pub source: Range<usize>,
    /// Which of the given spans it covers; none when it was kept.
    pub spans: Vec<usize>,
}

/// A text in which nothing masked is left.
///
/// The parts follow each other without a gap, both over the draft and over the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The words.
    pub text: String,
    /// Where they come from.
    pub parts: Vec<Part>,
}

/// Replaces what is masked in one text. See [`replace_file`].
#[must_use]
pub fn replace(text: &str, spans: &[Span], record: &Record, style: &Style) -> Draft {
    replace_file(&[(text, spans)], record, style)
        .pop()
        .unwrap_or_default()
}

/// Replaces what is masked in the texts of one file: a person keeps one label, and dates count on,
/// from the first text to the last.
///
/// Spans may come in any order and may overlap; every byte that a mask covers is replaced.
#[must_use]
pub fn replace_file(texts: &[(&str, &[Span])], record: &Record, style: &Style) -> Vec<Draft> {
    let mut story = Story::new(texts, record, *style);
    texts
        .iter()
        .enumerate()
        .map(|(nth, (text, spans))| story.draft(nth, text, spans))
        .collect()
}
