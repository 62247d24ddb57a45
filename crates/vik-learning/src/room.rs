//! A room: everything the facilitator's side knows, and the acts that change it.
//!
//! An act is applied to a copy that is written to disk before anybody sees it, so what is on a screen
//! survives a restart. Answers from phones are not here: see [`crate::phones`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::act::{Act, Refusal};
use crate::ask::{Ask, CHECKOUT_ANSWERS};
use crate::clock::HOUR;
use crate::code::RoomCode;
use crate::note::{Action, Idea, MOST_ACTIONS, MOST_IDEAS, MOST_NOTES, Note};
use crate::place::{DILEMMA_STEPS, Place, Scene};
use crate::plan::{LARGEST_GROUP, Plan, Shape};
use crate::tally::Tally;
use crate::timer::Timer;
use crate::words::WORDS;

/// How long a code is valid.
pub const VALID: u64 = 5 * HOUR;

/// A circle that is prepared or under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Its key in the facilitator's addresses.
    pub id: String,
    /// The key in the address of the screen on the wall, which may only look.
    pub screen: String,
    /// The account that prepared it; it is not kept when the room closes.
    pub owner: String,
    /// What was planned.
    pub plan: Plan,
    /// How many steps the story gives.
    pub shape: Shape,
    /// When it was prepared.
    pub made: u64,
    /// The code, from when the room is opened.
    pub code: Option<RoomCode>,
    /// Until when the code is valid, from when the room is opened.
    pub until: Option<u64>,
    /// Whether new phones may join.
    pub door: bool,
    /// Where the circle is.
    pub place: Place,
    /// The clock of the phases.
    pub timer: Timer,
    /// How many "but what if" cards were turned.
    pub cards: u32,
    /// Whether dots may be put; ideas no longer change then.
    pub voting: bool,
    /// Notes, oldest first.
    pub notes: Vec<Note>,
    /// What helps.
    pub ideas: Vec<Idea>,
    /// The actions.
    pub actions: Vec<Action>,
    /// What was shown of the phones' answers; one tally for each question in it.
    pub shown: BTreeMap<Ask, Vec<Option<Tally>>>,
    /// The number of the next note, idea or action.
    pub next: u32,
}

impl Room {
    /// A room that was prepared and is not open.
    #[must_use]
    pub fn new(
        id: String,
        screen: String,
        owner: String,
        plan: Plan,
        shape: Shape,
        made: u64,
    ) -> Self {
        Self {
            id,
            screen,
            owner,
            plan,
            shape,
            made,
            code: None,
            until: None,
            door: true,
            place: Place::default(),
            timer: Timer::default(),
            cards: 0,
            voting: false,
            notes: Vec::new(),
            ideas: Vec::new(),
            actions: Vec::new(),
            shown: BTreeMap::new(),
            next: 1,
        }
    }

    /// What the screens show.
    #[must_use]
    pub fn scene(&self) -> Scene {
        self.place.scene(self.plan.variant, &self.shape)
    }

    /// What phones are asked here, whether or not it was shown already.
    #[must_use]
    pub fn ask(&self) -> Option<Ask> {
        let ask = match self.scene() {
            Scene::Reaction => Ask::Reaction,
            Scene::Dilemma(0) => Ask::Before,
            Scene::Dilemma(step) if step + 1 == DILEMMA_STEPS => Ask::After,
            Scene::Helps if self.voting => Ask::Dots,
            Scene::Checkout => Ask::Checkout,
            _ => return None,
        };
        let choice = matches!(ask, Ask::Before | Ask::After);
        (!choice || self.shape.options > 1).then_some(ask)
    }

    /// What phones may answer now.
    #[must_use]
    pub fn open_ask(&self) -> Option<Ask> {
        let ask = self.ask().filter(|_| self.code.is_some())?;
        (!self.shown.contains_key(&ask)).then_some(ask)
    }

    /// The options of a question.
    #[must_use]
    pub fn options(&self, ask: Ask) -> Vec<u32> {
        match ask {
            Ask::Reaction => (0..).take(WORDS.len()).collect(),
            Ask::Before | Ask::After => (0..self.shape.options).collect(),
            Ask::Dots => self.ideas.iter().map(|idea| idea.id).collect(),
            Ask::Checkout => (0..CHECKOUT_ANSWERS).collect(),
        }
    }

