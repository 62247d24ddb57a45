//! The accounts to leadership and Parliament.
//!
//! A [`Report`] is a snapshot: it is filled once from what has been published, sealed
//! ([`Report::to_bytes`], [`Report::hash`], [`Hash::sign`]) and never computed again. [`Report::page`]
//! says it in words for one [`View`] and one language; [`Report::sheets`] gives its figures as a
//! workbook; [`compare`] sets two of them side by side.

mod baseline;
mod check;
mod compare;
mod compose;
mod figures;
mod model;
mod period;
mod reading;
mod seal;
mod sheets;
mod texts;
mod view;
mod words;

pub use baseline::Finding;
pub use check::Problem;
pub use compare::{Comparison, FigureChange, Name, TextChange, compare};
pub use model::{
    Action, BreakMark, Category, Choice, Content, Decision, Definition, ExternalFinding, Kind,
    Message, NotShown, Origin, Pair, Place, Reason, Report, SCHEMA, Score, Section, Sentence,
    Signal, Stage, State, Step,
};
pub(crate) use period::month;
pub use period::{Half, NoPeriod, Period};
pub use reading::{Margin, Measure, NoReading, Point, Reading, Unit};
pub use seal::{Hash, Seal, SealError, public_key};
pub use view::View;
