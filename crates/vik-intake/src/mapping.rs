//! A mapping: how an organisation's own export becomes cases of the contract.
//!
//! A mapping is a file that a person writes, so an unknown key is an error and every mistake is
//! reported with its line. `data-samples/README.md` explains each key to that person.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::problem::{MappingError, Problems};

/// An organisation's own export, described.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub(crate) file: String,
    pub(crate) text: String,
    pub(crate) body: Body,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    pub id: String,
    pub organisation: String,
    #[serde(default)]
    pub version: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub source: SourceKeys,
    #[serde(default)]
    pub null_values: Vec<String>,
    #[serde(default)]
    pub duplicate_rows: DuplicateRows,
    pub field: BTreeMap<Spanned<String>, FieldKeys>,
    #[serde(default)]
    pub skip: Vec<SkipKeys>,
}

/// The file's own form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceKeys {
    #[serde(default)]
    pub format: FormatKey,
    pub sheet: Option<String>,
    pub delimiter: Option<Spanned<String>>,
    pub encoding: Option<Spanned<String>>,
    pub header_row: Option<Spanned<u64>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FormatKey {
    #[default]
    Auto,
    Csv,
    Xlsx,
    Ods,
    Jsonl,
    Parquet,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DuplicateRows {
    #[default]
    Finding,
    Merge,
}

/// What becomes of a code that is not in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum UnknownCode {
    #[default]
    Finding,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Take {
    #[serde(rename = "before-space")]
    BeforeSpace,
    #[serde(rename = "after-space")]
    AfterSpace,
    #[serde(rename = "before-colon")]
    BeforeColon,
    #[serde(rename = "before-hyphen")]
    BeforeHyphen,
}

/// How one field of the contract is filled.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldKeys {
    pub column: Option<Spanned<String>>,
    pub fallback_column: Option<Spanned<String>>,
    pub constant: Option<Spanned<String>>,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub null_values: Vec<String>,
    pub format: Option<Spanned<String>>,
    #[serde(rename = "true")]
    pub yes: Option<Spanned<Vec<String>>>,
    #[serde(rename = "false")]
    pub no: Option<Spanned<Vec<String>>>,
    #[serde(default)]
    pub translate: BTreeMap<String, Spanned<String>>,
    pub translate_default: Option<Spanned<String>>,
    pub take: Option<Spanned<Take>>,
    pub prefix: Option<Spanned<String>>,
    pub separator: Option<Spanned<String>>,
    #[serde(default)]
    pub unknown: UnknownCode,
    #[serde(default)]
    pub strongest: Vec<Spanned<String>>,
}

/// Rows that are not imported, and why.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SkipKeys {
    pub column: Spanned<String>,
    pub equals: OneOrMore,
    pub reason: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub fn contains(&self, text: &str) -> bool {
        match self {
            OneOrMore::One(one) => one == text,
            OneOrMore::More(more) => more.iter().any(|one| one == text),
        }
    }
}

impl Mapping {
    /// Reads a mapping; whether it fits the contract and a file is for [`crate::Intake::open`].
    pub fn parse(file: &str, text: &str) -> Result<Mapping, MappingError> {
        let mut problems = Problems::new(file, text);
        match toml::from_str::<Body>(text) {
            Ok(body) => Ok(Mapping {
                file: file.to_owned(),
                text: text.to_owned(),
                body,
            }),
            Err(error) => {
                problems.syntax(&error);
                problems.finish()?;
                Err(MappingError {
                    problems: Vec::new(),
                })
            }
        }
    }

    /// Its name.
    pub fn id(&self) -> &str {
        &self.body.id
    }

    /// The organisation whose exports it describes.
    pub fn organisation(&self) -> &str {
        &self.body.organisation
    }

    /// Changes when its meaning does; may be empty.
    pub fn version(&self) -> &str {
        &self.body.version
    }

    /// What it is for, in its writer's words.
    pub fn description(&self) -> &str {
        &self.body.description
    }
}
