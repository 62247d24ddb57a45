//! What stays of a circle when its room has closed: what the group agreed on, and how often it met.
//!
//! There is no account, code, key or number of phones in it (I-36: the unit, the month, the theme, the
//! story and the size of the group; no names).

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
    /// The Mondays on which the group's actions are asked about, as days since 1970-01-01.
    pub follow_up: [i32; 2],
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

/// Days after which actions are asked about: four weeks, and three months.
pub const LOOKS: [i32; 2] = [28, 91];

/// The Monday on or after some days behind a day.
fn monday_after(from: i32, days: i32) -> i32 {
    let to = from + days;
    to + (7 - i32::try_from(civil::weekday(to)).unwrap_or(0)) % 7
}

/// The days on which what was agreed on a day is asked about.
pub(crate) fn looks_after(day: i32) -> [i32; 2] {
    LOOKS.map(|days| monday_after(day, days))
}

impl Closed {
    /// What stays of a room; `drop` names notes, ideas and actions that the second reader left out.
    #[must_use]
    pub fn of(room: Room, drop: &[u32], now: u64) -> Self {
        let stays = |id: u32| !drop.contains(&id);
        let today = day(now);
        let (year, month, _) = civil::date(today);
        let last = room.plan.variant.phases().len().saturating_sub(1);
        Self {
            month: format!("{year:04}-{month:02}"),
            follow_up: looks_after(today),
            complete: room.place.phase == last,
            plan: room.plan,
            notes: room.notes.into_iter().filter(|it| stays(it.id)).collect(),
            ideas: room.ideas.into_iter().filter(|it| stays(it.id)).collect(),
            actions: room.actions.into_iter().filter(|it| stays(it.id)).collect(),
            shown: room.shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_asked_about_on_mondays_after_four_weeks_and_three_months() {
        for today in 20_000..20_014 {
            for days in LOOKS {
                let look = monday_after(today, days);
                assert_eq!(civil::weekday(look), 0);
                assert!((0..7).contains(&(look - today - days)));
            }
        }
    }
}
