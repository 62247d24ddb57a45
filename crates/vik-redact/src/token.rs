//! Words and marks of a text, in one pass.

use std::ops::Range;

/// How the letters of a token stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `jansen`
    Lower,
    /// `Jansen`
    Title,
    /// `JANSEN`, also a single capital
    Upper,
    /// `McDonald`, `iPhone`, `JdV`
    Mixed,
    /// Digits only
    Digits,
    /// Letters and digits
    LettersDigits,
    /// Anything else
    Mark,
}

/// A word, a number or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// How it is written.
    pub shape: Shape,
    /// Whether a sentence or a line begins here.
    pub starts: bool,
}

impl Token {
    /// The characters of the token.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }

    /// Whether it holds a letter.
    #[must_use]
    pub const fn is_word(&self) -> bool {
        matches!(
            self.shape,
            Shape::Lower | Shape::Title | Shape::Upper | Shape::Mixed | Shape::LettersDigits
        )
    }
}

/// Cuts a text into tokens: runs of letters and digits, in which an apostrophe or a hyphen between
/// two letters joins (`Noord-Holland`, `foto's`); every other character that is not white space is a
/// token of its own. Time is linear in the length.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    let mut starts = true;
    while let Some((at, first)) = chars.next() {
        if first == '\n' {
            starts = true;
            continue;
        }
        if first.is_whitespace() {
            continue;
        }
        let mut end = at + first.len_utf8();
        if first.is_alphanumeric() {
            let mut last = first;
            while let Some(&(_, next)) = chars.peek() {
                if next.is_alphanumeric() || is_combining(next) {
                    end += next.len_utf8();
                    last = next;
                    chars.next();
                    continue;
                }
                let joins = matches!(next, '\'' | '’' | '-' | '\u{2011}') && last.is_alphabetic();
                let after = text
                    .get(end + next.len_utf8()..)
                    .and_then(|s| s.chars().next());
                if joins && after.is_some_and(char::is_alphabetic) {
                    end += next.len_utf8();
                    last = next;
                    chars.next();
                } else {
                    break;
                }
            }
        }
        let word = text.get(at..end).unwrap_or_default();
        let shape = shape(word);
        out.push(Token {
            range: at..end,
            shape,
            starts,
        });
        starts = matches!(first, '.' | '!' | '?') || (starts && shape == Shape::Mark);
    }
    out
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn shape(word: &str) -> Shape {
    let (mut upper, mut lower, mut digit) = (0, 0, 0);
    for c in word.chars() {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_alphabetic() {
            lower += 1;
        } else if c.is_numeric() {
            digit += 1;
        }
    }
    let first_upper = word.chars().next().is_some_and(char::is_uppercase);
    match (upper, lower, digit) {
        (0, 0, 0) => Shape::Mark,
        (0, 0, _) => Shape::Digits,
        (_, _, 1..) => Shape::LettersDigits,
        (0, _, _) => Shape::Lower,
        (_, 0, _) => Shape::Upper,
        (1, _, _) if first_upper => Shape::Title,
        _ => Shape::Mixed,
    }
}
