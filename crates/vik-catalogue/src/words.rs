//! The small words that definitions share: languages, roles, versions.

use std::str::FromStr;

use crate::diagnostic::suggest;
use crate::reader::{Placed, Reader};

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Nederlands.
    #[default]
    Dutch,
    /// English.
    English,
}

impl Language {
    /// The code in addresses and files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }
}

impl FromStr for Language {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        match code {
            "nl" => Ok(Self::Dutch),
            "en" => Ok(Self::English),
            _ => Err(()),
        }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localised {
    /// Nederlands.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Localised {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Dutch => &self.nl,
            Language::English => &self.en,
        }
    }
}

/// What figures are counted in, Dutch as definitions write it, and in English.
const UNITS: &[(&str, &str)] = &[
    ("zaken", "cases"),
    ("betrokkenen", "persons"),
    ("eenheden", "units"),
    ("dagen", "days"),
    ("maanden", "months"),
    ("kwartalen", "quarters"),
    ("fte", "FTE"),
    ("fte-jaren", "FTE-years"),
    ("per 100 fte", "per 100 FTE"),
    ("per 1.000 fte", "per 1,000 FTE"),
    ("zaken per 100 fte", "cases per 100 FTE"),
];

/// The unit of a figure in the language of the page; a unit of your own stays as it is.
pub fn unit_word(unit: &str, language: Language) -> &str {
    match language {
        Language::Dutch => unit,
        Language::English => UNITS
            .iter()
            .find(|(dutch, _)| *dutch == unit)
            .map_or(unit, |(_, english)| english),
    }
}

/// A role of a signed-in reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Analyses trends.
    Analyst,
    /// Teaches from released stories.
    Trainer,
    /// Leads learning circles.
    Facilitator,
    /// Reads the quarterly picture.
    Leadership,
    /// Watches over privacy.
    PrivacyOfficer,
    /// Watches over data quality.
    DataSteward,
    /// Runs the system.
    Administrator,
    /// Checks who did what.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Analyst,
        Self::Trainer,
        Self::Facilitator,
        Self::Leadership,
        Self::PrivacyOfficer,
        Self::DataSteward,
        Self::Administrator,
        Self::Auditor,
    ];

    /// The word used in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Analyst => "analyst",
            Self::Trainer => "trainer",
            Self::Facilitator => "facilitator",
            Self::Leadership => "leadership",
            Self::PrivacyOfficer => "privacy_officer",
            Self::DataSteward => "data_steward",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|role| role.code() == word)
            .ok_or(())
    }
}

/// What every definition starts with.
pub(crate) struct Identity {
    pub(crate) id: String,
    pub(crate) version: String,
}

/// Reads `schema`, `id` and `version`; the id must be the file's name.
pub(crate) fn identity(reader: &Reader<'_>) -> Identity {
    let findings = reader.findings();
    match reader.integer("schema") {
        Some(1) => {}
        Some(_) => findings.error(
            reader.place("schema"),
            "this program reads `schema = 1` only",
            Some("write `schema = 1`".to_owned()),
        ),
        None if reader.value("schema").is_none() => {
            reader.missing("schema", Some("start the file with `schema = 1`"));
        }
        None => {}
    }
    let id = reader.text("id");
    let stem = stem(findings.file());
    if !id.value.is_empty() && id.value != stem {
        findings.error(
            id.at,
            format!("id `{}` differs from the file's name", id.value),
            Some(format!("write `id = \"{stem}\"` or rename the file")),
        );
    }
    Identity {
        id: id.value,
        version: reader.text("version").value,
    }
}

/// Reads `audience`, a list of roles that may not be empty.
pub(crate) fn audience(reader: &Reader<'_>) -> Vec<Role> {
    let words = reader.texts("audience");
    if words.is_empty() {
        reader.missing(
            "audience",
            Some("name the roles that may read it: `audience = [\"analyst\"]`"),
        );
    }
    let mut roles = Vec::new();
    for word in words {
        match word.value.parse() {
            Ok(role) => roles.push(role),
            Err(()) => {
                let hint = suggest(&word.value, Role::ALL.iter().map(|role| role.code()));
                reader
                    .findings()
                    .error(word.at, format!("unknown role `{}`", word.value), hint);
            }
        }
    }
    roles
}

pub(crate) fn values(list: Vec<Placed>) -> Vec<String> {
    list.into_iter().map(|item| item.value).collect()
}

/// A file's name without folder and ending.
pub(crate) fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
