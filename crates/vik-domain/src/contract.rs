//! The case contract: which fields describe one closed case.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

const FILE: &str = include_str!("../contract.toml");

/// What a field says something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The same on all rows of a case.
    Case,
    /// The same on all rows of a case and subject.
    Subject,
    /// One value per row.
    Issue,
}

/// What a field can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A number or mark that names one case or one person.
    Id,
    /// A calendar day.
    Date,
    /// A whole number.
    Int,
    /// Yes or no.
    Bool,
    /// One code of the field's code list.
    Code,
    /// Several codes of the field's code list.
    Codes,
    /// Free text.
    Text,
}

/// One field of the contract.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name in mappings and in the treatment register.
    pub name: String,
    /// What it says something about.
    pub level: Level,
    /// What it can hold.
    pub kind: Kind,
    /// The code list its values come from.
    pub codelist: Option<String>,
    /// Whether a case without it is refused.
    #[serde(default)]
    pub required: bool,
    /// The indicators that need it, such as `I-3`.
    #[serde(default)]
    pub indicators: Vec<String>,
    /// Its name in Dutch.
    pub nl: String,
    /// Its name in English.
    pub en: String,
}

/// The fields of a closed case, in order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// Changes when a field does.
    pub version: String,
    /// The first day for which it holds.
    pub valid_from: String,
    field: Vec<Field>,
}

/// A contract that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ContractError {
    /// The file is not a contract.
    #[error("the case contract could not be read")]
    Syntax(#[from] toml::de::Error),
    /// Two fields share a name.
    #[error("field `{0}` is in the case contract twice")]
    Twice(String),
    /// A field of codes names no list, or another kind names one.
    #[error("field `{0}`: a code list belongs to the kinds `code` and `codes`, and to no other")]
    List(String),
}

static EMBEDDED: LazyLock<Contract> = LazyLock::new(|| match Contract::parse(FILE) {
    Ok(contract) => contract,
    // The file is part of the programme and its tests read it.
    Err(error) => panic!("contract.toml: {error}"),
});

impl Contract {
    /// The contract that is part of this programme.
    pub fn embedded() -> &'static Contract {
        &EMBEDDED
    }

    /// Reads a contract and checks that its fields are distinct and its lists well placed.
    pub fn parse(text: &str) -> Result<Contract, ContractError> {
        let contract: Contract = toml::from_str(text)?;
        let mut names = BTreeSet::new();
        for field in &contract.field {
            if !names.insert(field.name.as_str()) {
                return Err(ContractError::Twice(field.name.clone()));
            }
            let coded = matches!(field.kind, Kind::Code | Kind::Codes);
            if coded != field.codelist.is_some() {
                return Err(ContractError::List(field.name.clone()));
            }
        }
        Ok(contract)
    }

    /// All fields, in order.
    pub fn fields(&self) -> &[Field] {
        &self.field
    }

    /// One field by name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.field.iter().find(|field| field.name == name)
    }

    /// The place of a field in the order.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.field.iter().position(|field| field.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_contract_has_its_fields() {
        let contract = Contract::embedded();
        assert_eq!(contract.fields().len(), 84);
        assert_eq!(contract.position("case_id"), Some(0));
        assert_eq!(
            contract.field("unit").unwrap().codelist.as_deref(),
            Some("units")
        );
        assert!(contract.field("eenheid").is_none());
    }

    #[test]
    fn a_field_given_twice_is_refused() {
        let twice = "version='1'\nvalid_from='2020-01-01'\n[[field]]\nname='a'\nlevel='case'\nkind='int'\nnl='a'\nen='a'\n";
        let field = twice.split_once("[[field]]").unwrap().1;
        let error = Contract::parse(&format!("{twice}[[field]]{field}")).unwrap_err();
        assert!(matches!(error, ContractError::Twice(name) if name == "a"));
    }
}
