//! A log in one SQLite file: lines in streams, only ever added, in a chain that shows a change.
//!
//! # Guarantee
//! - An append is whole or not at all and survives a power cut (write-ahead log, full synchronisation).
//! - Who says what they saw before they append is refused when more has come since, so that of two
//!   appends which saw the same state one succeeds.
//! - A line that was changed or taken out afterwards breaks the chain; [`Log::lines`] then gives nothing.
//! - What the chain holds of a line is the hash of its text, so that a text in which somebody turns out to
//!   be recognisable can be struck: it is overwritten on disk and the chain stays whole. That a struck line
//!   was struck on purpose is for the caller to say, in a line of its own ([`Log::strike`] writes both).

mod chain;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

pub use chain::sha;

/// A log.
pub struct Log {
    connection: Mutex<Connection>,
    file: PathBuf,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the log, from 1.
    pub place: i64,
    /// What it belongs to: a review, an organisation.
    pub stream: String,
    /// Its number in the stream, from 1.
    pub number: u32,
    /// When, as the caller's clock had it.
    pub at: String,
    /// The text; none where it was struck.
    pub body: Option<String>,
}

/// What somebody saw before they append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing that matters.
    Anything,
    /// So many lines in the stream.
    InStream(u32),
    /// So many lines in the log.
    InLog(i64),
}

/// A log that cannot be used, or an append that came too late.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The file cannot be read or written.
    #[error("the log {file} cannot be used")]
    Database {
        /// The file.
        file: PathBuf,
        /// Why.
        #[source]
        cause: rusqlite::Error,
    },
    /// The file holds tables that are not a log's: of an earlier version, or of something else.
    #[error(
        "{file} holds something else than this log: move the file aside and start again, or name another"
    )]
    Foreign {
        /// The file.
        file: PathBuf,
    },
    /// Somebody else was first: a normal answer.
    #[error("somebody else wrote in this log in the meantime")]
    Late,
    /// A line was changed after it was written.
    #[error(
        "line {place} of the log {file} was changed after it was written: restore the file from the backup"
    )]
    Tampered {
        /// The file.
        file: PathBuf,
        /// The first line that does not fit.
        place: i64,
    },
}

const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                       PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;";

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS log (
    place INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    body TEXT,
    body_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (stream, number)
) STRICT;";

impl Log {
    /// Opens a log, making the file if it is new.
    ///
    /// # Errors
    /// [`LogError::Foreign`] when the file holds other tables, which is then left as it is;
    /// [`LogError::Database`].
    pub fn open(file: &Path) -> Result<Self, LogError> {
        let open = || {
            let connection = Connection::open(file)?;
            if foreign(&connection)? {
                return Ok(None);
            }
            connection.execute_batch(PRAGMAS)?;
            connection.execute_batch(SCHEMA)?;
            // A power cut between a striking and this leaves it to the next start.
            empty(&connection)?;
            Ok(Some(connection))
        };
        let opened = open().map_err(|cause| LogError::Database {
            file: file.to_path_buf(),
            cause,
        })?;
        let Some(connection) = opened else {
            return Err(LogError::Foreign {
                file: file.to_path_buf(),
            });
        };
        Ok(Self {
            connection: Mutex::new(connection),
            file: file.to_path_buf(),
        })
    }

    /// Adds lines to a stream and gives the place of the last; they are on disk when this returns.
    ///
    /// # Errors
    /// [`LogError::Late`] when more has come than was seen, [`LogError::Database`]; nothing was added then.
    pub fn append(
        &self,
        stream: &str,
        seen: Seen,
        at: &str,
        bodies: &[String],
    ) -> Result<i64, LogError> {
        self.write(seen, stream, at, bodies, None)
    }

    /// Takes the text of a line out for good, and adds a line that says so.
    ///
    /// # Errors
    /// [`LogError::Late`], [`LogError::Database`]; nothing was struck then.
    pub fn strike(
        &self,
        place: i64,
        stream: &str,
        seen: Seen,
        at: &str,
        body: String,
    ) -> Result<i64, LogError> {
        let said = self.write(seen, stream, at, &[body], Some(place))?;
        // The old page is in the write-ahead log until that is emptied into the file.
        empty(&self.lock()).map_err(|cause| self.failed(cause))?;
        Ok(said)
    }

