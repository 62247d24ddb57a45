//! What keys promise: separate worlds, rotation without identities, clear answers to a wrong passphrase.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail loudly")]

use age::secrecy::SecretString;
use proptest::prelude::*;
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
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let cut = KeyFile::open(&path, "a", &secret("right"));
    assert!(matches!(
        cut,
        Err(KeyError::Damaged { .. } | KeyError::Passphrase { .. })
    ));
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
