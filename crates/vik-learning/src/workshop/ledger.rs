//! The file of actions, toolkit and network: lines in a chain that shows a change.
//!
//! # Guarantee
//! An append is whole or not at all and survives a power cut (write-ahead log, full synchronisation).
//! The rule that decides on a line sees every line before it and nothing comes between. A line that
//! was changed or taken out afterwards breaks the chain, and then the file is not opened. What the
//! chain holds of a line is the hash of its text, so that a text in which somebody turns out to be
//! recognisable can be struck: it is overwritten on disk, a line says so, and the chain stays whole.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use super::deed::{Deed, Line};
use crate::circles::lock;

/// The file.
pub struct Ledger {
    state: Mutex<State>,
    file: PathBuf,
}

struct State {
    connection: Connection,
    lines: Arc<Vec<Line>>,
    newest: String,
}

/// A file that cannot be used, or was changed.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file cannot be read or written.
    #[error("the file of actions and tools {file} cannot be used")]
    Database {
        /// The file.
        file: PathBuf,
        /// Why.
        #[source]
        cause: rusqlite::Error,
    },
    /// A line was changed after it was written.
    #[error(
        "line {0} of the actions and tools was changed after it was written: restore the file from the backup"
    )]
    Tampered(i64),
    /// A line cannot be struck: it is not there, has no text, or was struck before.
    #[error("this line has no text that can be taken out")]
    NoText,
}

const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                       PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;";

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS line (
    place INTEGER PRIMARY KEY,
    organisation TEXT NOT NULL,
    day INTEGER NOT NULL,
    body TEXT,
    body_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;";

impl Ledger {
    /// Opens the file, making it if it is new, and checks its chain.
    ///
    /// # Errors
    /// [`LedgerError::Database`], [`LedgerError::Tampered`].
    pub fn open(file: &Path) -> Result<Self, LedgerError> {
        let failed = |cause| LedgerError::Database {
            file: file.to_path_buf(),
            cause,
        };
        let connection = Connection::open(file).map_err(failed)?;
        connection.execute_batch(PRAGMAS).map_err(failed)?;
        connection.execute_batch(SCHEMA).map_err(failed)?;
        // A power cut between a striking and this leaves it to the next start.
        empty_log(&connection).map_err(failed)?;
        let rows = rows(&connection).map_err(failed)?;
        let (lines, newest) = checked(rows)?;
        Ok(Self {
            state: Mutex::new(State {
                connection,
                lines: Arc::new(lines),
                newest,
            }),
            file: file.to_path_buf(),
        })
    }

    /// Every line of every organisation, oldest first.
    #[must_use]
    pub fn lines(&self) -> Arc<Vec<Line>> {
        lock(&self.state).lines.clone()
    }

    /// Writes the deed that a rule decides on after reading every line, and gives its place; it is on
    /// disk when this returns. A rule that refuses changes nothing.
    ///
    /// # Errors
    /// [`LedgerError::Database`]; nothing was added then.
    pub fn append<R>(
        &self,
        org: &str,
        day: i32,
        rule: impl FnOnce(&[Line]) -> Result<Deed, R>,
    ) -> Result<Result<i64, R>, LedgerError> {
        let mut state = lock(&self.state);
        let deed = match rule(&state.lines) {
            Ok(deed) => deed,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let place = self.write(&mut state, org, day, deed, |_| Ok(()))?;
        Ok(Ok(place))
    }

    /// Takes the text of a line out for good.
    ///
    /// # Errors
    /// [`LedgerError::NoText`], [`LedgerError::Database`].
    pub fn strike(&self, org: &str, place: i64, day: i32) -> Result<(), LedgerError> {
        let mut state = lock(&self.state);
        let at = state
            .lines
            .iter()
            .position(|line| line.place == place && line.org == org);
        let deed = at.and_then(|at| state.lines.get(at)?.deed.as_ref());
        let Some(at) = at.filter(|_| deed.is_some_and(Deed::has_text)) else {
            return Err(LedgerError::NoText);
        };
        self.write(&mut state, org, day, Deed::Struck { place }, |change| {
            let blank = "UPDATE line SET body = NULL WHERE place = ?1";
            change.execute(blank, [place]).map(|_| ())
        })?;
        if let Some(line) = Arc::make_mut(&mut state.lines).get_mut(at) {
            line.deed = None;
        }
        // The old page is in the log until the log is emptied into the file.
        empty_log(&state.connection).map_err(|cause| self.failed(cause))
    }

    fn write(
        &self,
        state: &mut MutexGuard<'_, State>,
        org: &str,
        day: i32,
        deed: Deed,
        also: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>,
    ) -> Result<i64, LedgerError> {
        let place = state.lines.last().map_or(0, |line| line.place) + 1;
        let body = serde_json::to_string(&deed).unwrap_or_default();
        let body_hash = sha(&[body.as_bytes()]);
        let hash = link(&state.newest, place, org, day, &body_hash);
        let change = || {
            let behaviour = TransactionBehavior::Immediate;
            let change = state.connection.transaction_with_behavior(behaviour)?;
            change.execute(
                "INSERT INTO line (place, organisation, day, body, body_hash, hash) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![place, org, day, body, body_hash, hash],
            )?;
            also(&change)?;
            change.commit()
        };
        change().map_err(|cause| self.failed(cause))?;
        state.newest = hash;
        Arc::make_mut(&mut state.lines).push(Line {
            place,
            org: org.to_owned(),
            day,
            deed: Some(deed),
        });
        Ok(place)
    }

    fn failed(&self, cause: rusqlite::Error) -> LedgerError {
        LedgerError::Database {
            file: self.file.clone(),
            cause,
        }
    }
}

type Row = (i64, String, i32, Option<String>, String, String);

fn rows(connection: &Connection) -> rusqlite::Result<Vec<Row>> {
    let all = "SELECT place, organisation, day, body, body_hash, hash FROM line ORDER BY place";
    let mut statement = connection.prepare(all)?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
        ))
    })?;
    rows.collect()
}

