//! The classes of a word: what the vocabulary and the lists of names and words say of it.

use crate::lexicon::{Facts, Lexicon};
use crate::token::Token;
use crate::words::{Class, Vocabulary};

/// Joins an apostrophe with the letter behind it: the particles and words *'t*, *'s*, *'n*.
pub(super) fn joined(tokens: Vec<Token>, text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let letter = matches!(token.text(text), "t" | "s" | "n" | "k" | "m" | "T" | "S");
        if let Some(last) = out
            .last_mut()
            .filter(|last| letter && last.range.end == token.range.start && last.text(text) == "'")
        {
            last.range.end = token.range.end;
            last.shape = token.shape;
            continue;
        }
        out.push(token);
    }
    out
}

pub(super) fn classify(word: &str, vocabulary: &Vocabulary, lexicon: &Lexicon) -> Class {
    let mut class = vocabulary.class(word);
    let Some(first) = word.chars().next().filter(|c| c.is_alphabetic()) else {
        return class;
    };
    let facts = lexicon.facts(word);
    let known = facts.has(Facts::WORD);
    let base = base(word);
    // "kerels" is a plural before it is someone's: only what is no word itself loses its last letter.
    let owner = base.len() < word.len() && (!known || word.contains('\''));
    let names = if owner {
        facts.with(lexicon.facts(base))
    } else {
        facts
    };
    let mut add = |holds: bool, bit: Class| {
        if holds {
            class = class.and(bit);
        }
    };
    add(known, Class::WORD);
    add(facts.has(Facts::COMMON), Class::COMMON);
    add(names.has(Facts::FIRST_NAME), Class::FIRST_NAME);
    add(names.has(Facts::SURNAME), Class::SURNAME);
    add(names.has(Facts::PLACE), Class::PLACE);
    add(names.has(Facts::COUNTRY), Class::COUNTRY);
    add(is_street(word), Class::STREET);
    if let Some((first, last)) = word.rsplit_once('-').filter(|_| !known) {
        let named = lexicon.facts(first);
        let name = Facts::FIRST_NAME.with(Facts::SURNAME).with(Facts::PLACE);
        let ordinary = lexicon.is_word(last) && last.chars().count() > 2;
        add(
            ordinary && (!named.any(name) || named.has(Facts::WORD)),
            Class::JOINED,
        );
        // "appel-lant": a hyphen that a scanner left.
        add(lexicon.is_word(&word.replace('-', "")), Class::WORD);
    }
    if !known
        && crate::scanned::drawn_out(word)
        && !names.any(Facts::FIRST_NAME.with(Facts::SURNAME))
    {
        class = class.and(Class::WORD);
    }
    if !known && (first.is_alphabetic() && lexicon.is_compound(word)) {
        class = class.and(Class::COMPOUND);
    }
    class
}

/// A word without the ending of possession: "ahmed's", "jansens".
pub(crate) fn base(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix('\''))
        .or_else(|| word.strip_suffix('s').filter(|w| w.len() > 3))
        .unwrap_or(word)
}

fn is_street(word: &str) -> bool {
    const ENDS: [&str; 22] = [
        "straat",
        "laan",
        "weg",
        "plein",
        "kade",
        "gracht",
        "singel",
        "dijk",
        "steeg",
        "dreef",
        "plantsoen",
        "hof",
        "pad",
        "baan",
        "markt",
        "wal",
        "park",
        "straatje",
        "laantje",
        "burgwal",
        "boulevard",
        "allee",
    ];
    word.len() > 6 && ENDS.iter().any(|end| word.ends_with(end))
}
