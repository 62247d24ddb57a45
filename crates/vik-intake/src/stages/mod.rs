//! The border: where a closed case stops being about somebody.
//!
//! [`pseudonymise`] takes identified cases by value and gives back cases in which a person is sixteen
//! bytes, with the narratives apart; [`generalise`] turns days, ranks and scores into bands and gives
//! exactly the columns of the warehouse. What each field becomes is written in `treatment.toml`.

mod bands;
mod columns;
mod counter;
mod generalise;
mod pseudonymise;

pub use counter::Counter;
pub use generalise::{Generaliser, WarehouseBatch, arrow_schema};
pub use pseudonymise::{Narrative, PseudonymisedCases, Pseudonymisers, pseudonymise};

#[cfg(test)]
mod tests;
