//! The door between the two sides: count, protect, publish.
//!
//! [`Setting`] turns the files that people edit (cubes, code lists, policy) into definitions;
//! [`Door`] counts complete months on the closed side, has `vik-disclosure` round them, and hands the
//! released cubes to the open side. It adds no way of its own to read a count: what it holds is either
//! `Protected` or `Released`. [`SuppressionDoor`] does the same for an organisation that must show
//! exact tables.

mod door;
mod error;
mod exact;
mod guard;
mod reference;
mod setting;
mod state;
mod suppression;
mod validity;

pub use door::{Door, Keys, Published, Rehearsal};
pub use error::ReleaseError;
pub use exact::Exact;
pub use reference::ReferenceFiles;
pub use setting::{Setting, Suppression};
pub use suppression::SuppressionDoor;
