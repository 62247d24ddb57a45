//! Votes on a dilemma and the four questions to a group: answers in memory, shown from five, once.
//!
//! # Guarantee
//! What a phone sent is in memory only, as in a circle. A poll is shown as [`Tally`], which tells
//! nothing of fewer than five, is made once, written, and then the answers, the seats and the code are
//! gone. A poll that nobody shows ends after two hours with nothing kept. A restart ends it too.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;

use crate::actions::measure::{Group, Moment};
use crate::ask::{Answer, Ask};
use crate::circles::lock;
use crate::clock::HOUR;
use crate::code::{RoomCode, key};
use crate::phones::{Phones, Seat};
use crate::plan::LARGEST_GROUP;
use crate::seats::NotIn;
use crate::tally::Tally;
use crate::tries::Tries;

/// How long a poll can be open.
pub const VALID: u64 = 2 * HOUR;
/// Most polls at once, so that memory has a bound.
pub const MOST: usize = 200;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A vote on a dilemma.
    Dilemma {
        /// The instrument.
        instrument: String,
        /// The unit of the group; none for several units.
        unit: Option<String>,
        /// How many options there are.
        options: u32,
    },
    /// The four questions.
    Measure {
        /// The group.
        group: Group,
        /// The moment.
        moment: Moment,
    },
}

impl Topic {
    /// How it is asked: one choice, or four questions with three answers each.
    #[must_use]
    pub fn ask(&self) -> Ask {
        match self {
            Self::Dilemma { .. } => Ask::Before,
            Self::Measure { .. } => Ask::Checkout,
        }
    }

    /// The options of each question.
    #[must_use]
    pub fn options(&self) -> Vec<u32> {
        match self {
            Self::Dilemma { options, .. } => (0..*options).collect(),
            Self::Measure { .. } => (0..crate::ask::CHECKOUT_ANSWERS).collect(),
        }
    }
}

struct Poll {
    org: String,
    owner: String,
    topic: Topic,
    code: RoomCode,
    until: u64,
    group: u32,
    phones: Phones,
}

/// What its leader sees of a poll: no answer, and no number of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The organisation.
    pub org: String,
    /// The account that opened it.
    pub owner: String,
    /// What is asked.
    pub topic: Topic,
    /// The code, for the wall.
    pub code: RoomCode,
    /// How many phones take part.
    pub phones: usize,
    /// Whether five answered.
    pub enough: bool,
}

/// The polls of a server.
pub struct Polls(Mutex<State>);

struct State {
    open: BTreeMap<String, Poll>,
    seats: HashMap<Seat, String>,
    tries: Tries,
}

/// Why a poll is not opened or shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotShown {
    /// There is no such poll (any more).
    Missing,
    /// Fewer than five answered.
    TooFew,
}

impl State {
    fn sweep(&mut self, now: u64) {
        let over: Vec<String> = self
            .open
            .iter()
            .filter(|(_, poll)| poll.until <= now)
            .map(|(id, _)| id.clone())
            .collect();
        over.iter().for_each(|id| self.close(id));
    }

    fn close(&mut self, id: &str) {
        self.open.remove(id);
        self.seats.retain(|_, of| of != id);
    }
}

impl Polls {
    /// No polls.
    #[must_use]
    pub fn new(now: u64) -> Self {
        Self(Mutex::new(State {
            open: BTreeMap::new(),
            seats: HashMap::new(),
            tries: Tries::new(now),
        }))
    }

    /// Opens a poll for a group of so many, and gives its key; none when there is no randomness, no
    /// place, or the group is not one.
    #[must_use]
    pub fn open(
        &self,
        now: u64,
        org: &str,
        owner: &str,
        topic: Topic,
        group: u32,
    ) -> Option<String> {
        let mut state = lock(&self.0);
        state.sweep(now);
        if state.open.len() >= MOST || !(1..=LARGEST_GROUP).contains(&group) {
            return None;
        }
        let (id, code) = (key()?, RoomCode::new()?);
        let poll = Poll {
            org: org.to_owned(),
            owner: owner.to_owned(),
            topic,
            code,
            until: now + VALID,
            group,
            phones: Phones::default(),
        };
        state.open.insert(id.clone(), poll);
        Some(id)
    }

