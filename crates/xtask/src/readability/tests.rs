//! The texts of this workspace, held to their bounds.

use std::sync::LazyLock;

use super::texts::{Text, collect};
use super::{PAGE, allowed, bounds, document};
use crate::run::root;

static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| collect(&root()).unwrap());

#[test]
fn no_text_is_beyond_its_bound() {
    let texts = TEXTS.as_slice();
    assert!(texts.len() > 1500, "only {} texts were found", texts.len());
    let found = bounds::beyond(texts, &allowed().unwrap());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_text_uses_a_word_to_be_avoided() {
    let allowed = allowed().unwrap();
    let found = bounds::avoided(&TEXTS, &allowed);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let text = Text {
        file: "f".to_owned(),
        place: "1".to_owned(),
        nl: "U dient dit te lezen.".to_owned(),
        en: None,
    };
    assert_eq!(bounds::avoided(&[text], &allowed).len(), 1);
}

#[test]
fn every_text_has_its_english() {
    let texts = TEXTS.as_slice();
    let found = bounds::untranslated(texts, &allowed().unwrap());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_page_of_results_is_up_to_date() {
    let texts = TEXTS.as_slice();
    let made = document::page(texts, &allowed().unwrap());
    let written = std::fs::read_to_string(root().join(PAGE)).unwrap_or_default();
    let line = made
        .lines()
        .zip(written.lines().chain(std::iter::repeat("")))
        .find(|(made, written)| made != written);
    assert!(
        made == written,
        "{PAGE} is older than the texts; run `cargo xtask readability`. First difference: {line:?}"
    );
}

#[test]
fn what_is_too_long_or_untranslated_is_found() {
    let text = |nl: &str, en: Option<&str>| Text {
        file: "f".to_owned(),
        place: "1".to_owned(),
        nl: nl.to_owned(),
        en: en.map(str::to_owned),
    };
    let long = format!("{} einde.", "woord ".repeat(30).trim());
    let nothing = bounds::Allowed::default();
    assert_eq!(bounds::beyond(&[text(&long, None)], &nothing).len(), 1);
    assert_eq!(
        bounds::beyond(&[text("Kort en goed.", None)], &nothing).len(),
        0
    );
    let hard = "Verantwoordelijkheidsverdeling veronderstelt onderzoekscapaciteit. ".repeat(40);
    assert_eq!(bounds::beyond(&[text(&hard, None)], &nothing).len(), 1);
    for (nl, en) in [
        ("De zaak", ""),
        ("Kies een zaak", "Kies een zaak"),
        ("De zaak", "De zaak van het jaar"),
        ("The case of this year", "The case of that year"),
    ] {
        let found = bounds::untranslated(&[text(nl, Some(en))], &nothing);
        assert_eq!(found.len(), 1, "{nl} | {en}");
    }
    let fine = [
        text("De zaak", Some("The case")),
        text("Alleen Nederlands.", None),
    ];
    assert!(bounds::untranslated(&fine, &nothing).is_empty());
}
