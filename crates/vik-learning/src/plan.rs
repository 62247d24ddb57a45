//! What a circle is planned to be: how long, in which phases, about which story, for which group.
//!
//! The phases and their order are those of DESIGN section 8; the minutes of a variant add up to it.

use serde::{Deserialize, Serialize};

/// A stretch of a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Welcome and agreements.
    Agreements,
    /// The story, one part at a time.
    Story,
    /// A first reaction in silence.
    Reaction,
    /// The dilemma in seven steps.
    Dilemma,
    /// Coffee; only in the longest variant.
    Pause,
    /// How it ended, and one protected figure.
    Figure,
    /// What helps: system, team, me.
    Helps,
    /// At most three actions.
    Actions,
    /// Check-out.
    Checkout,
}

/// How long a circle takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Variant {
    /// One hour.
    #[serde(rename = "60")]
    Hour,
    /// Two hours.
    #[serde(rename = "120")]
    TwoHours,
    /// Three hours, with a break.
    #[serde(rename = "180")]
    ThreeHours,
}

impl Variant {
    /// Every variant.
    pub const ALL: [Self; 3] = [Self::Hour, Self::TwoHours, Self::ThreeHours];

    /// How long it takes, in minutes.
    #[must_use]
    pub fn minutes(self) -> u32 {
        match self {
            Self::Hour => 60,
            Self::TwoHours => 120,
            Self::ThreeHours => 180,
        }
    }

    /// The variant of a number of minutes.
    #[must_use]
    pub fn of(minutes: &str) -> Option<Self> {
        let minutes: u32 = minutes.parse().ok()?;
        Self::ALL.into_iter().find(|all| all.minutes() == minutes)
    }

    /// Its phases with their minutes, in order.
    #[must_use]
    pub fn phases(self) -> &'static [(Phase, u32)] {
        match self {
            Self::Hour => &[
                (Phase::Agreements, 5),
                (Phase::Story, 8),
                (Phase::Reaction, 5),
                (Phase::Dilemma, 17),
                (Phase::Figure, 5),
                (Phase::Helps, 8),
                (Phase::Actions, 8),
                (Phase::Checkout, 4),
            ],
            Self::TwoHours => &[
                (Phase::Agreements, 10),
                (Phase::Story, 10),
                (Phase::Reaction, 10),
                (Phase::Dilemma, 35),
                (Phase::Figure, 15),
                (Phase::Helps, 15),
                (Phase::Actions, 15),
                (Phase::Checkout, 10),
            ],
            Self::ThreeHours => &[
                (Phase::Agreements, 15),
                (Phase::Story, 15),
                (Phase::Reaction, 15),
                (Phase::Dilemma, 50),
                (Phase::Pause, 15),
                (Phase::Figure, 20),
                (Phase::Helps, 20),
                (Phase::Actions, 20),
                (Phase::Checkout, 10),
            ],
        }
    }
}

/// What was chosen while preparing; nobody is named in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The organisation whose stories are used.
    pub org: String,
    /// The unit of the group; none for a group from several units.
    pub unit: Option<String>,
    /// The theme.
    pub theme: String,
    /// The story, as the library numbers it.
    pub story: String,
    /// How long.
    pub variant: Variant,
    /// How many people are expected; no more phones than this may take part.
    pub group: u32,
}

/// The largest group; above it a conversation is no longer one.
pub const LARGEST_GROUP: u32 = 30;

/// What of a story decides how many steps a circle has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// For each part, whether the group stops behind it.
    pub stops: Vec<bool>,
    /// Options of the dilemma.
    pub options: u32,
    /// Its "but what if" cards.
    pub what_ifs: u32,
}

impl Shape {
    /// The shape of a story.
    #[must_use]
    pub fn of(story: &vik_story::Story) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let dilemma = story.dilemma.as_ref();
        Self {
            stops: story
                .parts
                .iter()
                .map(|part| part.decision.is_some() || !part.questions.is_empty())
                .collect(),
            options: dilemma.map_or(0, |dilemma| count(dilemma.options.len())),
            what_ifs: dilemma.map_or(0, |dilemma| count(dilemma.what_if.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minutes_of_every_variant_add_up() {
        for variant in Variant::ALL {
            let sum: u32 = variant.phases().iter().map(|(_, minutes)| minutes).sum();
            assert_eq!(sum, variant.minutes());
            assert!(
                variant.phases().windows(2).all(|two| two[0].0 < two[1].0),
                "in order"
            );
        }
    }

    #[test]
    fn only_the_longest_has_a_break_and_nothing_else_differs() {
        let without = |variant: Variant| -> Vec<Phase> {
            let phases = variant.phases().iter().map(|(phase, _)| *phase);
            phases.filter(|phase| *phase != Phase::Pause).collect()
        };
        assert_eq!(without(Variant::Hour), without(Variant::ThreeHours));
        assert_eq!(without(Variant::Hour).len(), Variant::Hour.phases().len());
    }
}
