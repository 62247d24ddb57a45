//! What helps and what is agreed, as they are shown.

use vik_domain::{Language, civil};

use super::bars::marks;
use super::words::{self, say};
use crate::ask::Ask;
use crate::library::{Shelf, name};
use crate::note::{Action, Column, Owner};
use crate::room::Room;

/// An action as it is shown.
pub struct Card {
    /// Its number in the room.
    pub id: u32,
    /// What is done.
    pub what: String,
    /// Who takes it up.
    pub owner: String,
    /// When it is done.
    pub due: String,
    /// How the group will see that it worked.
    pub sign: String,
}

/// Something that helps.
pub struct Help {
    /// Its number in the room.
    pub id: u32,
    /// What.
    pub text: String,
    /// How many put a dot on it; empty before that was shown.
    pub band: String,
    /// A mark for every five.
    pub marks: Vec<()>,
}

/// What helps, by column.
pub fn columns(room: &Room, language: Language) -> Vec<(String, Vec<Help>)> {
    let shown = room.shown.get(&Ask::Dots).and_then(|all| all.first());
    let tally = shown.and_then(|tally| tally.as_ref());
    Column::ALL
        .into_iter()
        .map(|column| {
            let ideas = room.ideas.iter().filter(|idea| idea.column == column);
            let helps = ideas.map(|idea| Help {
                id: idea.id,
                text: idea.text.to_string(),
                band: tally.map_or_else(String::new, |tally| {
                    words::band(tally.band(idea.id), language)
                }),
                marks: tally.map_or_else(Vec::new, |tally| marks(tally.band(idea.id))),
            });
            (say(language, words::column(column)), helps.collect())
        })
        .collect()
}

/// The actions as they are shown.
pub fn cards(actions: &[Action], shelf: &Shelf, language: Language) -> Vec<Card> {
    actions
        .iter()
        .map(|action| Card {
            id: action.id,
            what: action.what.to_string(),
            owner: match &action.owner {
                Owner::Unit(code) => name(&shelf.units, code),
                Owner::Role(role) => say(language, words::role(*role)),
            },
            due: date(action.due, language),
            sign: action.sign.to_string(),
        })
        .collect()
}

/// A day in words: *3 december 2026*.
pub fn date(days: i32, language: Language) -> String {
    const MONTHS: [words::Pair; 12] = [
        ("januari", "January"),
        ("februari", "February"),
        ("maart", "March"),
        ("april", "April"),
        ("mei", "May"),
        ("juni", "June"),
        ("juli", "July"),
        ("augustus", "August"),
        ("september", "September"),
        ("oktober", "October"),
        ("november", "November"),
        ("december", "December"),
    ];
    let (year, month, day) = civil::date(days);
    let name = MONTHS
        .get(month.saturating_sub(1) as usize)
        .copied()
        .unwrap_or(("", ""));
    format!("{day} {} {year}", say(language, name))
}
