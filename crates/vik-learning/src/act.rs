//! What the facilitator's side does, and why an act is not done.

use crate::ask::Ask;
use crate::check::Clean;
use crate::code::RoomCode;
use crate::note::{Column, Kind, Owner};
use crate::tally::Tally;

/// Something the facilitator's side does.
#[derive(Clone, Debug)]
pub enum Act {
    /// Opens the room with a code.
    Open(RoomCode),
    /// Goes one step on.
    Next,
    /// Goes one step back.
    Back,
    /// Starts the clock.
    Start,
    /// Stops the clock.
    Pause,
    /// Turns a "but what if" card.
    Card,
    /// Opens or closes the door for new phones.
    Door(bool),
    /// Says how many people there are.
    Group(u32),
    /// Writes a note.
    Note(Kind, Clean),
    /// Takes a note back.
    DropNote(u32),
    /// Writes something that helps.
    Idea(Column, Clean),
    /// Takes something that helps back.
    DropIdea(u32),
    /// Lets the first idea go up in the second, because they say the same.
    Merge(u32, u32),
    /// Lets phones put dots.
    Vote,
    /// Writes an action.
    Action {
        /// What is done.
        what: Clean,
        /// Who takes it up.
        owner: Owner,
        /// When it is done, as days since 1970-01-01.
        due: i32,
        /// How the group will see that it worked.
        sign: Clean,
    },
    /// Takes an action back.
    DropAction(u32),
    /// Shows what the phones answered.
    Show(Ask, Vec<Option<Tally>>),
}

/// Why an act is not done: a normal answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The room is not open yet.
    #[error("the room is not open")]
    NotOpen,
    /// The room is open already.
    #[error("the room is open already")]
    Open,
    /// There is no step in that direction.
    #[error("there is no further step")]
    End,
    /// There are as many as there may be.
    #[error("there is no place for more")]
    Full,
    /// What the act is about is not there.
    #[error("what this is about is not there")]
    Missing,
    /// Dots are being put, so ideas stay as they are.
    #[error("ideas stay as they are while dots are put")]
    Voting,
    /// The answers were shown before; there is no second time.
    #[error("the answers were shown before")]
    Shown,
    /// Fewer than five phones answered.
    #[error("fewer than five phones answered")]
    TooFew,
    /// The number of people is not one that a circle can have.
    #[error("the group is too small or too large")]
    Group,
    /// The day has passed.
    #[error("the day has passed")]
    Past,
}
