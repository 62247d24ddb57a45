//! Learning circles (*leercirkels*): a group reads a story together, talks about its dilemma and agrees
//! on what helps, on four screens that stay in step.
//!
//! A facilitator makes a [`Plan`](plan::Plan), is warned when the group may know the case
//! ([`knowledge`]) and opens a [`Room`](room::Room): a code for phones ([`code`], [`tries`]), a
//! [`Place`](place::Place) in the phases, a [`Timer`](timer::Timer). The group's notes, ideas and
//! actions ([`note`]) are checked for what points at a person ([`check`]) before they are kept.
//! [`Phones`](phones::Phones) answer in memory only, and are shown as a [`Tally`](tally::Tally) that
//! tells nothing of fewer than five. [`Circles`] holds the rooms and writes them to the
//! [`Store`]; what stays when a room closes is [`Closed`](closed::Closed).
//!
//! What a circle agrees on goes on in [`actions`]: a register, letters that ask how it stands, the effect.
//! Beside it are the prevention [`toolkit`] and the coordinators' [`network`]; a [`workshop`] holds the
//! three together. [`packs`] are the course packs that trainers put together from the same stories.
//!
//! [`leaders`] and [`guests`] are the pages of circles; those of the rest are in [`workshop`]. The
//! server around them says who leads ([`Host`]) and gives
//! stories and a figure ([`Library`]). There is no list of participants, and nothing here reads an
//! address or a device.

pub mod act;
pub mod actions;
pub mod ask;
pub mod check;
mod circles;
pub mod clock;
pub mod closed;
pub mod code;
pub mod knowledge;
mod library;
pub mod network;
pub mod note;
pub mod packs;
pub mod phones;
pub mod place;
pub mod plan;
pub mod room;
mod seats;
mod store;
pub mod tally;
pub mod timer;
pub mod toolkit;
pub mod tries;
mod web;
pub mod words;
pub mod workshop;

#[cfg(test)]
mod tests;

pub use circles::{Around, CircleError, Circles, Screens};
pub use library::{Entry, Figure, Later, Library, Named, Shelf};
pub use seats::NotIn;
pub use store::{Store, StoreError};
pub use vik_redact::Tables;
pub use web::{Host, Link, guests, leaders};
