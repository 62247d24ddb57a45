//! Where things are for one organisation, and how its secrets are asked for.

use std::io::IsTerminal;
use std::path::PathBuf;

use secrecy::SecretString;
use vik_catalogue::{Catalogue, Severity};

use crate::arguments::Arguments;
use crate::outcome::Failure;

/// The folders of one organisation.
pub struct Folders {
    /// The pseudonymised warehouse.
    pub warehouse: PathBuf,
    /// The memory of the rounding.
    pub state: PathBuf,
    /// Texts of cases, encrypted.
    pub narratives: PathBuf,
    /// What is written at the desk.
    pub desk: PathBuf,
    /// Refused rows, encrypted.
    pub quarantine: PathBuf,
    /// The key file.
    pub key: PathBuf,
    /// The closed side as a whole; its lease lies here.
    pub closed: PathBuf,
    /// The open side.
    pub open: PathBuf,
}

impl Folders {
    /// The folders that the arguments name.
    pub fn of(arguments: &Arguments) -> Self {
        let closed = arguments.var.join("closed").join(&arguments.organisation);
        Self {
            warehouse: closed.join("warehouse"),
            state: closed.join("state"),
            narratives: closed.join("narratives"),
            desk: closed.join("desk"),
            quarantine: closed.join("quarantine"),
            key: closed
                .join("keys")
                .join(format!("{}.key", arguments.organisation)),
            open: arguments.var.join("open").join(&arguments.organisation),
            closed,
        }
    }
}

/// The embedded files with the user's own on top; what is wrong or overridden is said.
pub fn catalogue(arguments: &Arguments) -> Result<Catalogue, Failure> {
    let (catalogue, problems) = Catalogue::load(arguments.config.as_deref());
    for file in catalogue.overrides() {
        eprintln!("using your own {file}");
    }
    for problem in &problems {
        eprintln!("{problem}\n");
    }
    if problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
    {
        return Err(Failure::Usage(
            "files with errors are listed above: correct them, or leave --config out".to_owned(),
        ));
    }
    Ok(catalogue)
}

/// The passphrase: from the file that `VIK_PASSPHRASE_FILE` names, or asked for on the terminal.
pub fn passphrase(repeat: bool) -> Result<SecretString, Failure> {
    if let Some(file) = std::env::var_os("VIK_PASSPHRASE_FILE") {
        let file = PathBuf::from(file);
        let text = std::fs::read_to_string(&file).map_err(|e| {
            Failure::Key(format!(
                "the passphrase file {} cannot be read: {e}",
                file.display()
            ))
        })?;
        return Ok(SecretString::from(
            text.trim_end_matches(['\r', '\n']).to_owned(),
        ));
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Key("no passphrase: set VIK_PASSPHRASE_FILE to a file that holds it, or run this on a terminal".to_owned()));
    }
    let ask = |question: &str| {
        rpassword::prompt_password(question)
            .map_err(|e| Failure::Key(format!("no passphrase could be read: {e}")))
    };
    let first = ask("Passphrase: ")?;
    if repeat && ask("Again: ")? != first {
        return Err(Failure::Key(
            "the two passphrases differ; nothing was made".to_owned(),
        ));
    }
    Ok(SecretString::from(first))
}

/// Today as a day number, in UTC.
pub fn today() -> i32 {
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |d| d.as_secs());
    i32::try_from(seconds / 86_400).unwrap_or(i32::MAX)
}
