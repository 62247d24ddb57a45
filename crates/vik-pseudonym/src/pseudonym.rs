//! A pseudonym, and the form an id takes before it becomes one.

use std::borrow::Cow;
use std::fmt;

/// Sixteen bytes that stand for an identity. Whoever lacks the key can neither make nor test one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym([u8; 16]);

impl Pseudonym {
    /// A pseudonym from its bytes, as the warehouse stores them.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Its first eight bytes as a number, for counting: a distinct count on numbers costs a quarter of
    /// one on texts. Two of a million persons share one with a chance of about 3 in 100 million.
    #[must_use]
    pub fn key64(&self) -> i64 {
        let mut first = [0_u8; 8];
        first.copy_from_slice(&self.0[..8]);
        i64::from_be_bytes(first)
    }
}

impl fmt::Debug for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonym(..)")
    }
}

/// The form of an id that is hashed: no white space around it, ASCII letters in upper case.
///
/// ` ab-12 ` and `AB-12` are one id; `0012` and `12` are two, since exports use both on purpose.
#[must_use]
pub fn canonical(id: &str) -> Cow<'_, str> {
    let id = id.trim();
    if id.bytes().any(|byte| byte.is_ascii_lowercase()) {
        Cow::Owned(id.to_ascii_uppercase())
    } else {
        Cow::Borrowed(id)
    }
}
