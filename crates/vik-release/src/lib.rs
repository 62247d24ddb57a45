//! The door between the two sides: count, protect, publish.
//!
//! [`Setting`] turns the files that people edit (cubes, code lists, policy) into definitions;
//! [`Door`] counts complete months on the closed side, has `vik-disclosure` round them, and hands the
//! released cubes to the open side. It adds no way of its own to read a count: what it holds is either
//! `Protected` or `Released`.

mod door;
mod error;
mod guard;
mod reference;
mod setting;
mod state;

pub use door::{Door, Keys, Published, Rehearsal};
pub use error::ReleaseError;
pub use reference::ReferenceFiles;
pub use setting::Setting;
