//! The four questions that a group answers before, after and later, and what may be compared.
//!
//! Answers are counted by [`crate::workshop::polls`]: in memory, from five, and frozen once shown. What
//! is compared are groups at three moments, never people: nobody's second answer is laid beside a first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::tally::{Band, Tally};
use crate::workshop::deed::{Deed, Line};

/// A group that is asked again and again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The theme.
    pub theme: String,
    /// The unit; none for a group from several units.
    pub unit: Option<String>,
}

/// When a group is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// Before anything was done.
    Before,
    /// Right after.
    After,
    /// Months later.
    Later,
}

impl Moment {
    /// Every moment, in order.
    pub const ALL: [Self; 3] = [Self::Before, Self::After, Self::Later];

    /// Its name in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Before => "vooraf",
            Self::After => "achteraf",
            Self::Later => "later",
        }
    }

    /// The moment of a name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|moment| moment.code() == code)
    }
}

/// How many questions there are; [`crate::ask::Ask::Checkout`] holds as many.
pub const QUESTIONS: usize = crate::ask::CHECKOUT_QUESTIONS;

/// What a group answered at its moments. Where one moment was asked more than once, the latest stands.
pub type Course = BTreeMap<Moment, Vec<Option<Tally>>>;

/// Every group of an organisation that was asked, with its answers.
#[must_use]
pub fn courses(org: &str, lines: &[Line]) -> BTreeMap<Group, Course> {
    let mut all: BTreeMap<Group, Course> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.org == org) {
        if let Some(Deed::Measured {
            group,
            moment,
            tallies,
        }) = &line.deed
        {
            let course = all.entry(group.clone()).or_default();
            course.insert(*moment, tallies.clone());
        }
    }
    all
}

/// The band of an answer to a question at a moment; none where it was not asked or fewer than five
/// answered.
#[must_use]
pub fn band(course: &Course, moment: Moment, question: usize, answer: u32) -> Option<Band> {
    let tally = course.get(&moment)?.get(question)?.as_ref()?;
    Some(tally.band(answer))
}
