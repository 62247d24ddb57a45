//! What keys promise: separate worlds, rotation without identities, clear answers to a wrong passphrase.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

use age::secrecy::SecretString;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use vik_pseudonym::{IdType, KeyError, KeyFile, Keys, Strength};

fn secret(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

fn made(folder: &std::path::Path, organisation: &str) -> Keys {
    let path = folder.join(format!("{organisation}.key"));
    KeyFile::create(
        &path,
        organisation,
        &secret("right"),
        Strength::Demonstration,
    )
    .unwrap();
    KeyFile::open(&path, organisation, &secret("right")).unwrap()
}

#[test]
fn a_wrong_passphrase_a_cut_file_and_another_organisation_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.key");
    assert!(matches!(
        KeyFile::open(&path, "a", &secret("right")),
        Err(KeyError::Missing { .. })
    ));
    made(folder.path(), "a");
    assert!(matches!(
        KeyFile::open(&path, "a", &secret("wrong")),
        Err(KeyError::Passphrase { .. })
    ));
    assert!(matches!(
        KeyFile::open(&path, "b", &secret("right")),
        Err(KeyError::Organisation { .. })
    ));
    let again = KeyFile::create(&path, "a", &secret("right"), Strength::Demonstration);
    assert!(matches!(again, Err(KeyError::Exists { .. })));
}

#[test]
fn a_file_cut_anywhere_is_damaged_and_not_a_wrong_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.key");
    made(folder.path(), "a");
    let whole = std::fs::read(&path).unwrap();
    for length in 0..whole.len() {
        std::fs::write(&path, &whole[..length]).unwrap();
        let cut = KeyFile::open(&path, "a", &secret("right"));
        assert!(
            matches!(cut, Err(KeyError::Damaged { .. })),
            "cut at {length} of {}",
            whole.len()
        );
    }
}

#[test]
fn every_message_says_what_to_do_and_shows_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.key");
    let missing = KeyFile::open(&path, "a", &secret("right"))
        .err()
        .unwrap()
        .to_string();
    assert!(missing.contains("vik key new"), "{missing}");
    made(folder.path(), "a");
    let wrong = KeyFile::open(&path, "a", &secret("a secret"))
        .err()
        .unwrap();
    assert!(wrong.to_string().contains("try again"), "{wrong}");
    assert!(!format!("{wrong} {wrong:?}").contains("a secret"));
    let bad = "7".repeat(63);
    let printed = KeyFile::from_command("printf", std::slice::from_ref(&bad), "a")
        .err()
        .unwrap();
    assert!(!format!("{printed} {printed:?}").contains(&bad));
}

#[test]
fn a_chain_from_any_epoch_leads_to_the_newest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.key");
    let first = made(folder.path(), "a");
    let old = first.pseudonymiser(IdType::Case).pseudonym("1");
    assert_eq!(
        first.chain(IdType::Case).apply(&old),
        old,
        "one epoch has nothing to carry over"
    );
    for _ in 0..2 {
        KeyFile::rotate(&path, &secret("right"), Strength::Demonstration).unwrap();
    }
    let keys = KeyFile::open(&path, "a", &secret("right")).unwrap();
    let new = keys.pseudonymiser(IdType::Case).pseudonym("1");
    assert_eq!(keys.chain_from(IdType::Case, 1).apply(&old), new);
    assert_eq!(keys.chain_from(IdType::Case, 3).apply(&new), new);
    assert_ne!(keys.chain_from(IdType::Person, 1).apply(&old), new);
}

#[test]
fn after_two_rotations_a_source_id_meets_its_carried_over_pseudonym() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.key");
    let first = made(folder.path(), "a");
    let rounding = *first.rounding_key();
    let mut carried = first.pseudonymiser(IdType::Person).pseudonym(" ab-12 ");
    for epoch in 2..=3 {
        KeyFile::rotate(&path, &secret("right"), Strength::Demonstration).unwrap();
        let keys = KeyFile::open(&path, "a", &secret("right")).unwrap();
        assert_eq!(keys.epoch(), epoch);
        let before = carried;
        carried = keys.chain(IdType::Person).apply(&carried);
        assert_ne!(before, carried);
        assert_eq!(
            keys.pseudonymiser(IdType::Person).pseudonym("AB-12"),
            carried
        );
        assert_eq!(
            *keys.rounding_key(),
            rounding,
            "the rounding key must not change with the epoch"
        );
    }
}

#[test]
fn a_command_can_hold_the_key() {
    let hex = "00".repeat(31) + "2a";
    let keys = KeyFile::from_command("printf", &[hex], "a").unwrap();
    assert_eq!(keys.epoch(), 1);
    assert!(matches!(
        KeyFile::from_command("printf", &["short".into()], "a"),
        Err(KeyError::Command)
    ));
    assert!(matches!(
        KeyFile::from_command("false", &[], "a"),
        Err(KeyError::Command)
    ));
    assert!(matches!(
        KeyFile::from_command("no-such-program-here", &[], "a"),
        Err(KeyError::Command)
    ));
    let two = format!("{}\n{}\n", "11".repeat(32), "22".repeat(32));
    assert_eq!(
        KeyFile::from_command("printf", &[two], "a")
            .unwrap()
            .epoch(),
        2
    );
}

#[test]
fn a_command_that_does_not_end_is_stopped() {
    let started = std::time::Instant::now();
    let limit = std::time::Duration::from_millis(200);
    let slow = KeyFile::from_patient_command("sleep", &["30".into()], "a", limit);
    assert!(matches!(slow, Err(KeyError::Slow { .. })));
    assert!(started.elapsed().as_secs() < 10);
}

/// The first 16 bytes of the plain hash of an identifier: what a dictionary holds.
fn plain(id: &str) -> [u8; 16] {
    let mut first = [0; 16];
    first.copy_from_slice(&Sha256::digest(id.as_bytes())[..16]);
    first
}

#[test]
fn a_dictionary_of_all_personnel_numbers_finds_nobody() {
    let mut dictionary: Vec<[u8; 16]> = (0..1_000_000).map(|n| plain(&format!("{n:06}"))).collect();
    dictionary.sort_unstable();
    let found = |pseudonym: &[u8; 16]| dictionary.binary_search(pseudonym).is_ok();
    let folder = tempfile::tempdir().unwrap();
    let persons = made(folder.path(), "a").pseudonymiser(IdType::Person);
    for number in (0..1_000_000).step_by(997) {
        let id = format!("{number:06}");
        // Without a key the same dictionary finds everybody.
        assert!(found(&plain(&id)));
        assert!(!found(persons.pseudonym(&id).as_bytes()));
    }
}

proptest! {
    #[test]
    fn kinds_and_organisations_share_no_pseudonym(id in "[A-Z0-9]{1,12}") {
        let hex = "17".repeat(32);
        let keys = |organisation: &str| KeyFile::from_command("printf", std::slice::from_ref(&hex), organisation).unwrap();
        let (here, there) = (keys("here"), keys("there"));
        let person = here.pseudonymiser(IdType::Person).pseudonym(&id);
        prop_assert_ne!(person, here.pseudonymiser(IdType::Case).pseudonym(&id));
        prop_assert_ne!(person, there.pseudonymiser(IdType::Person).pseudonym(&id));
        prop_assert_eq!(person, here.pseudonymiser(IdType::Person).pseudonym(&format!(" {} ", id.to_lowercase())));
        prop_assert_ne!(*here.rounding_key(), *here.leadership_key());
    }
}
