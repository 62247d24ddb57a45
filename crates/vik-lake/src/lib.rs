//! Delta tables that survive a power cut: open, append exactly once, snapshot, time travel, vacuum.
//!
//! [`DurableLocalStore`] stands under every local table, because the object store that Delta uses
//! never asks the disk to keep what it wrote. [`Table`] writes a batch stream and commits it
//! together with the mark that says it has been done, so that the same import run twice is one
//! import. [`Lease`] lets one writer in at a time.
//!
//! This crate does not know what the tables mean.

mod durable;
mod error;
mod lease;
mod table;

pub use durable::{Disk, DurableLocalStore, RealDisk, register};
pub use error::LakeError;
pub use lease::Lease;
pub use table::{Commit, Mark, Mode, Staged, Table};
