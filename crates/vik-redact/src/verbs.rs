//! Verbs by their form: what a person does, without a list of all that persons do.

use crate::Shape;
use crate::lexicon::Lexicon;
use crate::view::View;
use crate::words::Class;

/// Whether a word of small letters is what one person does or did: on the list, or with the ending of a
/// verb whose infinitive the dictionary has ("twijfelt", "herhaalde").
pub(crate) fn acts(view: &View<'_>, at: usize) -> bool {
    let small = view.shape(at) == Shape::Lower && view.same_line(at);
    small && (view.is(at, Class::SAY.and(Class::AUX)) || is_verb(view.low(at)))
}

/// Whether a word ends as a verb does with "hij" or "zij" and has an infinitive.
pub(crate) fn is_verb(low: &str) -> bool {
    let known = |word: &str| Lexicon::embedded().is_word(word);
    if !low.is_ascii() || low.len() < 4 || !known(low) || matches!(low, "niet" | "want" | "beste") {
        return false;
    }
    ["t", "de", "te"].iter().any(|end| {
        low.strip_suffix(end)
            .filter(|stem| stem.len() > 2 && known(stem))
            .is_some_and(|stem| {
                let bytes = stem.as_bytes();
                let (last, vowel) = (bytes[bytes.len() - 1], bytes[bytes.len() - 2]);
                let long = bytes.len() > 3 && vowel == bytes[bytes.len() - 3];
                let open = long && b"aeou".contains(&vowel);
                let shortened = |at: usize| {
                    let mut word = stem.to_owned();
                    word.remove(at);
                    known(&format!("{word}en"))
                };
                let voiced = match last {
                    b'f' => Some("ven"),
                    b's' => Some("zen"),
                    _ => None,
                };
                let opened = voiced.filter(|_| open).is_some_and(|end| {
                    let head = &stem[..stem.len() - 2];
                    known(&format!("{head}{end}"))
                });
                opened
                    || known(&format!("{stem}en"))
                    || open && shortened(bytes.len() - 2)
                    || known(&format!("{stem}{}en", char::from(last)))
                    || voiced.is_some_and(|end| known(&format!("{}{end}", &stem[..stem.len() - 1])))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_told_by_their_infinitive() {
        for verb in [
            "twijfelt",
            "herhaalt",
            "herhaalde",
            "belde",
            "werkte",
            "klopt",
            "geeft",
        ] {
            assert!(is_verb(verb), "{verb}");
        }
        for other in ["niet", "met", "kantine", "hond", "fiets"] {
            assert!(!is_verb(other), "{other}");
        }
    }
}
