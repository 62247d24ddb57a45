//! A user's folder over the embedded files.

use std::fs;

use vik_catalogue::{Catalogue, TextKind};

#[test]
fn a_users_file_wins_and_is_announced() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("policies")).unwrap();
    let embedded = Catalogue::embedded();
    let policy = embedded.text(TextKind::Policies, "freeze").unwrap();
    let changed = policy.replace("minimum_roster = 25", "minimum_roster = 40");
    fs::write(folder.path().join("policies/freeze.toml"), changed).unwrap();
    let (catalogue, problems) = Catalogue::load(Some(folder.path()));
    assert_eq!(problems, embedded.problems());
    assert_eq!(catalogue.overrides(), ["policies/freeze.toml"]);
    assert_eq!(catalogue.freeze_policy().unwrap().minimum_roster, 40);
}

#[test]
fn a_users_file_with_errors_is_left_out_and_the_embedded_one_does_not_return() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("queries/cubes")).unwrap();
    let name = "queries/cubes/unit_issue.sql";
    fs::write(folder.path().join(name), "SELECT 1").unwrap();
    let (catalogue, problems) = Catalogue::load(Some(folder.path()));
    assert!(
        problems
            .iter()
            .any(|problem| problem.file == name && problem.line == 1)
    );
    assert!(catalogue.cube("unit_issue").is_none());
    assert!(catalogue.cube("unit_review").is_some());
}

#[test]
fn a_missing_folder_and_a_wrong_encoding_get_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let (_, problems) = Catalogue::load(Some(&folder.path().join("absent")));
    assert!(
        problems
            .iter()
            .any(|problem| problem.message == "the folder cannot be read")
    );
    fs::create_dir(folder.path().join("queries")).unwrap();
    fs::write(folder.path().join("queries/x.sql"), [0xff, 0xfe, 0x00]).unwrap();
    let (_, problems) = Catalogue::load(Some(folder.path()));
    assert!(
        problems
            .iter()
            .any(|problem| problem.message == "the file is not UTF-8")
    );
}
