//! `vik key`: the organisation's key, made and checked.

use vik_pseudonym::{KeyError, KeyFile, Keys, Strength};

use crate::arguments::{Arguments, KeyCommand};
use crate::context::{Folders, passphrase};
use crate::outcome::{Failure, chain};

/// Runs one of the key commands.
pub fn run(arguments: &Arguments, command: &KeyCommand) -> Result<(), Failure> {
    let folders = Folders::of(arguments);
    match command {
        KeyCommand::New { if_missing, fast } => {
            if *if_missing && folders.key.exists() {
                println!("the key is there already");
                return Ok(());
            }
            let strength = if *fast {
                Strength::Demonstration
            } else {
                Strength::Real
            };
            KeyFile::create(
                &folders.key,
                &arguments.organisation,
                &passphrase(true)?,
                strength,
            )
            .map_err(|e| failure(&e))?;
            println!("made {}", folders.key.display());
            println!(
                "Keep a copy of this file and the passphrase apart from the warehouse: without both, no new case can be joined to an old one."
            );
        }
        KeyCommand::Check => {
            let keys = open_keys(&folders, &arguments.organisation)?;
            println!(
                "the key of {} opens; it is in epoch {}",
                arguments.organisation,
                keys.epoch()
            );
        }
    }
    Ok(())
}

/// Opens the organisation's key: from the program in `VIK_KEY_COMMAND`, or from the key file.
pub fn open_keys(folders: &Folders, organisation: &str) -> Result<Keys, Failure> {
    if let Ok(command) = std::env::var("VIK_KEY_COMMAND") {
        let mut words = command.split_whitespace().map(str::to_owned);
        let program = words.next().unwrap_or_default();
        return KeyFile::from_command(&program, &words.collect::<Vec<_>>(), organisation)
            .map_err(|e| failure(&e));
    }
    if !folders.key.exists() {
        return Err(failure(&KeyError::Missing {
            path: folders.key.clone(),
        }));
    }
    KeyFile::open(&folders.key, organisation, &passphrase(false)?).map_err(|e| failure(&e))
}

fn failure(error: &KeyError) -> Failure {
    Failure::Key(chain(error))
}
