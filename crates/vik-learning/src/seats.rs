//! What phones do in the circles: join by a code, answer, leave. It all happens in memory.

use crate::ask::{Answer, Ask};
use crate::circles::{Circles, lock, tell};
use crate::code::{RoomCode, key};
use crate::phones::Seat;
use crate::room::Room;

/// Why a phone may not join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotIn {
    /// No open room has this code.
    Wrong,
    /// Too many wrong codes were tried; wait this many seconds.
    Wait(u64),
    /// The facilitator closed the door.
    Door,
    /// There are as many phones as people.
    Full,
    /// The system gives no randomness.
    Randomness,
}

impl Circles {
    /// Gives a phone a seat in the room with a code, and says for how many seconds it can last.
    ///
    /// # Errors
    /// [`NotIn`].
    pub fn join(&self, typed: &str) -> Result<(Seat, u64), NotIn> {
        let now = self.now();
        let mut tries = lock(&self.0.tries);
        tries.may(now).map_err(NotIn::Wait)?;
        let found = RoomCode::read(typed).and_then(|code| self.of_code(&code));
        let Some(live) = found else {
            tries.wrong();
            return Err(NotIn::Wrong);
        };
        drop(tries);
        let room = lock(&live.room);
        let left = room.until.unwrap_or(now).saturating_sub(now) / 1_000;
        if left == 0 {
            return Err(NotIn::Wrong);
        }
        if !room.door {
            return Err(NotIn::Door);
        }
        let mut phones = lock(&live.phones);
        if phones.count() >= room.plan.group as usize {
            return Err(NotIn::Full);
        }
        let seat = Seat(key().ok_or(NotIn::Randomness)?);
        phones.sit(seat.clone());
        lock(&self.0.seats).insert(seat.clone(), room.id.clone());
        tell(&live.walls);
        Ok((seat, left))
    }

    /// The room in which a seat is.
    #[must_use]
    pub fn of_seat(&self, seat: &Seat) -> Option<Room> {
        let id = lock(&self.0.seats).get(seat).cloned()?;
        self.room(&id)
    }

    /// Takes a phone out, with what it answered.
    pub fn leave(&self, seat: &Seat) {
        let id = lock(&self.0.seats).remove(seat);
        if let Some(live) = id.and_then(|id| self.live(&id)) {
            lock(&live.phones).leave(seat);
            tell(&live.walls);
        }
    }

    /// Keeps what a phone answers, in memory, in the place of what it answered before; who chooses
    /// nothing takes an earlier answer back. False when the question is not open.
    pub fn answer(&self, seat: &Seat, ask: Ask, chosen: &[Vec<u32>]) -> bool {
        let id = lock(&self.0.seats).get(seat).cloned();
        let Some(live) = id.and_then(|id| self.live(&id)) else {
            return false;
        };
        let room = lock(&live.room);
        if room.open_ask() != Some(ask) {
            return false;
        }
        let mut phones = lock(&live.phones);
        let before = phones.enough(ask);
        let kept = match Answer::new(ask, &room.options(ask), chosen) {
            Some(answer) => phones.answer(seat, ask, answer),
            None => phones.withdraw(seat, ask),
        };
        if phones.enough(ask) != before {
            tell(&live.walls);
        }
        kept
    }

    /// What a seat answered, for that phone alone.
    #[must_use]
    pub fn given(&self, seat: &Seat, ask: Ask) -> Option<Answer> {
        let id = lock(&self.0.seats).get(seat).cloned()?;
        let live = self.live(&id)?;
        let phones = lock(&live.phones);
        phones.given(seat, ask).cloned()
    }

    /// How many phones take part, and whether five answered: all that a facilitator sees of them.
    #[must_use]
    pub fn phones(&self, id: &str, ask: Option<Ask>) -> (usize, bool) {
        self.live(id).map_or((0, false), |live| {
            let phones = lock(&live.phones);
            (phones.count(), ask.is_some_and(|ask| phones.enough(ask)))
        })
    }
}
