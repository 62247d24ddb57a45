//! The phones in a room: seats without a name, and their answers until a tally is made.
//!
//! This is memory only: the types cannot be serialised, and nothing here is written or logged. A
//! seat is a random key that lives as long as the room. When a tally is made its answers are dropped;
//! when the room closes everything is.
//!
//! Nothing here tells one person with two phones from two people. So the facilitator says how many
//! people there are, no more phones than that get a seat, the count is on the facilitator's screen, and
//! the door can be shut.

use std::collections::{BTreeMap, BTreeSet};

use crate::ask::{Answer, Ask};
use crate::tally::{FEWEST, Tally};

/// A phone's place in a room: a random key, known to that phone alone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat(pub(crate) String);

/// Prints two dots, so that a seat cannot be logged by accident.
impl std::fmt::Debug for Seat {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Seat(..)")
    }
}

/// The seats of a room and what they answered.
#[derive(Default)]
pub struct Phones {
    seats: BTreeSet<Seat>,
    answers: BTreeMap<Ask, BTreeMap<Seat, Answer>>,
}

impl Phones {
    /// How many phones take part.
    #[must_use]
    pub fn count(&self) -> usize {
        self.seats.len()
    }

    /// Gives a seat.
    pub fn sit(&mut self, seat: Seat) {
        self.seats.insert(seat);
    }

    /// Takes a seat away, with what it answered.
    pub fn leave(&mut self, seat: &Seat) {
        self.seats.remove(seat);
        for answers in self.answers.values_mut() {
            answers.remove(seat);
        }
    }

    /// Keeps an answer in the place of an earlier one; false for a seat that is not here.
    pub fn answer(&mut self, seat: &Seat, ask: Ask, answer: Answer) -> bool {
        let here = self.seats.contains(seat);
        if here {
            let answers = self.answers.entry(ask).or_default();
            answers.insert(seat.clone(), answer);
        }
        here
    }

    /// Takes an answer back; false for a seat that is not here.
    pub fn withdraw(&mut self, seat: &Seat, ask: Ask) -> bool {
        if let Some(answers) = self.answers.get_mut(&ask) {
            answers.remove(seat);
        }
        self.seats.contains(seat)
    }

    /// What a seat answered, to show on that phone.
    #[must_use]
    pub fn given(&self, seat: &Seat, ask: Ask) -> Option<&Answer> {
        self.answers.get(&ask)?.get(seat)
    }

    /// Whether five phones answered; the facilitator sees this and no number.
    #[must_use]
    pub fn enough(&self, ask: Ask) -> bool {
        self.answers
            .get(&ask)
            .is_some_and(|answers| answers.len() >= FEWEST as usize)
    }

    /// The tallies of a question's parts; none with fewer than five phones. A part that fewer than
    /// five answered has none of its own.
    #[must_use]
    pub fn tally(&self, ask: Ask, options: &[u32]) -> Option<Vec<Option<Tally>>> {
        if !self.enough(ask) {
            return None;
        }
        let answers = self.answers.get(&ask)?;
        let tally = |question| {
            let sets = answers.values().filter_map(|one| one.question(question));
            Tally::of(options, sets)
        };
        Some((0..ask.questions()).map(tally).collect())
    }

    /// Drops the answers to a question.
    pub fn forget(&mut self, ask: Ask) {
        self.answers.remove(&ask);
    }
}
