//! What is written down of actions, the toolkit and the network: one deed a line.
//!
//! No deed has a place for a person. Free text is [`Clean`](crate::check::Clean); everything else is a code, a month, a
//! number from a list, or a tally of five or more.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::actions::agreement::{Agreement, FollowUp, Look};
use crate::actions::measure::{Group, Moment};
use crate::network::practice::Practice;
use crate::tally::Tally;
use crate::toolkit::scan::Score;

/// Which action: one of the register, by the place of its line, or one that a circle agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ActionId {
    /// The place of the line that registered it.
    Line(i64),
    /// The place of the circle, and the action's number in it.
    Circle(i64, u32),
}

impl fmt::Display for ActionId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(place) => write!(out, "a{place}"),
            Self::Circle(place, id) => write!(out, "c{place}-{id}"),
        }
    }
}

/// A text that names no action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the number of an action")]
pub struct NoAction;

impl FromStr for ActionId {
    type Err = NoAction;

    fn from_str(text: &str) -> Result<Self, NoAction> {
        let number = |digits: &str| digits.parse().map_err(|_| NoAction);
        let id = match (text.strip_prefix('a'), text.strip_prefix('c')) {
            (Some(place), _) => Self::Line(number(place)?),
            (None, Some(rest)) => {
                let (place, id) = rest.split_once('-').ok_or(NoAction)?;
                Self::Circle(number(place)?, id.parse().map_err(|_| NoAction)?)
            }
            (None, None) => return Err(NoAction),
        };
        // One way to write each, so that two addresses are never one action.
        (id.to_string() == text).then_some(id).ok_or(NoAction)
    }
}

impl TryFrom<String> for ActionId {
    type Error = NoAction;

    fn try_from(text: String) -> Result<Self, NoAction> {
        text.parse()
    }
}

impl From<ActionId> for String {
    fn from(id: ActionId) -> Self {
        id.to_string()
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Deed {
    /// An action was registered; circles write theirs themselves.
    Agreed(Agreement),
    /// A mail is about to go; only the hash of its key is kept.
    Asking {
        /// About which action.
        action: ActionId,
        /// Which look.
        look: Look,
        /// SHA-256 of the key in the link, in hexadecimal digits.
        key: String,
    },
    /// The mail was taken by the mail server.
    Asked {
        /// About which action.
        action: ActionId,
        /// Which look.
        look: Look,
    },
    /// The owner answered.
    Answered {
        /// About which action.
        action: ActionId,
        /// Which look.
        look: Look,
        /// What.
        answer: FollowUp,
    },
    /// A group answered the four questions.
    Measured {
        /// Which group.
        group: Group,
        /// When.
        moment: Moment,
        /// The tallies, one for each question.
        tallies: Vec<Option<Tally>>,
    },
    /// A unit used an instrument.
    Used {
        /// The instrument.
        instrument: String,
        /// The unit.
        unit: String,
    },
    /// A group voted on a dilemma.
    Voted {
        /// The instrument.
        instrument: String,
        /// The unit of the group; none for a group from several units.
        unit: Option<String>,
        /// The votes.
        tally: Tally,
    },
    /// A unit scanned its risks.
    Scanned {
        /// The instrument.
        instrument: String,
        /// The unit.
        unit: String,
        /// A score for each question of the scan, in its order.
        scores: Vec<Score>,
    },
    /// A coordinator shared what works.
    Shared(Practice),
    /// A unit uses what another shared.
    Reused {
        /// The place of the line that shared it.
        practice: i64,
        /// The unit.
        unit: String,
    },
    /// Whether a unit has a prevention coordinator.
    Post {
        /// The unit.
        unit: String,
        /// Whether somebody does it.
        filled: bool,
    },
    /// The text of an earlier line was taken out.
    Struck {
        /// The place of that line.
        place: i64,
    },
}

impl Deed {
    /// Whether somebody typed text in it, which may have to be taken out.
    #[must_use]
    pub fn has_text(&self) -> bool {
        match self {
            Self::Agreed(_) | Self::Shared(_) => true,
            Self::Answered { answer, .. } => answer.note.is_some(),
            _ => false,
        }
    }
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its place, from 1 without gaps.
    pub place: i64,
    /// The organisation.
    pub org: String,
    /// The day, in days since 1970-01-01.
    pub day: i32,
    /// What happened; none where it was struck.
    pub deed: Option<Deed>,
}
