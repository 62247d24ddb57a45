//! HKDF-SHA-256 (RFC 5869) and HMAC-SHA-256 (RFC 2104), and how parts are joined before they are hashed.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A keyed HMAC state; cloning it for each id is faster than keying it again.
pub(crate) type State = Hmac<Sha256>;

/// `HKDF(master, "vik|org|purpose|epoch|type")`.
///
/// Each part is preceded by its length, so that no two lists of parts give one key.
pub(crate) fn derive(master: &[u8; 32], parts: &[&str]) -> Zeroizing<[u8; 32]> {
    let mut info = b"vik".to_vec();
    for part in parts {
        info.extend((part.len() as u32).to_be_bytes());
        info.extend(part.as_bytes());
    }
    let mut key = Zeroizing::new([0_u8; 32]);
    let expanded = Hkdf::<Sha256>::new(None, master).expand(&info, &mut key[..]);
    debug_assert!(expanded.is_ok(), "32 bytes are within the limit of HKDF");
    key
}

/// A state keyed with a derived key.
pub(crate) fn keyed(key: &[u8; 32]) -> State {
    let mut block = Zeroizing::new([0_u8; 64]);
    block[..32].copy_from_slice(key);
    Hmac::<Sha256>::new((&*block).into())
}

/// The first sixteen bytes of an HMAC over a typed, length-prefixed message.
pub(crate) fn tag(state: &State, kind: &str, message: &[u8]) -> [u8; 16] {
    let mut mac = state.clone();
    mac.update(&(kind.len() as u32).to_be_bytes());
    mac.update(kind.as_bytes());
    mac.update(&(message.len() as u32).to_be_bytes());
    mac.update(message);
    let full = mac.finalize().into_bytes();
    let mut short = [0_u8; 16];
    short.copy_from_slice(&full[..16]);
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len())
            .step_by(2)
            .map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap())
            .collect()
    }

    #[test]
    fn hmac_agrees_with_rfc_4231_case_2_and_hkdf_with_rfc_5869_case_3() {
        // A key shorter than a block is padded with zeros, so "Jefe" with zeros behind it is the same key.
        let mut key = [0_u8; 32];
        key[..4].copy_from_slice(b"Jefe");
        let mut mac = keyed(&key);
        mac.update(b"what do ya want for nothing?");
        let expected = hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assert_eq!(mac.finalize().into_bytes().to_vec(), expected);

        let mut okm = [0_u8; 42];
        Hkdf::<Sha256>::new(None, &[0x0b; 22])
            .expand(b"", &mut okm)
            .unwrap();
        let expected = hex(
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        );
        assert_eq!(okm.to_vec(), expected);
    }

    #[test]
    fn keying_by_block_equals_keying_by_slice() {
        let key = [7_u8; 32];
        let mut by_slice = <State as KeyInit>::new_from_slice(&key).unwrap();
        let mut by_block = keyed(&key);
        by_slice.update(b"x");
        by_block.update(b"x");
        assert_eq!(
            by_slice.finalize().into_bytes(),
            by_block.finalize().into_bytes()
        );
    }

    #[test]
    fn parts_cannot_be_moved_across_their_borders() {
        assert_ne!(
            *derive(&[1; 32], &["ab", "c"]),
            *derive(&[1; 32], &["a", "bc"])
        );
        assert_ne!(
            tag(&keyed(&[1; 32]), "ab", b"c"),
            tag(&keyed(&[1; 32]), "a", b"bc")
        );
    }
}
