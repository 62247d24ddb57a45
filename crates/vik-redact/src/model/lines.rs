//! A text line by line: the model never looks across a line.

use ahash::AHashMap;

use super::attributes::{Attributes, STARTS, attributes};
use super::features::{Line, rows};
use super::lattice::Lattice;
use super::tags::Row;
use super::weights::Weights;
use crate::lexicon::{Lexicon, Lower};
use crate::{Shape, Token};

/// How many different words are remembered at once.
const MOST_KNOWN: usize = 1 << 15;

/// Longer lines are cut, so that working space does not grow with the text.
pub const LINE_TOKENS: usize = 256;

/// Goes through a text and gives the chances of each line.
pub struct Lines<'t> {
    text: &'t str,
    tokens: &'t [Token],
    lexicon: &'t Lexicon,
    at: usize,
    known: AHashMap<&'t str, Attributes>,
    lower: Lower,
    line: Vec<Attributes>,
    chances: Vec<Row>,
    lattice: Lattice,
}

impl<'t> Lines<'t> {
    /// Starts at the first token.
    pub fn new(text: &'t str, tokens: &'t [Token], lexicon: &'t Lexicon) -> Lines<'t> {
        Lines {
            text,
            tokens,
            lexicon,
            at: 0,
            known: AHashMap::new(),
            lower: Lower::default(),
            line: Vec::new(),
            chances: Vec::new(),
            lattice: Lattice::default(),
        }
    }

    /// The index of the first token of the next line, the chances of its tokens, and for each whether
    /// it is an ordinary word, in small letters in a line that has capitals too.
    pub fn next(
        &mut self,
        model: &Weights<'_>,
    ) -> Option<(usize, impl Iterator<Item = (&Row, bool)>)> {
        let first = self.at;
        let rest = self.tokens.get(first..)?;
        let length = length(self.text, rest);
        if length == 0 {
            return None;
        }
        let line = rest.get(..length)?;
        self.at += length;
        self.line.clear();
        for token in line {
            let seen = self.seen(token);
            self.line.push(seen);
        }
        let style = style(line);
        self.chances.clear();
        for at in 0..length {
            self.chances.push(model.score(&rows(&self.line, at, style)));
        }
        self.lattice
            .chances(&mut self.chances, &model.transitions, None);
        let ordinary = self
            .line
            .iter()
            .map(move |seen| style == Line::Mixed && seen.is_ordinary());
        Some((first, self.chances.iter().zip(ordinary)))
    }
}

impl<'t> Lines<'t> {
    /// What a token looks like; a word that was seen before is not looked up again.
    fn seen(&mut self, token: &Token) -> Attributes {
        let written = token.text(self.text);
        let known = self.known.get(written).copied();
        let mut seen = known.unwrap_or_else(|| {
            if self.known.len() >= MOST_KNOWN {
                self.known.clear();
            }
            let word = Token {
                starts: false,
                ..token.clone()
            };
            let seen = attributes(self.text, &word, self.lexicon, &mut self.lower, 0);
            self.known.insert(written, seen);
            seen
        });
        // Numbers and marks look the same wherever they stand.
        if token.starts && !matches!(token.shape, Shape::Digits | Shape::Mark) {
            seen.shape |= STARTS;
        }
        seen
    }
}

/// How many tokens stand on the first line of `tokens`.
fn length(text: &str, tokens: &[Token]) -> usize {
    let mut end = None;
    for (at, token) in tokens.iter().enumerate() {
        if at >= LINE_TOKENS {
            return at;
        }
        if let Some(end) = end
            && token.starts
            && text
                .get(end..token.range.start)
                .is_some_and(|gap| gap.contains('\n'))
        {
            return at;
        }
        end = Some(token.range.end);
    }
    tokens.len()
}

/// How a line is written as a whole.
#[must_use]
pub fn style(line: &[Token]) -> Line {
    let (mut small, mut title, mut upper) = (0, 0, 0);
    for token in line {
        match token.shape {
            Shape::Lower => small += 1,
            Shape::Title | Shape::Mixed => title += 1,
            Shape::Upper if token.range.len() > 1 => upper += 1,
            _ => {}
        }
    }
    if title + upper == 0 && small > 1 {
        Line::Small
    } else if upper > 2 && upper > 3 * (small + title) {
        Line::Capitals
    } else {
        Line::Mixed
    }
}
