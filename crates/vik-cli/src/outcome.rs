//! How a command ends: a sentence for a person and a code for a script.

use std::process::ExitCode;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The question does not make sense.
    #[error("{0}")]
    Usage(String),
    /// The data has findings; they have been reported.
    #[error("{0}")]
    Findings(String),
    /// The key cannot be used.
    #[error("{0}")]
    Key(String),
    /// Storage failed.
    #[error("{0}")]
    Storage(String),
    /// Policy says no.
    #[error("{0}")]
    Refused(String),
}

impl Failure {
    fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Findings(_) => 3,
            Self::Key(_) => 4,
            Self::Storage(_) => 5,
            Self::Refused(_) => 6,
        }
    }

    /// A storage failure with its chain of causes.
    pub fn storage<E: std::error::Error>(error: E) -> Self {
        Self::Storage(chain(&error))
    }
}

/// An error and its causes in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        let next_text = next.to_string();
        if !text.contains(&next_text) {
            text = format!("{text}: {next_text}");
        }
        cause = next.source();
    }
    text
}

/// Prints the failure, if any, and gives the exit code.
pub fn finish(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure.code())
        }
    }
}
