//! Finds what identifies a person in Dutch text, and replaces it so that the text still reads well.
//!
//! Text in, spans and text out: no file, no network, no clock, nothing of the rest of Leerkring.
//! A detector is built once and finds [`Span`]s in the text of a case whose
//! persons may be known (a [`Record`]); a span is a mask (it is replaced) or a flag (a person must
//! decide). Nothing is dropped because a score is low: what no rule explains is flagged.

pub mod lexicon;
pub mod model;
mod record;
mod replace;
mod report;
mod span;
mod token;

pub use record::{KnownPerson, Record, Role};
pub use replace::{Draft, Marker, Names, Part, PartKind, Style, replace, replace_file};
pub use report::{Report, RiskNote};
pub use span::{Label, Source, Span, Status};
pub use token::{Shape, Token, tokens};
