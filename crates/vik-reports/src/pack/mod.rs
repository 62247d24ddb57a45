//! Course packs (*Lesmap*): stories, cards, figures and exercises with times that add up.
//!
//! A [`Pack`] names its stories with version and hash. [`Pack::ready`] asks the shelf whether they still
//! stand as they were chosen; only what it returns can be exported, so a withdrawn or changed story
//! stops every format at once. [`coverage`] shows which themes and modules lack a fresh story.

mod deck;
mod document;
mod example;
mod fields;
mod figure;
mod fill;
mod hand_out;
mod house;
mod matrix;
mod model;
mod opc;
mod ready;
mod scorm;
mod template;
mod tree;

pub use fill::TemplateError;
pub use matrix::{Cell, Covered, Gap, MUST_BE_FRESH, Matrix, coverage};
pub use model::{Item, PACK_SCHEMA, Pack, PackFigure, StoryRef, story_hash};
pub use ready::{Hindrance, OnShelf, Ready, Shelf, Standing};
pub use template::{Template, check_template, shipped_template, template_names};

/// Why a pack that may be exported could not be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The template does not fit.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The file could not be packed or read.
    #[error(transparent)]
    Archive(#[from] crate::archive::ArchiveError),
    /// A document or chart could not be made.
    #[error(transparent)]
    Document(#[from] crate::error::DocumentError),
}
