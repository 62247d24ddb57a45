//! Suppression mode, for organisations that must show exact cells.
//!
//! 1. A [`Table`] holds leaves over [`Dimension`]s with coarser codes, and the cells wanted; linked
//!    tables share leaves and cells.
//! 2. *Primary* rules of a [`SuppressionPolicy`] say which cells are sensitive.
//! 3. *Complementary* suppression hides more, until no sensitive cell can be worked out: sparse
//!    elimination against exact disclosure, then intervals with a world at each end.
//! 4. [`suppress_after`] does the same against everything published before ([`History`]).
//! 5. [`freeze_suppressed`] is the door: linked tables of a period, one after the other along their
//!    join tree, attacked together, released; [`verify_suppressed`] checks what was published.
//!
//! Rounding (the crate's main road) protects better for less; see `docs/SUPPRESSION.md`.

mod complementary;
mod disrupt;
mod elimination;
mod forms;
mod history;
mod linked;
mod moves;
mod policy;
mod primary;
mod region;
mod release;
mod result;
mod run;
mod sets;
mod table;
mod verify;
mod worlds;

#[cfg(test)]
mod tests;

pub use history::History;
pub use policy::{Cost, Dominance, SuppressionPolicy, Zeros};
pub use primary::Reason;
pub use release::{
    ShownCell, Suppressed, SuppressedTable, SuppressedTables, freeze_suppressed, told_suppressed,
};
pub use result::{SYMBOL, SuppressedCell, Suppression};
pub use run::{suppress, suppress_after, suppress_with};
pub use table::{Content, Contribution, Dimension, Rosters, Table, TableError};
pub use verify::{BrokenTable, verify_suppressed};
