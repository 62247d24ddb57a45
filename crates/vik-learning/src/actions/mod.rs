//! Actions and their effect: who does what, whether it was done, whether it helped, and how far what
//! was learnt has reached.
//!
//! The register ([`register`]) holds actions that were written down here and those that circles agreed
//! on. Their owners are asked twice by mail ([`letter`], [`post`], [`asking`]); what they answer is
//! read by the whole organisation. Groups answer the same four questions before, after and later
//! ([`measure`]). [`reach`] computes I-36 and I-42, and [`stepped`] keeps what a chart of a theme needs
//! to mark when which units were reached.

pub mod agreement;
pub mod asking;
pub mod letter;
pub mod measure;
pub mod post;
pub mod reach;
pub mod register;
pub mod stepped;
pub(crate) mod web;

#[cfg(test)]
mod tests;
