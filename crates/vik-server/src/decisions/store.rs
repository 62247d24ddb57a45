//! Decisions in one SQLite file: appended in a chain that shows a change.
//!
//! # Guarantee
//! An append is whole or not at all and survives a power cut. A line that was changed or taken out
//! afterwards breaks the chain, and then nothing is read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use super::{Line, Standing};

/// The decisions of every organisation that this server shows.
pub struct Decisions {
    connection: Mutex<Connection>,
    file: PathBuf,
}

/// A file that cannot be used, or was changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder cannot be made.
    #[error("the folder of {0} cannot be made: check its rights")]
    Folder(PathBuf),
    /// The file cannot be used.
    #[error("the file of decisions {file} cannot be used")]
    Database {
        /// The file.
        file: PathBuf,
        /// Why.
        #[source]
        cause: rusqlite::Error,
    },
    /// A line was changed after it was written.
    #[error(
        "line {0} of the decisions was changed after it was written: restore the file from the backup"
    )]
    Tampered(i64),
}

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS decision (
    place INTEGER PRIMARY KEY,
    organisation TEXT NOT NULL,
    signal TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    deed TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;";

type Row = (i64, String, String, Line, String);

impl Decisions {
    /// Opens the file in a folder, making both if they are new.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join("decisions.sqlite");
        std::fs::create_dir_all(folder).map_err(|_| StoreError::Folder(file.clone()))?;
        let failed = |cause| StoreError::Database {
            file: file.clone(),
            cause,
        };
        let connection = Connection::open(&file).map_err(failed)?;
        connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
            .and_then(|()| connection.execute_batch(SCHEMA))
            .map_err(failed)?;
        let decisions = Self {
            connection: Mutex::new(connection),
            file,
        };
        decisions.rows()?;
        Ok(decisions)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, cause: rusqlite::Error) -> StoreError {
        StoreError::Database {
            file: self.file.clone(),
            cause,
        }
    }

    /// Adds a line about a signal.
    ///
    /// # Errors
    /// [`StoreError::Database`]; nothing was added then.
    pub fn add(&self, organisation: &str, signal: &str, line: &Line) -> Result<(), StoreError> {
        let deed = deed(line);
        let mut connection = self.lock();
        let write = |connection: &mut Connection| -> rusqlite::Result<()> {
            let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let newest = "SELECT hash FROM decision ORDER BY place DESC LIMIT 1";
            let previous: Option<String> =
                change.query_row(newest, [], |row| row.get(0)).optional()?;
            let hash = digest(
                &previous.unwrap_or_default(),
                [organisation, signal, &line.at, &line.by, &deed],
            );
            change.execute(
                "INSERT INTO decision (organisation, signal, at, who, deed, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![organisation, signal, line.at, line.by, deed, hash],
            )?;
            change.commit()
        };
        write(&mut connection).map_err(|cause| self.failed(cause))
    }

    /// The lines about each signal of an organisation, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn lines(&self, organisation: &str) -> Result<BTreeMap<String, Vec<Line>>, StoreError> {
        let mut lines: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        for (_, of, signal, line, _) in self.rows()? {
            if of == organisation {
                lines.entry(signal).or_default().push(line);
            }
        }
        Ok(lines)
    }

    /// Where every signal stands that anything was decided about.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn standings(&self, organisation: &str) -> Result<BTreeMap<String, Standing>, StoreError> {
        let lines = self.lines(organisation)?;
        let standing = |(signal, lines): (String, Vec<Line>)| (signal, Standing::after(&lines));
        Ok(lines.into_iter().map(standing).collect())
    }

    /// Every line, the chain being whole.
    fn rows(&self) -> Result<Vec<Row>, StoreError> {
        let connection = self.lock();
        let read = || -> rusqlite::Result<Vec<(i64, [String; 6])>> {
            let all = "SELECT place, organisation, signal, at, who, deed, hash FROM decision ORDER BY place";
            let mut statement = connection.prepare(all)?;
            let rows = statement.query_map([], |row| {
                let text = |i: usize| row.get::<_, String>(i);
                let texts = [text(1)?, text(2)?, text(3)?, text(4)?, text(5)?, text(6)?];
                Ok((row.get(0)?, texts))
            })?;
            rows.collect()
        };
        let mut previous = String::new();
        let mut rows = Vec::new();
        for (place, [organisation, signal, at, by, deed, hash]) in
            read().map_err(|cause| self.failed(cause))?
        {
            let tampered = || StoreError::Tampered(place);
            if digest(&previous, [&organisation, &signal, &at, &by, &deed]) != hash {
                return Err(tampered());
            }
            let deed = serde_json::from_str(&deed).map_err(|_| tampered())?;
            previous.clone_from(&hash);
            rows.push((place, organisation, signal, Line { at, by, deed }, hash));
        }
        Ok(rows)
    }
}

fn deed(line: &Line) -> String {
    serde_json::to_string(&line.deed).unwrap_or_default()
}

/// The hash of a line: each part after its length, so that parts cannot run into one another.
fn digest(previous: &str, parts: [&str; 5]) -> String {
    let mut sha = Sha256::new();
    for part in [previous].into_iter().chain(parts) {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part);
    }
    sha.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Deed, Outcome};
    use super::*;

    #[test]
    fn lines_stay_and_a_change_shows() {
        let folder = tempfile::tempdir().unwrap();
        let line = Line {
            at: "2026-01".to_owned(),
            by: "analist".to_owned(),
            deed: Deed::Found {
                outcome: Outcome::Chance,
            },
        };
        let decisions = Decisions::open(folder.path()).unwrap();
        decisions.add("a", "2025-01.U._", &line).unwrap();
        decisions.add("b", "2025-01.U._", &line).unwrap();
        drop(decisions);
        let decisions = Decisions::open(folder.path()).unwrap();
        let of_a = decisions.lines("a").unwrap();
        assert_eq!(of_a.len(), 1);
        assert_eq!(of_a["2025-01.U._"], [line]);
        decisions
            .lock()
            .execute("UPDATE decision SET who = 'x' WHERE place = 1", [])
            .unwrap();
        assert!(matches!(decisions.lines("a"), Err(StoreError::Tampered(1))));
    }
}
