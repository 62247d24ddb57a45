//! What can go wrong on the closed side. Messages name cubes, columns and steps, never a value.

use vik_lake::LakeError;

/// A failure of the warehouse.
#[derive(Debug, thiserror::Error)]
pub enum WarehouseError {
    /// Storage failed.
    #[error(transparent)]
    Lake(#[from] LakeError),
    /// The SQL of a cube does more than count, or does not fit the warehouse.
    #[error("cube `{cube}`: {reason}")]
    Cube {
        /// The cube.
        cube: String,
        /// What is wrong and what is expected.
        reason: String,
    },
    /// The engine failed while counting; its text is kept out since it may quote a record.
    #[error(
        "cube `{cube}` could not be counted: run `vik check` to see whether its SQL fits the warehouse"
    )]
    Count {
        /// The cube.
        cube: String,
    },
    /// The warehouse could not be read.
    #[error("the warehouse could not be read while {step}")]
    Read {
        /// What was being done.
        step: &'static str,
    },
}
