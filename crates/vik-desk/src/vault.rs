//! Texts of cases under seal: a file for each import, encrypted with age under a key of the organisation.
//!
//! # Guarantee
//! Nothing plain is ever written. A file appears whole or not at all; the same import written again
//! replaces its file. A case that was imported twice has the text of the later import.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use age::stream::StreamWriter;
use age::{Decryptor, Encryptor};
use serde::{Deserialize, Serialize};

/// Thirty-two random bytes need no slow stretching; age asks for a work factor all the same.
const WORK_FACTOR: u8 = 1;

/// The text of a case, and what redaction and the gate need beside it. Personal data.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseText {
    /// The case in the warehouse: 32 hexadecimal digits.
    pub pseudonym: String,
    /// The number of the case.
    pub number: String,
    /// Day number of its closing.
    pub closed_on: Option<i32>,
    /// Day number until which nothing may be told.
    pub embargo_until: Option<i32>,
    /// The final route.
    pub route: String,
    /// Name, if there is one, and number of each person concerned.
    pub persons: Vec<(Option<String>, String)>,
    /// Codes of units.
    pub units: Vec<String>,
    /// Codes of issues.
    pub issues: Vec<String>,
    /// Codes of causes.
    pub causes: Vec<String>,
    /// Codes of sanctions.
    pub sanctions: Vec<String>,
    /// The text.
    pub text: String,
}

/// A vault that cannot be used. No message holds a text.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// A file cannot be read or written.
    #[error("sealed file {file} cannot be {step}")]
    File {
        /// The file.
        file: PathBuf,
        /// What was being done.
        step: &'static str,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// A file does not open with the organisation's key, or was changed.
    #[error(
        "sealed file {0} does not open with this key: restore it, or the key that goes with it, from the backup"
    )]
    Sealed(PathBuf),
}

/// The sealed texts of one organisation.
pub struct Vault {
    folder: PathBuf,
}

impl Vault {
    /// The vault in a folder, which need not exist yet.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
        }
    }

    /// Begins the file of an import, sealed with the key of an epoch.
    ///
    /// # Errors
    /// [`VaultError::File`].
    pub fn begin(&self, import: &str, epoch: u32, key: &[u8; 32]) -> Result<Sealing, VaultError> {
        fs::create_dir_all(&self.folder).map_err(|cause| failed(&self.folder, "written", cause))?;
        let files = self.files()?;
        let again = files.iter().find(|(_, _, known)| known == import);
        let number = match again {
            Some((number, ..)) => *number,
            None => files.last().map_or(1, |(number, ..)| number + 1),
        };
        let file = self
            .folder
            .join(format!("{number:06}-{epoch:04}-{import}.age"));
        let partial = file.with_extension("partial");
        let out = File::create(&partial).map_err(|cause| failed(&partial, "written", cause))?;
        let mut recipient = age::scrypt::Recipient::new(secret(key));
        recipient.set_work_factor(WORK_FACTOR);
        let encryptor =
            Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
                .map_err(|_| VaultError::Sealed(file.clone()))?;
        let writer = encryptor
            .wrap_output(BufWriter::new(out))
            .map_err(|cause| failed(&partial, "written", cause))?;
        Ok(Sealing {
            file,
            partial,
            writer: Some(writer),
            count: 0,
        })
    }

    /// Every case that has a text, by number; `key` gives the key of an epoch.
    ///
    /// # Errors
    /// [`VaultError::Sealed`] naming the first file that does not open.
    pub fn open(
        &self,
        key: impl Fn(u32) -> Option<[u8; 32]>,
    ) -> Result<BTreeMap<String, CaseText>, VaultError> {
        let mut cases = BTreeMap::new();
        for (number, epoch, import) in self.files()? {
            let file = self
                .folder
                .join(format!("{number:06}-{epoch:04}-{import}.age"));
            let sealed = || VaultError::Sealed(file.clone());
            let key = key(epoch).ok_or_else(sealed)?;
            let mut identity = age::scrypt::Identity::new(secret(&key));
            identity.set_max_work_factor(WORK_FACTOR);
            let input = File::open(&file).map_err(|cause| failed(&file, "read", cause))?;
            let reader = Decryptor::new_buffered(BufReader::new(input))
                .map_err(|_| sealed())?
                .decrypt(std::iter::once(&identity as &dyn age::Identity))
                .map_err(|_| sealed())?;
            for line in BufReader::new(reader).lines() {
                let line = line.map_err(|_| sealed())?;
                let case: CaseText = serde_json::from_str(&line).map_err(|_| sealed())?;
                cases.insert(case.number.clone(), case);
            }
        }
        Ok(cases)
    }

    /// Number, epoch and import of every whole file, in order.
    fn files(&self) -> Result<Vec<(u32, u32, String)>, VaultError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(cause) => return Err(failed(&self.folder, "read", cause)),
        };
        let mut files = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|cause| failed(&self.folder, "read", cause))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let parts = name
                .strip_suffix(".age")
                .map(|name| name.splitn(3, '-').collect::<Vec<_>>());
            if let Some([number, epoch, import]) = parts.as_deref()
                && let (Ok(number), Ok(epoch)) = (number.parse(), epoch.parse())
            {
                files.push((number, epoch, (*import).to_owned()));
            }
        }
        files.sort();
        Ok(files)
    }
}

