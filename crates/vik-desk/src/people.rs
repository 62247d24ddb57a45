//! Who works at the desk, and in which capacities. A person may have several; the review decides what
//! that allows.

use std::path::Path;

use serde::{Deserialize, Serialize};
use vik_server::accounts::{fits, hash_password};
use vik_story::review::{Actor, Role};

/// Somebody who may sign in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name to sign in with; two people never share one.
    pub name: String,
    /// The name on the page.
    pub display: String,
    /// `author`, `privacy_officer`, `jurist`, `trainer`, `releaser`, or `unit_vik:` and a unit (`*` for all).
    pub roles: Vec<String>,
    /// Argon2id hash of the password.
    pub password: String,
}

/// Everybody who may sign in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// One by one.
    #[serde(default)]
    pub person: Vec<Person>,
}

/// The file of people cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// It is not there.
    #[error("there is no file {0}: make one, or add --demo for made-up people")]
    Missing(String),
    /// It is not as expected.
    #[error("{file}: {reason}")]
    Form {
        /// The file.
        file: String,
        /// What was expected.
        reason: String,
    },
}

/// The password of the people in a demonstration.
pub const DEMO_PASSWORD: &str = "leerkring-demo";

const DEMO: [(&str, &str, &[&str]); 7] = [
    ("auteur", "Auteur", &["author"]),
    ("auteur2", "Tweede auteur", &["author"]),
    ("privacy", "Privacyfunctionaris", &["privacy_officer"]),
    ("jurist", "Jurist", &["jurist"]),
    ("trainer", "Trainer", &["trainer"]),
    ("vik", "VIK van de eenheid", &["unit_vik:*"]),
    ("vrijgever", "Sectorhoofd VIK", &["releaser"]),
];

impl People {
    /// Reads the file.
    ///
    /// # Errors
    /// [`PeopleError`] naming the file and what was expected.
    pub fn read(file: &Path) -> Result<Self, PeopleError> {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|_| PeopleError::Missing(name.clone()))?;
        let people: Self = toml::from_str(&text).map_err(|e| PeopleError::Form {
            file: name.clone(),
            reason: e.message().to_owned(),
        })?;
        for person in &people.person {
            if let Some(role) = person
                .roles
                .iter()
                .find(|role| parse(role, &[]).is_none() && !role.starts_with("unit_vik:"))
            {
                return Err(PeopleError::Form {
                    file: name,
                    reason: format!(
                        "expected author, privacy_officer, jurist, trainer, releaser or unit_vik:UNIT, not `{role}`"
                    ),
                });
            }
        }
        Ok(people)
    }

    /// One person for each capacity, for a demonstration; `None` when the system gives no randomness.
    #[must_use]
    pub fn demo() -> Option<Self> {
        let person = DEMO
            .iter()
            .map(|(name, display, roles)| {
                Some(Person {
                    name: (*name).to_owned(),
                    display: (*display).to_owned(),
                    roles: roles.iter().map(|role| (*role).to_owned()).collect(),
                    password: hash_password(DEMO_PASSWORD)?,
                })
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Self { person })
    }

    /// Writes the file, if there is none.
    ///
    /// # Errors
    /// [`PeopleError::Form`] when it cannot be written.
    pub fn write(&self, file: &Path) -> Result<(), PeopleError> {
        let failed = |reason: String| PeopleError::Form {
            file: file.display().to_string(),
            reason,
        };
        let text = toml::to_string(self).map_err(|e| failed(e.to_string()))?;
        std::fs::write(file, text).map_err(|e| failed(e.kind().to_string()))
    }

    /// The person with this name and password; an unknown name costs as much time as a known one.
    #[must_use]
    pub fn verify(&self, name: &str, password: &str) -> Option<Person> {
        let known = self.person.iter().find(|person| person.name == name);
        let matches = fits(known.map(|person| person.password.as_str()), password);
        known.filter(|_| matches).cloned()
    }
}

impl Person {
    /// The person as an actor in a review of these units.
    #[must_use]
    pub fn actor(&self, units: &[String]) -> Actor {
        let roles = self
            .roles
            .iter()
            .filter_map(|role| parse(role, units))
            .flatten();
        Actor::new(&self.name, roles)
    }

    /// Whether the person writes stories.
    #[must_use]
    pub fn is_author(&self) -> bool {
        self.roles.iter().any(|role| role == "author")
    }
}

fn parse(role: &str, units: &[String]) -> Option<Vec<Role>> {
    Some(match role {
        "author" => vec![Role::Author],
        "privacy_officer" => vec![Role::PrivacyOfficer],
        "jurist" => vec![Role::Jurist],
        "trainer" => vec![Role::Trainer],
        "releaser" => vec![Role::Releaser],
        "unit_vik:*" => units
            .iter()
            .map(|unit| Role::UnitVik { unit: unit.clone() })
            .collect(),
        other => vec![Role::UnitVik {
            unit: other.strip_prefix("unit_vik:")?.to_owned(),
        }],
    })
}
