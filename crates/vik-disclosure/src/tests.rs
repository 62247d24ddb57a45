//! Laws of the freeze, on seeded months.

mod laws;
mod merging;
pub(crate) mod months;
mod presolving;
mod rosters;
mod structure;
mod tampering;
pub(crate) mod work;
