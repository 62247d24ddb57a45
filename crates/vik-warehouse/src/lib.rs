//! The closed side: pseudonymised cases in a Delta table, and the SQL that turns them into counts.
//!
//! [`Warehouse`] appends an import exactly once, knows what it already holds, and counts the atoms of
//! the cubes for the freeze. Nothing here hands out a row: [`Warehouse::atoms`] gives sealed counts,
//! and only `vik-disclosure` opens those.

mod atoms;
mod error;
mod guard;
mod known;
mod microdata;
mod schema;
mod store;

pub use atoms::{CubeSql, check};
pub use error::WarehouseError;
pub use known::{Contents, KnownCase};
pub use schema::schema;
pub use store::{Import, ImportId, Warehouse};

/// Rows on their way in.
pub use datafusion::arrow::array::RecordBatch;
