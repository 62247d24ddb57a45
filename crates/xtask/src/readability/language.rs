//! Whether a text is Dutch or English, told by the small words that only one of them has.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::formula::words;

const DUTCH: &str = "de het een van en niet zijn er dat die voor op aan te om ook deze dit wordt worden \
    kan kunnen geen naar bij uit als dan wat waar u uw wij ons onze maar zich nog al alle meer minder wel \
    hoe wie elke elk moet mag mogen heeft hebben had zonder door tot tussen dus want omdat zodat alleen \
    samen zaken zaak eenheid verhaal vanaf tegen onder jaar maand kies vraag geef toon bekijk iemand \
    niemand iets niets hier daar nu eerst opnieuw";

const ENGLISH: &str = "the a and not are to for with that this these from by be been has have it its \
    you your they their but which who what where when how no more than into about each every \
    any all cases case unit story if nothing somebody nobody something can may must does did choose ask \
    give show again first here there";

static DUTCH_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| DUTCH.split_whitespace().collect());
static ENGLISH_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| ENGLISH.split_whitespace().collect());

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Dutch.
    Dutch,
    /// English.
    English,
}

/// The language that a text is surely in; nothing when its words do not tell.
pub fn tongue(text: &str) -> Option<Tongue> {
    let (mut dutch, mut english) = (0, 0);
    for word in words(text) {
        let word = word.to_lowercase();
        dutch += usize::from(DUTCH_WORDS.contains(word.as_str()));
        english += usize::from(ENGLISH_WORDS.contains(word.as_str()));
        // Letters and endings that English does not have.
        dutch += usize::from(word.contains("ij") && word.len() > 3);
    }
    match dutch.cmp(&english) {
        std::cmp::Ordering::Greater => Some(Tongue::Dutch),
        std::cmp::Ordering::Less => Some(Tongue::English),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell() {
        assert_eq!(tongue("Kies een kortere periode."), Some(Tongue::Dutch));
        assert_eq!(tongue("Choose a shorter period."), Some(Tongue::English));
        assert_eq!(tongue("Corruptie, acht kwartalen"), None);
        assert_eq!(tongue("SELECT 1"), None);
    }
}
