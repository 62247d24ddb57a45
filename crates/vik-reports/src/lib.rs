//! Stories on paper: a sheet to read aloud, and cards to discuss a dilemma with.
//!
//! A story goes in with the words for its codes, and a PDF comes out that follows PDF/UA-1 and
//! PDF/A-2a: tagged, in Dutch, with a title and headings in order. Three decisions shape the code:
//!
//! * The page is a Typst template, the data are a JSON file beside it. Text is never pasted into
//!   the template, so a bracket or a hash in a story is a bracket or a hash on paper.
//! * Nothing comes from outside: the fonts are compiled in, and there is no clock, no disk and no
//!   network. The same story gives the same bytes.
//! * An error names the story and the field, never what stands there.
//!
//! In order: an [`Edition`] of a story and the [`Words`] go to [`story_sheet`] or
//! [`dilemma_cards`]; `legible` replaces what no font can draw, and the [`Press`] prints.

mod archive;
mod cards;
mod edition;
mod error;
mod legible;
pub mod pack;
pub mod page;
mod press;
mod reader;
pub mod report;
mod sheet;
pub mod sheets;
mod typefaces;
mod words;

pub use archive::ArchiveError;
pub use cards::{Card, dilemma_cards};
pub use edition::Edition;
pub use error::DocumentError;
pub use press::{Press, Templates};
pub use sheet::story_sheet;
pub use words::{DutchWords, Words};
