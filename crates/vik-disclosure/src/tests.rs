//! Laws of the freeze, on seeded months.

mod laws;
mod months;
mod rosters;
mod structure;
