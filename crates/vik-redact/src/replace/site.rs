//! The words around a span, and which of them a replacement takes along.

use std::ops::Range;

/// A span in its text, with the room that belongs to nobody else: what lies between the span before
/// it and the span after it.
#[derive(Clone, Debug)]
pub(crate) struct Site<'t> {
    pub(crate) text: &'t str,
    pub(crate) floor: usize,
    pub(crate) range: Range<usize>,
    pub(crate) ceiling: usize,
}

impl<'t> Site<'t> {
    /// The free text before.
    pub(crate) fn before(&self) -> &'t str {
        self.text
            .get(self.floor..self.range.start)
            .unwrap_or_default()
    }

    /// The free text after.
    pub(crate) fn after(&self) -> &'t str {
        self.text
            .get(self.range.end..self.ceiling)
            .unwrap_or_default()
    }

    /// The word that stands directly before, on the same line, with a dot that may close it.
    pub(crate) fn word_before(&self) -> Option<&'t str> {
        let room = self.before();
        let trimmed = room.trim_end_matches([' ', '\u{a0}']);
        if trimmed.len() == room.len() && !room.is_empty() {
            return None;
        }
        let start = trimmed
            .char_indices()
            .rev()
            .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '.' | '/' | '\'' | '’' | '-'))
            .last()?
            .0;
        trimmed
            .get(start..)
            .filter(|w| w.chars().any(char::is_alphabetic))
    }

    /// The word that stands directly after, on the same line.
    pub(crate) fn word_after(&self) -> Option<&'t str> {
        let rest = self.after().strip_prefix([' ', '\u{a0}'])?;
        let end = rest
            .char_indices()
            .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))
            .last()
            .map(|(at, c)| at + c.len_utf8())?;
        rest.get(..end)
    }

    /// Takes along the word before when it is one of `words` (lower case), and says which.
    pub(crate) fn eat_before<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        let word = self.word_before()?;
        let lower = word.to_lowercase();
        let hit = words.iter().find(|w| **w == lower)?;
        let gap = self.before().len() - self.before().trim_end_matches([' ', '\u{a0}']).len();
        self.range.start -= gap + word.len();
        Some(hit)
    }

    /// Takes along `tail` when the text after begins with it.
    pub(crate) fn eat_after(&mut self, tails: &[&str]) -> bool {
        let after = self.after();
        for tail in tails {
            if after.starts_with(tail)
                && !after
                    .get(tail.len()..)
                    .and_then(|r| r.chars().next())
                    .is_some_and(char::is_alphanumeric)
            {
                self.range.end += tail.len();
                return true;
            }
        }
        false
    }

    /// Whether the span fills a field rather than a place in a sentence: a cell, a header, a stamp.
    pub(crate) fn is_field(&self) -> bool {
        let left = self.text.get(..self.range.start).unwrap_or_default();
        let left = left.trim_end_matches([' ', '\u{a0}']);
        let right = self.text.get(self.range.end..).unwrap_or_default();
        let right = right.trim_start_matches([' ', '\u{a0}']);
        let opens =
            left.is_empty() || left.ends_with(['\n', ':', '|', ';', '\t', '[', ']', '=', '#']);
        let closes = right.is_empty()
            || right.starts_with(['\n', '\r', '|', ';', '\t', ']', ':', '[', '-', '–', ','])
            || right.starts_with(|c: char| c.is_ascii_digit());
        let announced = self.word_before().is_some_and(|w| {
            matches!(
                w.to_lowercase().as_str(),
                "datum" | "tijd" | "tijdstip" | "aanvang" | "einde" | "verzonden" | "sluiting"
            )
        });
        let stops = right.starts_with('.') && left.ends_with(':');
        (closes || stops) && (opens || announced)
    }

    /// Whether a sentence or a line begins at the span.
    pub(crate) fn begins_sentence(&self) -> bool {
        let left = self.text.get(..self.range.start).unwrap_or_default();
        let bare = left.trim_end_matches([
            ' ', '\u{a0}', '"', '“', '„', '‘', '«', '(', '*', '-', '•', '>',
        ]);
        let quoted = left.ends_with(['"', '“', '„', '‘', '«']);
        match bare.chars().next_back() {
            None | Some('\n' | '!' | '?' | '…') => true,
            Some(']' | '|') => {
                let line = line_before(bare, bare.len());
                !line.trim().contains(' ') || line.starts_with('[')
            }
            Some(':') => quoted || (self.opens_upper() && is_turn(bare)),
            Some('.') => !ends_in_abbreviation(bare),
            _ => false,
        }
    }

    /// A piece of a mail address, a file name or a tag, in which words cannot stand.
    pub(crate) fn is_glued(&self) -> bool {
        let mut left = self
            .text
            .get(..self.range.start)
            .unwrap_or_default()
            .chars()
            .rev();
        let mut right = self.text.get(self.range.end..).unwrap_or_default().chars();
        let glue = |c: Option<char>, next: Option<char>| match c {
            Some('_' | '@' | '\\' | '#' | '=') => true,
            Some('.' | '/' | '-') => next.is_some_and(char::is_alphanumeric),
            Some(c) => c.is_alphanumeric(),
            None => false,
        };
        let (l1, l2) = (left.next(), left.next());
        let (r1, r2) = (right.next(), right.next());
        let slash = |a: Option<char>| matches!(a, Some('/' | '-'));
        // "Jansen/De Vries", "Jansens" and "het Jansen-dossier" are words, not pieces of one.
        if slash(r1) && !slash(l1) && !matches!(l1, Some('_' | '.')) {
            return false;
        }
        (l1 == Some('.') && l2.is_some_and(char::is_alphanumeric))
            || (l1 != Some('.') && !slash(l1) && glue(l1, l2))
            || glue(r1, r2)
    }

    fn opens_upper(&self) -> bool {
        let inner = self.text.get(self.range.clone()).unwrap_or_default();
        inner.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the letters of the line around the span are all capitals.
    pub(crate) fn in_capitals(&self) -> bool {
        let head = line_before(self.text, self.range.start);
        let foot = self.text.get(self.range.end..).unwrap_or_default();
        let foot = head_of(foot, 160).split('\n').next().unwrap_or_default();
        let mut capitals = 0;
        for c in head.chars().chain(foot.chars()) {
            if c.is_lowercase() {
                return false;
            }
            capitals += usize::from(c.is_uppercase());
        }
        capitals >= 12
    }
}

