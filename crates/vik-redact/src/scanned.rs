//! Words written in another way than the dictionary has them: drawn out (`jaaa`), or misread by a scanner: `geweIdsmelding`, `lnspecteur`, `br1ef`, `n1ets`.
//!
//! A word with a digit or a capital inside that becomes a word of the dictionary when the letters that
//! scanners confuse are put back is that word, and no name.

use crate::Shape;

/// The word that was meant, in lower case, if `written` looks like a misread one; `one` is the letter
/// that its digit one stands for.
pub(crate) fn meant(written: &str, shape: Shape, one: char) -> Option<String> {
    let mixed = matches!(shape, Shape::Mixed | Shape::LettersDigits)
        || shape == Shape::Lower && written.starts_with('l');
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    let digits = written.chars().filter(char::is_ascii_digit).count();
    if !mixed || letters < 4 || digits > 3 || written.len() > 40 {
        return None;
    }
    let capitals = !written
        .chars()
        .any(|c| c.is_lowercase() && !matches!(c, 'l' | 'o'));
    let mut out = String::with_capacity(written.len());
    for (at, c) in written.chars().enumerate() {
        out.push(match c {
            'l' if at == 0 && shape == Shape::Lower => 'i',
            'l' if capitals => 'i',
            'I' if at > 0 && !capitals => 'l',
            '1' => one,
            '0' => 'o',
            '5' => 's',
            c if c.is_lowercase() => c,
            c => c.to_lowercase().next().unwrap_or(c),
        });
    }
    // A word that only changes its capitals was read right.
    (out != written.to_lowercase()).then_some(out)
}

/// "jaaa", "aaaah", "hahahaha": a letter three times over, or a short sound again and again.
pub(crate) fn drawn_out(word: &str) -> bool {
    let bytes = word.as_bytes();
    let tripled = bytes.windows(3).any(|w| w[0] == w[1] && w[1] == w[2]);
    let ends = bytes.len() <= 4
        && bytes
            .windows(2)
            .last()
            .is_some_and(|w| w[0] == w[1] && b"aeiou".contains(&w[0]));
    let laughs = bytes.len() >= 5 && bytes.windows(4).all(|w| w[0] == w[2] && w[1] == w[3]);
    tripled || ends || laughs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confused_letters_are_put_back() {
        for (written, shape, wanted) in [
            ("geweIdsmelding", Shape::Mixed, "geweldsmelding"),
            ("lnspecteur", Shape::Lower, "inspecteur"),
            ("br1ef", Shape::LettersDigits, "brief"),
            ("n1ets", Shape::LettersDigits, "niets"),
            ("GEZlEN", Shape::Mixed, "gezien"),
        ] {
            assert_eq!(meant(written, shape, 'i').as_deref(), Some(wanted));
        }
        assert_eq!(meant("JdV", Shape::Mixed, 'l'), None);
        assert_eq!(meant("WhatsApp", Shape::Mixed, 'l'), None);
        assert_eq!(meant("Jansen", Shape::Title, 'l'), None);
    }
}
