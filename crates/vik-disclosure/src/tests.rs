//! Laws of the freeze, on seeded months.

mod laws;
mod merging;
mod months;
mod presolving;
mod structure;
mod tampering;
