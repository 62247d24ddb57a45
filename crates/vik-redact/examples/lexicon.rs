//! Builds `data/words.fst` and `data/names.fst` from the lists in `data/lists` and the word list of OpenTaal.
//!
//! `cargo run --release -p vik-redact --example lexicon -- /usr/share/dict/dutch`
//!
//! The same lists give the same bytes. SOURCES.md says which versions were used.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a developer's tool: a missing list should stop it with a message"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use vik_redact::lexicon::{Facts, Lower};

fn main() {
    let dictionary = std::env::args().nth(1).expect("usage: lexicon WORD-LIST");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let list = |name: &str| std::fs::read_to_string(data.join("lists").join(name)).expect(name);
    let dictionary = std::fs::read_to_string(dictionary).expect("the word list of OpenTaal");

    let words: BTreeSet<&str> = dictionary.lines().filter(|w| is_word(w)).collect();
    let mut names = Names::default();
    let never: BTreeSet<String> = plain(&list("not_names.txt")).map(str::to_owned).collect();
    for (file, fact) in [
        ("first_names.txt", Facts::FIRST_NAME),
        ("faker_first.txt", Facts::FIRST_NAME),
        ("surnames.txt", Facts::SURNAME),
        ("faker_last.txt", Facts::SURNAME),
    ] {
        for name in plain(&list(file)) {
            if !never.contains(&name.to_lowercase()) {
                names.add(name, fact);
            }
        }
    }
    for (file, fact) in [
        ("places.txt", Facts::PLACE),
        ("faker_places.txt", Facts::PLACE),
        ("countries.txt", Facts::COUNTRY),
        ("faker_countries.txt", Facts::COUNTRY),
    ] {
        for name in places(&list(file)) {
            if !(never.contains(&name.to_lowercase())
                && words.contains(name.to_lowercase().as_str()))
            {
                names.add(name, fact);
                names.add_start(name);
            }
        }
    }
    for word in dictionary.lines().filter(|w| is_proper(w)) {
        if !words.contains(word.to_lowercase().as_str()) {
            names.add(word, Facts::PROPER);
        }
    }
    for file in ["everyday.txt", "not_names.txt", "frequent.txt"] {
        for word in plain(&list(file)) {
            if file != "frequent.txt" || !names.is_mostly_a_name(word) {
                names.add(word, Facts::COMMON);
            }
        }
    }

    let set = fst::Set::from_iter(words).expect("sorted words");
    std::fs::write(data.join("words.fst"), set.as_fst().as_bytes()).expect("words.fst");
    let entries = names
        .0
        .iter()
        .map(|(name, bits)| (name.as_str(), u64::from(*bits)));
    let map = fst::Map::from_iter(entries).expect("sorted names");
    std::fs::write(data.join("names.fst"), map.as_fst().as_bytes()).expect("names.fst");
    println!(
        "{} words in {} bytes, {} names in {} bytes",
        set.len(),
        set.as_fst().as_bytes().len(),
        map.len(),
        map.as_fst().as_bytes().len()
    );
}

/// Every key with its facts.
#[derive(Default)]
struct Names(BTreeMap<String, u8>);

impl Names {
    fn add(&mut self, name: &str, fact: Facts) {
        let mut lower = Lower::default();
        let key = lower.of(name).to_owned();
        let bare: String = key.chars().map(bare).collect();
        // The tokens part the mark from the letters: `'` and `s-Hertogenbosch`.
        let letters = bare.trim_start_matches('\'').to_owned();
        for key in [key, bare, letters] {
            *self.0.entry(key).or_default() |= fact.bits();
        }
    }

    fn add_start(&mut self, name: &str) {
        // The tokens decide what a first word is: `'s-Hertogenbosch` begins with a mark.
        let tokens = vik_redact::tokens(name);
        if let [first, _, ..] = tokens.as_slice() {
            self.add(first.text(name), Facts::PLACE_START);
        }
    }

    fn is_mostly_a_name(&self, word: &str) -> bool {
        word.chars().count() < 3
            || self
                .0
                .get(word)
                .is_some_and(|bits| Facts::from_bits(*bits).has(Facts::PROPER))
    }
}

fn plain(list: &str) -> impl Iterator<Item = &str> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
}

fn places(list: &str) -> impl Iterator<Item = &str> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split(';'))
        .map(str::trim)
        .filter(|place| !place.is_empty())
}

fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
        && word
            .chars()
            .all(|c| c.is_lowercase() || matches!(c, '\'' | '-'))
}

/// `Albeda`, not `AOW`, `BTW-nummer` or `MDIX`.
fn is_proper(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && word.chars().count() > 2
        && chars.all(|c| c.is_lowercase() || c == '-')
}

/// A letter without its marks, as people type it who lack the key.
fn bare(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ə' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ł' | 'ľ' | 'ĺ' | 'ļ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}
