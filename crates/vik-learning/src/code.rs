//! The code of a room, and the random keys behind addresses and seats.
//!
//! A code is read from a wall and typed on a phone, so it has no letters or digits that look like
//! another, and no vowels, so that it never spells a word. Eight signs out of twenty are 2.56 × 10¹⁰
//! codes. [`crate::tries`] says how many of them can be tried.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The signs of a code: one at most of 0/O, 1/I/L, 2/Z, 5/S, 6/G, 8/B and U/V, and no vowels.
pub const SIGNS: &[u8; 20] = b"CDFGHJKMNPQRTVWX3479";
/// Signs in a code.
pub const LENGTH: usize = 8;

/// A room code: eight signs, written as two groups of four.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoomCode(String);

impl RoomCode {
    /// A new code; `None` when the system gives no randomness.
    #[must_use]
    pub fn new() -> Option<Self> {
        let mut code = String::with_capacity(LENGTH);
        while code.len() < LENGTH {
            let mut bytes = [0_u8; 16];
            getrandom::fill(&mut bytes).ok()?;
            // 240 is the last multiple of 20 in a byte: what is above would favour the first signs.
            for byte in bytes.into_iter().filter(|byte| *byte < 240) {
                if code.len() < LENGTH {
                    code.push(char::from(SIGNS[usize::from(byte) % SIGNS.len()]));
                }
            }
        }
        Some(Self(code))
    }

    /// What somebody typed, forgiving case, spaces and hyphens; `None` when it can be no code.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let signs = typed.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let code: String = signs
            .take(LENGTH + 1)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let known = |c: char| u8::try_from(c).is_ok_and(|byte| SIGNS.contains(&byte));
        (code.len() == LENGTH && code.chars().all(known)).then_some(Self(code))
    }
}

impl fmt::Display for RoomCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = self.0.split_at(self.0.len().min(LENGTH / 2));
        write!(out, "{first}-{last}")
    }
}

/// Prints two dots, so that a code cannot be logged by accident.
impl fmt::Debug for RoomCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RoomCode(..)")
    }
}

/// A random key of 128 bits in 32 hexadecimal digits; `None` when the system gives no randomness.
#[must_use]
pub fn key() -> Option<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_read_aloud_and_typed() {
        for _ in 0..200 {
            let code = RoomCode::new().unwrap();
            let shown = code.to_string();
            assert_eq!(shown.len(), 9);
            for typed in [
                shown.clone(),
                shown.to_lowercase(),
                shown.replace('-', " "),
                format!(" {} ", shown.replace('-', "")),
            ] {
                assert_eq!(RoomCode::read(&typed), Some(code.clone()));
            }
        }
    }

    #[test]
    fn what_can_be_no_code_is_none() {
        for typed in [
            "",
            "CDFG-CDF",
            "CDFG-CDFGH",
            "CDFG-CDF0",
            "AEIO-UAEI",
            "ĆDFG-CDFG",
        ] {
            assert_eq!(RoomCode::read(typed), None, "{typed}");
        }
        let confusable = b"0O1IL2Z5S8BU";
        assert!(SIGNS.iter().all(|sign| !confusable.contains(sign)));
    }

    #[test]
    fn every_sign_comes_up_about_equally_often() {
        let mut counts = [0_u32; 20];
        for _ in 0..2_000 {
            for sign in RoomCode::new().unwrap().0.bytes() {
                counts[SIGNS.iter().position(|known| *known == sign).unwrap()] += 1;
            }
        }
        // 16,000 signs, 800 expected each, standard deviation 28: six of them either way.
        assert!(
            counts.iter().all(|count| (630..970).contains(count)),
            "{counts:?}"
        );
    }
}
