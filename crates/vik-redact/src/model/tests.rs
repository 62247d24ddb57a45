//! The shipped model tags what it was trained for, and never outside the text.

use super::{Tagged, tag};
use crate::lexicon::Lexicon;
use crate::{Label, tokens};

fn named(text: &str) -> Vec<(Label, &str)> {
    let tokens = tokens(text);
    tag(text, &tokens, Lexicon::embedded())
        .into_iter()
        .filter_map(
            |Tagged {
                 tokens: run, label, ..
             }| {
                let first = tokens.get(run.start)?.range.start;
                let last = tokens.get(run.end - 1)?.range.end;
                Some((label, text.get(first..last)?))
            },
        )
        .collect()
}

#[test]
fn the_model_opens() {
    assert!(super::weights::Weights::read(super::MODEL).is_some());
    assert!(super::MODEL.len() < 2_000_000);
}

#[test]
fn names_beyond_any_list_are_found_by_shape_and_context() {
    for (text, name) in [
        (
            "Gisteren verklaarde brigadier Fjolmar Quintelhoek dat hij er niet was.",
            "Fjolmar Quintelhoek",
        ),
        ("Mevrouw Zandrowicka heeft daarna gebeld.", "Zandrowicka"),
        ("gr. Ondremo", "Ondremo"),
    ] {
        assert!(
            named(text).contains(&(Label::Person, name)),
            "{text}: {:?}",
            named(text)
        );
    }
}

#[test]
fn ordinary_sentences_hold_no_name() {
    for text in [
        "Het gesprek is vastgelegd in een verslag.",
        "De Wet politiegegevens staat dit niet toe.",
        "Op maandag begint de dienst om zeven uur.",
    ] {
        assert_eq!(named(text), [], "{text}");
    }
}

#[test]
fn nothing_crosses_a_line_and_nothing_panics() {
    for text in [
        "",
        "\n\n",
        "Jan\nde Vries",
        "🙂🙂",
        "\u{200b}",
        "J\n.\n",
        "ÀÉ'’--'",
    ] {
        for (_, found) in named(text) {
            assert!(!found.contains('\n'), "{text:?}");
        }
    }
}

#[test]
fn long_lines_and_long_words_are_read_in_one_pass() {
    let word = "a".repeat(3_000_000);
    let line = "Jan de Vries ".repeat(60_000);
    let marks = "' . - ".repeat(100_000);
    for text in [word, line, marks] {
        let found = named(&text);
        assert!(found.len() <= 120_000, "{}", found.len());
    }
}
