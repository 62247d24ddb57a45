//! The table of contents of a bundle: whose it is, and the SHA-256 of every part.
//!
//! The signature is over these bytes, and these bytes name all others.

use serde::{Deserialize, Serialize};
use vik_domain::Text;

use crate::container::NAMES;
use crate::key::sha256;

/// The version of the format that this program writes and reads.
pub const FORMAT: u64 = 1;

/// No manifest is longer than this.
pub(crate) const MAX_MANIFEST: usize = 64 * 1024;

/// The word by which a bundle is known from other archives.
pub(crate) const KIND: &str = "leerkring-partner-bundle";

/// What a bundle holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of the format: [`FORMAT`].
    pub format: u64,
    /// Always `leerkring-partner-bundle`.
    pub kind: String,
    /// Id of the organisation: lower-case letters, digits and hyphens, at most 40.
    pub organisation: String,
    /// What it is called.
    pub name: Text,
    /// The key that it was signed with; a reader compares it with the one it was given.
    pub public_key: String,
    /// Number of the newest release in the chain.
    pub release: u64,
    /// Hash of that release, to be noted and compared with later bundles.
    pub head: String,
    /// Every part but the manifest and its signature, in the order of the file.
    pub parts: Vec<Part>,
}

/// One part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Name in the archive.
    pub name: String,
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

impl Part {
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
        }
    }
}

/// The lines of a manifest for five parts.
pub(crate) fn listed(parts: &[&[u8]]) -> Vec<Part> {
    let names = NAMES.iter().skip(2);
    names
        .zip(parts)
        .map(|(name, part)| Part::of(name, part))
        .collect()
}

/// Whether an id will do as a folder name.
pub(crate) fn sound_id(id: &str) -> bool {
    let plain =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    (1..=40).contains(&id.len()) && id.chars().all(plain)
}
