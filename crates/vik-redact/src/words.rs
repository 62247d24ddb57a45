//! The classes of words that rules ask for, read once from `vocabulary.txt`.

use ahash::AHashMap;

/// A set of classes that a word is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(pub u64);

macro_rules! classes {
    ($($bit:literal $name:ident $section:literal),+ $(,)?) => {
        impl Class {
            $(pub const $name: Class = Class(1 << $bit);)+

            fn of_section(section: &str) -> Class {
                match section {
                    $($section => Class::$name,)+
                    _ => Class::default(),
                }
            }
        }
    };
}

classes! {
    0 TITLE "title", 1 RANK "rank", 2 ROLE "role", 3 GREET "greet", 4 SIGN "sign", 5 SAY "say",
    6 AUX "aux", 7 PARTICLE "particle", 8 MONTH "month", 9 WEEKDAY "weekday", 10 FEAST "feast",
    11 NUMBER "number", 12 TENS "tens", 13 ORDINAL "ordinal", 14 UNIT "unit",
    15 ORGANISATION "organisation", 16 FUNCTION "function", 17 BRAND "brand",
    18 COMPASS "compass", 19 LOCATION_PREPOSITION "locationprep", 20 ABBREVIATION "abbreviation",
    21 PERSON_KEY "personkey", 22 HANDLE_KEY "handlekey", 23 NUMBER_KEY "numberkey",
    24 CASE_KEY "casekey", 25 DOC_KEY "dockey", 26 PHONE_KEY "phonekey", 27 PLATE_KEY "platekey",
    28 FIELD_KEY "fieldkey", 29 KEEP "keep",
    // What the lists of names and words say; set by the view, not by the vocabulary.
    40 WORD "", 41 FIRST_NAME " ", 42 SURNAME "  ", 43 PLACE "   ", 44 COUNTRY "    ",
    45 COMMON "     ", 46 COMPOUND "      ", 47 STREET "       ", 48 JOINED "        ",
}

impl Class {
    /// Whether the word is in any of these classes.
    pub const fn has(self, any: Class) -> bool {
        self.0 & any.0 != 0
    }

    /// Both sets together.
    pub const fn and(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// A name on any list.
    pub const NAME: Class = Class(Self::FIRST_NAME.0 | Self::SURNAME.0);
    /// A word before which or behind which a name stands.
    pub const ANNOUNCES: Class = Class(Self::TITLE.0 | Self::RANK.0 | Self::ROLE.0);
}

/// Words and their classes.
pub(crate) struct Vocabulary(AHashMap<&'static str, Class>);

impl Vocabulary {
    /// Reads the vocabulary and the keep list that are part of the program.
    pub fn embedded() -> Self {
        let mut words = AHashMap::with_capacity(4096);
        let mut class = Class::default();
        for line in include_str!("vocabulary.txt").lines() {
            if line.starts_with('#') {
                continue;
            }
            if let Some(section) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                class = Class::of_section(section);
                continue;
            }
            for word in line.split_whitespace() {
                let entry: &mut Class = words.entry(word).or_default();
                *entry = entry.and(class);
            }
        }
        for word in crate::keep::words() {
            let entry: &mut Class = words.entry(word).or_default();
            *entry = entry.and(Class::KEEP);
        }
        Self(words)
    }

    /// The classes of a lower-case word.
    pub fn class(&self, lower: &str) -> Class {
        self.0.get(lower).copied().unwrap_or_default()
    }
}

/// Whether a small word says that a thing follows, and no name.
pub(crate) fn is_article(low: &str) -> bool {
    const ARTICLES: [&str; 13] = [
        "de", "het", "een", "dat", "die", "deze", "dit", "geen", "mijn", "je", "zijn", "haar",
        "elke",
    ];
    ARTICLES.contains(&low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_known() {
        for line in include_str!("vocabulary.txt").lines() {
            if let Some(section) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                let known = Class::of_section(section) != Class::default();
                assert!(known, "{section}");
            }
        }
        let words = Vocabulary::embedded();
        assert!(words.class("mevrouw").has(Class::TITLE));
        assert!(words.class("mei").has(Class::MONTH));
        assert_eq!(words.class("fiets"), Class::default());
    }
}
