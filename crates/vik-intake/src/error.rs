//! Errors: something is broken, or the file cannot be read at all. Each says what to do.

use crate::problem::MappingError;

/// Why a file cannot be taken in.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The mapping does not fit the contract, the code lists or the file.
    #[error("the mapping cannot be used\n{0}")]
    Mapping(MappingError),
    /// The file cannot be read.
    #[error("{file}: {message}")]
    Source {
        /// The file's name, without its folder.
        file: String,
        /// What is wrong and what to do.
        message: String,
    },
    /// There are findings, and they were not to be left out.
    #[error(
        "{total} findings, so nothing was imported: correct the export or the mapping, \
         or give --quarantine to set the faulty rows apart"
    )]
    Findings {
        /// How many.
        total: u64,
    },
    /// The quarantine file could not be written.
    #[error("the quarantine could not be written: {0}")]
    Quarantine(String),
    /// Columns did not fit together; a defect of this programme.
    #[error(
        "the rows could not be put in columns; please report this with the mapping, not the data"
    )]
    Columns(#[source] arrow::error::ArrowError),
}

impl From<MappingError> for IntakeError {
    fn from(error: MappingError) -> Self {
        IntakeError::Mapping(error)
    }
}
