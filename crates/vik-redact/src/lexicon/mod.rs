//! Word and name lists, embedded.
//!
//! Where each list comes from, and under which licence, is in `data/SOURCES.md`; `examples/lexicon.rs`
//! builds the two automata from the lists again, byte for byte.

mod facts;
mod lower;

pub use facts::Facts;
pub use lower::Lower;

use std::sync::OnceLock;

use fst::{Map, Set};

use crate::Token;

static WORDS: &[u8] = include_bytes!("../../data/words.fst");
static NAMES: &[u8] = include_bytes!("../../data/names.fst");

/// The longest place name, in words.
const PLACE_WORDS: usize = 6;

/// The lists. Every question is asked in lower case (see [`Lower`]) and is answered without allocating.
pub struct Lexicon {
    words: Option<Set<&'static [u8]>>,
    names: Option<Map<&'static [u8]>>,
}

impl Lexicon {
    /// The lists of this crate.
    #[must_use]
    pub fn embedded() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        // A test holds that both automata open, so that an empty lexicon cannot go unseen.
        LEXICON.get_or_init(|| Lexicon {
            words: Set::new(WORDS).ok(),
            names: Map::new(NAMES).ok(),
        })
    }

    /// All answers about a word at once, for two look-ups.
    #[must_use]
    pub fn facts(&self, lower: &str) -> Facts {
        let facts = self.name_facts(lower);
        if self.is_word(lower) {
            facts.with(Facts::WORD)
        } else {
            facts
        }
    }

    /// Whether it is a word of Dutch that is written in small letters.
    #[must_use]
    pub fn is_word(&self, lower: &str) -> bool {
        self.words.as_ref().is_some_and(|set| set.contains(lower))
    }

    /// Whether it is two words of Dutch written as one, of four letters each or three and five, with
    /// or without `s` or a hyphen between: what the list of words lacks and everyone understands.
    #[must_use]
    pub fn is_compound(&self, lower: &str) -> bool {
        let Some(set) = &self.words else {
            return false;
        };
        if lower.len() > 60 {
            return false;
        }
        // Short second parts that make new words every day: "teamdag", "mutatielog", "dienstpas".
        const SHORT: [&str; 14] = [
            "dag", "log", "pas", "bon", "app", "map", "bus", "les", "eed", "set", "tas", "kit",
            "lijst", "boek",
        ];
        let short = SHORT
            .iter()
            .find_map(|tail| lower.strip_suffix(tail))
            .map(|head| head.strip_suffix('-').unwrap_or(head))
            .filter(|head| head.chars().count() >= 4);
        let known = |head: &str| set.contains(head);
        if short.is_some_and(|head| known(head) || head.strip_suffix('s').is_some_and(known)) {
            return true;
        }
        let raw = set.as_fst();
        let mut node = raw.root();
        for (at, byte) in lower.bytes().enumerate() {
            let Some(input) = node.find_input(byte) else {
                return false;
            };
            node = raw.node(node.transition_addr(input));
            let head = at + 1;
            if head < 3 || !node.is_final() {
                continue;
            }
            let Some(tail) = lower.get(head..) else {
                continue;
            };
            let fits = |tail: &str| {
                let letters = tail.chars().count();
                (letters >= 5 || (letters == 4 && head >= 4)) && set.contains(tail)
            };
            if fits(tail) || tail.strip_prefix(['s', '-']).is_some_and(fits) {
                return true;
            }
        }
        false
    }

    /// Whether it is a first name somewhere.
    #[must_use]
    pub fn is_first_name(&self, lower: &str) -> bool {
        self.name_facts(lower).has(Facts::FIRST_NAME)
    }

    /// Whether it is a family name somewhere, without its particle.
    #[must_use]
    pub fn is_surname(&self, lower: &str) -> bool {
        self.name_facts(lower).has(Facts::SURNAME)
    }

    /// Whether it is a place; names of several words have one space between the words.
    #[must_use]
    pub fn is_place(&self, lower: &str) -> bool {
        self.name_facts(lower).has(Facts::PLACE)
    }

    /// Whether it is a country or a part of the world.
    #[must_use]
    pub fn is_country(&self, lower: &str) -> bool {
        self.name_facts(lower).has(Facts::COUNTRY)
    }

    /// Whether it is a frequent word, which speaks against a name.
    #[must_use]
    pub fn is_common(&self, lower: &str) -> bool {
        self.name_facts(lower).has(Facts::COMMON)
    }

    /// Whether OpenTaal writes it with a capital only: the name of someone or something.
    #[must_use]
    pub fn is_proper(&self, lower: &str) -> bool {
        self.name_facts(lower).has(Facts::PROPER)
    }

    /// How many tokens from `at` form the longest place or country of the lists, however it is
    /// written; 0 if none. A single word that is also common counts: the caller knows its context.
    #[must_use]
    pub fn place_at(&self, text: &str, tokens: &[Token], at: usize, lower: &mut Lower) -> usize {
        let Some(first) = tokens.get(at) else {
            return 0;
        };
        let facts = self.name_facts(lower.of(first.text(text)));
        let place = Facts::PLACE.with(Facts::COUNTRY);
        let mut best = usize::from(facts.any(place));
        if !facts.has(Facts::PLACE_START) {
            return best;
        }
        for length in 2..=PLACE_WORDS {
            let Some(last) = tokens.get(at + length - 1) else {
                break;
            };
            let written = text.get(first.range.start..last.range.end);
            let Some(written) = written.filter(|w| w.len() < 80 && !w.contains('\n')) else {
                break;
            };
            if self.name_facts(lower.of(written)).any(place) {
                best = length;
            }
        }
        best
    }

    /// The words of Dutch that are at once in no list of names and not frequent; in order.
    pub fn plain_words(&self) -> impl Iterator<Item = String> {
        let stream = self.words.as_ref().map(|set| set.stream().into_strs());
        let words = stream.and_then(Result::ok).unwrap_or_default();
        words
            .into_iter()
            .filter(|word| self.name_facts(word) == Facts::default())
    }

    fn name_facts(&self, lower: &str) -> Facts {
        let bits = self.names.as_ref().and_then(|map| map.get(lower));
        Facts::from_bits(bits.and_then(|bits| u8::try_from(bits).ok()).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests;
