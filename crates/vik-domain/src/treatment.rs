//! The treatment register: what happens to every field of the contract at the border.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

const FILE: &str = include_str!("../treatment.toml");

/// What is done to a field before anything is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TreatmentKind {
    /// It does not pass the border.
    Drop,
    /// It is replaced by a keyed pseudonym.
    Pseudonymise,
    /// It is replaced by a coarser value.
    Generalise,
    /// It is stored as it is: a code, a flag or a small number.
    Keep,
    /// Only something computed from it, with other fields, is stored.
    Derive,
}

/// The treatment of one field.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldTreatment {
    /// What is done.
    pub treatment: TreatmentKind,
    /// Why.
    pub reason: String,
    /// The warehouse columns it feeds.
    #[serde(default)]
    pub columns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    field: BTreeMap<String, FieldTreatment>,
}

/// The treatment of every field.
#[derive(Clone, Debug)]
pub struct Treatment {
    version: String,
    fields: BTreeMap<String, FieldTreatment>,
}

/// A register that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TreatmentError {
    /// The file is not a register.
    #[error("the treatment register could not be read")]
    Syntax(#[from] toml::de::Error),
    /// A dropped field would reach the warehouse.
    #[error("field `{0}` is dropped, and so can feed no column")]
    Dropped(String),
}

static EMBEDDED: LazyLock<Treatment> = LazyLock::new(|| match Treatment::parse(FILE) {
    Ok(treatment) => treatment,
    // The file is part of the programme and its tests read it.
    Err(error) => panic!("treatment.toml: {error}"),
});

impl Treatment {
    /// The register that is part of this programme.
    pub fn embedded() -> &'static Treatment {
        &EMBEDDED
    }

    /// Reads a register.
    pub fn parse(text: &str) -> Result<Treatment, TreatmentError> {
        let file: File = toml::from_str(text)?;
        for (name, field) in &file.field {
            if field.treatment == TreatmentKind::Drop && !field.columns.is_empty() {
                return Err(TreatmentError::Dropped(name.clone()));
            }
        }
        Ok(Treatment {
            version: file.version,
            fields: file.field,
        })
    }

    /// Changes when a treatment does.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The treatment of one field.
    pub fn field(&self, name: &str) -> Option<&FieldTreatment> {
        self.fields.get(name)
    }

    /// All fields with their treatment, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FieldTreatment)> {
        self.fields
            .iter()
            .map(|(name, field)| (name.as_str(), field))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::contract::{Contract, Kind};
    use crate::warehouse::{COLUMNS, ColumnKind};

    #[test]
    fn the_register_and_the_contract_name_the_same_fields() {
        let contract: BTreeSet<&str> = Contract::embedded()
            .fields()
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        let register: BTreeSet<&str> = Treatment::embedded().iter().map(|(name, _)| name).collect();
        assert_eq!(contract, register);
    }

    #[test]
    fn every_column_is_fed_and_every_named_column_exists() {
        let fed: BTreeSet<&str> = Treatment::embedded()
            .iter()
            .flat_map(|(_, field)| field.columns.iter().map(String::as_str))
            .collect();
        let columns: BTreeSet<&str> = COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(fed, columns);
    }

    #[test]
    fn what_is_not_dropped_feeds_something_and_has_a_reason() {
        for (name, field) in Treatment::embedded().iter() {
            let dropped = field.treatment == TreatmentKind::Drop;
            assert_eq!(field.columns.is_empty(), dropped, "{name}");
            assert!(
                field.reason.len() > 15,
                "{name} has no reason worth the word"
            );
        }
    }

    /// Names, numbers, days and free text never pass as they are.
    #[test]
    fn no_identifying_kind_is_kept() {
        for field in Contract::embedded().fields() {
            let treatment = Treatment::embedded().field(&field.name).unwrap();
            if matches!(field.kind, Kind::Id | Kind::Date) {
                assert_ne!(treatment.treatment, TreatmentKind::Keep, "{}", field.name);
            }
            if treatment.treatment == TreatmentKind::Pseudonymise {
                assert_eq!(field.kind, Kind::Id, "{}", field.name);
            }
        }
        for name in ["narrative", "subject_name", "team"] {
            let treatment = Treatment::embedded().field(name).unwrap();
            assert_eq!(treatment.treatment, TreatmentKind::Drop, "{name}");
        }
    }

    #[test]
    fn pseudonyms_come_from_identifiers_alone() {
        for column in COLUMNS
            .iter()
            .filter(|column| column.kind == ColumnKind::Bytes)
        {
            let feeders: Vec<_> = Treatment::embedded()
                .iter()
                .filter(|(_, field)| field.columns.iter().any(|fed| fed == column.name))
                .collect();
            assert!(
                feeders
                    .iter()
                    .all(|(_, field)| field.treatment == TreatmentKind::Pseudonymise)
            );
        }
    }
}
