//! Why nothing was published.

use std::path::PathBuf;

use vik_disclosure::{CyclicSet, FreezeError, LeadershipError, MergeError, PolicyError, Refusal};
use vik_published::OpenError;
use vik_warehouse::WarehouseError;

/// A freeze that did not happen, or stopped; what was published before stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// A file that people edit does not fit.
    #[error("{file}: {reason}")]
    Setting {
        /// The file.
        file: String,
        /// What was expected and what to do.
        reason: String,
    },
    /// The policy is outside its limits.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// The linked cubes cannot be protected together.
    #[error("cubes {} form a circle, so that their margins together give more than each: leave one out or set linked = false", .0.cubes.join(", "))]
    Cyclic(CyclicSet),
    /// Units that are too small could not be merged.
    #[error("units with too few staff could not be merged")]
    Merging(#[from] MergeError),
    /// Counting failed.
    #[error(transparent)]
    Warehouse(#[from] WarehouseError),
    /// Protection refused or failed.
    #[error("period {period} was not published")]
    Freeze {
        /// The period.
        period: String,
        /// Why.
        #[source]
        cause: FreezeError,
    },
    /// The leadership cubes could not be derived.
    #[error("quarter {period} was not published")]
    Leadership {
        /// The quarter.
        period: String,
        /// Why.
        #[source]
        cause: LeadershipError,
    },
    /// The attack on the release found something.
    #[error("period {period} was not published")]
    Attacked {
        /// The period.
        period: String,
        /// What would pass.
        #[source]
        refusal: Refusal,
    },
    /// The same cases are published in the other mode.
    #[error("nothing was published")]
    Mode(#[source] Refusal),
    /// The open side failed.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The error state of the rounding cannot be read or written.
    #[error(
        "file {file} cannot be used: restore it from the backup that goes with what is published"
    )]
    State {
        /// The file.
        file: PathBuf,
    },
    /// A period is not a month.
    #[error("expected a month such as 2024-03")]
    Period,
}
