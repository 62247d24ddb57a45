//! `vik key`: the organisation's key, made and checked.

use vik_catalogue::TextKind;
use vik_intake::stages::{WarehouseBatch, rekey};
use vik_lake::Lease;
use vik_pseudonym::{KeyError, KeyFile, Keys, Strength};
use vik_warehouse::{RecordBatch, Warehouse};

use crate::arguments::{Arguments, KeyCommand};
use crate::context::{Folders, catalogue, passphrase};
use crate::outcome::{Failure, chain};

/// Runs one of the key commands.
pub async fn run(arguments: &Arguments, command: &KeyCommand) -> Result<(), Failure> {
    let folders = Folders::of(arguments);
    match command {
        KeyCommand::New { if_missing, fast } => {
            let known = catalogue(arguments)?;
            if known
                .text(TextKind::Organisations, &arguments.organisation)
                .is_none()
            {
                return Err(Failure::Usage(format!(
                    "there is no organisation `{}`: add organisations/{}.toml first",
                    arguments.organisation, arguments.organisation
                )));
            }
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
        KeyCommand::Rotate { fast } => rotate(arguments, &folders, *fast).await?,
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

/// Adds an epoch, unless an earlier rotation was cut off; then carries the warehouse over.
async fn rotate(arguments: &Arguments, folders: &Folders, fast: bool) -> Result<(), Failure> {
    let _lease = Lease::take(&folders.closed).map_err(Failure::storage)?;
    let mut warehouse = Warehouse::open(&folders.warehouse)
        .await
        .map_err(Failure::storage)?;
    let from = warehouse.epoch().await.map_err(Failure::storage)?;
    let mut keys = open_keys(folders, &arguments.organisation)?;
    if keys.epoch() <= from && std::env::var_os("VIK_KEY_COMMAND").is_none() {
        let strength = if fast {
            Strength::Demonstration
        } else {
            Strength::Real
        };
        KeyFile::rotate(&folders.key, &passphrase(false)?, strength).map_err(|e| failure(&e))?;
        keys = open_keys(folders, &arguments.organisation)?;
    }
    if keys.epoch() <= from {
        return Err(Failure::Key(
            "the key command gives no newer epoch: add one there first, then run this again"
                .to_owned(),
        ));
    }
    let change = |batch: &RecordBatch| {
        rekey(batch, &keys, from)
            .ok()
            .map(WarehouseBatch::into_batch)
    };
    warehouse
        .rekey(keys.epoch(), change)
        .await
        .map_err(Failure::storage)?;
    let gone = warehouse.vacuum().await.map_err(Failure::storage)?;
    println!(
        "the warehouse is in epoch {}; {gone} files with older pseudonyms are deleted",
        keys.epoch()
    );
    Ok(())
}

/// The key and the warehouse must be of one epoch, or new rows would silently match no old ones.
///
/// An empty warehouse takes over the epoch of the key, unless nothing may be written.
pub async fn same_epoch(
    keys: &Keys,
    warehouse: &mut Warehouse,
    read_only: bool,
) -> Result<(), Failure> {
    let epoch = warehouse.epoch().await.map_err(Failure::storage)?;
    if keys.epoch() == epoch {
        return Ok(());
    }
    if warehouse.version() == 0 {
        if read_only {
            return Ok(());
        }
        return warehouse
            .rekey(keys.epoch(), |batch| Some(batch.clone()))
            .await
            .map_err(Failure::storage);
    }
    Err(Failure::Key(format!(
        "the key is in epoch {} and the warehouse in epoch {epoch}: run `vik key rotate` to carry the warehouse over",
        keys.epoch()
    )))
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
