//! Laws of the gate, against an implementation that reads like the definitions.

mod laws;
mod naive;
mod reports;
