//! The lists open and hold what they must.

use super::{Lexicon, Lower};
use crate::tokens;

#[test]
fn both_automata_open_and_hold_what_they_should() {
    let lexicon = Lexicon::embedded();
    assert!(lexicon.words.as_ref().is_some_and(|w| w.len() > 300_000));
    assert!(lexicon.names.as_ref().is_some_and(|n| n.len() > 60_000));
    assert!(super::WORDS.len() < 2_000_000 && super::NAMES.len() < 2_000_000);
}

#[test]
fn names_of_many_origins_are_known() {
    let lexicon = Lexicon::embedded();
    for first in [
        "ruud", "samira", "aylin", "kwame", "oksana", "nynke", "djenairo", "priya", "thijs",
        "öykü", "oyku",
    ] {
        assert!(lexicon.is_first_name(first), "{first}");
    }
    for last in [
        "hemert",
        "belkacem",
        "kaya",
        "boateng",
        "wiśniewska",
        "wisniewska",
        "hoekstra",
        "oemrawsingh",
        "leatemia",
        "nguyen",
        "vandenbussche",
    ] {
        assert!(lexicon.is_surname(last), "{last}");
    }
}

#[test]
fn function_words_are_no_names() {
    let lexicon = Lexicon::embedded();
    for word in ["de", "het", "moet", "werd", "naar", "kunnen", "wel", "er"] {
        assert!(lexicon.is_word(word), "{word}");
        assert!(lexicon.is_common(word), "{word}");
        assert!(
            !lexicon.is_first_name(word) && !lexicon.is_surname(word),
            "{word}"
        );
    }
    for word in ["agent", "melding", "gesprek", "wijs", "bos"] {
        assert!(lexicon.is_common(word), "{word}");
    }
}

#[test]
fn the_longest_place_wins() {
    let lexicon = Lexicon::embedded();
    let mut lower = Lower::default();
    for (text, length) in [
        ("Bergen op Zoom is", 3),
        ("ALPHEN AAN DEN RIJN", 4),
        ("den haag", 2),
        ("'s-Hertogenbosch", 2),
        ("Utrecht", 1),
        ("Noord-Ierland", 1),
        ("vergadering", 0),
    ] {
        let tokens = tokens(text);
        assert_eq!(
            lexicon.place_at(text, &tokens, 0, &mut lower),
            length,
            "{text}"
        );
    }
}

#[test]
fn compounds_are_explained_and_names_are_not() {
    let lexicon = Lexicon::embedded();
    for word in [
        "integriteitsschending",
        "dienstfietssleutel",
        "teamleidersoverleg",
    ] {
        assert!(lexicon.is_word(word) || lexicon.is_compound(word), "{word}");
    }
    for name in ["hoekwarda", "belkacem", "djenairo"] {
        assert!(!lexicon.is_compound(name), "{name}");
    }
}

#[test]
fn lower_case_keeps_what_the_keys_need() {
    let mut lower = Lower::default();
    assert_eq!(lower.of("’S-GRAVENHAGE"), "'s-gravenhage");
    assert_eq!(lower.of("İlknur"), "ilknur");
    assert_eq!(lower.of("Jan\u{200b}sen"), "jansen");
}
