//! What a case story is: its parts, and what makes it complete.
//!
//! A story tells a closed case so that colleagues learn from it and nobody is recognised. This crate
//! knows its form and does no I/O. Whether a story may leave the closed side is decided elsewhere.

mod check;
mod compose;
mod half_year;
mod markdown;
mod problem;
pub mod review;
mod story;

#[cfg(test)]
mod tests;

pub use compose::{Coarser, TooFewCases, compose};
pub use half_year::{HalfYear, HalfYearError};
pub use markdown::Names;
pub use problem::{Expected, Problem};
pub use story::{
    Assessment, Audience, Choice, Decision, Dilemma, Facets, Lessons, Outcome, Part, Questions,
    RoleFacet, Source, Story,
};
