//! The top level of the repository is fixed, and every folder in it explains itself.

use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

#[test]
fn the_top_level_is_what_was_agreed() {
    let output = Command::new("git")
        .args(["ls-files"])
        .current_dir(root())
        .output()
        .unwrap();
    let listed = String::from_utf8(output.stdout).unwrap();
    let mut top: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.split('/').next())
        .filter(|name| !name.starts_with('.'))
        .collect();
    top.sort_unstable();
    top.dedup();
    let agreed = [
        "Cargo.lock",
        "Cargo.toml",
        "README.md",
        "crates",
        "dashboards",
        "data-samples",
        "queries",
        "tests",
    ];
    assert_eq!(top, agreed);
}

#[test]
fn every_folder_explains_itself() {
    for folder in ["crates", "dashboards", "data-samples", "queries", "tests"] {
        let readme = root().join(folder).join("README.md");
        assert!(readme.exists(), "{folder} has no README.md");
    }
}
