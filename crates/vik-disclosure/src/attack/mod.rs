//! Attackers: what somebody learns who reads everything that was published and calculates.
//!
//! 1. [`attack`] reads a [`Ledger`](crate::ledger::Ledger); [`attack_lines`] a ledger file;
//!    [`attack_system`] a [`System`] made elsewhere, such as by [`read_table`]; [`attack_cell`]
//!    asks about one cell.
//! 2. A ledger is cut into islands of months that statements tie together, and each island becomes
//!    a linear system over the leaves of its cubes.
//! 3. Elimination modulo a prime finds what published numbers add up to, and which.
//! 4. Propagation and programmes find between which values a count must lie; the dual programme
//!    says which published numbers give it away.
//! 5. Colleagues subtract the cases they know.
//! 6. [`Memory`] keeps verdicts, so that a new release costs only what it changes.
//!
//! The attacker knows the rounding rule, that counts are whole and not negative, that shown zeros
//! are zeros, what the linked cubes share, that nobody has more than two cases in a leaf, and
//! totals registered as known from elsewhere. It does not know the rounding key, and does not
//! weigh worlds against each other: a verdict is about what is *possible*.
//!
//! Numbers of persons are not linked between cubes, because they need not agree; what cubes say
//! together about persons beyond `persons <= cases <= 2 * persons` is not used.

mod build;
mod chosen;
mod coalition;
mod collapse;
mod elimination;
mod explain;
mod finding;
mod gate;
mod interval;
mod judged;
mod linear;
mod links;
mod memory;
mod modular;
mod plan;
mod polytope;
mod report;
mod run;
mod sample;
mod stretches;
mod system;
mod trial;
mod words;

#[cfg(test)]
mod tests;

pub use chosen::{CellReport, Learning, attack_cell};
pub use interval::{Interval, Verdict};
pub use judged::{Hierarchies, Table, TableError, read_table};
pub use memory::Memory;
pub use report::{Attacker, CoalitionCounts, Counts, Finding, Report, Sampled};
pub use run::{Options, attack, attack_again, attack_lines, attack_system};
pub use system::{Knowledge, Source, Standing, System, Target, Unknown};
pub use words::{Piece, Words};
