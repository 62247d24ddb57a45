//! The text as the detector reads it, with a way back to the text as it was given.
//!
//! Marks that nobody sees (zero width, direction, soft hyphens) go, letters and their accents become
//! one character, exotic blanks and apostrophes become plain, words broken at a line end are joined,
//! and within runs that hold a digit the letters that a scanner takes for digits become digits.

use unicode_normalization::char::compose;

/// A readable form of a text and the place of each of its bytes in the text as given.
pub(crate) struct Canonical {
    /// What the rules read.
    pub text: String,
    /// The same in lower case, byte for byte in the same place.
    pub lower: String,
    /// Points at which the distance between the two texts changes: (readable, given).
    steps: Vec<(usize, usize)>,
}

impl Canonical {
    /// Reads a text in one pass.
    pub fn new(given: &str) -> Self {
        let mut text = String::with_capacity(given.len());
        let mut steps = Vec::new();
        let mut chars = given.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let Some(mut plain) = plain(c) else {
                continue;
            };
            if plain == '-' && broken(&text, given.get(at + c.len_utf8()..)) {
                while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
                continue;
            }
            while let Some(&(_, next)) = chars.peek() {
                let Some(joined) = is_accent(next).then(|| compose(plain, next)).flatten() else {
                    break;
                };
                plain = joined;
                chars.next();
            }
            if steps.last().map_or(0, |&(r, g)| at - g + r) != text.len() || steps.is_empty() {
                steps.push((text.len(), at));
            }
            text.push(plain);
        }
        steps.push((text.len(), given.len()));
        fold_scanned(&mut text);
        let lower = lower(&text);
        Self { text, lower, steps }
    }

    /// The place in the given text of the character that begins at a byte of the readable one.
    pub fn start(&self, at: usize) -> usize {
        let step = self.steps.partition_point(|&(readable, _)| readable <= at);
        match step.checked_sub(1).and_then(|i| self.steps.get(i)) {
            Some(&(readable, given)) => given + (at - readable),
            None => at,
        }
    }

    /// The end in the given text of what ends at a byte of the readable one: marks that nobody sees
    /// directly behind it are taken along.
    pub fn end(&self, at: usize, given: &str) -> usize {
        let mut end = self.start(at).min(given.len());
        while end > 0 && !given.is_char_boundary(end) {
            end += 1;
        }
        let before = given.get(..end).unwrap_or_default();
        // White space and a broken line's hyphen behind the end belong to nothing.
        before
            .trim_end()
            .len()
            .max(self.start(at.saturating_sub(1)))
    }
}

/// What a character becomes; `None` when it is not seen at all.
const fn plain(c: char) -> Option<char> {
    match c {
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{60}' | '\u{b4}' => Some('\''),
        '\u{2010}' | '\u{2011}' | '\u{2212}' => Some('-'),
        '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
        '\u{130}' => Some('I'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        _ => Some(c),
    }
}

const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether a hyphen at the end of `text` only breaks a word over two lines.
fn broken(text: &str, rest: Option<&str>) -> bool {
    let Some(rest) = rest else { return false };
    let after = rest.trim_start_matches([' ', '\t']);
    let Some(after) = after
        .strip_prefix("\r\n")
        .or_else(|| after.strip_prefix('\n'))
    else {
        return false;
    };
    let next = after.trim_start_matches([' ', '\t']).chars().next();
    text.chars().next_back().is_some_and(char::is_alphabetic)
        && next.is_some_and(char::is_lowercase)
}

/// Reads `O`, `o`, `l` and `I` as digits in a run of letters and digits that has no other letters, and
/// `0` and `1` as letters within a word of letters ("Wubbo1ts").
fn fold_scanned(text: &mut String) {
    let bytes = text.as_bytes();
    let mut folds = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let begin = at;
        let (mut digits, mut alike, mut only, mut letters, mut inside) = (0, 0, true, 0, 0);
        while let Some(b) = bytes
            .get(at)
            .filter(|b| !b.is_ascii() || b.is_ascii_alphanumeric())
        {
            match b {
                b'0'..=b'9' => {
                    digits += 1;
                    let next = bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphabetic());
                    inside += usize::from(matches!(b, b'0' | b'1') && next);
                }
                b'O' | b'o' | b'l' | b'I' => alike += 1,
                _ => {
                    only = false;
                    letters += 1;
                }
            }
            at += 1;
        }
        if only && digits > 0 && alike > 0 && digits + alike > 1 {
            folds.push((begin..at, true));
        } else if (1..=2).contains(&digits) && inside == digits && letters > 3 {
            folds.push((begin..at, false));
        }
    }
    for (range, to_digits) in folds {
        let read: String = text[range.clone()]
            .char_indices()
            .map(|(i, c)| match c {
                'O' | 'o' if to_digits => '0',
                'l' | 'I' if to_digits => '1',
                '0' if !to_digits && i == 0 => 'O',
                '0' if !to_digits => 'o',
                '1' if !to_digits => 'l',
                other => other,
            })
            .collect();
        text.replace_range(range, &read);
    }
}

/// Lower case without moving a byte: a letter whose lower case has another length stays.
fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => out.push(one),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given<'t>(text: &'t str, found: &str) -> &'t str {
        let readable = Canonical::new(text);
        let at = readable.text.find(found).unwrap_or(usize::MAX);
        assert_ne!(at, usize::MAX, "{:?}", readable.text);
        &text[readable.start(at)..readable.end(at + found.len(), text)]
    }

    #[test]
    fn the_way_back_covers_what_was_folded() {
        assert_eq!(given("zie Jan\u{200b}sen, ja", "Jansen"), "Jan\u{200b}sen");
        assert_eq!(given("zie Jose\u{301} daar", "José"), "Jose\u{301}");
        assert_eq!(given("Jan-\nsen kwam", "Jansen"), "Jan-\nsen");
        assert_eq!(given("op l2-O3-2O21.", "12-03-2021"), "l2-O3-2O21");
        assert_eq!(given("İdil\u{a0}Kaya!", "Idil Kaya"), "İdil\u{a0}Kaya");
        assert_eq!(given("Ömer’s fiets", "Ömer's"), "Ömer’s");
    }

    #[test]
    fn lower_case_moves_no_byte() {
        let text = "ÉÉN İSTANBUL ẞ ΑΣ K";
        let readable = Canonical::new(text);
        assert_eq!(readable.text.len(), readable.lower.len());
        assert!(
            readable
                .text
                .char_indices()
                .all(|(i, _)| readable.lower.is_char_boundary(i))
        );
    }
}
