//! Laws of a story's form and of its review.

mod composing;
mod form;
pub(crate) mod samples;
