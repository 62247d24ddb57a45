//! The flags of the last machine check, and what was decided about them.

use super::event::{Action, Event, Flag, FlagRef};
use super::field;
use super::state::Review;
use crate::story::Story;

/// A flag with the decision about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagState {
    /// How to name it in a decision.
    pub reference: FlagRef,
    /// The flag.
    pub flag: Flag,
    /// What was decided, if anything.
    pub decided: Option<Decided>,
}

/// A decision about a flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Version of the decision, for undoing it.
    pub version: u64,
    /// By whom.
    pub by: String,
    /// Why it may stay, or what replaced it.
    pub reason: String,
    /// Whether it was replaced.
    pub replaced: bool,
}

/// A machine check: its flags with what stood around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checked {
    version: u64,
    flags: Vec<(Flag, Option<(String, String)>)>,
}

impl Checked {
    pub(super) fn new(version: u64, flags: &[Flag], story: &Story) -> Self {
        let around = |flag: &Flag| {
            let text = field::text(story, &flag.field)?;
            field::context(&text, flag.start, &flag.quote)
        };
        Self {
            version,
            flags: flags
                .iter()
                .map(|flag| (flag.clone(), around(flag)))
                .collect(),
        }
    }
}

impl Review {
    /// All flags of the last machine check.
    ///
    /// # Guarantee
    /// A clearance holds in later checks for the same piece in the same field with the same 40 signs
    /// before and after it. Anything else has to be looked at again.
    #[must_use]
    pub fn flags(&self) -> Vec<FlagState> {
        let Some(check) = self.checks.last() else {
            return Vec::new();
        };
        let active = self.active();
        let standing: Vec<&Event> = self
            .events()
            .iter()
            .filter(|event| active.contains(&event.version))
            .collect();
        (check.flags.iter().enumerate())
            .map(|(place, (flag, around))| {
                let reference = FlagRef {
                    check: check.version,
                    place,
                };
                let decided = standing.iter().find_map(|event| match &event.action {
                    Action::FlagReplaced { flag, with } if *flag == reference => {
                        Some(decided(event, with, true))
                    }
                    Action::FlagCleared {
                        flag: other,
                        reason,
                    } => {
                        let same = *other == reference
                            || self.marked(*other).is_some_and(|(known, signs)| {
                                around.is_some()
                                    && signs == around
                                    && (&known.field, &known.quote, &known.label)
                                        == (&flag.field, &flag.quote, &flag.label)
                            });
                        same.then(|| decided(event, reason, false))
                    }
                    _ => None,
                });
                FlagState {
                    reference,
                    flag: flag.clone(),
                    decided,
                }
            })
            .collect()
    }

    /// Flags that nobody has decided.
    #[must_use]
    pub fn open_flags(&self) -> Vec<FlagState> {
        let mut flags = self.flags();
        flags.retain(|state| state.decided.is_none());
        flags
    }

    /// A flag of any check.
    pub(super) fn flag(&self, reference: FlagRef) -> Option<&Flag> {
        self.marked(reference).map(|(flag, _)| flag)
    }

    fn marked(&self, reference: FlagRef) -> Option<&(Flag, Option<(String, String)>)> {
        self.checks
            .iter()
            .find(|check| check.version == reference.check)?
            .flags
            .get(reference.place)
    }
}

fn decided(event: &Event, reason: &str, replaced: bool) -> Decided {
    Decided {
        version: event.version,
        by: event.actor.id.clone(),
        reason: reason.to_owned(),
        replaced,
    }
}