    /// Milliseconds left of the phase; below zero when it takes longer than planned.
    #[must_use]
    pub fn left(&self, now: u64) -> i64 {
        let (_, minutes) = self.place.phase(self.plan.variant);
        let spent = self.timer.spent(self.place.phase, self.place.phase, now);
        i64::from(minutes) * 60_000 - i64::try_from(spent).unwrap_or(i64::MAX)
    }

    /// Does an act.
    ///
    /// # Errors
    /// [`Refusal`]; nothing has changed then.
    pub fn apply(&mut self, act: Act, now: u64) -> Result<(), Refusal> {
        if let Act::Open(code) = act {
            if self.code.is_some() {
                return Err(Refusal::Open);
            }
            (self.code, self.until) = (Some(code), Some(now + VALID));
            return Ok(());
        }
        if self.code.is_none() {
            return Err(Refusal::NotOpen);
        }
        match act {
            Act::Open(_) => return Err(Refusal::Open),
            Act::Next => self.go(self.place.next(self.plan.variant, &self.shape), now)?,
            Act::Back => self.go(self.place.back(self.plan.variant, &self.shape), now)?,
            Act::Start => self.timer.start(now),
            Act::Pause => self.timer.stop(self.place.phase, now),
            Act::Card if self.cards < self.shape.what_ifs => self.cards += 1,
            Act::Card => return Err(Refusal::End),
            Act::Door(open) => self.door = open,
            Act::Group(people) if (1..=LARGEST_GROUP).contains(&people) => self.plan.group = people,
            Act::Group(_) => return Err(Refusal::Group),
            Act::Note(kind, text) => {
                let id = self.number(self.notes.len() < MOST_NOTES)?;
                self.notes.push(Note { id, kind, text });
            }
            Act::DropNote(id) => drop_one(&mut self.notes, |note| note.id == id)?,
            Act::Idea(column, text) => {
                self.still()?;
                let there = self.ideas.iter().filter(|idea| idea.column == column);
                let id = self.number(there.count() < MOST_IDEAS)?;
                self.ideas.push(Idea { id, column, text });
            }
            Act::DropIdea(id) => {
                self.still()?;
                drop_one(&mut self.ideas, |idea| idea.id == id)?;
            }
            Act::Merge(from, into) => {
                self.still()?;
                let there = |id| self.ideas.iter().any(|idea| idea.id == id);
                if from == into || !there(into) {
                    return Err(Refusal::Missing);
                }
                drop_one(&mut self.ideas, |idea| idea.id == from)?;
            }
            Act::Vote if self.ideas.len() < 2 => return Err(Refusal::Missing),
            Act::Vote => self.voting = true,
            Act::Action { due, .. } if due < crate::clock::day(now) => return Err(Refusal::Past),
            Act::Action {
                what,
                owner,
                due,
                sign,
            } => {
                let id = self.number(self.actions.len() < MOST_ACTIONS)?;
                self.actions.push(Action {
                    id,
                    what,
                    owner,
                    due,
                    sign,
                });
            }
            Act::DropAction(id) => drop_one(&mut self.actions, |action| action.id == id)?,
            Act::Show(ask, _) if self.shown.contains_key(&ask) => return Err(Refusal::Shown),
            Act::Show(ask, _) if self.ask() != Some(ask) => return Err(Refusal::Missing),
            Act::Show(ask, tallies) => {
                self.shown.insert(ask, tallies);
            }
        }
        Ok(())
    }

    fn go(&mut self, place: Option<Place>, now: u64) -> Result<(), Refusal> {
        let place = place.ok_or(Refusal::End)?;
        if place.phase != self.place.phase {
            self.timer.turn(self.place.phase, now);
        }
        self.place = place;
        Ok(())
    }

    fn number(&mut self, room: bool) -> Result<u32, Refusal> {
        if !room {
            return Err(Refusal::Full);
        }
        self.next += 1;
        Ok(self.next - 1)
    }

    fn still(&self) -> Result<(), Refusal> {
        if self.voting {
            Err(Refusal::Voting)
        } else {
            Ok(())
        }
    }
}

fn drop_one<T>(all: &mut Vec<T>, is: impl Fn(&T) -> bool) -> Result<(), Refusal> {
    let place = all.iter().position(is).ok_or(Refusal::Missing)?;
    all.remove(place);
    Ok(())
}
