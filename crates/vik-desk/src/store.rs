//! What happened at the desk: one line for every act and every look, in a chain that shows a change.
//!
//! # Guarantee
//! An append is whole or not at all and survives a power cut. Two appends that saw the same state of a
//! review cannot both succeed. A line that was changed or taken out afterwards breaks the chain.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};

/// The store of one organisation's desk.
pub struct Store {
    connection: Mutex<Connection>,
    file: PathBuf,
}

/// A line of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the review, from 1.
    pub number: u32,
    /// When, as the desk's clock had it.
    pub at: String,
    /// The event, as JSON.
    pub body: String,
}

/// A store that cannot be used, or an append that came too late.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be used.
    #[error("the desk's store {file} cannot be used")]
    Database {
        /// The file.
        file: PathBuf,
        /// Why.
        #[source]
        cause: rusqlite::Error,
    },
    /// Somebody else was first.
    #[error("somebody else changed this review in the meantime")]
    Late,
    /// A line was changed after it was written.
    #[error(
        "line {0} of the desk's log was changed after it was written: restore the store from the backup"
    )]
    Tampered(i64),
}

const COUNT: &str = "SELECT count(*) FROM line WHERE review = ?1";

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS line (
    place INTEGER PRIMARY KEY,
    review TEXT NOT NULL,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (review, number)
) STRICT;
CREATE TABLE IF NOT EXISTS placed (
    review TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT;";

impl Store {
    /// Opens the store, making it if it is new.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        let failed = |cause| StoreError::Database {
            file: file.to_path_buf(),
            cause,
        };
        let connection = Connection::open(file).map_err(failed)?;
        connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
            .and_then(|()| connection.execute_batch(SCHEMA))
            .map_err(failed)?;
        Ok(Self {
            connection: Mutex::new(connection),
            file: file.to_path_buf(),
        })
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

    /// Adds lines to a review that has `seen` lines.
    ///
    /// # Errors
    /// [`StoreError::Late`] when it has more by now.
    pub fn append(
        &self,
        review: &str,
        seen: u32,
        at: &str,
        bodies: &[String],
    ) -> Result<(), StoreError> {
        let mut connection = self.lock();
        let write = |connection: &mut Connection| -> rusqlite::Result<bool> {
            let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let there: u32 = change.query_row(COUNT, [review], |row| row.get(0))?;
            if there != seen {
                return Ok(false);
            }
            let mut previous: String = change
                .query_row(
                    "SELECT hash FROM line ORDER BY place DESC LIMIT 1",
                    [],
                    |row| row.get(0),
                )
                .optional()?
                .unwrap_or_default();
            for (number, body) in (seen + 1..).zip(bodies) {
                previous = digest(&previous, review, number, at, body);
                change.execute(
                    "INSERT INTO line (review, number, at, body, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![review, number, at, body, previous],
                )?;
            }
            change.commit()?;
            Ok(true)
        };
        match write(&mut connection) {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::Late),
            Err(cause) => Err(self.failed(cause)),
        }
    }

    /// How many lines a review has.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub fn count(&self, review: &str) -> Result<u32, StoreError> {
        self.lock()
            .query_row(COUNT, [review], |row| row.get(0))
            .map_err(|cause| self.failed(cause))
    }

    /// The lines of a review, oldest first; none for one that does not exist.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub fn lines(&self, review: &str) -> Result<Vec<Line>, StoreError> {
        let connection = self.lock();
        let read = || -> rusqlite::Result<Vec<Line>> {
            let mut statement = connection.prepare_cached(
                "SELECT number, at, body FROM line WHERE review = ?1 ORDER BY number",
            )?;
            let lines = statement.query_map([review], |row| {
                Ok(Line {
                    number: row.get(0)?,
                    at: row.get(1)?,
                    body: row.get(2)?,
                })
            })?;
            lines.collect()
        };
        read().map_err(|cause| self.failed(cause))
    }

    /// Every review, in the order in which they began.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub fn reviews(&self) -> Result<Vec<String>, StoreError> {
        let connection = self.lock();
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut statement = connection.prepare_cached(
                "SELECT review FROM line WHERE number = 1 AND review LIKE 'v-%' ORDER BY place",
            )?;
            let reviews = statement.query_map([], |row| row.get(0))?;
            reviews.collect()
        };
        read().map_err(|cause| self.failed(cause))
    }

    /// Notes which number a review's story has in the library.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub fn place(&self, review: &str, number: u64) -> Result<(), StoreError> {
        self.lock()
            .execute(
                "INSERT OR REPLACE INTO placed (review, number) VALUES (?1, ?2)",
                params![review, number as i64],
            )
            .map(|_| ())
            .map_err(|cause| self.failed(cause))
    }

    /// Which number a review's story has in the library, if it ever had one.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub fn placed(&self, review: &str) -> Result<Option<u64>, StoreError> {
        self.lock()
            .query_row(
                "SELECT number FROM placed WHERE review = ?1",
                [review],
                |row| row.get::<_, i64>(0),
            )
            .optional()
            .map(|number| number.map(|number| number as u64))
            .map_err(|cause| self.failed(cause))
    }

    /// Checks the chain of every line.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] with the first line that does not fit.
    pub fn verify(&self) -> Result<usize, StoreError> {
        let connection = self.lock();
        let read = || -> rusqlite::Result<(usize, Option<i64>)> {
            let mut statement = connection
                .prepare("SELECT place, review, number, at, body, hash FROM line ORDER BY place")?;
            let mut rows = statement.query([])?;
            let (mut previous, mut count) = (String::new(), 0);
            while let Some(row) = rows.next()? {
                let (review, number): (String, u32) = (row.get(1)?, row.get(2)?);
                let (at, body, hash): (String, String, String) =
                    (row.get(3)?, row.get(4)?, row.get(5)?);
                if digest(&previous, &review, number, &at, &body) != hash {
                    return Ok((count, Some(row.get(0)?)));
                }
                previous = hash;
                count += 1;
            }
            Ok((count, None))
        };
        match read().map_err(|cause| self.failed(cause))? {
            (_, Some(place)) => Err(StoreError::Tampered(place)),
            (count, None) => Ok(count),
        }
    }
}