    /// What the leader sees.
    #[must_use]
    pub fn view(&self, now: u64, id: &str) -> Option<View> {
        let mut state = lock(&self.0);
        state.sweep(now);
        let poll = state.open.get(id)?;
        Some(View {
            org: poll.org.clone(),
            owner: poll.owner.clone(),
            topic: poll.topic.clone(),
            code: poll.code.clone(),
            phones: poll.phones.count(),
            enough: poll.phones.enough(poll.topic.ask()),
        })
    }

    /// Gives a phone a seat in the poll with a code, and says for how many seconds it can last.
    ///
    /// # Errors
    /// [`NotIn`].
    pub fn join(&self, now: u64, typed: &str) -> Result<(Seat, u64), NotIn> {
        let mut state = lock(&self.0);
        state.sweep(now);
        state.tries.may(now).map_err(NotIn::Wait)?;
        let code = RoomCode::read(typed);
        let found = state
            .open
            .iter()
            .find(|(_, poll)| Some(&poll.code) == code.as_ref());
        let Some(id) = found.map(|(id, _)| id.clone()) else {
            state.tries.wrong();
            return Err(NotIn::Wrong);
        };
        let poll = state.open.get_mut(&id).ok_or(NotIn::Wrong)?;
        if poll.phones.count() >= poll.group as usize {
            return Err(NotIn::Full);
        }
        let seat = Seat(key().ok_or(NotIn::Randomness)?);
        poll.phones.sit(seat.clone());
        let left = poll.until.saturating_sub(now) / 1_000;
        state.seats.insert(seat.clone(), id);
        Ok((seat, left))
    }

    /// What a seat is asked, with the organisation, and what it answered so far.
    #[must_use]
    pub fn of_seat(&self, now: u64, seat: &Seat) -> Option<(String, Topic, Option<Answer>)> {
        let mut state = lock(&self.0);
        state.sweep(now);
        let poll = state.open.get(state.seats.get(seat)?)?;
        let given = poll.phones.given(seat, poll.topic.ask()).cloned();
        Some((poll.org.clone(), poll.topic.clone(), given))
    }

    /// Keeps what a phone answers in the place of what it answered before; nothing chosen takes an
    /// earlier answer back. False when it has no seat.
    pub fn answer(&self, now: u64, seat: &Seat, chosen: &[Vec<u32>]) -> bool {
        let mut state = lock(&self.0);
        state.sweep(now);
        let Some(id) = state.seats.get(seat).cloned() else {
            return false;
        };
        let Some(poll) = state.open.get_mut(&id) else {
            return false;
        };
        let ask = poll.topic.ask();
        match Answer::new(ask, &poll.topic.options(), chosen) {
            Some(answer) => poll.phones.answer(seat, ask, answer),
            None => poll.phones.withdraw(seat, ask),
        }
    }

    /// Makes the tallies, hands them to `keep`, and ends the poll when that worked. Answers that come
    /// while `keep` writes wait and find the poll gone.
    ///
    /// # Errors
    /// [`NotShown`], or what `keep` says; the poll goes on then.
    pub fn show<E>(
        &self,
        now: u64,
        id: &str,
        keep: impl FnOnce(&Topic, Vec<Option<Tally>>) -> Result<(), E>,
    ) -> Result<Result<(), E>, NotShown> {
        let mut state = lock(&self.0);
        state.sweep(now);
        let poll = state.open.get(id).ok_or(NotShown::Missing)?;
        let (ask, options) = (poll.topic.ask(), poll.topic.options());
        let tallies = poll.phones.tally(ask, &options).ok_or(NotShown::TooFew)?;
        let kept = keep(&poll.topic, tallies);
        if kept.is_ok() {
            state.close(id);
        }
        Ok(kept)
    }

    /// Ends a poll and drops what was answered.
    pub fn drop_poll(&self, id: &str) {
        lock(&self.0).close(id);
    }
}
