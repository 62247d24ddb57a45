//! The border: where a closed case stops being about somebody.
//!
//! [`pseudonymise`] takes identified cases by value and gives back cases in which a person is sixteen
//! bytes, with the narratives apart; a [`Generaliser`] turns days, ranks and scores into bands and
//! gives exactly the columns of the warehouse, while a [`Counter`] decides which rows count. What
//! each field becomes is written in `treatment.toml`. [`rekey`] carries stored rows over to a new key.

mod bands;
mod code;
mod columns;
mod content;
mod counter;
mod generalise;
mod mark;
mod narrative;
mod pseudonymise;
mod rekey;
mod schema;

pub use counter::Counter;
pub use generalise::Generaliser;
pub use narrative::{Narrative, Told};
pub use pseudonymise::{PseudonymisedCases, Pseudonymisers, pseudonymise};
pub use rekey::rekey;
pub use schema::{WarehouseBatch, arrow_schema};

#[cfg(test)]
mod tests;
