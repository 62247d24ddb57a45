//! An organisation's own templates, as files in the work folder.
//!
//! # Guarantee
//! Only what [`check_template`] passed is kept. A file is replaced whole: a power cut leaves the old one
//! or the new one. Its name is a hash of the organisation's, so no name leads out of the folder.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use vik_reports::pack::{ExportError, Template, check_template};
use vik_reports::report::Hash;

use super::store::StoreError;

/// Largest template, in bytes.
pub const LARGEST: usize = 8 << 20;

/// The folder of templates.
pub struct House {
    folder: PathBuf,
}

/// A template that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    /// Its size in bytes.
    pub size: u64,
    /// When it was put there, in milliseconds since 1970.
    pub since: u64,
}

/// Why a template was not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// It does not fit: each reason.
    #[error("the template does not fit")]
    Unfit(Vec<ExportError>),
    /// The folder.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl House {
    /// Opens the folder, making it if it is new.
    ///
    /// # Errors
    /// [`StoreError::Folder`].
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(folder).map_err(failed(folder))?;
        Ok(Self {
            folder: folder.to_path_buf(),
        })
    }

    /// An organisation's own template; none when it uses the one that ships.
    ///
    /// # Errors
    /// [`StoreError::Folder`].
    pub fn template(&self, org: &str, kind: Template) -> Result<Option<Vec<u8>>, StoreError> {
        let file = self.file(org, kind);
        match fs::read(&file) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(failed(&file)(cause)),
        }
    }

    /// Whether there is one, how large and since when.
    #[must_use]
    pub fn own(&self, org: &str, kind: Template) -> Option<Own> {
        let about = fs::metadata(self.file(org, kind)).ok()?;
        let since = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let since = since.duration_since(UNIX_EPOCH).unwrap_or_default();
        Some(Own {
            size: about.len(),
            since: u64::try_from(since.as_millis()).unwrap_or(0),
        })
    }

    /// Checks a template and puts it in the place of the one before.
    ///
    /// # Errors
    /// [`NotKept`]; the one before stays.
    pub fn keep(&self, org: &str, kind: Template, bytes: &[u8]) -> Result<(), NotKept> {
        check_template(kind, bytes).map_err(NotKept::Unfit)?;
        let file = self.file(org, kind);
        let half = file.with_extension(format!("{}.new", kind.extension()));
        let write = || {
            let mut new = File::create(&half)?;
            new.write_all(bytes)?;
            new.sync_all()?;
            fs::rename(&half, &file)?;
            File::open(&self.folder)?.sync_all()
        };
        Ok(write().map_err(failed(&file))?)
    }

    /// Goes back to the template that ships.
    ///
    /// # Errors
    /// [`StoreError::Folder`].
    pub fn remove(&self, org: &str, kind: Template) -> Result<(), StoreError> {
        let file = self.file(org, kind);
        match fs::remove_file(&file) {
            Err(cause) if cause.kind() != ErrorKind::NotFound => Err(failed(&file)(cause)),
            _ => Ok(()),
        }
    }

    fn file(&self, org: &str, kind: Template) -> PathBuf {
        let name = Hash::of(org.as_bytes());
        self.folder.join(format!("{name}.{}", kind.extension()))
    }
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let folder = path.to_path_buf();
    move |cause| StoreError::Folder { folder, cause }
}
