//! Suppressed tables on the open side: a chain of their own, beside the rounded cubes that an
//! organisation has or does not have.
//!
//! `suppressed/000001.json` holds the record and the tables of a period; `suppressed/2024-Q1-unit_care.csv`
//! is the same table for a spreadsheet. The first is the release, the second follows from it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use vik_disclosure::suppress::{SYMBOL, SuppressedTable, SuppressedTables, verify_suppressed};
use vik_disclosure::{ReleaseRecord, Released};

use crate::error::OpenError;
use crate::numbered;
use crate::publish::{Publisher, to_json, write_durably};

/// A release of suppressed tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuppressedRelease {
    /// Its record.
    pub record: ReleaseRecord,
    /// Its tables.
    pub tables: SuppressedTables,
}

impl Publisher {
    /// Publishes the suppressed tables of one period.
    ///
    /// # Guarantee
    /// The file with record and tables is written last and appears whole, so a release is there or it
    /// is not; a release that is already there changes nothing.
    ///
    /// # Errors
    /// [`OpenError::Chain`] when it does not follow the newest one, [`OpenError::File`].
    pub fn append_suppressed(
        &mut self,
        released: Released<SuppressedTables>,
    ) -> Result<(), OpenError> {
        let (tables, record) = released.into_parts();
        let number = record.number;
        let folder = self.folder();
        let mut all = pairs(suppressed(folder)?);
        if all.iter().any(|(known, _)| *known == record) {
            return Ok(());
        }
        all.push((record.clone(), tables.clone()));
        verify_suppressed(&all).map_err(|_| OpenError::Chain { number })?;
        for table in &tables.tables {
            write_durably(
                &table_file(folder, &record.period, table),
                csv(table).as_bytes(),
            )?;
        }
        let file = numbered::file(&folder.join("suppressed"), number);
        let release = SuppressedRelease { record, tables };
        write_durably(&file, &to_json(&file, &release)?)
    }
}

/// Every release of suppressed tables, oldest first; none when there are none. Nothing is checked
/// here: that is what [`check_suppressed`] is for.
///
/// # Errors
/// [`OpenError::File`] or [`OpenError::Damaged`].
pub fn suppressed(folder: &Path) -> Result<Vec<SuppressedRelease>, OpenError> {
    numbered::read_all(&folder.join("suppressed"))
}

/// Checks every release of suppressed tables, and that the tables for spreadsheets are those.
///
/// # Errors
/// A sentence that names the file or the release that fails.
pub fn check_suppressed(folder: &Path) -> Result<Vec<SuppressedRelease>, String> {
    let releases = suppressed(folder).map_err(|error| error.to_string())?;
    verify_suppressed(&pairs(releases.clone())).map_err(|broken| broken.to_string())?;
    for release in &releases {
        for table in &release.tables.tables {
            let file = table_file(folder, &release.record.period, table);
            if std::fs::read(&file).ok().as_deref() != Some(csv(table).as_bytes()) {
                return Err(format!(
                    "{} is not the table that was released",
                    file.display()
                ));
            }
        }
    }
    Ok(releases)
}

fn pairs(releases: Vec<SuppressedRelease>) -> Vec<(ReleaseRecord, SuppressedTables)> {
    let pair = |release: SuppressedRelease| (release.record, release.tables);
    releases.into_iter().map(pair).collect()
}

/// A table for a spreadsheet: a column for each attribute, empty where it is added up.
fn csv(table: &SuppressedTable) -> String {
    let mut names: Vec<&String> = Vec::new();
    for name in table.cells.iter().flat_map(|cell| cell.codes.keys()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.sort();
    let mut text = String::new();
    for name in &names {
        text.push_str(name);
        text.push(';');
    }
    text.push_str("cases\n");
    for cell in &table.cells {
        for name in &names {
            text.push_str(cell.codes.get(*name).map_or("", String::as_str));
            text.push(';');
        }
        match cell.cases {
            Some(cases) => text.push_str(&cases.to_string()),
            None => text.push_str(SYMBOL),
        }
        text.push('\n');
    }
    text
}

fn table_file(folder: &Path, period: &str, table: &SuppressedTable) -> PathBuf {
    let name = format!("{period}-{}.csv", table.cube);
    folder.join("suppressed").join(name)
}
