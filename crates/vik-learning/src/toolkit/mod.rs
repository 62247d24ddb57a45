//! The prevention toolkit: instruments as files that an organisation can replace, a scan of a unit's
//! risks, dilemma cards with the spread of the votes, and how often each is used.

mod catalogue;
pub mod instrument;
pub mod scan;
pub mod spread;
pub mod usage;
pub(crate) mod web;

pub use catalogue::{Toolkit, ToolkitError};
