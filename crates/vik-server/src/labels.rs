//! Codes become words: through the code lists that were published with the figures.

use std::collections::BTreeMap;

use vik_catalogue::{Column, ColumnRole, Language};
use vik_published::{Cell, Reference};

use crate::format;

/// The word for a code.
#[must_use]
pub fn label(reference: &Reference, list: &str, code: &str, language: Language) -> String {
    let found = reference.list(list).and_then(|list| list.get(code));
    match (found, code) {
        (Some(known), _) if language == Language::Dutch => known.nl.clone(),
        (Some(known), _) => known.en.clone(),
        (None, "unknown") if language == Language::Dutch => "onbekend".to_owned(),
        (None, "none") if language == Language::Dutch => "geen".to_owned(),
        (None, other) => match other.strip_prefix("rest-") {
            // Units too small to be shown by themselves; the freeze merges them within their group.
            Some(group) if language == Language::Dutch => format!("kleine eenheden ({group})"),
            Some(group) => format!("small units ({group})"),
            None => other.to_owned(),
        },
    }
}

/// The word for a code of a column: its own words first, then those of its code list.
#[must_use]
pub fn word(reference: &Reference, column: &Column, code: &str, language: Language) -> String {
    match (column.words.get(code), &column.codelist) {
        (Some(word), _) => word.get(language).to_owned(),
        (None, Some(list)) => label(reference, list, code, language),
        (None, None) => code.to_owned(),
    }
}

/// A cell as the reader sees it.
#[must_use]
pub fn cell(
    reference: &Reference,
    column: Option<&Column>,
    value: &Cell,
    language: Language,
) -> String {
    // A year or a rank that names a row is not an amount: no grouped thousands.
    let names = column.is_some_and(|c| matches!(c.role, ColumnRole::Time | ColumnRole::Dimension));
    match (column, value) {
        (Some(column), Cell::Text(code))
            if column.codelist.is_some() || !column.words.is_empty() =>
        {
            word(reference, column, code, language)
        }
        (Some(_), Cell::Text(text)) => {
            vik_charts::format_period(text, crate::figure::language(language))
        }
        (Some(_), Cell::Int(number)) if names => number.to_string(),
        (Some(column), value) => format::cell(value, column.decimals, language),
        (None, value) => format::cell(value, None, language),
    }
}

/// The codes to choose from, with their words, in alphabetical order of the words.
#[must_use]
pub fn choices(reference: &Reference, list: &str, language: Language) -> Vec<(String, String)> {
    let list = reference.list(list);
    let words: BTreeMap<String, String> = list
        .into_iter()
        .flat_map(|list| &list.codes)
        .map(|code| {
            (
                if language == Language::Dutch {
                    &code.nl
                } else {
                    &code.en
                }
                .clone(),
                code.code.clone(),
            )
        })
        .collect();
    words.into_iter().map(|(word, code)| (code, word)).collect()
}
