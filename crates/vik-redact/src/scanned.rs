//! Words that a scanner misread: `geweIdsmelding`, `lnspecteur`, `br1ef`, `n1ets`.
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
