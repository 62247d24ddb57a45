//! Everything that was ever published, with its proofs, in the form that a verifier reads.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use vik_disclosure::attack::Report;
use vik_disclosure::{CubeLeaves, Definitions, History, HistoryRelease, PublishedLeaf, Witness};
use vik_lake::Table;

use crate::error::OpenError;
use crate::open::read_cells;
use crate::publish::{
    cells_folder, definitions_file, published, to_json, witness_file, write_durably,
};

/// Reads the whole history from a folder of the open side; empty before the first release.
///
/// Nothing is checked here: that is what `vik_disclosure::verify` is for.
///
/// # Errors
/// [`OpenError::File`] or [`OpenError::Damaged`] naming the file that is missing or unreadable.
pub async fn history(folder: &Path) -> Result<History, OpenError> {
    let mut history = History::default();
    if !cells_folder(folder).join("_delta_log").exists() {
        return Ok(history);
    }
    let table = Table::open(&cells_folder(folder)).await?;
    let records = published(folder, &table).await?;
    let newest = records.last().map_or(0, |record| record.number);
    let mut cells: BTreeMap<(u64, String), Vec<PublishedLeaf>> = BTreeMap::new();
    for (release, cell) in read_cells(folder, &table, newest).await? {
        let leaf = PublishedLeaf {
            codes: cell.codes,
            persons: cell.persons as u32,
            cases: cell.cases as u32,
        };
        cells.entry((release, cell.cube)).or_default().push(leaf);
    }
    for record in records {
        let number = record.number;
        let witness: Witness = read(&witness_file(folder, number))?;
        let digest = record.proof.as_ref().map(|p| p.definitions_sha256.clone());
        let digest = digest.unwrap_or_default();
        if !history.definitions.contains_key(&digest) {
            let definitions: Definitions = read(&definitions_file(folder, &digest))?;
            history.definitions.insert(digest.clone(), definitions);
        }
        // A cube whose cells are all zero has no rows in the table.
        let leaves = |id: &String| {
            let mut leaves = cells.remove(&(number, id.clone())).unwrap_or_default();
            leaves.sort();
            CubeLeaves {
                id: id.clone(),
                leaves,
            }
        };
        let cubes = record.cubes.iter().map(|cube| &cube.id).map(leaves);
        let cubes = cubes.collect();
        history.releases.push(HistoryRelease {
            record,
            cubes,
            witness,
        });
    }
    Ok(history)
}

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T, OpenError> {
    let text = std::fs::read(file).map_err(|cause| OpenError::File {
        file: file.to_path_buf(),
        step: "read",
        cause,
    })?;
    serde_json::from_slice(&text).map_err(|_| OpenError::Damaged {
        file: file.to_path_buf(),
    })
}

#[derive(Serialize, Deserialize)]
struct Kept {
    release: u64,
    report: Report,
}

/// Keeps what an attack on everything up to a release found, for everybody to see.
///
/// # Errors
/// [`OpenError::File`].
pub fn keep_attack(folder: &Path, release: u64, report: &Report) -> Result<(), OpenError> {
    let file = folder.join("attack.json");
    let kept = Kept {
        release,
        report: report.clone(),
    };
    write_durably(&file, &to_json(&file, &kept)?)
}

/// What the last attack found, and up to which release; none before the first.
///
/// # Errors
/// [`OpenError::File`] or [`OpenError::Damaged`].
pub fn attack(folder: &Path) -> Result<Option<(u64, Report)>, OpenError> {
    let file = folder.join("attack.json");
    if !file.exists() {
        return Ok(None);
    }
    let kept: Kept = read(&file)?;
    Ok(Some((kept.release, kept.report)))
}
