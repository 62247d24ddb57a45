//! Finds what identifies a person in Dutch text, and replaces it so that the text still reads well.
//!
//! Text in, spans and text out: no file, no network, no clock, nothing of the rest of Leerkring.
//! A [`Detector`] is built once with an organisation's own [`Tables`] and finds [`Span`]s in the text of a
//! case whose persons may be known (a [`Record`]); a span is a mask (it is replaced) or a flag (a person
//! must decide). Nothing is dropped because a score is low: what no rule explains is flagged, and
//! [`risk`] says how far what remains may still point at someone.
//!
//! The way of a text: a readable form with a way back (`canonical`), tokens with what is known of their
//! words (`view`, `words`, [`lexicon`]), what the form of the text says (`structure`), forms of numbers and
//! the like (`pattern`), the persons of the case (`linker`), the organisation's tables, names by lists,
//! shape and context (`naming`), the trained [`model`], returns in the whole file (`propagate`), rare and
//! special facts, the unexplained, and arbitration.

mod arbitrate;
mod canonical;
mod detector;
mod eponym;
mod extend;
mod found;
mod keep;
pub mod lexicon;
mod linker;
pub mod model;
mod naming;
mod nobody;
mod organisation;
mod pattern;
mod propagate;
mod rare;
mod record;
mod replace;
mod report;
mod risk;
mod role;
mod scanned;
mod screen;
mod settle;
mod span;
mod special;
mod structure;
mod tagged;
mod token;
mod unexplained;
mod verbs;
mod view;
mod words;
mod words_nl;

pub use detector::Detector;
pub use organisation::Tables;
pub use record::{KnownPerson, Record, Role};
pub use replace::{Draft, Marker, Names, Part, PartKind, Style, replace, replace_file};
pub use report::{Report, RiskNote};
pub use risk::{Risk, risk};
pub use span::{Label, Source, Span, Status};
pub use token::{Shape, Token, tokens};
