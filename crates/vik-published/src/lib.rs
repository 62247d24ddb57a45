//! The open side: what has been published, and a SQL session over it.
//!
//! [`Publisher`] accepts `Released` values and nothing else, and writes them as one Delta commit with
//! a hash-chained record. [`OpenSide`] reads what was published into memory and answers any `SELECT`
//! over it: everything here is a function of numbers that are already safe.

mod cells;
mod error;
mod exact;
mod history;
mod numbered;
mod open;
mod publish;
mod reference;
mod reports;
mod result;
mod session;
mod signals;
mod stories;
mod suppressed;
mod tables;
mod trial;
mod watched;

pub use cells::{Family, PublishedCell};
pub use error::{OpenError, RunError};
pub use exact::{ExactRelease, check_exact, exact, rounded_months, told_totals};
pub use history::{attack, history, keep_attack};
pub use open::{OpenSide, TableInfo, reference};
pub use publish::{Publisher, Refused, refusals, releases};
pub use reference::{Break, CubeDimension, CubeShape, Norm, Reference, Staff, UnitFact};
pub use reports::{SealedReport, reports};
pub use result::{Cell, QueryResult, ResultColumn, ResultKind};
pub use session::{Limits, Value};
pub use signals::watches;
pub use stories::{PublishedStory, StoryEntry, WithdrawnStory, stories};
pub use suppressed::{SuppressedRelease, check_suppressed, suppressed};
pub use trial::{Trial, TrialResult};
pub use vik_functions::{Entry as FunctionEntry, entries as functions};
