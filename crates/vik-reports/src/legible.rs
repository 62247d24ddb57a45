//! Text that can be set: what no typeface can draw becomes a sign that the reader sees.
//!
//! PDF/UA and PDF/A forbid a glyph that is missing, and one character in one quotation must not
//! cost the whole document. Signs that steer the display without being seen are taken out, because
//! what is read aloud and what is on paper must be the same.

use crate::typefaces::Typefaces;

/// Stands for characters that cannot be drawn, however many in a row. Plain letters, because it must
/// be in every typeface and mean something when read aloud.
const MISSING: &str = "[?]";

/// After so many letters without a chance to break, a line may be broken.
const LONGEST_RUN: usize = 24;

const BREAK: char = '\u{200B}';

/// Prepares one line or paragraph.
pub(crate) fn legible(text: &str, faces: &Typefaces) -> String {
    let letters: Vec<char> = text
        .chars()
        .map(|letter| if is_space(letter) { ' ' } else { letter })
        .filter(|letter| !unseen(*letter))
        .collect();
    let mut out = String::with_capacity(text.len());
    let (mut start, mut run, long) = (0, 0, has_long_word(&letters));
    while start < letters.len() {
        let end = cluster_end(&letters, start);
        let cluster = &letters[start..end];
        run = if cluster[0] == ' ' { 0 } else { run + 1 };
        if long && run > LONGEST_RUN {
            out.push(BREAK);
            run = 1;
        }
        push_cluster(cluster, faces, &mut out);
        start = end;
    }
    out
}

/// Splits at empty lines and prepares each paragraph.
pub(crate) fn paragraphs(text: &str, faces: &Typefaces) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    text.split("\n\n")
        .map(|paragraph| legible(paragraph.trim(), faces))
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

/// Dutch compounds of forty letters exist and are hyphenated; beyond that it is no word.
fn has_long_word(letters: &[char]) -> bool {
    letters
        .split(|letter| *letter == ' ')
        .any(|word| word.len() > 40)
}

/// The whole cluster if one face draws it; else its first letter; else the sign for what is missing.
fn push_cluster(cluster: &[char], faces: &Typefaces, out: &mut String) {
    let drawn: Vec<char> = cluster
        .iter()
        .copied()
        .filter(|letter| !is_joint(*letter))
        .collect();
    let Some(first) = drawn.first().copied().filter(|first| !is_mark(*first)) else {
        return;
    };
    if !drawn.iter().any(|letter| is_private(*letter)) && faces.draw(&drawn) {
        out.extend(cluster);
    } else if !is_private(first) && faces.draw(&[first]) {
        out.push(first);
    } else if !out.ends_with(MISSING) {
        out.push_str(MISSING);
    }
}

/// Where the letter at `start` and all that hangs on it ends.
fn cluster_end(letters: &[char], start: usize) -> usize {
    let mut end = start + 1;
    while end < letters.len() {
        let joined = letters[end - 1] == '\u{200D}' && letters[end] != ' ';
        if joined || is_mark(letters[end]) || is_joint(letters[end]) {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// Any space but the one that holds two words together.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() && letter != '\u{A0}'
}

/// Private use: PDF/A forbids it, though a face may have glyphs there.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Joiners and selectors: no face needs a glyph for them.
fn is_joint(letter: char) -> bool {
    matches!(letter, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Marks that are drawn on the letter before, in the scripts that we can set.
fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{0300}'..='\u{036F}'
            | '\u{0483}'..='\u{0489}'
            | '\u{0591}'..='\u{05BD}'
            | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}'
            | '\u{0610}'..='\u{061A}'
            | '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{06D6}'..='\u{06DC}'
            | '\u{06DF}'..='\u{06E4}'
            | '\u{06E7}' | '\u{06E8}'
            | '\u{06EA}'..='\u{06ED}'
            | '\u{08D3}'..='\u{08FF}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE20}'..='\u{FE2F}'
            | '\u{1F3FB}'..='\u{1F3FF}'
    )
}

/// Control signs, soft hyphens (Typst does its own), signs that turn the reading direction, tags, and signs without width.
fn unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{AD}' | '\u{061C}'
                | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}' | '\u{200E}' | '\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> String {
        legible(text, &Typefaces::new())
    }

    #[test]
    fn dutch_stays_as_it_is() {
        let text = "‘Zoiets doe je niet’, zei ze – en zij kréég gelijk… € 50, café, naïef, ĳs.";
        assert_eq!(set(text), text);
    }

    #[test]
    fn other_scripts_and_emoji_stay_where_a_face_has_them() {
        for text in ["שלום", "السلام عليكم", "👮🏽\u{200D}♀️ 😀", "Ελλάδα", "Привет"]
        {
            assert_eq!(set(text), text);
        }
        assert_eq!(set("bij 警察 en \u{E000}"), "bij [?] en [?]");
    }

    #[test]
    fn what_steers_the_display_unseen_is_taken_out() {
        assert_eq!(
            set("ge\u{AD}\u{202E}heim\u{0}\u{FEFF}\u{200B}\u{E0041}"),
            "geheim"
        );
        assert_eq!(set("een\ttwee\ndrie"), "een twee drie");
    }

    #[test]
    fn an_accent_without_a_glyph_leaves_its_letter() {
        assert_eq!(set("a\u{1AB0}b"), "ab");
    }

    #[test]
    fn only_what_is_no_word_gets_a_place_to_break() {
        let compound = "arbeidsongeschiktheidsverzekeringen";
        assert_eq!(set(compound), compound);
        let run = "x".repeat(100);
        assert_eq!(set(&run).matches(BREAK).count(), 4);
    }

    #[test]
    fn paragraphs_are_split_at_empty_lines() {
        let faces = Typefaces::new();
        assert_eq!(
            paragraphs("een\r\n\r\ntwee\n\n\n\n", &faces),
            ["een", "twee"]
        );
    }
}
