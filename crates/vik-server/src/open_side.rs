//! The organisations whose published figures this server shows.
//!
//! The server is up before the cubes are: each organisation loads in the background, and the first
//! page that needs it waits for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::OnceCell;
use vik_published::{OpenError, OpenSide};

/// One organisation's folder, and its figures once they are loaded.
pub struct Source {
    /// The folder's name; `org=` in an address.
    pub id: String,
    folder: PathBuf,
    loaded: OnceCell<Arc<OpenSide>>,
}

impl Source {
    /// The published figures.
    ///
    /// # Errors
    /// When nothing was published yet or a file is damaged. The next call tries again.
    pub async fn open(&self) -> Result<Arc<OpenSide>, OpenError> {
        self.loaded
            .get_or_try_init(async || OpenSide::open(&self.folder).await.map(Arc::new))
            .await
            .cloned()
    }

    /// The figures, if they are loaded.
    #[must_use]
    pub fn ready(&self) -> Option<&Arc<OpenSide>> {
        self.loaded.get()
    }

    /// A source whose figures are already in memory, for tests.
    #[must_use]
    pub fn loaded(id: &str, side: OpenSide) -> Self {
        Self {
            id: id.to_owned(),
            folder: PathBuf::new(),
            loaded: OnceCell::new_with(Some(Arc::new(side))),
        }
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
        Source {
            id,
            folder,
            loaded: OnceCell::new(),
        }
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
