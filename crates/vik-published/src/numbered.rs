//! Releases that are a file each: `000001.json`, `000002.json` and so on in a folder.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::OpenError;
use crate::publish::to_json;

/// The file of a number.
pub(crate) fn file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:06}.json"))
}

/// Every file from the first up to the first that is not there; none when the folder is not.
///
/// # Errors
/// [`OpenError::File`] or [`OpenError::Damaged`]. There is one way to write a release, so a byte that
/// means nothing is damage too.
pub(crate) fn read_all<T: Serialize + DeserializeOwned>(
    folder: &Path,
) -> Result<Vec<T>, OpenError> {
    let mut all = Vec::new();
    for number in 1.. {
        let file = file(folder, number);
        let text = match std::fs::read(&file) {
            Ok(text) => text,
            Err(cause) if cause.kind() == ErrorKind::NotFound => break,
            Err(cause) => {
                return Err(OpenError::File {
                    file,
                    step: "read",
                    cause,
                });
            }
        };
        let one: T =
            serde_json::from_slice(&text).map_err(|_| OpenError::Damaged { file: file.clone() })?;
        if to_json(&file, &one)? != text {
            return Err(OpenError::Damaged { file });
        }
        all.push(one);
    }
    Ok(all)
}
