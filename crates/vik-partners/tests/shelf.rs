//! What was imported stays as it came, and is believed only as long as it verifies.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

mod common;

use common::{bundle, ours, secret, shareable};
use vik_partners::shelf::{ShelfError, keep_bundle, keep_table, partners};
use vik_partners::{SigningSecret, VerifyError};

const CSV: &str = include_str!("../../../data-samples/partners/sister.csv");
const SISTER: &str = include_str!("../../../data-samples/partners/sister.toml");

#[test]
fn a_bundle_and_a_table_are_kept_and_read() {
    let home = tempfile::tempdir().unwrap();
    let shelf = home.path().join("partners");
    assert!(partners(&shelf, "category", &ours()).unwrap().is_empty());
    let key = secret().public();
    keep_bundle(&shelf, &bundle(&shareable(2)), &key).unwrap();
    keep_bundle(&shelf, &bundle(&shareable(3)), &key).unwrap();
    keep_table(&shelf, CSV.as_bytes(), SISTER, &ours()).unwrap();
    let kept = partners(&shelf, "category", &ours()).unwrap();
    let ids: Vec<&str> = kept.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["sender", "zusterdienst"]);
    assert_eq!(kept[0].figures.as_ref().unwrap().years[&2024].months, 3);
    assert_eq!(kept[1].figures.as_ref().unwrap().years.len(), 5);
}

#[test]
fn an_older_or_rewritten_bundle_does_not_replace_a_newer_one() {
    let home = tempfile::tempdir().unwrap();
    let key = secret().public();
    keep_bundle(home.path(), &bundle(&shareable(3)), &key).unwrap();
    let older = keep_bundle(home.path(), &bundle(&shareable(2)), &key).unwrap_err();
    assert!(matches!(
        older,
        ShelfError::Bundle(VerifyError::Rewritten { release: 3 })
    ));
    let another = SigningSecret::new([9; 32]);
    let (own, shared) = (common::who(), shareable(4));
    let content = vik_partners::Content {
        from: &own,
        releases: &shared,
        lists: &common::lists(),
        note: &common::note(),
    };
    let file = vik_partners::export(&content, &another).unwrap();
    let refused = keep_bundle(home.path(), &file, &another.public()).unwrap_err();
    assert!(matches!(refused, ShelfError::AnotherKey));
    let kept = partners(home.path(), "category", &ours()).unwrap();
    assert_eq!(kept[0].figures.as_ref().unwrap().years[&2024].months, 3);
}

#[test]
fn a_kept_file_that_was_changed_gives_a_sentence_and_no_figure() {
    let home = tempfile::tempdir().unwrap();
    keep_bundle(home.path(), &bundle(&shareable(1)), &secret().public()).unwrap();
    let file = home.path().join("sender/bundle.zip");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    std::fs::create_dir(home.path().join("empty")).unwrap();
    let kept = partners(home.path(), "category", &ours()).unwrap();
    assert!(matches!(kept[0].figures, Err(ShelfError::Empty(_))));
    let said = kept[1].figures.as_ref().unwrap_err().to_string();
    assert!(said.contains("not what was signed"), "{said}");
}
