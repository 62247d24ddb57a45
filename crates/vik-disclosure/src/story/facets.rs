//! What a story tells, and what is asked of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Attribute to code.
pub type Attributes = BTreeMap<String, String>;

/// What a reader of a story learns that can be counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryFacets {
    /// First month in which the case may have been closed: `2023-01`.
    pub from: String,
    /// Last month.
    pub until: String,
    /// What is told of the case.
    pub attributes: Attributes,
    /// Who is described.
    pub roles: Vec<StoryRole>,
    /// What the privacy officer weighed and accepted, for exactly these facets.
    pub cleared: BTreeSet<StoryFlag>,
}

/// Somebody in a story, and how many people it could be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryRole {
    /// The label in the text: "medewerker A".
    pub label: String,
    /// Staff of the unit or group of units that the text describes.
    pub unit_staff: u32,
    /// How many of them hold the function.
    pub function: Function,
}

/// How many of a unit's staff hold a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Function {
    /// Nobody counted; the unit decides, and the privacy officer must weigh it.
    Unknown,
    /// So many.
    Staff {
        /// How many.
        count: u32,
    },
    /// So many in a thousand, in the whole organisation.
    Share {
        /// How many in a thousand.
        per_mille: u32,
    },
}

impl StoryRole {
    /// How many people it could be; never more than the unit has.
    pub fn staff(&self) -> u32 {
        match self.function {
            Function::Unknown => self.unit_staff,
            Function::Staff { count } => count.min(self.unit_staff),
            Function::Share { per_mille } => {
                let share = u64::from(per_mille.min(1_000));
                u32::try_from(u64::from(self.unit_staff) * share / 1_000).unwrap_or(self.unit_staff)
            }
        }
    }
}

/// Something that passes only if the privacy officer accepts it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum StoryFlag {
    /// No cube counts these facets together, and only the estimate says that enough people share
    /// them.
    Estimate {
        /// The facets.
        attributes: Attributes,
        /// First month.
        from: String,
        /// Last month.
        until: String,
    },
    /// Nobody counted how many people hold the function of a role.
    Uncounted {
        /// The label of the role.
        label: String,
        /// Staff of the unit.
        unit_staff: u32,
    },
}

/// What says that enough people share all facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// One cube counts them together: it holds in every possible world.
    Counted,
    /// Several cubes together: it holds in every possible world.
    Bound,
    /// Conditional independence: it holds in the published table, and needs the privacy officer.
    Estimate,
}

/// What is asked of every story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryRule {
    /// Version of the rule, written into the record.
    pub version: String,
    /// Persons who share the facets, at least.
    pub persons: u32,
    /// Staff who could be the person in a role, at least.
    pub staff: u32,
    /// The attribute that says how a case ended.
    pub outcome: String,
    /// Codes of that attribute that say nothing.
    pub no_outcome: BTreeSet<String>,
    /// How many months a case must have been closed.
    pub embargo_months: u32,
    /// The present month: `2026-11`.
    pub today: String,
    /// Who reads the cubes, and will read the story.
    pub audience: String,
}

impl StoryRule {
    /// Five persons, twenty-five staff, twelve months, sanctions.
    pub fn standard(today: &str, audience: &str) -> Self {
        Self {
            version: "1".to_owned(),
            persons: 5,
            staff: 25,
            outcome: "sanction_band".to_owned(),
            no_outcome: ["unknown".to_owned()].into(),
            embargo_months: 12,
            today: today.to_owned(),
            audience: audience.to_owned(),
        }
    }
}

/// A month as a number that counts on: `2023-01` is 12 × 2023.
pub(super) fn number(month: &str) -> Option<i64> {
    let (year, rest) = month.split_once('-')?;
    let digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
    if year.len() != 4 || rest.len() != 2 || !digits(year) || !digits(rest) {
        return None;
    }
    let rest: i64 = rest.parse().ok()?;
    (1..=12)
        .contains(&rest)
        .then_some(12 * year.parse::<i64>().ok()? + rest - 1)
}

/// The inverse of [`number`].
pub(super) fn month(number: i64) -> String {
    format!(
        "{:04}-{:02}",
        number.div_euclid(12),
        number.rem_euclid(12) + 1
    )
}
