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
    #[error(
        "nobody may sign in yet, for there is no {0}: add people with `vik desk --person NAME --role author`, or give --demo for made-up ones"
    )]
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
            person.check().map_err(|reason| PeopleError::Form {
                file: name.clone(),
                reason,
            })?;
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

    /// Adds somebody, or replaces who had the name.
    ///
    /// # Errors
    /// [`PeopleError::Form`] when a role does not exist.
    pub fn put(&mut self, person: Person) -> Result<(), PeopleError> {
        person.check().map_err(|reason| PeopleError::Form {
            file: "--role".to_owned(),
            reason,
        })?;
        self.person.retain(|known| known.name != person.name);
        self.person.push(person);
        Ok(())
    }

    /// Writes the file.
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
    /// Whether every role exists; otherwise what was expected.
    fn check(&self) -> Result<(), String> {
        match self.roles.iter().find(|role| parse(role, &[]).is_none()) {
            None => Ok(()),
            Some(role) => Err(format!(
                "expected author, privacy_officer, jurist, trainer, releaser or unit_vik:UNIT, not `{role}`"
            )),
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, role: &str) -> Person {
        Person {
            name: name.to_owned(),
            display: name.to_owned(),
            roles: vec![role.to_owned()],
            password: hash_password("a long password").unwrap(),
        }
    }

    #[test]
    fn a_person_is_added_once_and_a_role_must_exist() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("people.toml");
        let mut people = People::default();
        people.put(person("a", "author")).unwrap();
        people.put(person("a", "unit_vik:NN")).unwrap();
        assert!(people.put(person("b", "boss")).is_err());
        people.write(&file).unwrap();
        let read = People::read(&file).unwrap();
        assert_eq!(read.person.len(), 1);
        assert!(read.verify("a", "a long password").is_some());
        assert!(read.verify("a", "another").is_none());
        assert!(!read.person[0].is_author());
    }
}
