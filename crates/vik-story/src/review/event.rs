//! What can happen in a review.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::story::Story;

/// Something that happened. Events are stored as tagged JSON and never change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The version that it made, from 1; a look has the version that was looked at.
    pub version: u64,
    /// The version that its actor had seen.
    pub seen: u64,
    /// When, as the caller writes times: it begins with year and month, `2026-03`.
    pub at: String,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Action,
}

/// Somebody, and in which capacities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// A stable name for the person; two people never share one.
    pub id: String,
    /// What they are.
    pub roles: BTreeSet<Role>,
}

impl Actor {
    /// Somebody with these roles.
    pub fn new(id: &str, roles: impl IntoIterator<Item = Role>) -> Self {
        Self {
            id: id.to_owned(),
            roles: roles.into_iter().collect(),
        }
    }
}

/// A capacity in which one takes part in a review.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Role {
    /// Writes stories.
    Author,
    /// Checks that nobody is exposed.
    PrivacyOfficer,
    /// Checks the law in it.
    Jurist,
    /// Checks that one can learn from it.
    Trainer,
    /// Knows a unit, and so whether its people would recognise the case.
    UnitVik {
        /// The unit.
        unit: String,
    },
    /// Decides about release and withdrawal.
    Releaser,
    /// The program that searches the text and asks the gate.
    Machine,
}

/// Which half of the content check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// By a jurist.
    Law,
    /// By a trainer.
    Learning,
}

/// A place in the text that somebody must look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// JSON pointer of the text: `/parts/0/text`.
    pub field: String,
    /// First byte of the piece in that text.
    pub start: usize,
    /// The piece itself.
    pub quote: String,
    /// What it may be: `PERSON`, `RARE_FACT`.
    pub label: String,
    /// Why it was flagged.
    pub why: String,
}

/// A flag of one machine check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlagRef {
    /// Version of the machine check.
    pub check: u64,
    /// Its place in that check.
    pub place: usize,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// A story was drafted from a case of these units, which will test whether it is recognised.
    Started {
        /// The draft.
        story: Box<Story>,
        /// Codes of the units.
        units: BTreeSet<String>,
    },
    /// A field got another value. A list or a set of attributes is edited whole when its length
    /// changes.
    Edited {
        /// JSON pointer: `/title`, `/parts/0/text`, `/lessons/team`, `/facets/attributes`.
        field: String,
        /// The new value, in the form of the story's JSON.
        value: Value,
    },
    /// A word or phrase is replaced wherever it stands or will be written in any text.
    Masked {
        /// What must not be read.
        text: String,
        /// What is read instead.
        with: String,
    },
    /// A flagged piece may stay.
    FlagCleared {
        /// Which.
        flag: FlagRef,
        /// Why it tells nobody anything.
        reason: String,
    },
    /// A flagged piece was replaced, in this place only.
    FlagReplaced {
        /// Which.
        flag: FlagRef,
        /// What is read instead.
        with: String,
    },
    /// An event was undone; the undoing of an undoing does it again.
    Undone {
        /// Version of that event.
        version: u64,
    },
    /// The text was searched.
    MachineChecked {
        /// The text version that was searched.
        checked: u64,
        /// What somebody must look at.
        flags: Vec<Flag>,
    },
    /// The gate was asked about the facets.
    GateChecked {
        /// The text version whose facets were judged.
        checked: u64,
        /// Whether they pass.
        passed: bool,
        /// What the privacy officer must weigh although they pass.
        flags: Vec<String>,
        /// Why they do not pass.
        refused: Option<String>,
    },
    /// The privacy officer accepts what the gate flagged.
    GateFlagsAccepted {
        /// Why.
        reason: String,
    },
    /// The privacy check was passed.
    PrivacyPassed,
    /// Half of the content check was passed.
    ContentPassed {
        /// Which half.
        part: Content,
    },
    /// The VIK of a unit does not recognise the case, and expects nobody there to.
    RecognitionPassed {
        /// The unit.
        unit: String,
    },
    /// Back to the author.
    SentBack {
        /// Why.
        reason: String,
    },
    /// Somebody else writes on, and counts as author from now.
    HandedOver {
        /// Who.
        to: String,
    },
    /// The story may be read.
    Released,
    /// The released story was looked at again, and still stands.
    Reviewed {
        /// What was found.
        note: String,
    },
    /// The story may not be read any more, or never will be.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// Somebody looked.
    Looked {
        /// At what: `draft`, `facets`, `log`.
        what: String,
    },
}

/// Why something may not be done. A normal answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused by rule `{rule}`: {would_pass}")]
pub struct Denied {
    /// The rule, as a stable word.
    pub rule: String,
    /// What would pass instead.
    pub would_pass: String,
    /// Who did what stands in the way, where that is somebody.
    pub by: Option<String>,
}

impl Denied {
    pub(crate) fn new(rule: &str, would_pass: impl Into<String>) -> Self {
        Self {
            rule: rule.to_owned(),
            would_pass: would_pass.into(),
            by: None,
        }
    }

    pub(crate) fn by(mut self, event: &Event) -> Self {
        self.by = Some(event.actor.id.clone());
        self
    }
}
