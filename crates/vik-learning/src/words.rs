//! The words of a first reaction. A line that somebody types becomes words of this list at once.
//!
//! A line in one's own words is one person's, so it can never be shown. What can be shown is how many
//! used a word; so a line is read, its words are looked up here, and the line itself is dropped before
//! the request ends.

use std::collections::BTreeSet;

use vik_domain::Language;

/// A word: Dutch, English, and the beginnings of forms that mean it, in both languages.
type Word = (&'static str, &'static str, &'static [&'static str]);

/// Every word that can be chosen; its position is the option.
pub const WORDS: [Word; 16] = [
    ("ongemak", "unease", &["ongemak", "uneas", "uncomfort"]),
    (
        "boosheid",
        "anger",
        &["boos", "boze", "kwaad", "woed", "angry", "anger"],
    ),
    (
        "begrip",
        "understanding",
        &["begrip", "begrijp", "snap", "understand"],
    ),
    ("verbazing", "surprise", &["verba", "verras", "surpris"]),
    (
        "herkenning",
        "recognition",
        &["herken", "recogni", "familiar"],
    ),
    (
        "verdriet",
        "sadness",
        &["verdriet", "triest", "droevig", "sad"],
    ),
    ("twijfel", "doubt", &["twijfel", "doubt", "unsure"]),
    (
        "schaamte",
        "shame",
        &["schaam", "beschaam", "shame", "asham"],
    ),
    (
        "bezorgdheid",
        "worry",
        &["bezorg", "zorg", "worr", "concern"],
    ),
    (
        "machteloosheid",
        "powerlessness",
        &["machteloos", "onmacht", "powerless", "helpless"],
    ),
    (
        "teleurstelling",
        "disappointment",
        &["teleur", "disappoint"],
    ),
    ("respect", "respect", &["respect", "waarder"]),
    (
        "angst",
        "fear",
        &["angst", "bang", "fear", "afraid", "scared"],
    ),
    ("hoop", "hope", &["hoop", "hope"]),
    (
        "medeleven",
        "compassion",
        &["medele", "meelev", "compassion", "sympath"],
    ),
    (
        "onverschilligheid",
        "indifference",
        &["onverschil", "maakt niet uit", "indifferen"],
    ),
];

/// Most words in one reaction.
pub const MOST: usize = 3;

/// The word of an option.
#[must_use]
pub fn word(option: u32, language: Language) -> &'static str {
    let known = usize::try_from(option).ok().and_then(|at| WORDS.get(at));
    known.map_or("", |(nl, en, _)| match language {
        Language::Dutch => nl,
        Language::English => en,
    })
}

/// The words in a line, at most three, in the order of the list.
#[must_use]
pub fn found(line: &str) -> BTreeSet<u32> {
    let line = line.to_lowercase();
    let spoken: Vec<&str> = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let means = |forms: &&[&str]| {
        forms.iter().any(|form| {
            (form.contains(' ') && line.contains(form))
                || spoken.iter().any(|word| word.starts_with(form))
        })
    };
    (0..)
        .zip(WORDS)
        .filter(|(_, (_, _, forms))| means(forms))
        .map(|(option, _)| option)
        .take(MOST)
        .collect()
}

/// A line without the words of the list: what is left to be checked for names and the like. (*Boos* is
/// a surname, too.)
#[must_use]
pub fn without(line: &str) -> String {
    let listed = |word: &str| {
        let word = word.to_lowercase();
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let mut forms = WORDS.iter().flat_map(|(_, _, forms)| *forms);
        forms.any(|form| word.starts_with(form))
    };
    let rest = line.split_whitespace().filter(|word| !listed(word));
    rest.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_becomes_words_of_the_list() {
        let said = |line| -> Vec<&str> {
            let options = found(line).into_iter();
            options.map(|o| word(o, Language::Dutch)).collect()
        };
        assert_eq!(
            said("Ik werd er boos van, en ik schaamde me."),
            ["boosheid", "schaamte"]
        );
        assert_eq!(
            said("herkenbaar; ook wel triest"),
            ["herkenning", "verdriet"]
        );
        assert_eq!(said("Maakt niet uit"), ["onverschilligheid"]);
        assert!(said("de winkelier en de tas").is_empty());
        assert_eq!(said("boos bang triest hoop respect").len(), MOST);
    }

    #[test]
    fn a_name_stays_when_the_words_are_taken_out() {
        assert_eq!(without("Boos en verdrietig."), "en");
        assert_eq!(without("Boos op Kees de Vries, bang"), "op Kees de Vries,");
    }

    #[test]
    fn every_word_finds_itself_and_only_itself() {
        for (option, (nl, en, _)) in (0..).zip(WORDS) {
            assert_eq!(found(nl), BTreeSet::from([option]), "{nl}");
            assert_eq!(found(en), BTreeSet::from([option]), "{en}");
        }
    }
}
