//! Code lists: versioned data with validity dates and crosswalks, never enums.
//!
//! The taxonomy changed in 2020, a unit was split in 2024, and another organisation has units of
//! its own. So a code is a row in a file, with the days between which it may be used, and a
//! crosswalk says what became of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::civil;
use crate::organisation::Organisation;
use crate::text::{Language, Text};

/// One code of a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The code itself.
    pub code: String,
    /// What it is called in Dutch.
    pub nl: String,
    /// What it is called in English.
    pub en: String,
    /// The coarser code it belongs to, in the list that is one level up.
    pub parent: Option<String>,
    /// The first day it may be used; without it, always.
    pub valid_from: Option<String>,
    /// The last day it may be used; without it, still.
    pub valid_to: Option<String>,
    /// False where the meaning or wording rests on general knowledge and no source was read.
    #[serde(default = "yes")]
    pub verified: bool,
    /// Whatever else the list says about its codes.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
}

fn yes() -> bool {
    true
}

impl Code {
    /// What it is called in one language.
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::Dutch => &self.nl,
            Language::English => &self.en,
        }
    }

    /// Whether it may be used on a day, given as days since 1970-01-01.
    pub fn valid_on(&self, day: i32) -> bool {
        let bound = |text: &Option<String>| text.as_deref().and_then(civil::parse_iso);
        bound(&self.valid_from).is_none_or(|first| first <= day)
            && bound(&self.valid_to).is_none_or(|last| day <= last)
    }

    /// One of its attributes.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// What became of a code of an earlier version or list.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Crosswalk {
    /// The earlier code.
    pub from: String,
    /// The list or version of the earlier code.
    pub from_list: Option<String>,
    /// The code it became.
    pub to: String,
    /// The share of it that did, when it became several; without it, not known.
    pub share: Option<f64>,
    /// The first day of the new code.
    pub on: Option<String>,
    /// What a reader of a series must know.
    pub note: Option<Text>,
}

/// A list of codes.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CodeList {
    /// Its name in contracts, cube headers and query headers.
    pub id: String,
    /// Changes when a code does.
    pub version: String,
    /// What it is called.
    pub title: Text,
    /// Where it comes from.
    pub source: Option<String>,
    /// The list that holds the parents of its codes.
    pub parent_list: Option<String>,
    /// Its codes, in the order in which a page shows them.
    #[serde(rename = "code", default)]
    pub codes: Vec<Code>,
    /// What became of earlier codes.
    #[serde(rename = "crosswalk", default)]
    pub crosswalks: Vec<Crosswalk>,
}

impl CodeList {
    /// One code.
    pub fn get(&self, code: &str) -> Option<&Code> {
        self.codes.iter().find(|candidate| candidate.code == code)
    }

    /// Whether a code is in the list, and valid on a day when one is given.
    pub fn contains(&self, code: &str, on: Option<i32>) -> bool {
        self.get(code)
            .is_some_and(|found| on.is_none_or(|day| found.valid_on(day)))
    }

    /// What a code is called; the code itself when it is not in the list.
    pub fn label<'a>(&'a self, code: &'a str, language: Language) -> &'a str {
        self.get(code).map_or(code, |found| found.label(language))
    }

    /// The codes that may be used on a day.
    pub fn valid_on(&self, day: i32) -> impl Iterator<Item = &Code> {
        self.codes.iter().filter(move |code| code.valid_on(day))
    }

    fn check(&self, file: &str) -> Result<(), CodeListError> {
        let fault = |code: &str, fault| CodeListError::Code {
            file: file.to_owned(),
            code: code.to_owned(),
            fault,
        };
        for (position, code) in self.codes.iter().enumerate() {
            if self.codes[..position]
                .iter()
                .any(|earlier| earlier.code == code.code)
            {
                return Err(fault(&code.code, "it is in the list twice"));
            }
            for day in [&code.valid_from, &code.valid_to].into_iter().flatten() {
                if civil::parse_iso(day).is_none() {
                    return Err(fault(&code.code, "its dates must look like 2024-01-01"));
                }
            }
        }
        for crosswalk in &self.crosswalks {
            if self.get(&crosswalk.to).is_none() {
                return Err(fault(
                    &crosswalk.to,
                    "a crosswalk leads to it, but it is not in the list",
                ));
            }
        }
        Ok(())
    }
}

/// A code list that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CodeListError {
    /// The file is not a code list.
    #[error("code list `{file}` could not be read")]
    Syntax {
        /// The file.
        file: String,
        /// Where and why.
        #[source]
        cause: Box<toml::de::Error>,
    },
    /// A code in it is at fault.
    #[error("code list `{file}`, code `{code}`: {fault}")]
    Code {
        /// The file.
        file: String,
        /// The code.
        code: String,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// A code names a parent that its parent list does not have.
    #[error("code list `{list}`, code `{code}`: its parent is not in list `{parent_list}`")]
    Parent {
        /// The list.
        list: String,
        /// The code.
        code: String,
        /// The list that should have held the parent.
        parent_list: String,
    },
}

/// All code lists, by name.
#[derive(Clone, Debug, Default)]
pub struct CodeLists {
    lists: BTreeMap<String, CodeList>,
}

impl CodeLists {
    /// Reads all lists; a later file with the same id replaces an earlier one.
    pub fn parse<'a, N: AsRef<str>>(
        files: impl Iterator<Item = (N, &'a str)>,
    ) -> Result<CodeLists, CodeListError> {
        let mut lists = BTreeMap::new();
        for (name, text) in files {
            let list: CodeList = toml::from_str(text).map_err(|cause| CodeListError::Syntax {
                file: name.as_ref().to_owned(),
                cause: Box::new(cause),
            })?;
            list.check(name.as_ref())?;
            lists.insert(list.id.clone(), list);
        }
        let lists = CodeLists { lists };
        lists.check_parents()?;
        Ok(lists)
    }

    /// One list.
    pub fn list(&self, id: &str) -> Option<&CodeList> {
        self.lists.get(id)
    }

    /// The list that an organisation uses under a name: its own where its profile says so.
    pub fn list_for(&self, organisation: &Organisation, id: &str) -> Option<&CodeList> {
        self.list(organisation.codelist(id))
    }

    /// All lists, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &CodeList> {
        self.lists.values()
    }

    fn check_parents(&self) -> Result<(), CodeListError> {
        for list in self.lists.values() {
            let Some(parents) = &list.parent_list else {
                continue;
            };
            for code in &list.codes {
                let Some(parent) = &code.parent else { continue };
                if !self
                    .list(parents)
                    .is_some_and(|above| above.contains(parent, None))
                {
                    return Err(CodeListError::Parent {
                        list: list.id.clone(),
                        code: code.code.clone(),
                        parent_list: parents.clone(),
                    });
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "codelist_tests.rs"]
mod tests;
