//! Laws of a story's form and of its review.

mod composing;
mod form;
mod people;
mod samples;
mod together;
mod workflow;
