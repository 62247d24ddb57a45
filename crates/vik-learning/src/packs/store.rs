//! The file: every version of every pack, and of what stories are used for.
//!
//! # Guarantee
//! A version is whole or not there and survives a power cut (write-ahead log, full synchronisation). A
//! save says which version it was made from; when another one has come since, nothing is written, so no
//! trainer overwrites what they have not seen. The last [`KEPT`] versions of a pack stay; what goes is
//! overwritten.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many versions are kept of each.
pub const KEPT: u32 = 50;

/// What is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A pack, by its key.
    Pack,
    /// What an organisation's stories are used for; there is one, without a key.
    Modules,
}

/// A thing with the version it has.
#[derive(Clone, Debug, PartialEq)]
pub struct Versioned<T> {
    /// Its key.
    pub id: String,
    /// Counts from 1; 0 for one that was never saved.
    pub version: u32,
    /// When it was saved, in milliseconds since 1970.
    pub at: u64,
    /// The thing itself.
    pub body: T,
}

/// A store that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be read or written.
    #[error("the store of the course packs {file} cannot be used")]
    Database {
        /// The file.
        file: PathBuf,
        /// Why.
        #[source]
        cause: rusqlite::Error,
    },
    /// A row is not what this version writes.
    #[error("version {version} of a course pack cannot be read: restore the backup")]
    Row {
        /// The version.
        version: u32,
    },
    /// The folder of templates cannot be read or written.
    #[error("the folder of templates {folder} cannot be used")]
    Folder {
        /// The folder or file.
        folder: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
}

/// Why something was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Somebody saved another version in between: a normal answer.
    #[error("there is another version now")]
    Changed,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The store of all packs.
pub struct Store {
    connection: Mutex<Connection>,
    file: PathBuf,
}

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS version (
  org TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
  at INTEGER NOT NULL, body TEXT, PRIMARY KEY (org, kind, id, version)) STRICT;";

const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000;";

/// The newest version of everything of a kind; one that was thrown away has no body.
const NEWEST: &str = "
SELECT id, MAX(version), at, body FROM version WHERE org = ?1 AND kind = ?2 GROUP BY id ORDER BY at DESC, id";

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Modules => "modules",
        }
    }
}

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
        Ok(Self {
            connection: Mutex::new(connection),
            file: file.to_path_buf(),
        })
    }

    /// Everything of a kind, last saved first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn all<T: DeserializeOwned>(
        &self,
        org: &str,
        kind: Kind,
    ) -> Result<Vec<Versioned<T>>, StoreError> {
        let rows: Vec<Row> = self.with(|connection| {
            let mut statement = connection.prepare_cached(NEWEST)?;
            let rows = statement.query_map(params![org, kind.code()], row)?;
            rows.collect()
        })?;
        rows.into_iter().filter_map(read).collect()
    }

    /// The newest version of one; none when it is not there or was thrown away.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn get<T: DeserializeOwned>(
        &self,
        org: &str,
        kind: Kind,
        id: &str,
    ) -> Result<Option<Versioned<T>>, StoreError> {
        let ask = "SELECT id, version, at, body FROM version WHERE org = ?1 AND kind = ?2 AND id = ?3 \
                   ORDER BY version DESC LIMIT 1";
        let found = self.with(|connection| {
            let found = connection.query_row(ask, params![org, kind.code(), id], row);
            found.optional()
        })?;
        found.and_then(read).transpose()
    }

    /// Every version of one that is still kept, newest first; nothing when it was thrown away.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn history<T: DeserializeOwned>(
        &self,
        org: &str,
        kind: Kind,
        id: &str,
    ) -> Result<Vec<Versioned<T>>, StoreError> {
        let ask = "SELECT id, version, at, body FROM version WHERE org = ?1 AND kind = ?2 AND id = ?3 \
                   ORDER BY version DESC";
        let rows: Vec<Row> = self.with(|connection| {
            let mut statement = connection.prepare_cached(ask)?;
            let rows = statement.query_map(params![org, kind.code(), id], row)?;
            rows.collect()
        })?;
        rows.into_iter().filter_map(read).collect()
    }

    /// Saves the version that follows `seen`, which is 0 for a new thing; it is on disk when this
    /// returns. No body throws the thing and all its versions away.
    ///
    /// # Errors
    /// [`SaveError::Changed`] when `seen` is not the newest version.
    pub fn save<T: Serialize>(
        &self,
        org: &str,
        kind: Kind,
        id: &str,
        seen: u32,
        at: u64,
        body: Option<&T>,
    ) -> Result<u32, SaveError> {
        // What is kept has only texts, numbers and lists: writing it cannot fail.
        let body = body.map(|body| serde_json::to_string(body).unwrap_or_default());
        let saved = self.with(|connection| {
            let write = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let key = params![org, kind.code(), id];
            let ask = "SELECT COALESCE(MAX(version), 0) FROM version WHERE org = ?1 AND kind = ?2 AND id = ?3";
            let newest: u32 = write.query_row(ask, key, |row| row.get(0))?;
            if newest != seen {
                return Ok(None);
            }
            let version = newest.saturating_add(1);
            let until = match body {
                Some(_) => version.saturating_sub(KEPT),
                None => newest,
            };
            write.execute(
                "DELETE FROM version WHERE org = ?1 AND kind = ?2 AND id = ?3 AND version <= ?4",
                params![org, kind.code(), id, until],
            )?;
            write.execute(
                "INSERT INTO version (org, kind, id, version, at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![org, kind.code(), id, version, i64::try_from(at).unwrap_or(i64::MAX), body],
            )?;
            write.commit()?;
            Ok(Some(version))
        })?;
        saved.ok_or(SaveError::Changed)
    }

    fn with<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let connection = self.connection.lock();
        let mut connection = connection.unwrap_or_else(PoisonError::into_inner);
        work(&mut connection).map_err(|cause| StoreError::Database {
            file: self.file.clone(),
            cause,
        })
    }
}

