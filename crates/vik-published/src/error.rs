//! Why a query gave no answer, in words for the person who wrote it.

use std::path::PathBuf;
use std::time::Duration;

/// A query that could not be answered. Everything on the open side is published, so the engine's
/// own words may be shown.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// More or other than one `SELECT`.
    #[error("only one SELECT is possible here: published figures can be read, not changed")]
    NotSelect,
    /// The text is not SQL.
    #[error("this is not valid SQL: {message}")]
    Syntax {
        /// The parser's words.
        message: String,
    },
    /// A table, column or function does not exist, or types do not fit.
    #[error("the query does not fit the tables: {message}")]
    Plan {
        /// The planner's words, with its suggestions.
        message: String,
    },
    /// A parameter is used that has no value.
    #[error("parameter {parameter} has no value")]
    Parameter {
        /// Its name, with the dollar sign.
        parameter: String,
    },
    /// It took too long.
    #[error("the query took longer than {} seconds and was stopped: ask for fewer rows or a shorter period", limit.as_secs())]
    Time {
        /// The limit.
        limit: Duration,
    },
    /// It wanted too much memory.
    #[error("the query needs more memory than it may use: ask for fewer rows or columns")]
    Memory,
    /// A value could not be computed, such as a division by zero.
    #[error("a value could not be computed: {message}")]
    Execution {
        /// The engine's words.
        message: String,
    },
    /// A column has a type that cannot be shown.
    #[error("column {column} has a type that cannot be shown; cast it to text or a number")]
    Column {
        /// Its name.
        column: String,
    },
}

/// The open side cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing was published in this folder yet.
    #[error("nothing has been published in {folder}: run `vik freeze --all` first")]
    Nothing {
        /// The folder.
        folder: PathBuf,
    },
    /// A file cannot be read or written.
    #[error("file {file} cannot be {step}")]
    File {
        /// The file.
        file: PathBuf,
        /// "read" or "written".
        step: &'static str,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A file is not what it should be.
    #[error(
        "file {file} is damaged: restore it from a backup or publish again into an empty folder"
    )]
    Damaged {
        /// The file.
        file: PathBuf,
    },
    /// The chain of releases is broken.
    #[error("release {number} does not follow from the one before it; nothing was published")]
    Chain {
        /// The release.
        number: u64,
    },
    /// The table of cells failed.
    #[error(transparent)]
    Lake(#[from] vik_lake::LakeError),
    /// The engine could not set up the tables.
    #[error("the tables of the open side could not be set up")]
    Engine(#[source] datafusion::error::DataFusionError),
    /// The published figures cannot be read for signals.
    #[error("the published figures cannot be watched")]
    Watched(#[from] RunError),
}