/// The lines and the newest hash, the chain being whole.
fn checked(rows: Vec<Row>) -> Result<(Vec<Line>, String), LedgerError> {
    let mut newest = String::new();
    let mut lines = Vec::with_capacity(rows.len());
    for (expected, (place, org, day, body, body_hash, hash)) in (1..).zip(rows) {
        let whole = place == expected
            && link(&newest, place, &org, day, &body_hash) == hash
            && body
                .as_ref()
                .is_none_or(|body| sha(&[body.as_bytes()]) == body_hash);
        if !whole {
            return Err(LedgerError::Tampered(expected));
        }
        let read =
            |body: String| serde_json::from_str(&body).map_err(|_| LedgerError::Tampered(place));
        let deed: Option<Deed> = body.map(read).transpose()?;
        lines.push(Line {
            place,
            org,
            day,
            deed,
        });
        newest = hash;
    }
    // A text may be gone only where a later line says that it was struck.
    let struck = |place| Some(Deed::Struck { place });
    for line in lines.iter().filter(|line| line.deed.is_none()) {
        let says = |later: &Line| later.deed == struck(line.place) && later.place > line.place;
        if !lines.iter().any(says) {
            return Err(LedgerError::Tampered(line.place));
        }
    }
    Ok((lines, newest))
}

fn link(previous: &str, place: i64, org: &str, day: i32, body_hash: &str) -> String {
    let (place, day) = (place.to_be_bytes(), day.to_be_bytes());
    sha(&[
        previous.as_bytes(),
        &place,
        org.as_bytes(),
        &day,
        body_hash.as_bytes(),
    ])
}

/// SHA-256 in hexadecimal digits of parts, each after its length, so that they cannot run together.
pub(crate) fn sha(parts: &[&[u8]]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part);
    }
    sha.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

fn empty_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}
