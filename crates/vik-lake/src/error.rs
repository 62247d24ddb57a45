//! What can go wrong in storage, told without a data value.

use std::path::PathBuf;

/// A failure of the lake. Engine messages are kept out: Delta quotes offending rows in them.
#[derive(Debug, thiserror::Error)]
pub enum LakeError {
    /// The folder of a table cannot be used.
    #[error(
        "folder {path} cannot be used as a table: check that it exists and that you may write in it"
    )]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// Another process holds the writer's lease.
    #[error(
        "another process is writing here (lease {path}): wait until it has finished, then run the same command again"
    )]
    Leased {
        /// The lease file.
        path: PathBuf,
    },
    /// A step on a table failed.
    #[error("table `{table}` could not be {step}; nothing was changed, run the same command again")]
    Step {
        /// The table's folder name.
        table: String,
        /// The step, as a participle: "opened", "written", "committed".
        step: &'static str,
        /// The kind of engine error, without its text.
        kind: String,
    },
    /// A snapshot that is asked for does not exist.
    #[error("table `{table}` has no version {version}")]
    NoVersion {
        /// The table's folder name.
        table: String,
        /// The version asked for.
        version: u64,
    },
}

impl LakeError {
    /// Wraps an engine error, keeping its kind and dropping its text.
    pub(crate) fn step<E: std::fmt::Debug>(table: &str, step: &'static str, cause: &E) -> Self {
        let text = format!("{cause:?}");
        let kind: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
        Self::Step {
            table: table.to_owned(),
            step,
            kind,
        }
    }
}
