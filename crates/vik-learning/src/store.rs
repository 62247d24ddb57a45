//! The file: rooms that are prepared or open, and circles that were held.
//!
//! # Guarantee
//! A change is whole or not at all and survives a power cut: write-ahead log with full
//! synchronisation. What is deleted is overwritten (`secure_delete`), and when a room closes the log is
//! emptied into the file and cut off, so that its code, its keys and its owner are in no file any more.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};

use crate::closed::Closed;
use crate::room::Room;

/// The store of all circles.
pub struct Store {
    connection: Mutex<Connection>,
    file: PathBuf,
}

/// A store that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be read or written.
    #[error("the store of the learning circles {file} cannot be used")]
    Database {
        /// The file.
        file: PathBuf,
        /// Why.
        #[source]
        cause: rusqlite::Error,
    },
    /// A row is not what this version writes.
    #[error(
        "row {row} of table `{table}` in the store of the learning circles cannot be read: restore the backup"
    )]
    Row {
        /// The table.
        table: &'static str,
        /// The row.
        row: i64,
    },
}

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS room (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS circle (place INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;";

const PRAGMAS: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;";

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
        connection.execute_batch(PRAGMAS).map_err(failed)?;
        connection.execute_batch(SCHEMA).map_err(failed)?;
        // A power cut between a closing and this leaves it to the next start.
        empty_log(&connection).map_err(failed)?;
        Ok(Self {
            connection: Mutex::new(connection),
            file: file.to_path_buf(),
        })
    }

    fn with<T>(
        &self,
        work: impl FnOnce(&mut MutexGuard<'_, Connection>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let mut connection = self
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        work(&mut connection).map_err(|cause| StoreError::Database {
            file: self.file.clone(),
            cause,
        })
    }

    /// Writes a room as it is now; it is on disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub fn save(&self, room: &Room) -> Result<(), StoreError> {
        let body = serde_json::to_string(room).unwrap_or_default();
        let write = "INSERT INTO room (id, body) VALUES (?1, ?2) \
                     ON CONFLICT (id) DO UPDATE SET body = excluded.body";
        self.with(|connection| {
            connection
                .execute(write, params![room.id, body])
                .map(|_| ())
        })
    }

    /// Every room.
    ///
    /// # Errors
    /// [`StoreError`]; a row that cannot be read stops the start, because notes may be in it.
    pub fn rooms(&self) -> Result<Vec<Room>, StoreError> {
        self.bodies("SELECT rowid, body FROM room ORDER BY rowid")?
            .into_iter()
            .map(|(row, body)| {
                serde_json::from_str(&body).map_err(|_| StoreError::Row { table: "room", row })
            })
            .collect()
    }

    /// Takes a room out that was prepared and never opened.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub fn forget(&self, id: &str) -> Result<(), StoreError> {
        self.with(|connection| {
            connection.execute("DELETE FROM room WHERE id = ?1", [id])?;
            empty_log(connection)
        })
    }

    /// Puts what stays of a circle in the place of its room, and gives the place.
    ///
    /// # Errors
    /// [`StoreError::Database`]; the room is still there then.
    pub fn close(&self, id: &str, closed: &Closed) -> Result<i64, StoreError> {
        let body = serde_json::to_string(closed).unwrap_or_default();
        self.with(|connection| {
            let change = connection.transaction()?;
            change.execute("INSERT INTO circle (body) VALUES (?1)", [body])?;
            let place = change.last_insert_rowid();
            change.execute("DELETE FROM room WHERE id = ?1", [id])?;
            change.commit()?;
            empty_log(connection)?;
            Ok(place)
        })
    }

    /// Circles that were held, oldest first, with their places.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn circles(&self) -> Result<Vec<(i64, Closed)>, StoreError> {
        self.bodies("SELECT place, body FROM circle ORDER BY place")?
            .into_iter()
            .map(|(row, body)| read(row, &body))
            .collect()
    }

    /// A circle that was held.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn circle(&self, place: i64) -> Result<Option<Closed>, StoreError> {
        let ask = "SELECT body FROM circle WHERE place = ?1";
        let body: Option<String> = self.with(|connection| {
            let row = connection.query_row(ask, [place], |row| row.get(0));
            row.optional()
        })?;
        let closed = body.map(|body| read(place, &body)).transpose()?;
        Ok(closed.map(|(_, closed)| closed))
    }

    fn bodies(&self, ask: &str) -> Result<Vec<(i64, String)>, StoreError> {
        self.with(|connection| {
            let mut statement = connection.prepare_cached(ask)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        })
    }
}

fn read(row: i64, body: &str) -> Result<(i64, Closed), StoreError> {
    let closed = serde_json::from_str(body).map_err(|_| StoreError::Row {
        table: "circle",
        row,
    })?;
    Ok((row, closed))
}

/// Empties the write-ahead log into the file and cuts it off.
fn empty_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}
