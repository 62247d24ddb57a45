//! The bytes of a report, their hash and the signature over it.
//!
//! The bytes are the record. They are JSON with the fields in the order of the types and no space
//! between them, so that a report has one spelling only; a file in another spelling is refused.

use std::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use super::check::Problem;
use super::model::{Report, SCHEMA};

/// A SHA-256 hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

/// A detached Ed25519 signature (RFC 8032) over the hash of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal([u8; 64]);

/// What is signed: these words, then the 32 bytes of the hash. Nobody can pass the signature off as
/// one over something else made with the same key.
const CONTEXT: &[u8] = b"leerkring report v1\0";

/// Why a report cannot be sealed or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Something is missing.
    #[error("the report is not complete: {}", first(.0))]
    Incomplete(Vec<Problem>),
    /// The file is not a report, or has a field that does not fit.
    #[error("this is not a report: line {line}, column {column} does not fit the layout")]
    Layout {
        /// The line in the file, from 1.
        line: usize,
        /// The column in the line.
        column: usize,
    },
    /// The file has another layout.
    #[error("this report has layout {found}; this program reads layout {SCHEMA}")]
    Schema {
        /// The number in the file.
        found: u64,
    },
    /// The same report, but spelled differently; its hash would differ.
    #[error("the report is not spelled as it was sealed")]
    Spelling,
    /// The signature is not this key's over this report.
    #[error("the signature does not fit this report and this key")]
    Signature,
    /// Not a public key.
    #[error("expected a public key of 32 bytes")]
    Key,
}

fn first(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().take(5).map(Problem::to_string).collect();
    lines.join("; ")
}

impl Report {
    /// The bytes to keep, of a complete report.
    ///
    /// # Errors
    /// [`SealError::Incomplete`] with everything that is missing.
    pub fn to_bytes(&self) -> Result<Vec<u8>, SealError> {
        let problems = self.problems();
        if !problems.is_empty() {
            return Err(SealError::Incomplete(problems));
        }
        serde_json::to_vec(self).map_err(|_| SealError::Spelling)
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the layout is another, a field does not fit, the report is incomplete, or the bytes are
    /// not exactly what would be written.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        #[derive(serde::Deserialize)]
        struct Version {
            schema: u64,
        }
        let layout = |error: serde_json::Error| SealError::Layout {
            line: error.line(),
            column: error.column(),
        };
        let Version { schema } = serde_json::from_slice(bytes).map_err(layout)?;
        if schema != u64::from(SCHEMA) {
            return Err(SealError::Schema { found: schema });
        }
        let report: Self = serde_json::from_slice(bytes).map_err(layout)?;
        if report.to_bytes()? != bytes {
            return Err(SealError::Spelling);
        }
        Ok(report)
    }

    /// The hash of its bytes.
    ///
    /// # Errors
    /// As [`to_bytes`](Self::to_bytes).
    pub fn hash(&self) -> Result<Hash, SealError> {
        Ok(Hash::of(&self.to_bytes()?))
    }
}

impl Hash {
    /// The hash of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Signs it. The caller keeps the secret key, 32 bytes, and wipes it.
    #[must_use]
    pub fn sign(&self, secret: &[u8; 32]) -> Seal {
        Seal(
            SigningKey::from_bytes(secret)
                .sign(&self.message())
                .to_bytes(),
        )
    }

    /// Checks a signature, strictly: no key of small order, no second spelling of a signature.
    ///
    /// # Errors
    /// [`SealError::Key`] when that is no public key, [`SealError::Signature`] when it does not fit.
    pub fn verify(&self, seal: &Seal, public: &[u8; 32]) -> Result<(), SealError> {
        let key = VerifyingKey::from_bytes(public).map_err(|_| SealError::Key)?;
        key.verify_strict(&self.message(), &Signature::from_bytes(&seal.0))
            .map_err(|_| SealError::Signature)
    }

    fn message(&self) -> Vec<u8> {
        [CONTEXT, &self.0].concat()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl Seal {
    /// As kept in a file beside the report.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 64] {
        self.0
    }

    /// From such a file; whether it fits is for [`Hash::verify`].
    #[must_use]
    pub fn from_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }
}

/// The public key of a secret one, to hand out with the archive.
#[must_use]
pub fn public_key(secret: &[u8; 32]) -> [u8; 32] {
    SigningKey::from_bytes(secret).verifying_key().to_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032, section 7.1, test 1: the public key of that secret.
    #[test]
    fn the_public_key_is_that_of_the_standard() {
        let secret = [
            0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec,
            0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03,
            0x1c, 0xae, 0x7f, 0x60,
        ];
        let hex: String = public_key(&secret)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            hex,
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        );
    }

    #[test]
    fn a_signature_fits_one_hash_and_one_key() {
        let (key, other) = ([7; 32], [8; 32]);
        let (hash, seal) = (Hash::of(b"een"), Hash::of(b"een").sign(&key));
        hash.verify(&seal, &public_key(&key)).unwrap();
        assert_eq!(
            Hash::of(b"twee").verify(&seal, &public_key(&key)),
            Err(SealError::Signature)
        );
        assert_eq!(
            hash.verify(&seal, &public_key(&other)),
            Err(SealError::Signature)
        );
        let mut bent = seal.to_bytes();
        bent[3] ^= 1;
        let bent = Seal::from_bytes(bent);
        assert!(hash.verify(&bent, &public_key(&key)).is_err());
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Hash::of(b"").to_string(), empty);
    }
}
