//! One writer at a time: an exclusive lock on a file, released by the system when the process ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::LakeError;

/// The right to write; dropping it lets the next writer in.
#[derive(Debug)]
pub struct Lease {
    _file: File,
}

impl Lease {
    /// Takes the lease of a folder, or says that somebody else has it.
    ///
    /// # Errors
    /// [`LakeError::Leased`] while another process holds it, [`LakeError::Folder`] when the file
    /// cannot be made.
    pub fn take(folder: &Path) -> Result<Self, LakeError> {
        let failed = |cause| LakeError::Folder {
            path: folder.to_path_buf(),
            cause,
        };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let path: PathBuf = folder.join("writer.lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LakeError::Leased { path }),
            Err(TryLockError::Error(cause)) => Err(failed(cause)),
        }
    }
}
