//! Figures that organisations give each other: signed bundles, plain tables, and shares side by side.
//!
//! 1. [`Shareable`] is what may leave: releases that passed the door, chosen by the organisation and
//!    proven again. Nothing else can be put into a bundle.
//! 2. [`export`] writes a bundle, one file with the same bytes every time: cells, cubes, records,
//!    proofs, code lists and the [`DefinitionNote`] that says what is counted; signed with a
//!    [`SigningSecret`]. `docs/FORMAT.md` says how another team writes one.
//! 3. [`verify`] opens it again, or says in a sentence which part is not what was signed.
//! 4. A partner without our software sends a [`Table`](table::Table): CSV and a description of its columns.
//! 5. Both become [`Figures`] on our categories: counts by year, what could not be mapped, flags and
//!    breaks. [`compare`] sets two of them side by side, as shares, with what may not be compared.
//! 6. [`shelf`] keeps what was imported as it came, and checks it again whenever it is read.
//!
//! There is no clock, no network and no randomness here, and only [`shelf`] touches files.
//! This crate reads what was published; it never sees a case.

mod bundle;
mod cautions;
mod codes;
mod compare;
mod container;
mod cubes;
mod figures;
mod key;
mod manifest;
mod note;
mod share;
mod shareable;
pub mod shelf;
pub mod table;
mod verify;

pub use bundle::{Content, ExportError, PartnerName, export};
pub use codes::{CodesError, Dimensions, dimensions};
pub use compare::{CompareError, Comparison, Line, compare};
pub use container::{ContainerError, MAX_BYTES};
pub use cubes::{Crosswalk, CubesError, figures_of_bundle, figures_of_history};
pub use figures::{Break, Denominator, Figures, Flag, Group, Rate, Source, Unmapped, Year};
pub use key::{KeyError, PublicKey, SigningSecret};
pub use manifest::{FORMAT, Manifest};
pub use note::{Basis, DefinitionNote, NoteBreak, NoteError};
pub use share::{Count, Range, Share, difference, share};
pub use shareable::{Choice, ShareError, Shareable};
pub use verify::{Bundle, VerifyError, verify};
