//! Zip files, written and read: what a workbook, a deck and a course package are.
//!
//! Written without a clock: every entry has the earliest date that zip knows (1 January 1980), so the
//! same content gives the same bytes.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Why a zip could not be written or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// Not written.
    #[error("the file could not be packed")]
    Write,
    /// Not a zip, or a damaged one.
    #[error("expected a zip file (such as a .pptx or .docx) that is not damaged or locked")]
    Read,
    /// Unpacks to far more than a template can be.
    #[error("the file unpacks to more than {LARGEST} bytes")]
    TooLarge,
}

/// Most bytes that a template may unpack to.
const LARGEST: u64 = 64 << 20;

/// A zip that is being written.
pub(crate) struct Archive(ZipWriter<Cursor<Vec<u8>>>);

impl Archive {
    pub(crate) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds a compressed entry.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.entry(name, bytes, CompressionMethod::Deflated)
    }

    /// Adds an entry as it is.
    pub(crate) fn store(&mut self, name: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.entry(name, bytes, CompressionMethod::Stored)
    }

    fn entry(
        &mut self,
        name: &str,
        bytes: &[u8],
        method: CompressionMethod,
    ) -> Result<(), ArchiveError> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default());
        let started = self.0.start_file(name, options);
        started.map_err(|_| ArchiveError::Write)?;
        self.0.write_all(bytes).map_err(|_| ArchiveError::Write)
    }

    pub(crate) fn finish(self) -> Result<Vec<u8>, ArchiveError> {
        let cursor = self.0.finish().map_err(|_| ArchiveError::Write)?;
        Ok(cursor.into_inner())
    }
}

/// The entries of a zip, in their order; folders are left out.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ArchiveError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveError::Read)?;
    let (mut entries, mut left) = (Vec::new(), LARGEST);
    for index in 0..zip.len() {
        let entry = zip.by_index(index).map_err(|_| ArchiveError::Read)?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.name().map_err(|_| ArchiveError::Read)?.into_owned();
        let mut content = Vec::new();
        // What the directory says of the size is not to be believed; count while reading.
        let read = entry.take(left + 1).read_to_end(&mut content);
        let read = read.map_err(|_| ArchiveError::Read)? as u64;
        left = left.checked_sub(read).ok_or(ArchiveError::TooLarge)?;
        entries.push((name, content));
    }
    Ok(entries)
}
