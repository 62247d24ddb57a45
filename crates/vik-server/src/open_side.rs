//! The organisations whose published figures this server shows.
//!
//! The server is up before the cubes are: each organisation loads in the background, and the first
//! page that needs it waits for it. A release that is published while the server runs is on the next
//! page that is asked for.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use tokio::sync::Mutex;
use vik_disclosure::History;
use vik_disclosure::attack::Report;
use vik_published::{OpenError, OpenSide, Reference, Refused, SealedReport};

use crate::library::{Library, Shelf};

/// One organisation's folder, and its figures once they are loaded.
pub struct Source {
    /// The folder's name; `org=` in an address.
    pub id: String,
    folder: PathBuf,
    loaded: RwLock<Option<Loaded>>,
    loading: Mutex<()>,
    shelf: Shelf,
}

/// Figures, and what the folder looked like just before they were read.
#[derive(Clone)]
struct Loaded {
    side: Arc<OpenSide>,
    stamp: Stamp,
}

/// When the folder was last published into.
type Stamp = [Option<SystemTime>; 3];

impl Source {
    fn new(id: String, folder: PathBuf) -> Self {
        Self {
            id,
            folder,
            loaded: RwLock::new(None),
            loading: Mutex::new(()),
            shelf: Shelf::default(),
        }
    }

    /// The published figures, with everything published up to now.
    ///
    /// # Errors
    /// When nothing was published yet or a file is damaged. The next call tries again.
    pub async fn open(&self) -> Result<Arc<OpenSide>, OpenError> {
        let stamp = self.stamp();
        if let Some(side) = self.fresh(&stamp) {
            return Ok(side);
        }
        let _one_at_a_time = self.loading.lock().await;
        let stamp = self.stamp();
        if let Some(side) = self.fresh(&stamp) {
            return Ok(side);
        }
        let side = Arc::new(OpenSide::open(&self.folder).await?);
        let loaded = Loaded {
            side: side.clone(),
            stamp,
        };
        *self.loaded.write().unwrap_or_else(PoisonError::into_inner) = Some(loaded);
        Ok(side)
    }

    fn fresh(&self, stamp: &Stamp) -> Option<Arc<OpenSide>> {
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
        let loaded = loaded.as_ref().filter(|loaded| loaded.stamp == *stamp)?;
        Some(loaded.side.clone())
    }

    fn stamp(&self) -> Stamp {
        ["cells/_delta_log", "reference.json", "signals"].map(|name| {
            std::fs::metadata(self.folder.join(name))
                .ok()?
                .modified()
                .ok()
        })
    }

    /// The figures, if they are loaded.
    #[must_use]
    pub fn ready(&self) -> Option<Arc<OpenSide>> {
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
        loaded.as_ref().map(|loaded| loaded.side.clone())
    }

    /// The stories, as they are in the folder now.
    ///
    /// # Errors
    /// When a file is damaged.
    pub fn library(&self, reference: &Reference) -> Result<Arc<Library>, OpenError> {
        self.shelf.library(&self.folder, reference)
    }

    /// The reports that were signed.
    ///
    /// # Errors
    /// When a file is damaged.
    pub fn reports(&self) -> Result<Vec<SealedReport>, OpenError> {
        vik_published::reports(&self.folder)
    }

    /// The folder of the organisation's open side.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// Every release with its proof, read anew.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub async fn history(&self) -> Result<History, OpenError> {
        vik_published::history(&self.folder).await
    }

    /// What was refused.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn refusals(&self) -> Result<Vec<Refused>, OpenError> {
        vik_published::refusals(&self.folder)
    }

    /// What the last attack on everything published found, and up to which release; none before the first.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn attack(&self) -> Result<Option<(u64, Report)>, OpenError> {
        vik_published::attack(&self.folder)
    }

    /// A source whose figures are already in memory, for tests.
    #[must_use]
    pub fn loaded(id: &str, side: OpenSide) -> Self {
        let source = Self::new(id.to_owned(), PathBuf::new());
        let loaded = Loaded {
            side: Arc::new(side),
            stamp: source.stamp(),
        };
        *source
            .loaded
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(loaded);
        source
    }
}

/// The folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// It is not there.
    #[error(
        "the folder {0} does not exist: run `vik freeze --all` first, or give the right folder with --open"
    )]
    Missing(PathBuf),
    /// It may not be read.
    #[error("the folder {0} cannot be read: check its rights")]
    Unreadable(PathBuf),
    /// Nothing in it was published.
    #[error("nothing has been published in {0}: run `vik freeze --all` first")]
    Empty(PathBuf),
}

/// Finds the organisations in a folder: itself, or its sub-folders.
///
/// # Errors
/// [`FolderError`] when there is nothing to show.
pub fn find(folder: &Path) -> Result<Vec<Source>, FolderError> {
    let published = |folder: &Path| folder.join("releases").is_dir();
    let source = |folder: PathBuf| {
        let id = folder.file_name().map_or_else(
            || "open".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        Source::new(id, folder)
    };
    if !folder.is_dir() {
        return Err(FolderError::Missing(folder.to_path_buf()));
    }
    if published(folder) {
        return Ok(vec![source(folder.to_path_buf())]);
    }
    let entries =
        std::fs::read_dir(folder).map_err(|_| FolderError::Unreadable(folder.to_path_buf()))?;
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| published(path))
        .collect();
    folders.sort();
    if folders.is_empty() {
        return Err(FolderError::Empty(folder.to_path_buf()));
    }
    Ok(folders.into_iter().map(source).collect())
}

#[cfg(test)]
mod tests {
    use super::{FolderError, find};

    #[test]
    fn a_missing_and_an_empty_folder_say_what_to_do() {
        let folder = std::env::temp_dir().join(format!("open-side-{}", std::process::id()));
        let told = |e: FolderError| e.to_string().contains("vik freeze --all");
        assert!(find(&folder).err().is_some_and(told));
        std::fs::create_dir_all(&folder).unwrap();
        assert!(find(&folder).err().is_some_and(told));
        std::fs::create_dir_all(folder.join("a/releases")).unwrap();
        assert_eq!(find(&folder).unwrap()[0].id, "a");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
