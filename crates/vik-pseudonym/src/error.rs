//! Why a key cannot be used, and what to do.

use std::path::PathBuf;

/// A key that cannot be made, opened or used. No message holds key material.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is no key file.
    #[error(
        "there is no key in {path}: make one with `vik key new`, or restore it from where you keep it"
    )]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// There is a key already.
    #[error(
        "there is a key in {path} already: a new one would make every pseudonym in the warehouse unusable; nothing was made"
    )]
    Exists {
        /// Where it is.
        path: PathBuf,
    },
    /// The passphrase does not open it.
    #[error("the passphrase does not open {path}: nothing was read; try again with the right one")]
    Passphrase {
        /// The key file.
        path: PathBuf,
    },
    /// The file is not a key file.
    #[error("{path} is not a whole key file: restore it from where you keep a copy")]
    Damaged {
        /// The key file.
        path: PathBuf,
    },
    /// The key is another organisation's.
    #[error("{path} is the key of another organisation than `{wanted}`: check --organisation")]
    Organisation {
        /// The key file.
        path: PathBuf,
        /// The organisation that was asked for.
        wanted: String,
    },
    /// The file cannot be read or written.
    #[error("{path} cannot be {step}")]
    File {
        /// The key file.
        path: PathBuf,
        /// "read" or "written".
        step: &'static str,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// The command that should give the key failed.
    #[error(
        "the key command failed or did not print 64 hexadecimal digits a line: run it by hand to see why"
    )]
    Command,
    /// The command that should give the key does not end.
    #[error(
        "the key command was stopped, for it gave no key within {seconds} seconds: run it by hand; it may be waiting for an answer"
    )]
    Slow {
        /// How long it was waited for.
        seconds: u64,
    },
    /// The system gave no randomness.
    #[error("the system gave no random numbers; nothing was made")]
    Random,
}
