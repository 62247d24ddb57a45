//! What a page can ask of a review.

use std::collections::{BTreeMap, BTreeSet};

use super::event::{Content, Event};
use super::state::{Gate, Review, Stage};
use crate::story::Story;

impl Review {
    /// The log, oldest first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The story as it is now.
    #[must_use]
    pub fn story(&self) -> &Story {
        &self.story
    }

    /// The version to name as seen.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The version of the last change of text or facets: what a machine or gate check is about.
    #[must_use]
    pub fn text_version(&self) -> u64 {
        self.text_version
    }

    /// How far it has come.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Units whose VIK tests whether the case is recognised.
    #[must_use]
    pub fn units(&self) -> &BTreeSet<String> {
        &self.units
    }

    /// Everybody who ever wrote in it or was handed it.
    #[must_use]
    pub fn authors(&self) -> &BTreeSet<String> {
        &self.authors
    }

    /// Everybody who ever passed its privacy check or accepted a flag of the gate.
    #[must_use]
    pub fn privacy_checkers(&self) -> &BTreeSet<String> {
        &self.privacy_checkers
    }

    /// Whose privacy check holds.
    #[must_use]
    pub fn privacy_checker(&self) -> Option<&String> {
        self.privacy_checker.as_ref()
    }

    /// Who passed which half of the content check that holds.
    #[must_use]
    pub fn content(&self) -> &BTreeMap<Content, String> {
        &self.content
    }

    /// Units that did not recognise the case, and who said so.
    #[must_use]
    pub fn recognised(&self) -> &BTreeMap<String, String> {
        &self.recognised
    }

    /// What the gate said about the present version.
    #[must_use]
    pub fn gate(&self) -> Option<&Gate> {
        self.gate.as_ref()
    }

    /// Year and month before whose end a released story must be reviewed.
    #[must_use]
    pub fn review_due(&self) -> Option<&str> {
        self.review_due.as_deref()
    }

    /// Whether the review of a released story is overdue on a day: `2027-04-01`.
    #[must_use]
    pub fn is_overdue(&self, today: &str) -> bool {
        self.review_due
            .as_deref()
            .is_some_and(|due| today.get(..7).is_some_and(|month| month > due))
    }
}