    /// How many lines a stream has.
    ///
    /// # Errors
    /// [`LogError::Database`].
    pub fn count(&self, stream: &str) -> Result<u32, LogError> {
        count(&self.lock(), stream).map_err(|cause| self.failed(cause))
    }

    /// The lines of a stream, oldest first, without a look at the chain; none for one that does not exist.
    ///
    /// # Errors
    /// [`LogError::Database`].
    pub fn stream(&self, stream: &str) -> Result<Vec<Line>, LogError> {
        let ask =
            "SELECT place, stream, number, at, body FROM log WHERE stream = ?1 ORDER BY number";
        let connection = self.lock();
        let read = || {
            let mut statement = connection.prepare_cached(ask)?;
            let lines = statement.query_map([stream], chain::line)?;
            lines.collect::<rusqlite::Result<_>>()
        };
        read().map_err(|cause| self.failed(cause))
    }

    /// Every stream, in the order in which they began.
    ///
    /// # Errors
    /// [`LogError::Database`].
    pub fn streams(&self) -> Result<Vec<String>, LogError> {
        let connection = self.lock();
        let read = || {
            let ask = "SELECT stream FROM log WHERE number = 1 ORDER BY place";
            let mut statement = connection.prepare_cached(ask)?;
            let streams = statement.query_map([], |row| row.get(0))?;
            streams.collect::<rusqlite::Result<_>>()
        };
        read().map_err(|cause| self.failed(cause))
    }

    /// Every line, oldest first, the chain being whole.
    ///
    /// # Errors
    /// [`LogError::Tampered`] with the first line that does not fit, [`LogError::Database`].
    pub fn lines(&self) -> Result<Vec<Line>, LogError> {
        let read = chain::read(&self.lock()).map_err(|cause| self.failed(cause))?;
        read.map_err(|place| self.tampered(place))
    }

    /// The error for a line that says something its text cannot mean.
    #[must_use]
    pub fn tampered(&self, place: i64) -> LogError {
        LogError::Tampered {
            file: self.file.clone(),
            place,
        }
    }

    fn write(
        &self,
        seen: Seen,
        stream: &str,
        at: &str,
        bodies: &[String],
        strike: Option<i64>,
    ) -> Result<i64, LogError> {
        let mut connection = self.lock();
        let write = |connection: &mut Connection| {
            let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (mut place, mut previous) = chain::newest(&change)?;
            let number = count(&change, stream)?;
            let same = match seen {
                Seen::Anything => true,
                Seen::InStream(lines) => lines == number,
                Seen::InLog(lines) => lines == place,
            };
            if !same {
                return Ok(None);
            }
            if let Some(struck) = strike {
                change.execute("UPDATE log SET body = NULL WHERE place = ?1", [struck])?;
            }
            for (number, body) in (number + 1..).zip(bodies) {
                place += 1;
                previous = add(&change, &previous, (place, stream, number, at), body)?;
            }
            change.commit()?;
            Ok(Some(place))
        };
        match write(&mut connection) {
            Ok(Some(place)) => Ok(place),
            Ok(None) => Err(LogError::Late),
            Err(cause) => Err(self.failed(cause)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, cause: rusqlite::Error) -> LogError {
        LogError::Database {
            file: self.file.clone(),
            cause,
        }
    }
}

/// Writes a line and gives its hash.
fn add(
    change: &Transaction<'_>,
    previous: &str,
    (place, stream, number, at): (i64, &str, u32, &str),
    body: &str,
) -> rusqlite::Result<String> {
    let body_hash = sha(&[body.as_bytes()]);
    let hash = chain::link(previous, place, stream, number, at, &body_hash);
    change.execute(
        "INSERT INTO log (place, stream, number, at, body, body_hash, hash) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![place, stream, number, at, body, body_hash, hash],
    )?;
    Ok(hash)
}

fn count(connection: &Connection, stream: &str) -> rusqlite::Result<u32> {
    let ask = "SELECT count(*) FROM log WHERE stream = ?1";
    connection.query_row(ask, [stream], |row| row.get(0))
}

/// Empties the write-ahead log into the file and cuts it off.
fn empty(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// Whether the file holds tables of somebody else: an empty log beside them would hide what they hold.
fn foreign(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT count(*) > 0 FROM sqlite_schema WHERE type = 'table' AND name <> 'log' \
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
        [],
        |row| row.get(0),
    )
}