/// What stands before on the same line, as far as it matters: a long line must not cost its length
/// for every span in it.
pub(crate) fn line_before(text: &str, at: usize) -> &str {
    let near = tail_of(text.get(..at).unwrap_or_default(), 160);
    near.rsplit('\n').next().unwrap_or_default()
}

/// The last bytes of a text, from a character boundary.
pub(crate) fn tail_of(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}

pub(crate) fn head_of(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// "V:", "A:", "Vraag:", a name with a colon at the head of a line: what follows opens a turn.
fn is_turn(left: &str) -> bool {
    let line = line_before(left, left.len());
    line.len() <= 12 && !line.trim().contains(' ')
}

fn ends_in_abbreviation(left: &str) -> bool {
    const SHORT: &[&str] = &[
        "bur", "kmr", "arr", "geb", "tst", "brig", "antw", "aant", "gespr", "wkl", "afd", "ong",
        "verd", "get", "coll", "dhr", "mevr", "mw", "mr", "dr", "drs", "ir", "ing", "prof", "nr",
        "tel", "m", "i", "v", "gem", "bijv", "o.a", "d.d", "dd", "resp", "evt", "incl", "m.b.t",
        "i.v.m", "t.a.v", "i.o", "n.a.v", "z.g", "coll", "aldus",
    ];
    let word = left
        .trim_end_matches('.')
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or_default();
    SHORT.contains(&word.to_lowercase().as_str())
        || (word.chars().count() == 1 && word.chars().all(char::is_alphabetic))
        || word.contains('.')
}

/// The same words with a capital; "'s avonds" becomes "'s Avonds".
pub(crate) fn capital(words: &str) -> String {
    let skip = if words.starts_with("'s ") {
        3
    } else {
        usize::from(words.starts_with('['))
    };
    let (head, rest) = words.split_at(skip);
    let mut chars = rest.chars();
    chars.next().map_or_else(String::new, |first| {
        format!("{head}{}{}", first.to_uppercase(), chars.as_str())
    })
}
