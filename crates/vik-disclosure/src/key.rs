//! The rounding key and the directions drawn with it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// The secret that chooses directions. It has no `Debug`, `Clone` or `Serialize`, and is wiped.
///
/// A deterministic choice in open code lets anyone rerun it and rule worlds out; hence the key.
///
/// ```compile_fail
/// let key = vik_disclosure::RoundingKey::new([0; 32]);
/// println!("{key:?}");
/// ```
pub struct RoundingKey(Zeroizing<[u8; 32]>);

impl RoundingKey {
    /// Takes a key of 32 bytes, derived for the purpose of rounding only.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A draw for one purpose in one freeze.
    pub(crate) fn draws(&self, purpose: &str, freeze_id: &str) -> Draws {
        Draws(chain(&self.0[..], &[purpose, freeze_id]))
    }
}

/// A keyed function from cell names to numbers, for one freeze and one purpose.
pub(crate) struct Draws(Zeroizing<[u8; 32]>);

impl Draws {
    /// A number that is uniform to whoever lacks the key.
    pub(crate) fn number(&self, label: &str, cell: &str) -> u64 {
        let tag = chain(&self.0[..], &[label, cell]);
        tag.iter()
            .take(8)
            .fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
    }
}

/// HMAC over length-prefixed parts. Without the prefix two lists of parts could read the same.
fn chain(key: &[u8], parts: &[&str]) -> Zeroizing<[u8; 32]> {
    let mut padded = Zeroizing::new([0_u8; 64]);
    for (slot, byte) in padded.iter_mut().zip(key) {
        *slot = *byte;
    }
    let mut mac = Hmac::<Sha256>::new((&*padded).into());
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    Zeroizing::new(mac.finalize().into_bytes().into())
}
