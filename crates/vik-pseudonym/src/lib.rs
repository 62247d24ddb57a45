//! Keys and pseudonyms: the one place where an identity becomes sixteen bytes that say nothing.
//!
//! An organisation has one [`KeyFile`] with a master secret for each epoch, protected by a passphrase.
//! Opened, it gives [`Keys`]: for every purpose and kind of id a key of its own, so that a person and
//! a case with the same number share nothing, and neither do two organisations. [`Pseudonymiser`]
//! applies them. A rotation adds an epoch, and [`Chain`] carries old pseudonyms over without any
//! identity. After a leak a chain is no help, for it starts from what leaked: then a new file is made
//! and every case is imported again.
//!
//! No key has `Debug`, `Clone` or `Serialize`; all are wiped from memory when dropped.
//!
//! ```compile_fail,E0277
//! fn shown(keys: &vik_pseudonym::Keys) -> String { format!("{keys:?}") }
//! ```
//! ```compile_fail,E0308
//! fn doubled(keys: &vik_pseudonym::Keys) -> vik_pseudonym::Keys { keys.clone() }
//! ```

mod command;
mod derive;
mod error;
mod file;
mod keys;
mod pseudonym;

pub use error::KeyError;
pub use file::{KeyFile, Strength};
pub use keys::{Chain, IdType, Keys, Pseudonymiser};
pub use pseudonym::{Pseudonym, canonical};
