//! How a story is reviewed, and by whom.
//!
//! A [`Review`] is a fold of its [`Event`]s and nothing else: no clock, no file, no page.
//! [`Review::decide`] judges what somebody wants to do and gives the event, or says why not;
//! [`Review::replay`] judges a whole log again, so a log that breaks a rule is no review.
//!
//! # Guarantee
//! 1. *Three people.* Nobody who ever wrote in a story or was handed it checks it or releases it,
//!    and nobody who ever passed its privacy check releases it. Undoing an edit does not unmake its
//!    author.
//! 2. *What was checked is what is released.* A change of text or facets voids every check; a
//!    change of a flag's decision voids every check after the machine's.
//! 3. *Nobody is overwritten.* A command says which version its author saw. If somebody else
//!    changed the same field since, it is refused with their name; if another field, both stand.
//! 4. *Nothing is forgotten.* Undone events stay in the log, and so do looks.
//!
//! Not covered: whether an actor is who they say and has the roles they bring; the caller knows.

mod conflict;
mod event;
mod field;
mod flags;
mod fold;
mod rules;
mod state;
mod undo;
mod view;

pub use event::{Action, Actor, Content, Denied, Event, Flag, FlagRef, Role};
pub use flags::{Decided, FlagState};
pub use state::{BrokenLog, Gate, Review, Stage};
