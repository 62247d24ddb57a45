//! Documents: stories on paper, reports to leadership and Parliament, course packs.
//!
//! Values go in, bytes come out. Three decisions shape the code:
//!
//! * The page is a template, the data stand beside it. Text is never pasted into a template, so a
//!   bracket or a hash in a story is a bracket or a hash on paper.
//! * Nothing comes from outside: the fonts are compiled in, and there is no clock, no disk and no
//!   network. The same value gives the same bytes.
//! * An error names the story and the field, never what stands there.
//!
//! In order: an [`Edition`] of a story and the [`Words`] go to [`story_sheet`] or
//! [`dilemma_cards`]; `legible` replaces what no font can draw, and the [`Press`] prints PDF/UA-1 with
//! PDF/A-2a. A [`report::Report`] becomes a [`page::Page`] (HTML or PDF) and a [`sheets::Workbook`]
//! (XLSX, ODS or CSV). A [`pack::Pack`] whose stories still stand becomes a deck, a guide, paper for
//! participants and a SCORM package. `docs/FILLING.md` says where each value comes from.

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
