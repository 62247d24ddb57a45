//! What stays of a circle when its room has closed: what the group agreed on, and how often it met.
//!
//! There is no account, code, key, day or number of phones in it (I-36: the unit, the month, the theme,
//! the stories, the size of the group and the role that led; no names).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vik_domain::civil;

use crate::ask::Ask;
use crate::clock::day;
use crate::note::{Action, Idea, Note};
use crate::plan::Plan;
use crate::room::Room;
use crate::tally::Tally;

/// A circle that was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// The month, as `2026-11`.
    pub month: String,
    /// What was planned, with the size of the group as the facilitator last gave it.
    pub plan: Plan,
    /// Whether the circle came to its check-out.
    pub complete: bool,
    /// The notes.
    pub notes: Vec<Note>,
    /// What helps.
    pub ideas: Vec<Idea>,
    /// The actions.
    pub actions: Vec<Action>,
    /// What was shown of the phones' answers.
    pub shown: BTreeMap<Ask, Vec<Option<Tally>>>,
}

/// Days after which an action is asked about for the first time: four weeks.
pub const FIRST_LOOK: i32 = 28;
/// And for the second time: three months.
pub const SECOND_LOOK: i32 = 91;

impl Closed {
    /// What stays of a room; `drop` names notes, ideas and actions that the second reader left out.
    #[must_use]
    pub fn of(room: Room, drop: &[u32], now: u64) -> Self {
        let stays = |id: u32| !drop.contains(&id);
        let (year, month, _) = civil::date(day(now));
        let last = room.plan.variant.phases().len().saturating_sub(1);
        Self {
            month: format!("{year:04}-{month:02}"),
            complete: room.place.phase == last,
            plan: room.plan,
            notes: room.notes.into_iter().filter(|it| stays(it.id)).collect(),
            ideas: room.ideas.into_iter().filter(|it| stays(it.id)).collect(),
            actions: room.actions.into_iter().filter(|it| stays(it.id)).collect(),
            shown: room.shown,
        }
    }
}