/// A file that is being written.
pub struct Sealing {
    file: PathBuf,
    partial: PathBuf,
    writer: Option<StreamWriter<BufWriter<File>>>,
    count: u64,
}

impl Sealing {
    /// Adds a case.
    ///
    /// # Errors
    /// [`VaultError::File`].
    pub fn put(&mut self, case: &CaseText) -> Result<(), VaultError> {
        let line =
            serde_json::to_string(case).map_err(|_| VaultError::Sealed(self.file.clone()))?;
        if let Some(writer) = &mut self.writer {
            writeln!(writer, "{line}").map_err(|cause| failed(&self.partial, "written", cause))?;
            self.count += 1;
        }
        Ok(())
    }

    /// Makes the file appear, unless it would be empty; says how many cases it holds.
    ///
    /// # Errors
    /// [`VaultError::File`].
    pub fn finish(mut self) -> Result<u64, VaultError> {
        let write = |cause| failed(&self.partial, "written", cause);
        if let Some(writer) = self.writer.take() {
            let inner = writer.finish().map_err(write)?;
            let file = inner
                .into_inner()
                .map_err(|cause| write(cause.into_error()))?;
            file.sync_all().map_err(write)?;
        }
        if self.count > 0 {
            fs::rename(&self.partial, &self.file).map_err(write)?;
            let folder = self.file.parent().unwrap_or(&self.file);
            File::open(folder)
                .and_then(|folder| folder.sync_all())
                .map_err(write)?;
        }
        Ok(self.count)
    }
}

impl Drop for Sealing {
    fn drop(&mut self) {
        // Gone already after `finish`; otherwise what is left of an import that did not happen.
        let _gone = fs::remove_file(&self.partial);
    }
}

fn secret(key: &[u8; 32]) -> SecretString {
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    SecretString::from(hex)
}

fn failed(file: &Path, step: &'static str, cause: io::Error) -> VaultError {
    VaultError::File {
        file: file.to_path_buf(),
        step,
        cause,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(number: &str, text: &str) -> CaseText {
        CaseText {
            number: number.to_owned(),
            text: text.to_owned(),
            ..CaseText::default()
        }
    }

    #[test]
    fn texts_are_sealed_and_the_later_import_counts() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::at(folder.path());
        for (import, text) in [("aa", "Quist belde"), ("bb", "Quist schreef")] {
            let mut sealing = vault.begin(import, 1, &[7; 32]).unwrap();
            sealing.put(&case("Z-1", text)).unwrap();
            assert_eq!(sealing.finish().unwrap(), 1);
        }
        let mut dropped = vault.begin("cc", 1, &[7; 32]).unwrap();
        dropped.put(&case("Z-1", "nooit")).unwrap();
        drop(dropped);
        for entry in fs::read_dir(folder.path()).unwrap() {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            assert!(!bytes.windows(5).any(|part| part == b"Quist"));
        }
        let open = vault.open(|epoch| (epoch == 1).then_some([7; 32])).unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!(open["Z-1"].text, "Quist schreef");
        assert!(vault.open(|_| Some([8; 32])).is_err());
        let again = vault.begin("aa", 1, &[7; 32]).unwrap();
        drop(again);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