type Row = (String, u32, i64, Option<String>);

fn row(row: &rusqlite::Row) -> rusqlite::Result<Row> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn read<T: DeserializeOwned>(
    (id, version, at, body): Row,
) -> Option<Result<Versioned<T>, StoreError>> {
    let body = serde_json::from_str(&body?).map_err(|_| StoreError::Row { version });
    let at = u64::try_from(at).unwrap_or(0);
    Some(body.map(|body| Versioned {
        id,
        version,
        at,
        body,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_overwrites_what_they_have_not_seen() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("packs.sqlite");
        let (one, other) = (Store::open(&file).unwrap(), Store::open(&file).unwrap());
        let save = |store: &Store, seen, body| store.save("a", Kind::Pack, "x", seen, 7, body);
        assert_eq!(save(&one, 0, Some(&1)).unwrap(), 1);
        assert_eq!(save(&other, 1, Some(&2)).unwrap(), 2);
        assert!(matches!(save(&one, 1, Some(&3)), Err(SaveError::Changed)));
        assert!(matches!(save(&one, 0, Some(&3)), Err(SaveError::Changed)));
        assert!(matches!(save(&one, 9, None), Err(SaveError::Changed)));
        let kept: Versioned<i32> = one.get("a", Kind::Pack, "x").unwrap().unwrap();
        assert_eq!((kept.version, kept.at, kept.body), (2, 7, 2));
        assert!(one.get::<i32>("b", Kind::Pack, "x").unwrap().is_none());
        save(&one, 2, None).unwrap();
        assert!(other.all::<i32>("a", Kind::Pack).unwrap().is_empty());
        assert!(
            other
                .history::<i32>("a", Kind::Pack, "x")
                .unwrap()
                .is_empty()
        );
        assert!(matches!(save(&one, 0, Some(&3)), Err(SaveError::Changed)));
    }

    #[test]
    fn two_at_once_never_both_win() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("packs.sqlite");
        Store::open(&file).unwrap();
        let won: Vec<usize> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| {
                    let store = Store::open(&file).unwrap();
                    scope.spawn(move || {
                        let saves =
                            (0..10).map(|seen| store.save("a", Kind::Pack, "x", seen, 0, Some(&0)));
                        saves.filter(Result::is_ok).count()
                    })
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        let store = Store::open(&file).unwrap();
        let kept: Versioned<i32> = store.get("a", Kind::Pack, "x").unwrap().unwrap();
        assert_eq!(won.iter().sum::<usize>(), kept.version as usize);
    }

    #[test]
    fn old_versions_go() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("packs.sqlite")).unwrap();
        for seen in 0..KEPT + 5 {
            store
                .save("a", Kind::Pack, "x", seen, 0, Some(&seen))
                .unwrap();
        }
        let history = store.history::<u32>("a", Kind::Pack, "x").unwrap();
        assert_eq!(history.len(), KEPT as usize);
        assert_eq!((history[0].version, history[0].body), (KEPT + 5, KEPT + 4));
    }
}
