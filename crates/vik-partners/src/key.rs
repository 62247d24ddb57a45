//! The keys that sign a bundle and check it: Ed25519, as raw bytes or 64 hexadecimal digits.
//!
//! A reader trusts a key because it was handed over by another road than the bundle, never because
//! the bundle names it.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// What is signed: these words, then the 32 bytes of the manifest's SHA-256. No signature made for
/// something else with the same key fits a bundle.
const CONTEXT: &[u8] = b"leerkring partner bundle v1\0";

/// A text or file that is no key. It never repeats what was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a key as 64 hexadecimal digits")]
pub struct KeyError;

/// The secret half: no `Debug`, `Clone` or `Serialize`, and wiped when it is dropped.
///
/// ```compile_fail
/// let secret = vik_partners::SigningSecret::new([7; 32]);
/// println!("{secret:?}");
/// ```
pub struct SigningSecret(Zeroizing<[u8; 32]>);

impl SigningSecret {
    /// Takes 32 random bytes, used for bundles only.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Reads 64 hexadecimal digits, white space around them aside.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        bytes(text).map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// The half to hand out.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(SigningKey::from_bytes(&self.0).verifying_key().to_bytes())
    }

    pub(crate) fn sign(&self, manifest: &[u8]) -> [u8; 64] {
        SigningKey::from_bytes(&self.0)
            .sign(&message(manifest))
            .to_bytes()
    }
}

/// The public half; written and read as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// From raw bytes; whether they are a point of the curve shows when a signature is checked.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Strictly: no key of small order, no second spelling of a signature.
    pub(crate) fn fits(&self, manifest: &[u8], signature: &[u8; 64]) -> bool {
        VerifyingKey::from_bytes(&self.0).is_ok_and(|key| {
            key.verify_strict(&message(manifest), &Signature::from_bytes(signature))
                .is_ok()
        })
    }
}

impl FromStr for PublicKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        bytes(text).map(Self)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PublicKey({self})")
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn message(manifest: &[u8]) -> Vec<u8> {
    [CONTEXT, &Sha256::digest(manifest)].concat()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(text: &str) -> Result<[u8; 32], KeyError> {
    let digits = text.trim().as_bytes();
    if digits.len() != 64 {
        return Err(KeyError);
    }
    let half = |digit: u8| char::from(digit).to_digit(16).ok_or(KeyError);
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = [half(pair[0])?, half(pair[1])?];
        *byte = u8::try_from(16 * high + low).map_err(|_| KeyError)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032, section 7.1, test 1: secret and public key.
    #[test]
    fn the_public_key_is_that_of_the_standard() {
        let secret = SigningSecret::parse(
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        );
        let public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        assert_eq!(secret.unwrap().public().to_string(), public);
        assert_eq!(public.parse::<PublicKey>().unwrap().to_string(), public);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "00", &"g".repeat(64), &"é".repeat(32), &"0".repeat(65)] {
            assert_eq!(text.parse::<PublicKey>(), Err(KeyError));
        }
    }

    #[test]
    fn a_signature_fits_one_manifest_and_one_key() {
        let (secret, other) = (SigningSecret::new([7; 32]), SigningSecret::new([8; 32]));
        let mut signature = secret.sign(b"een");
        assert!(secret.public().fits(b"een", &signature));
        assert!(!secret.public().fits(b"twee", &signature));
        assert!(!other.public().fits(b"een", &signature));
        signature[3] ^= 1;
        assert!(!secret.public().fits(b"een", &signature));
        // A key of small order would accept a forged signature if the check were lax.
        assert!(!PublicKey::new([0; 32]).fits(b"een", &[0; 64]));
    }
}
