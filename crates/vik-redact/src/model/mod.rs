//! A trained sequence model that names persons, places, organisations and units by shape and context.
//!
//! A linear-chain conditional random field whose questions are hashed into one flat table, read in
//! place: no start-up, no allocation per question. `examples/train` trains it; `data/MODEL.md` says on
//! what, how well it does, and where it fails.

mod attributes;
mod classes;
mod features;
mod lattice;
mod lines;
mod tags;
mod weights;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::{Label, Shape, Token};
use lines::Lines;
use tags::Row;

/// What the trainer shares with the tagger, so that both see the same questions.
#[doc(hidden)]
pub mod training {
    pub use super::attributes::{Attributes, NAME_FACTS, attributes};
    pub use super::features::{Line, QUESTIONS, ROWS_LOG2, rows};
    pub use super::lattice::{Lattice, Transitions};
    pub use super::lines::{LINE_TOKENS, style};
    pub use super::tags::{Row, STATES, Tag};
    pub use super::weights::{HEAD, MAGIC, Weights};
}

static MODEL: &[u8] = include_bytes!("../../data/names.crf");

/// From this chance on a token counts as part of a name. Far under a half, for a name that stays is
/// worse than a word that goes.
pub const LIKELY: f32 = 0.12;

/// The same for an ordinary word in small letters, of which there are so many that some would always go.
const LIKELY_ORDINARY: f32 = 0.40;

/// From this chance on a token is worth a look by a person.
pub const POSSIBLE: f32 = 0.05;

/// A run of tokens to which the model gives one label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// Indices of the tokens.
    pub tokens: Range<usize>,
    /// Person, location, organisation or unit.
    pub label: Label,
    /// The chance, in per cent, that these tokens are a name of any kind.
    pub confidence: u8,
}

/// Labels the names in a text whose tokens are given. Runs are in order and do not overlap; none
/// crosses a line. Time is linear in the number of tokens.
#[must_use]
pub fn tag(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Tagged> {
    tag_from(LIKELY, text, tokens, lexicon)
}

/// As [`tag`], with every token that is a name by at least this chance: with [`POSSIBLE`] it also gives
/// what a person should look at, and what is [`LIKELY`] stands in runs of its own.
#[must_use]
pub fn tag_from(chance: f32, text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Tagged> {
    let mut out = Vec::new();
    let Some(model) = weights::Weights::read(MODEL) else {
        return out;
    };
    let mut lines = Lines::new(text, tokens, lexicon);
    while let Some((first, line)) = lines.next(&model) {
        let before = out.len();
        collect(chance, first, line, &mut out);
        // A run of marks alone names nobody.
        let mut at = before;
        while let Some(run) = out.get(at) {
            let words = tokens.get(run.tokens.clone()).unwrap_or_default();
            if words.iter().any(|t| t.shape != Shape::Mark) {
                at += 1;
            } else {
                out.remove(at);
            }
        }
    }
    out
}

/// Joins the tokens of a line that are likely enough into runs.
fn collect<'r>(
    chance: f32,
    first: usize,
    line: impl Iterator<Item = (&'r Row, bool)>,
    out: &mut Vec<Tagged>,
) {
    let mut open = None;
    for (at, (row, ordinary)) in (first..).zip(line) {
        let name = 1.0 - row[0];
        let enough = if ordinary { LIKELY_ORDINARY } else { LIKELY };
        let likely = name >= enough;
        if name < chance || (chance >= LIKELY && !likely) {
            open = None;
            continue;
        }
        let (label, begins) = tags::kind(row);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a chance lies between 0 and 1"
        )]
        let confidence = (name * 100.0).clamp(0.0, 100.0) as u8;
        match out.last_mut() {
            Some(run) if open == Some(likely) && run.label == label && !begins => {
                run.tokens.end = at + 1;
                run.confidence = run.confidence.min(confidence);
            }
            _ => out.push(Tagged {
                tokens: at..at + 1,
                label,
                confidence,
            }),
        }
        open = Some(likely);
    }
}

#[cfg(test)]
mod tests;
