//! What a pack holds.

use serde::{Deserialize, Serialize};
use vik_charts::{ChartData, ChartSpec};
use vik_domain::Month;
use vik_story::Story;

use crate::report::{Hash, month};

/// The version of this layout.
pub const PACK_SCHEMA: u32 = 1;

/// A lesson: what is done, in which order and for how long. All text is Dutch, as the stories are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Always [`PACK_SCHEMA`].
    pub schema: u32,
    /// What it is called.
    pub title: String,
    /// For whom it is.
    pub audience: String,
    /// The organisation.
    pub organisation: String,
    /// The first of this month is the date of every document.
    #[serde(with = "month")]
    pub dated: Month,
    /// What participants can do afterwards.
    pub aims: Vec<String>,
    /// How many minutes there are; the items must add up to it.
    pub minutes: u32,
    /// What is done, in order.
    pub items: Vec<Item>,
}

/// A stretch of the lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Item {
    /// Reading and discussing a story.
    Story {
        /// Which.
        story: StoryRef,
        /// How long.
        minutes: u32,
    },
    /// Talking over dilemma cards.
    Cards {
        /// Of which stories.
        stories: Vec<StoryRef>,
        /// How long.
        minutes: u32,
    },
    /// Reading a published figure.
    Figure {
        /// Which.
        figure: Box<PackFigure>,
        /// How long.
        minutes: u32,
    },
    /// Something to do.
    Exercise {
        /// What it is called.
        title: String,
        /// How it goes.
        steps: Vec<String>,
        /// How long.
        minutes: u32,
    },
    /// A pause.
    Pause {
        /// How long.
        minutes: u32,
    },
}

/// A story as it was when it was chosen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryRef {
    /// The name under which it is kept.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// [`story_hash`] of that version, in hexadecimal.
    pub hash: String,
}

/// A published figure in a lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFigure {
    /// What to draw.
    pub spec: ChartSpec,
    /// From what.
    pub data: ChartData,
    /// From which release and query.
    pub source: String,
    /// What it does not say.
    pub reading: String,
}

impl Item {
    /// How many minutes it takes.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        match self {
            Self::Story { minutes, .. }
            | Self::Cards { minutes, .. }
            | Self::Figure { minutes, .. }
            | Self::Exercise { minutes, .. }
            | Self::Pause { minutes } => *minutes,
        }
    }

    /// The stories in it.
    pub(crate) fn stories(&self) -> &[StoryRef] {
        match self {
            Self::Story { story, .. } => std::slice::from_ref(story),
            Self::Cards { stories, .. } => stories,
            _ => &[],
        }
    }
}

/// SHA-256 over the story's JSON with fields in the order of the type: two stories have one hash only
/// when every word is the same.
#[must_use]
pub fn story_hash(story: &Story) -> Hash {
    // A story has only strings, lists and numbers: writing it cannot fail.
    Hash::of(&serde_json::to_vec(story).unwrap_or_default())
}
