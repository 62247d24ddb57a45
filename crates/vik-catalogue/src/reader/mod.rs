//! Reads a TOML table key by key, remembering where each value stood and collecting every defect.
//!
//! Serde stops at the first defect; an analyst with three typos wants to see three lines.

mod localised;
mod tables;

use std::cell::RefCell;
use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::suggest;
use crate::findings::Findings;

/// A text and where it stood.
#[derive(Clone, Default)]
pub(crate) struct Placed {
    pub(crate) value: String,
    pub(crate) at: usize,
}

/// A table being read. Every key asked for is known; [`Reader::finish`] reports the others.
pub(crate) struct Reader<'a> {
    findings: &'a Findings<'a>,
    table: &'a DeTable<'a>,
    /// Where the table starts, for what is missing from it.
    pub(crate) at: usize,
    known: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(findings: &'a Findings<'a>, table: &'a DeTable<'a>, at: usize) -> Self {
        Self {
            findings,
            table,
            at,
            known: RefCell::default(),
        }
    }

    /// The place and value of a key, if present.
    pub(crate) fn value(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.borrow_mut().insert(key);
        self.table
            .iter()
            .find(|(name, _)| name.get_ref() == key)
            .map(|(_, value)| value)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = value.get_ref().type_str();
        let message = format!("`{key}` must be {wanted}, not {}", article(found));
        self.findings.error(value.span().start, message, None);
    }

    pub(crate) fn missing(&self, key: &str, hint: Option<&str>) {
        self.findings.error(
            self.at,
            format!("missing key `{key}`"),
            hint.map(str::to_owned),
        );
    }

    pub(crate) fn optional(&self, key: &'static str) -> Option<Placed> {
        let value = self.value(key)?;
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(Placed {
                value: text.to_owned(),
                at: value.span().start,
            }),
            Some(_) => {
                self.findings
                    .error(value.span().start, format!("`{key}` is empty"), None);
                None
            }
            None => {
                self.wrong(key, value, "a text in quotes");
                None
            }
        }
    }

    /// A text that must be there; empty with an error recorded when it is not.
    pub(crate) fn text(&self, key: &'static str) -> Placed {
        if self.value(key).is_none() {
            self.missing(key, None);
        }
        self.optional(key).unwrap_or(Placed {
            value: String::new(),
            at: self.at,
        })
    }

    pub(crate) fn texts(&self, key: &'static str) -> Vec<Placed> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list of texts");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push(Placed {
                    value: text.to_owned(),
                    at: item.span().start,
                }),
                None => self.wrong(key, item, "a list of texts"),
            }
        }
        texts
    }

    /// A list of lists of texts.
    pub(crate) fn lists(&self, key: &'static str) -> Vec<Vec<String>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let list = |value: &Spanned<DeValue<'_>>| -> Option<Vec<String>> {
            let items = value.get_ref().as_array()?.iter();
            items
                .map(|item| item.get_ref().as_str().map(str::to_owned))
                .collect()
        };
        let items = value.get_ref().as_array();
        let lists = items.and_then(|items| items.iter().map(list).collect());
        lists.unwrap_or_else(|| {
            self.wrong(
                key,
                value,
                "a list of lists, such as [[\"2023\"], [\"2024\"]]",
            );
            Vec::new()
        })
    }

    pub(crate) fn integer(&self, key: &'static str) -> Option<i64> {
        let value = self.value(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
        if number.is_none() {
            self.wrong(key, value, "a whole number");
        }
        number
    }

    /// A whole number within bounds; the default when absent or wrong.
    pub(crate) fn within(&self, key: &'static str, default: i64, low: i64, high: i64) -> i64 {
        match self.integer(key) {
            Some(number) if (low..=high).contains(&number) => number,
            Some(_) => {
                let at = self.place(key);
                self.findings.error(
                    at,
                    format!("`{key}` must lie between {low} and {high}"),
                    None,
                );
                default
            }
            None => default,
        }
    }

    pub(crate) fn flag(&self, key: &'static str, default: bool) -> bool {
        let Some(value) = self.value(key) else {
            return default;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong(key, value, "true or false");
            default
        })
    }

    /// One of a closed list of words.
    pub(crate) fn choice<T: Copy>(
        &self,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        if self.value(key).is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            self.missing(key, Some(&format!("one of {}", words.join(", "))));
        }
        let word = self.optional(key)?;
        let found = choices.iter().find(|(name, _)| *name == word.value);
        if found.is_none() {
            let hint = suggest(&word.value, choices.iter().map(|(name, _)| *name));
            self.findings
                .error(word.at, format!("unknown {key} `{}`", word.value), hint);
        }
        found.map(|(_, choice)| *choice)
    }

    /// Where a key's value stands, or the table when it is absent.
    pub(crate) fn place(&self, key: &'static str) -> usize {
        self.value(key).map_or(self.at, |value| value.span().start)
    }

    pub(crate) fn findings(&self) -> &'a Findings<'a> {
        self.findings
    }

    /// Reports every key nobody asked for.
    pub(crate) fn finish(self) {
        let known = self.known.into_inner();
        for (name, _) in self.table.iter() {
            let key: &str = name.get_ref();
            if !known.contains(key) {
                let hint = suggest(key, known.iter().copied());
                self.findings
                    .error(name.span().start, format!("unknown key `{key}`"), hint);
            }
        }
    }
}

fn article(kind: &str) -> String {
    match kind {
        "array" | "integer" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}

/// Parses a document and reads it; syntax errors become diagnostics too.
pub(crate) fn document<'a, T>(
    findings: &'a Findings<'a>,
    toml: &'a str,
    read: impl for<'r> FnOnce(&Reader<'r>) -> T,
) -> Option<T> {
    match DeTable::parse(toml) {
        Ok(table) => {
            let reader = Reader::new(findings, table.get_ref(), 0);
            let value = read(&reader);
            reader.finish();
            Some(value)
        }
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            findings.error(
                at,
                format!("this is not TOML: {}", error.message()),
                Some("texts stand in quotes, lists in square brackets".to_owned()),
            );
            None
        }
    }
}
