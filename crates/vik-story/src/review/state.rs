//! Where a review stands: the fold of its events.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::event::{Action, Actor, Content, Denied, Event};
use super::flags::Checked;
use super::rules::{month, named};
use crate::story::Story;

/// How far a story has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being written.
    Draft,
    /// Searched by the machine.
    MachineChecked,
    /// Passed by the privacy officer.
    PrivacyChecked,
    /// Passed by a jurist and by a trainer.
    ContentChecked,
    /// Not recognised by the VIK of its units.
    RecognitionTested,
    /// May be read.
    Released,
    /// May not be read any more.
    Withdrawn,
}

impl Stage {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "a draft",
            Self::MachineChecked => "checked by the machine",
            Self::PrivacyChecked => "checked for privacy",
            Self::ContentChecked => "checked for content",
            Self::RecognitionTested => "tested for recognition",
            Self::Released => "released",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What the gate said about the present text and facets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Whether the facets pass.
    pub passed: bool,
    /// What must be weighed although they pass.
    pub flags: Vec<String>,
    /// Why they do not pass.
    pub refused: Option<String>,
    /// Who accepted the flags.
    pub accepted: Option<String>,
}

/// The review of one story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub(super) events: Vec<Event>,
    pub(super) first: Story,
    pub(super) units: BTreeSet<String>,
    pub(super) story: Story,
    pub(super) version: u64,
    pub(super) text_version: u64,
    pub(super) stage: Stage,
    pub(super) authors: BTreeSet<String>,
    pub(super) privacy_checkers: BTreeSet<String>,
    pub(super) privacy_checker: Option<String>,
    pub(super) content: BTreeMap<Content, String>,
    pub(super) recognised: BTreeMap<String, String>,
    pub(super) gate: Option<Gate>,
    pub(super) review_due: Option<String>,
    pub(super) checks: Vec<Checked>,
}

/// A log that is no review.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("event {place}: expected {expected}")]
pub struct BrokenLog {
    /// Place in the log, from 0.
    pub place: usize,
    /// What was expected.
    pub expected: String,
}

impl Review {
    /// Starts a review; the event is the first of its log.
    pub fn start(
        actor: Actor,
        at: &str,
        story: Story,
        units: BTreeSet<String>,
    ) -> Result<Self, Denied> {
        let event = Event {
            version: 1,
            seen: 0,
            at: at.to_owned(),
            actor,
            action: Action::Started {
                story: Box::new(story),
                units,
            },
        };
        Self::begin(event)
    }

    fn begin(event: Event) -> Result<Self, Denied> {
        let Action::Started { story, units } = &event.action else {
            return Err(Denied::new("start", "begin with a draft"));
        };
        named(&event.actor.id, "say who starts")?;
        if month(&event.at).is_none() || !event.actor.roles.contains(&super::Role::Author) {
            return Err(Denied::new("start", "let an author start, and say when"));
        }
        if units.is_empty() || units.iter().any(|unit| unit.trim().is_empty()) {
            return Err(Denied::new(
                "start",
                "name the unit of the case, for the recognition test",
            ));
        }
        Ok(Self {
            first: (**story).clone(),
            story: (**story).clone(),
            units: units.clone(),
            version: 1,
            text_version: 1,
            stage: Stage::Draft,
            authors: [event.actor.id.clone()].into(),
            privacy_checkers: BTreeSet::new(),
            privacy_checker: None,
            content: BTreeMap::new(),
            recognised: BTreeMap::new(),
            gate: None,
            review_due: None,
            checks: Vec::new(),
            events: vec![event],
        })
    }

    /// Judges what somebody wants to do who saw this version, and gives the event.
    /// Store it, then [`apply`](Self::apply) it.
    pub fn decide(
        &self,
        actor: Actor,
        at: &str,
        seen: u64,
        action: Action,
    ) -> Result<Event, Denied> {
        self.refuse_stale(seen, &action)?;
        self.refuse(&actor, at, &action)?;
        let look = matches!(action, Action::Looked { .. });
        Ok(Event {
            version: self.version + u64::from(!look),
            seen,
            at: at.to_owned(),
            actor,
            action,
        })
    }

    /// Takes in an event, after judging it again.
    pub fn apply(&mut self, event: Event) -> Result<(), Denied> {
        let Event {
            seen,
            at,
            actor,
            action,
            ..
        } = event.clone();
        if self.decide(actor, &at, seen, action)?.version != event.version {
            return Err(Denied::new("version", "give it the next version"));
        }
        self.fold(event);
        Ok(())
    }

    /// [`decide`](Self::decide) and [`apply`](Self::apply) in one.
    pub fn act(
        &mut self,
        actor: Actor,
        at: &str,
        seen: u64,
        action: Action,
    ) -> Result<Event, Denied> {
        let event = self.decide(actor, at, seen, action)?;
        self.fold(event.clone());
        Ok(event)
    }

    /// The review whose log this is.
    pub fn replay(events: impl IntoIterator<Item = Event>) -> Result<Self, BrokenLog> {
        let broken = |place, expected: &str| BrokenLog {
            place,
            expected: expected.to_owned(),
        };
        let mut events = events.into_iter();
        let first = events.next().ok_or_else(|| broken(0, "a start"))?;
        if first.version != 1 || first.seen != 0 {
            return Err(broken(0, "version 1"));
        }
        let mut review = Self::begin(first).map_err(|denied| broken(0, &denied.would_pass))?;
        for (event, place) in events.zip(1..) {
            review
                .apply(event)
                .map_err(|denied| broken(place, &denied.to_string()))?;
        }
        Ok(review)
    }
}
