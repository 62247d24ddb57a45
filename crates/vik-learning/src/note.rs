//! What a circle writes down: short fields of a fixed kind, with text that was found clean.

use serde::{Deserialize, Serialize};

use crate::check::Clean;

/// Most letters in a note.
pub const NOTE_LENGTH: usize = 280;
/// Most letters in an idea and in a sign of success.
pub const SHORT_LENGTH: usize = 140;
/// Most notes in a circle.
pub const MOST_NOTES: usize = 60;
/// Most ideas in a column.
pub const MOST_IDEAS: usize = 5;
/// Most actions.
pub const MOST_ACTIONS: usize = 3;

/// What a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something that became clear.
    Insight,
    /// Something to ask, of VIK or of who leads.
    Question,
    /// Something to do differently.
    Proposal,
    /// Something for another moment: the parking lot.
    Parked,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Insight, Self::Question, Self::Proposal, Self::Parked];

    /// Its name in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Insight => "inzicht",
            Self::Question => "vraag",
            Self::Proposal => "voorstel",
            Self::Parked => "parkeerplaats",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A note that the group agreed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Its number in the room.
    pub id: u32,
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub text: Clean,
}

/// Where something that helps must change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Rules, systems, ways of working.
    System,
    /// The team.
    Team,
    /// Each of us.
    Me,
}

impl Column {
    /// Every column, from left to right.
    pub const ALL: [Self; 3] = [Self::System, Self::Team, Self::Me];

    /// Its name in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::System => "systeem",
            Self::Team => "team",
            Self::Me => "ik",
        }
    }

    /// The column of a name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }
}

/// Something that helps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idea {
    /// Its number in the room; the option that dots are put on.
    pub id: u32,
    /// Where.
    pub column: Column,
    /// What.
    pub text: Clean,
}

/// Who takes up an action: a unit or a role, from a list. There is nowhere to write a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "code")]
pub enum Owner {
    /// A unit, by its code.
    Unit(String),
    /// A role.
    Role(Role),
}

/// A role that takes up actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Leads a team.
    TeamLead,
    /// Leads a unit.
    UnitLead,
    /// Coordinates prevention in a unit.
    Prevention,
    /// The integrity department.
    Vik,
    /// Teaches.
    Training,
    /// Runs information systems.
    Systems,
    /// Staff affairs.
    Hr,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] = [
        Self::TeamLead,
        Self::UnitLead,
        Self::Prevention,
        Self::Vik,
        Self::Training,
        Self::Systems,
        Self::Hr,
    ];

    /// What it is called, in Dutch and in English.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::TeamLead => ("Teamleiding", "Team leadership"),
            Self::UnitLead => ("Eenheidsleiding", "Unit leadership"),
            Self::Prevention => ("Preventiecoördinator", "Prevention coordinator"),
            Self::Vik => ("VIK", "Integrity department"),
            Self::Training => ("Opleiding", "Training"),
            Self::Systems => ("Beheer informatiesystemen", "Information systems"),
            Self::Hr => ("HR", "Human resources"),
        }
    }

    /// Its name in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TeamLead => "teamleiding",
            Self::UnitLead => "eenheidsleiding",
            Self::Prevention => "preventie",
            Self::Vik => "vik",
            Self::Training => "opleiding",
            Self::Systems => "systemen",
            Self::Hr => "hr",
        }
    }

    /// The role of a name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// An action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Its number in the room.
    pub id: u32,
    /// What is done.
    pub what: Clean,
    /// Who takes it up.
    pub owner: Owner,
    /// When it is done, as days since 1970-01-01.
    pub due: i32,
    /// How the group will see that it worked.
    pub sign: Clean,
}
