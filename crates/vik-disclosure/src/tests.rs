//! Laws of the freeze, on seeded months.

mod laws;
pub(crate) mod months;
mod structure;
