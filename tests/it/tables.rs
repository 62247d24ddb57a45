//! Exact tables with hidden cells, from an export to what is published, and what may not stand beside them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{Var, root};

/// A folder of files of one's own in which the policy has another mode.
fn config(var: &Var, change: impl Fn(&str) -> String) -> PathBuf {
    let folder = var.path().with_file_name("config");
    fs::create_dir_all(folder.join("policies")).unwrap();
    let policy = root().join("data-samples/policies/freeze.toml");
    let policy = fs::read_to_string(policy).unwrap();
    let changed = change(&policy);
    assert_ne!(policy, changed);
    fs::write(folder.join("policies/freeze.toml"), changed).unwrap();
    folder
}

fn suppressing(policy: &str) -> String {
    policy.replace("mode = \"rounding\"", "mode = \"suppression\"")
}

fn loaded() -> Var {
    let var = Var::new("nl-police");
    let file = "data-samples/cases/cases-2021.csv";
    var.vik(&["ingest", file, "--mapping", "nl-police"]).done();
    var
}

/// Changes a file, sees that verification fails, and puts it back.
fn spoilt(var: &Var, file: &Path, change: impl Fn(&str) -> String) {
    let text = fs::read_to_string(file).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed, "nothing was changed in {}", file.display());
    fs::write(file, changed).unwrap();
    var.vik(&["audit", "verify"]).failed(3);
    fs::write(file, text).unwrap();
    var.vik(&["audit", "verify"]).done();
}

#[test]
fn exact_tables_are_published_attacked_and_verified() {
    let var = loaded();
    let config = config(&var, suppressing);
    let config = config.to_str().unwrap();
    let freeze = [
        "--config",
        config,
        "freeze",
        "--through",
        "2021-08",
        "--json",
    ];
    let told = var.vik(&freeze).done();
    assert!(
        told.contains("2021-Q1") && told.contains("2021-Q2"),
        "{told}"
    );
    assert!(!told.contains("2021-Q3"), "the quarter is not over: {told}");
    let again = var.vik(&freeze).done();
    assert!(again.contains("\"published\":[]"), "{again}");

    let lines = var.vik(&["audit", "export"]).done();
    let (exact, hidden) = (
        lines.matches("\"kind\":\"exact\"").count(),
        lines.matches("\"kind\":\"hidden\"").count(),
    );
    assert!(
        exact > 100 && hidden > 100,
        "{exact} shown, {hidden} hidden"
    );
    for line in lines.lines().filter(|line| line.contains("\"exact\"")) {
        let value = line.split("\"value\":").nth(1).unwrap();
        let value: u32 = value.split(',').next().unwrap().parse().unwrap();
        assert!(value == 0 || value >= 5, "a small count is shown");
    }
    let told = var.vik(&["audit", "attack", "--sample", "10"]).done();
    assert!(
        told.contains("0 known exactly, 0 proven to exist"),
        "{told}"
    );

    let told = var.vik(&["audit", "verify"]).done();
    assert!(told.contains("2 releases of exact tables"), "{told}");
    let folder = var.path().join("open/nl-police/suppressed");
    spoilt(&var, &folder.join("2021-Q1-unit_care.csv"), |text| {
        text.replacen('×', "1", 1)
    });
    spoilt(&var, &folder.join("000001.json"), |text| {
        text.replacen("\"cases\":null", "\"cases\":1", 1)
    });
    spoilt(&var, &folder.join("000002.json"), |text| {
        text.replacen("\"threshold\":5", "\"threshold\":4", 1)
    });
    assert!(var.vik(&["status"]).done().contains("exact tables"));
}

#[test]
fn one_organisation_keeps_to_one_mode() {
    let var = loaded();
    let config = config(&var, suppressing);
    let config = config.to_str().unwrap();
    let refusals = || fs::read_to_string(var.path().join("open/nl-police/refusals.json")).unwrap();
    var.vik(&["freeze", "--through", "2021-01"]).done();
    let told = var
        .vik(&["--config", config, "freeze", "--through", "2021-03"])
        .failed(6);
    assert!(
        told.contains("one mode") && told.contains("mode = \"rounding\""),
        "{told}"
    );
    assert!(refusals().contains("one mode"));
    assert!(!var.path().join("open/nl-police/suppressed").exists());

    let other = loaded();
    other
        .vik(&["--config", config, "freeze", "--through", "2021-03"])
        .done();
    let told = other.vik(&["freeze", "--through", "2021-03"]).failed(6);
    assert!(told.contains("mode = \"suppression\""), "{told}");
    assert!(!other.path().join("open/nl-police/releases").exists());
}

#[test]
fn a_setting_outside_its_limits_is_named() {
    let var = Var::new("nl-police");
    let cases = [
        ("threshold = 5", "threshold = 1", "threshold"),
        ("width = 4", "width = 2", "width"),
        ("zeros = \"usable\"", "zeros = \"shown\"", "zeros"),
        ("zeros = \"usable\"", "zeros = \"some\"", "zeros"),
        ("\"unit_care\"", "\"corruption\"", "no linked cube"),
        ("coalition = 1\n", "", "coalition"),
        ("mode = \"rounding\"", "mode = \"both\"", "mode"),
    ];
    for (from, to, named) in cases {
        let config = config(&var, |policy| policy.replacen(from, to, 1));
        let told = var
            .vik(&["--config", config.to_str().unwrap(), "check"])
            .failed(2);
        assert!(told.contains(named), "{from} to {to}: {told}");
    }
}