/// SHA-256 over length-prefixed parts, so that no two lines share one.
fn digest(previous: &str, review: &str, number: u32, at: &str, body: &str) -> String {
    let mut hash = Sha256::new();
    for part in [previous, review, &number.to_string(), at, body] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_late_is_told_and_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("desk.sqlite")).unwrap();
        let one = |text: &str| [text.to_owned()];
        store.append("v-a", 0, "t1", &one("first")).unwrap();
        store.append("v-a", 1, "t2", &one("second")).unwrap();
        let late = store.append("v-a", 1, "t3", &one("third"));
        assert!(matches!(late, Err(StoreError::Late)));
        store.append("v-b", 0, "t4", &one("other")).unwrap();
        let bodies: Vec<String> = store
            .lines("v-a")
            .unwrap()
            .into_iter()
            .map(|line| line.body)
            .collect();
        assert_eq!(bodies, ["first", "second"]);
        assert_eq!(store.reviews().unwrap(), ["v-a", "v-b"]);
        assert_eq!(store.verify().unwrap(), 3);
    }

    #[test]
    fn a_changed_or_missing_line_is_found() {
        for change in [
            "UPDATE line SET body = 'x' WHERE place = 1",
            "DELETE FROM line WHERE place = 2",
        ] {
            let folder = tempfile::tempdir().unwrap();
            let store = Store::open(&folder.path().join("desk.sqlite")).unwrap();
            for number in 0..3 {
                store
                    .append("a", number, "t", &[format!("line {number}")])
                    .unwrap();
            }
            store.lock().execute_batch(change).unwrap();
            assert!(matches!(store.verify(), Err(StoreError::Tampered(_))));
        }
    }
}
