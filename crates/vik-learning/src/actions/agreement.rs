//! An action of the register, and what its owner answers when it is asked about.

use serde::{Deserialize, Serialize};
use vik_domain::Month;

use crate::check::Clean;
use crate::note::Owner;

/// Most letters in what an owner adds to an answer.
pub const REMARK_LENGTH: usize = 140;

/// Where an action comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Source {
    /// A learning circle, by its place in the store of circles.
    Circle(i64),
    /// A signal, by its code.
    Signal(String),
    /// A report, by its code.
    Report(String),
}

/// An action, as it was registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// What is done.
    pub what: Clean,
    /// Who takes it up: a unit or a role, never a person.
    pub owner: Owner,
    /// The month in which it is done.
    #[serde(with = "month_text")]
    pub due: Month,
    /// How one will see that it worked.
    pub sign: Clean,
    /// Where it comes from.
    pub source: Source,
    /// The theme it is about.
    pub theme: Option<String>,
    /// The category of cases it is about.
    pub category: Option<String>,
    /// The units that it reaches; none stands for all of them.
    pub units: Vec<String>,
}

/// A moment at which an action is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// After four weeks.
    Weeks,
    /// After three months.
    Months,
}

impl Look {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Weeks, Self::Months];

    /// Its name in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Weeks => "vier-weken",
            Self::Months => "drie-maanden",
        }
    }

    /// The look of a name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.code() == code)
    }

    /// Its position.
    #[must_use]
    pub fn at(self) -> usize {
        usize::from(self == Self::Months)
    }
}

/// Whether it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// Done.
    Done,
    /// Partly.
    Partly,
    /// Not.
    Not,
}

impl Done {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Done, Self::Partly, Self::Not];

    /// Its name in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "gedaan",
            Self::Partly => "deels",
            Self::Not => "niet",
        }
    }

    /// The answer of a name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Whether it helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Helped {
    /// Yes.
    Yes,
    /// Partly.
    Partly,
    /// No.
    No,
    /// It is too early to say.
    TooEarly,
}

impl Helped {
    /// Every answer.
    pub const ALL: [Self; 4] = [Self::Yes, Self::Partly, Self::No, Self::TooEarly];

    /// Its name in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "ja",
            Self::Partly => "deels",
            Self::No => "nee",
            Self::TooEarly => "te-vroeg",
        }
    }

    /// The answer of a name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// An answer about an action, read by the whole organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Whether it was done.
    pub done: Done,
    /// Whether it helped.
    pub helped: Helped,
    /// What the owner adds.
    pub note: Option<Clean>,
}

/// A month as `2026-11`.
pub(crate) mod month_text {
    use serde::{Deserialize, Deserializer, Serializer};
    use vik_domain::Month;

    pub fn serialize<S: Serializer>(month: &Month, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(month)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Month, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
