//! The proof that comes with a release, and its check without a solver.
//!
//! The published table is itself a possible world, and so is the table moved by `base - 1` along a
//! *path*: one leaf of each linked cube, agreeing on what the cubes share.
//! A [`Witness`] stores, for each branch of the join tree, where a path goes on; so it is small,
//! and checking its rows checks the worlds of every leaf. [`theorem`] states and proves it.
//!
//! Nothing here reads a true count: a witness is a function of published numbers and definitions.

mod build;
mod definitions;
mod history;
mod layout;
mod learn;
mod months;
mod pairs;
mod quarters;
pub mod theorem;
mod tree;
mod verify;
mod world;
mod years;

#[cfg(test)]
mod tests;

pub use build::{Branch, Kind, Persons, Proof, Row, Unproven, Witness};
pub use definitions::{Definitions, ImpossibleLeaves};
pub use history::{CubeLeaves, History, HistoryError, HistoryRelease};
pub use learn::{Learnt, Sentence, learn};
pub use pairs::{Interval, PairInterval, pair_interval};
pub use verify::{Broken, Verified, verify};
pub use world::{Step, Way, World, Worlds};
