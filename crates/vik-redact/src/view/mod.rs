//! A readable text cut into tokens, each with what is known of its word.
//!
//! What depends on a word alone is looked up once for each distinct word, so that a long text costs
//! little more than its tokens.

mod classify;
mod lines;

use std::ops::Range;

use ahash::AHashMap;

use crate::canonical::Canonical;
use crate::lexicon::Lexicon;
use crate::token::{Shape, Token, tokens};
use crate::words::{Class, Vocabulary};

pub(crate) use classify::base;
use classify::{classify, joined};

/// The tokens of a text and what is known of them.
pub(crate) struct View<'t> {
    /// The readable text.
    pub text: &'t str,
    /// The same in lower case, byte for byte.
    pub lower: &'t str,
    /// Words and marks.
    pub tokens: Vec<Token>,
    /// Which distinct word each token is.
    pub ids: Vec<u32>,
    /// The lower-case form of each distinct word.
    pub words: Vec<&'t str>,
    /// The classes of each distinct word.
    pub classes: Vec<Class>,
    /// Whether a sentence begins at a token; an abbreviation's full stop ends none.
    pub starts: Vec<bool>,
    /// Whether a token stands in a line without lower-case letters.
    pub capitals: Vec<bool>,
    /// Whether the keep list explains a token.
    pub keep: Vec<bool>,
    /// Whether the text has no capitals to speak of, so that they say nothing.
    pub uncapitalised: bool,
    /// Whether times are written as four digits ("0705"), so that other four digits are times too.
    pub military: bool,
    /// Whether a token stands among English words, where small letters say nothing of a name.
    pub foreign: Vec<bool>,
    /// Whether it is a conversation, in which names stand without capitals.
    pub chatty: bool,
}

impl<'t> View<'t> {
    /// Reads a text.
    pub fn new(canonical: &'t Canonical, vocabulary: &Vocabulary, lexicon: &Lexicon) -> Self {
        let text = canonical.text.as_str();
        let lower = canonical.lower.as_str();
        let tokens = joined(tokens(text), text);
        let mut seen: AHashMap<&str, u32> = AHashMap::with_capacity(tokens.len() / 3);
        let (mut words, mut classes) = (Vec::new(), Vec::new());
        let mut ids = Vec::with_capacity(tokens.len());
        for token in &tokens {
            let word = lower.get(token.range.clone()).unwrap_or_default();
            let id = *seen.entry(word).or_insert_with(|| {
                words.push(word);
                let mut class = classify(word, vocabulary, lexicon);
                let known = Class::WORD.and(Class::NAME).and(Class::KEEP);
                let misread = |one: char| {
                    crate::scanned::meant(token.text(text), token.shape, one)
                        .filter(|meant| lexicon.is_word(meant) || lexicon.is_compound(meant))
                };
                if !class.has(known)
                    && let Some(meant) = misread('l').or_else(|| misread('i'))
                {
                    let named = classify(&meant, vocabulary, lexicon).has(Class::NAME);
                    class = class.and(Class::WORD);
                    // What cannot be a name either way stays, as an explained word does; with a digit
                    // in it, it may be a date or a unit misread.
                    if !named && token.shape == Shape::Mixed {
                        class = class.and(Class::KEEP);
                    }
                }
                classes.push(class);
                u32::try_from(words.len() - 1).unwrap_or(u32::MAX)
            });
            ids.push(id);
        }
        let mut view = Self {
            text,
            lower,
            starts: vec![false; tokens.len()],
            capitals: vec![false; tokens.len()],
            keep: vec![false; tokens.len()],
            foreign: vec![false; tokens.len()],
            uncapitalised: false,
            military: false,
            chatty: false,
            tokens,
            ids,
            words,
            classes,
        };
        view.find_starts();
        view.find_capital_lines();
        view.find_english();
        view
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The lower-case form of a token; empty beyond the end.
    pub fn low(&self, at: usize) -> &'t str {
        self.ids
            .get(at)
            .and_then(|&id| self.words.get(id as usize))
            .copied()
            .unwrap_or_default()
    }

    /// The token as written.
    pub fn written(&self, at: usize) -> &'t str {
        self.tokens
            .get(at)
            .and_then(|token| self.text.get(token.range.clone()))
            .unwrap_or_default()
    }

    /// The classes of a token's word; none beyond the end.
    pub fn class(&self, at: usize) -> Class {
        self.ids
            .get(at)
            .and_then(|&id| self.classes.get(id as usize))
            .copied()
            .unwrap_or_default()
    }

    /// Whether a token's word is in any of the classes.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.class(at).has(class)
    }

    /// The shape of a token.
    pub fn shape(&self, at: usize) -> Shape {
        self.tokens.get(at).map_or(Shape::Mark, |token| token.shape)
    }

    /// Whether a token is digits only.
    pub fn digits(&self, at: usize) -> bool {
        self.shape(at) == Shape::Digits
    }

    /// Whether a token begins with a capital.
    pub fn capital(&self, at: usize) -> bool {
        matches!(
            self.shape(at),
            Shape::Title | Shape::Upper | Shape::Mixed | Shape::LettersDigits
        ) && self.written(at).starts_with(char::is_uppercase)
    }

    /// Where a token begins.
    pub fn start(&self, at: usize) -> usize {
        self.tokens
            .get(at)
            .map_or(self.text.len(), |token| token.range.start)
    }

    /// Where a token ends.
    pub fn end(&self, at: usize) -> usize {
        self.tokens
            .get(at)
            .map_or(self.text.len(), |token| token.range.end)
    }

    /// Whether nothing stands between a token and the next.
    pub fn touches_next(&self, at: usize) -> bool {
        at + 1 < self.len() && self.end(at) == self.start(at + 1)
    }

    /// What stands between a token and the one before it.
    pub fn gap(&self, at: usize) -> &'t str {
        let begin = at.checked_sub(1).map_or(0, |before| self.end(before));
        self.text.get(begin..self.start(at)).unwrap_or_default()
    }

    /// Whether a line begins at a token.
    pub fn line_start(&self, at: usize) -> bool {
        at == 0 || self.gap(at).contains('\n')
    }

    /// Whether a token exists on the same line as the one before it.
    pub fn same_line(&self, at: usize) -> bool {
        at < self.len() && !self.line_start(at)
    }

    /// The text from a token on, at most `most` bytes of it.
    pub fn ahead(&self, at: usize, most: usize) -> &'t str {
        let begin = self.start(at);
        let mut end = (begin + most).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.get(begin..end).unwrap_or_default()
    }

    /// The tokens that a range of bytes touches.
    pub fn tokens_in(&self, range: &Range<usize>) -> Range<usize> {
        let first = self
            .tokens
            .partition_point(|token| token.range.end <= range.start);
        let last = self
            .tokens
            .partition_point(|token| token.range.start < range.end);
        first..last.max(first)
    }

    /// The first token that begins at or behind a byte.
    pub fn token_from(&self, byte: usize) -> usize {
        self.tokens
            .partition_point(|token| token.range.start < byte)
    }

    /// Whether no letter or digit touches a range of bytes from outside.
    pub fn bounded(&self, range: &Range<usize>) -> bool {
        let before = self
            .text
            .get(..range.start)
            .and_then(|t| t.chars().next_back());
        let after = self.text.get(range.end..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    }

    /// Whether a capital at this token says something: not at a start, not in a line of capitals.
    pub fn telling(&self, at: usize) -> bool {
        !self.starts.get(at).copied().unwrap_or(true)
            && !self.capitals.get(at).copied().unwrap_or(true)
    }
}
