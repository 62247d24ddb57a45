//! One changed byte anywhere fails.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::histories::{history, small};
use crate::witness::{History, verify};

fn stored() -> &'static Vec<u8> {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| history(3, 30, small).to_bytes())
}

fn passes(bytes: &[u8]) -> bool {
    History::from_bytes(bytes).is_ok_and(|history| verify(&history).is_ok())
}

#[test]
fn every_kind_of_field_is_covered() {
    assert!(passes(stored()));
    let text = String::from_utf8(stored().clone()).unwrap();
    // The value of each field, by its name: the byte after the colon, or after the quote.
    let names = [
        "number",
        "period",
        "kind",
        "policy_version",
        "warehouse_version",
        "created_by_rule",
        "base",
        "tolerance",
        "definitions_sha256",
        "witness_sha256",
        "id",
        "leaves",
        "sha256",
        "previous_hash",
        "hash",
        "format",
        "persons",
        "exact",
        "cube",
        "parent",
        "shared",
        "to_parent",
        "to_cube",
        "name",
        "codes",
        "linked",
        "measure",
        "margins",
    ];
    for name in names {
        let label = format!("\"{name}\":");
        for (place, _) in text.match_indices(&label).take(40) {
            let mut changed = stored().clone();
            let mut at = place + label.len();
            while matches!(changed[at], b'"' | b'[' | b'{') {
                at += 1;
            }
            changed[at] = if changed[at] == b'1' { b'2' } else { b'1' };
            assert!(!passes(&changed), "{name} at {place}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_changed_byte_fails(place: prop::sample::Index, flip in 1_u8..=255) {
        let mut changed = stored().clone();
        let at = place.index(changed.len());
        changed[at] ^= flip;
        prop_assert!(!passes(&changed));
    }

    #[test]
    fn a_byte_more_or_less_fails(place: prop::sample::Index, byte: u8) {
        let at = place.index(stored().len());
        let mut longer = stored().clone();
        longer.insert(at, byte);
        prop_assert!(!passes(&longer));
        let mut shorter = stored().clone();
        shorter.remove(at);
        prop_assert!(!passes(&shorter));
    }
}
