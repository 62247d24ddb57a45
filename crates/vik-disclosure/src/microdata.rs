//! The microdata gate: how well the records of a warehouse hide a person among others.
//!
//! A record is reduced to its *quasi-identifiers*, the attributes by which a colleague might know
//! somebody: unit, rank, age band, year. Records that agree on all of them form an *equivalence
//! class*. For every class this module finds
//!
//! | measure | meaning | source |
//! |---|---|---|
//! | k | distinct persons (and rows) in the class | Sweeney 2002, definition 3 |
//! | l | distinct values of a sensitive attribute | Machanavajjhala and others 2007, definition 3.1 |
//! | entropy l | exponential of the entropy of those values | the same, definition 4.1 |
//! | t | distance between the values in the class and in all records | Li, Li and Venkatasubramanian 2007, sections 4 and 5 |
//! | N, k/N | staff who fit the description, and the share of them with a record | group disclosure |
//!
//! [`assess`] takes columns and returns a sealed [`Assessment`]; [`gate_report`] and
//! [`coarsening_advice`] are the only ways to read it.
//!
//! # What may be shown where
//! | what | where |
//! |---|---|
//! | the [`Assessment`]: sizes and measures per class | nowhere; it has no accessor, no `Debug` and no `Serialize` |
//! | [`GateReport`], [`CoarseningAdvice`] | closed side: privacy officer and data steward |
//! | that the gate is in force, and its [`GateRule`] | anywhere: neither depends on the records |
//!
//! The report names columns and never a value of a record. Counts from 1 to below the floor appear
//! as `<5`, and class sizes appear in bins that hold at least as many classes as the floor. Even so
//! the smallest k and the largest t describe real records: the report is not a release, cannot
//! become a [`Released`](crate::Released), and the open side's store accepts nothing else.
//!
//! # Guarantee
//! Results depend on the records as a set: the order of rows changes nothing, not even a last bit.
//! Cost: O(rows log rows) for classes and persons, and O(classes × values) for each ordered attribute.
//! Not covered: attributes that somebody may know but that were not declared quasi-identifiers, and
//! knowledge about single persons (section 5 of Machanavajjhala and others).

mod advice;
mod assess;
mod classes;
mod floor;
mod input;
mod rank;
mod report;
mod rule;
mod sensitive;
mod sizes;

#[cfg(test)]
mod tests;

pub use advice::{CoarseningAdvice, ColumnGain, ColumnSet, Outcome, coarsening_advice};
pub use assess::{Assessment, Roster, assess};
pub use floor::FlooredCount;
pub use input::{GroundDistance, Microdata, MicrodataError, QuasiIdentifier, SensitiveAttribute};
pub use report::{Exposure, GateFinding, GateReport, RosterReport, SensitiveReport, gate_report};
pub use rule::{GateRule, GateRuleError};
pub use sizes::SizeBin;
