//! An organisation's profile: what it is called and which code lists are its own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// An organisation whose cases are kept apart from all others.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its name in folders and commands.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// How many people work there, as an order of magnitude for the pages.
    pub staff: Option<u32>,
    /// Which list it uses where a contract says another, such as `units = "units-philadelphia"`.
    #[serde(default)]
    pub codelists: BTreeMap<String, String>,
    /// Whether its cases are made up.
    #[serde(default)]
    pub synthetic: bool,
    /// What every page says about it.
    #[serde(default)]
    pub note: Text,
}

/// An organisation profile that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OrganisationError {
    /// The file is not a profile.
    #[error("the organisation profile could not be read")]
    Syntax(#[from] toml::de::Error),
    /// The id would not do as a folder name.
    #[error("organisation id `{0}`: use lower-case letters, digits and hyphens")]
    Id(String),
}

impl Organisation {
    /// Reads a profile.
    pub fn parse(text: &str) -> Result<Organisation, OrganisationError> {
        let organisation: Organisation = toml::from_str(text)?;
        let plain =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if organisation.id.is_empty() || !organisation.id.chars().all(plain) {
            return Err(OrganisationError::Id(organisation.id));
        }
        Ok(organisation)
    }

    /// The code list it uses under a name.
    pub fn codelist<'a>(&'a self, id: &'a str) -> &'a str {
        self.codelists.get(id).map_or(id, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_overrides_the_lists_it_names() {
        let text = "id='a-b'\nname={nl='n',en='e'}\ncodelists={units='units-x'}\n";
        let organisation = Organisation::parse(text).unwrap();
        assert_eq!(organisation.codelist("units"), "units-x");
        assert_eq!(organisation.codelist("issues"), "issues");
        assert!(Organisation::parse(&text.replace("a-b", "../a")).is_err());
    }

    #[test]
    fn the_shipped_profiles_are_read() {
        for text in [
            include_str!("../../../data-samples/organisations/nl-police.toml"),
            include_str!("../../../data-samples/organisations/philadelphia.toml"),
        ] {
            Organisation::parse(text).unwrap();
        }
    }
}
