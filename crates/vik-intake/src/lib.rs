//! From an organisation's own export to closed cases.
//!
//! The story: a [`Source`] is recognised (form, encoding, delimiter), and a [`Mapping`] is checked
//! against the case contract, the code lists and the columns of the file before a row is read.
//! [`Intake::check`] then looks at every row once and finds *everything*: [`Finding`]s, which are
//! defects in the data, and [`Refusals`], which are policy saying no. Only when nothing is wrong, or
//! when the faulty rows go to an encrypted quarantine, does [`Checked::batches`] hand out
//! [`ClosedCases`].
//!
//! A finding names a row, a column and what was expected. It never repeats the value: what people
//! type into the wrong column is often a name.
//!
//! Everything is columnar and in pieces. The only memory that grows with a file is a keyed hash of
//! each case, which is how a duplicate or a contradiction anywhere in the file is seen.

mod across;
mod admission;
mod ahead;
mod bits;
mod build;
mod closed;
mod codes;
mod date;
mod decode;
mod error;
mod finding;
mod intake;
mod mapping;
mod plan;
mod problem;
mod quarantine;
mod read;
mod rules;
mod source;
pub mod stages;
mod words;

pub use admission::{AdmissionPolicy, ReasonCount, Refusals};
pub use closed::ClosedCases;
pub use error::IntakeError;
pub use finding::{Finding, FindingsReport, Rule, RuleCount};
pub use intake::{Batches, Checked, Faulty, Intake, Report, Setting};
pub use mapping::Mapping;
pub use problem::{MappingError, Problem};
pub use quarantine::Seal;
pub use source::{Format, Source, SourceFacts};

#[cfg(test)]
mod tests;
