//! Reports that were signed: kept as the bytes that were signed, with their signature.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::OpenError;
use crate::numbered;
use crate::publish::{Publisher, to_json, write_durably};

/// A report as it was signed. What its bytes mean is for who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedReport {
    /// Its number in the archive, from 1.
    pub number: u64,
    /// The bytes that were signed; a report is text.
    #[serde(with = "as_text")]
    pub bytes: Vec<u8>,
    /// The signature, in hexadecimal.
    pub seal: String,
    /// The public key, in hexadecimal.
    pub key: String,
}

mod as_text {
    use serde::{Deserialize, Deserializer, Serializer, ser::Error};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(std::str::from_utf8(bytes).map_err(S::Error::custom)?)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<u8>, D::Error> {
        Ok(String::deserialize(input)?.into_bytes())
    }
}

fn folder(open: &Path) -> PathBuf {
    open.join("reports")
}

/// Every report that was signed, oldest first.
///
/// # Errors
/// [`OpenError::File`] or [`OpenError::Damaged`].
pub fn reports(open: &Path) -> Result<Vec<SealedReport>, OpenError> {
    numbered::read_all(&folder(open))
}

impl Publisher {
    /// Puts a signed report in the archive and gives its number; one that is there already keeps its own.
    ///
    /// # Errors
    /// [`OpenError::File`]; nothing was added then.
    pub fn append_report(
        &self,
        bytes: Vec<u8>,
        seal: String,
        key: String,
    ) -> Result<u64, OpenError> {
        let known = reports(self.folder())?;
        if let Some(same) = known.iter().find(|report| report.bytes == bytes) {
            return Ok(same.number);
        }
        let report = SealedReport {
            number: known.len() as u64 + 1,
            bytes,
            seal,
            key,
        };
        let file = numbered::file(&folder(self.folder()), report.number);
        write_durably(&file, &to_json(&file, &report)?)?;
        Ok(report.number)
    }
}
