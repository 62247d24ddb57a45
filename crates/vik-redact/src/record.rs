//! What the case system knows of the people in a text.

/// The part that a person has in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// Whom the case is about (*betrokkene*).
    Subject,
    /// Who reported it (*melder*).
    Reporter,
    /// Who saw or heard it (*getuige*).
    Witness,
    /// A manager (*leidinggevende*).
    Manager,
    /// Who investigated it (*onderzoeker*).
    Investigator,
    /// A citizen (*burger*).
    Citizen,
    /// Whom it was done to (*slachtoffer*, *benadeelde*).
    Injured,
    /// Anyone else of the organisation.
    Colleague,
    /// Unknown.
    Other,
}

impl Role {
    /// Reads the Dutch word of an export; what is not known is [`Role::Other`].
    #[must_use]
    pub fn from_dutch(word: &str) -> Self {
        match word.trim().to_lowercase().as_str() {
            "betrokkene" | "beklaagde" | "verdachte" => Role::Subject,
            "melder" | "klager" | "klaagster" | "aangever" | "aangeefster" => Role::Reporter,
            "getuige" => Role::Witness,
            "leidinggevende" | "teamchef" | "chef" => Role::Manager,
            "onderzoeker" | "rapporteur" | "verbalisant" => Role::Investigator,
            "burger" => Role::Citizen,
            "slachtoffer" | "benadeelde" => Role::Injured,
            "collega" | "medewerker" => Role::Colleague,
            _ => Role::Other,
        }
    }
}

/// A person whom the case system names.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownPerson {
    /// The id by which spans refer to the person.
    pub id: String,
    /// The name as it stands in the system: "Ruud van Hemert", "R. van Hemert", "Hemert, R. van".
    pub name: String,
    /// The part in the case.
    pub role: Role,
}

/// What is known of a case before its text is read.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The number of the case, which its text often repeats.
    pub case: Option<String>,
    /// The persons in it.
    pub persons: Vec<KnownPerson>,
}
