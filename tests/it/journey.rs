//! The path of a case as its data steward walks it: load, load again, correct, refuse, publish once.

use std::fs;

use crate::program::{Var, root};

fn sample(year: u32) -> String {
    fs::read_to_string(root().join(format!("data-samples/cases/cases-{year}.csv"))).unwrap()
}

/// The heading and the first rows of a year, without their stories: a file that loads in an instant.
fn few(year: u32, rows: usize) -> String {
    let text = sample(year);
    let (mut kept, mut cells, mut cell, mut quoted) =
        (String::new(), Vec::new(), String::new(), false);
    let mut story = None;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell));
                match story {
                    None => story = cells.iter().position(|name| name == "beschrijving"),
                    Some(place) => cells[place].clear(),
                }
                kept.push_str(&cells.join(";"));
                kept.push('\n');
                cells.clear();
                if kept.lines().count() > rows {
                    return kept;
                }
            }
            _ => cell.push(c),
        }
    }
    kept
}

#[test]
fn a_file_loads_once_and_a_corrected_case_replaces_itself() {
    let var = Var::new("nl-police");
    let file = var.path().with_file_name("export.csv");
    let path = file.to_str().unwrap().to_owned();
    let load = |more: &[&str]| {
        var.vik(&[&["ingest", path.as_str(), "--mapping", "nl-police"], more].concat())
    };
    fs::write(&file, few(2021, 40)).unwrap();

    let dry = load(&["--dry-run"]).done();
    assert!(dry.contains("would be new"), "{dry}");
    let status = var.vik(&["status"]).done();
    assert!(
        status.contains("version 0") && !status.contains("intake"),
        "{status}"
    );
    let first = load(&[]).done();
    assert!(first.contains("are new, 0 the same, 0 changed"), "{first}");
    assert!(load(&[]).done().contains("already loaded"));

    let text = fs::read_to_string(&file).unwrap();
    let corrected = text.replacen(";not_established\n", ";refuted\n", 1);
    assert_ne!(text, corrected, "no row to correct");
    fs::write(&file, corrected).unwrap();
    let second = load(&[]).done();
    assert!(
        second.contains("0 cases are new") && second.contains("1 changed"),
        "{second}"
    );
    let cases = |text: &str| {
        text.lines()
            .find(|l| l.starts_with("warehouse"))
            .unwrap()
            .split(", ")
            .nth(1)
            .unwrap()
            .to_owned()
    };
    let after = cases(&var.vik(&["status"]).done());
    assert!(
        first.contains(&format!("in {after}")),
        "the number of cases changed: {after} against {first}"
    );
}

#[test]
fn a_file_with_a_finding_is_wholly_out_and_the_quarantine_is_sealed() {
    let var = Var::new("nl-police");
    let file = var.path().with_file_name("export.csv");
    let path = file.to_str().unwrap().to_owned();
    fs::write(
        &file,
        few(2021, 10).replacen(";not_established\n", ";geheim-woord\n", 1),
    )
    .unwrap();

    let told = var
        .vik(&["ingest", &path, "--mapping", "nl-police"])
        .failed(3);
    assert!(told.contains("row ") && told.contains("expected"), "{told}");
    assert!(
        !told.contains("geheim-woord"),
        "a finding repeats the value"
    );
    let status = var.vik(&["status"]).done();
    assert!(status.contains("0 cases"));
    assert!(
        status.contains("unknown-code") && status.contains("not loaded"),
        "{status}"
    );

    let told = var
        .vik(&["ingest", &path, "--mapping", "nl-police", "--quarantine"])
        .done();
    assert!(told.contains("set apart"), "{told}");
    let sealed = fs::read_dir(var.path().join("closed/nl-police/quarantine"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let sealed = fs::read(sealed.path()).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org"));
}

#[test]
fn what_is_published_stays_and_is_published_once() {
    let var = Var::new("nl-police");
    let file = var.path().with_file_name("export.csv");
    let path = file.to_str().unwrap().to_owned();
    fs::write(&file, few(2021, 400)).unwrap();
    var.vik(&["ingest", &path, "--mapping", "nl-police"]).done();
    let first = var
        .vik(&["freeze", "--through", "2021-03", "--json"])
        .done();
    assert!(first.contains("2021-03"), "{first}");
    let releases = var.path().join("open/nl-police/releases");
    let before: Vec<_> = fs::read_dir(&releases)
        .unwrap()
        .map(|e| fs::read(e.unwrap().path()).unwrap())
        .collect();

    // A correction and a late closing come in; the past does not move.
    fs::write(
        &file,
        few(2021, 410).replacen(";not_established\n", ";refuted\n", 1),
    )
    .unwrap();
    var.vik(&["ingest", &path, "--mapping", "nl-police"]).done();
    let again = var.vik(&["freeze", "--through", "2021-03"]).done();
    assert!(again.contains("nothing to publish"), "{again}");
    let after: Vec<_> = fs::read_dir(&releases)
        .unwrap()
        .map(|e| fs::read(e.unwrap().path()).unwrap())
        .collect();
    assert_eq!(before, after);
}

#[test]
fn a_missing_or_wrong_key_and_an_unfinished_month_are_answered() {
    let var = Var::new("nl-police");
    let file = var.path().with_file_name("export.csv");
    fs::write(&file, few(2021, 3)).unwrap();
    let path = file.to_str().unwrap().to_owned();
    let told = var.vik(&["freeze", "--through", "2999-01"]).failed(6);
    assert!(told.contains("not over yet"), "{told}");
    fs::write(var.passphrase(), "another").unwrap();
    let told = var
        .vik(&["ingest", &path, "--mapping", "nl-police"])
        .failed(4);
    assert!(told.contains("passphrase does not open"), "{told}");
    fs::remove_dir_all(var.path().join("closed/nl-police/keys")).unwrap();
    let told = var
        .vik(&["ingest", &path, "--mapping", "nl-police"])
        .failed(4);
    assert!(told.contains("vik key new"), "{told}");
    let told = var
        .vik(&["ingest", &path, "--mapping", "no-such"])
        .failed(2);
    assert!(
        told.contains("no mapping") && told.contains("nl-police"),
        "{told}"
    );
}

#[test]
fn after_a_rotation_the_same_cases_are_still_the_same() {
    let var = Var::new("nl-police");
    let file = var.path().with_file_name("export.csv");
    let path = file.to_str().unwrap().to_owned();
    let load = || var.vik(&["ingest", &path, "--mapping", "nl-police"]).done();
    fs::write(&file, few(2021, 40)).unwrap();
    load();
    let told = var.vik(&["key", "rotate", "--fast"]).done();
    assert!(told.contains("epoch 2"), "{told}");
    let again = load();
    assert!(
        again.contains("0 cases are new") && again.contains("0 changed"),
        "{again}"
    );
    assert!(var.vik(&["key", "check"]).done().contains("epoch 2"));
}

#[test]
fn a_unit_with_too_few_staff_is_published_with_its_neighbours_only() {
    let var = Var::new("nl-police");
    let file = "data-samples/cases/cases-2021.csv";
    var.vik(&["ingest", file, "--mapping", "nl-police"]).done();
    let config = var.path().with_file_name("config");
    fs::create_dir_all(config.join("reference")).unwrap();
    let staff =
        fs::read_to_string(root().join("data-samples/reference/nl-police-fte.csv")).unwrap();
    let shrunk = staff.lines().map(|line| {
        let cells: Vec<&str> = line.split(';').collect();
        match cells[..] {
            ["PA", month, _, _, _, last] => format!("PA;{month};9;0;0;{last}\n"),
            _ => format!("{line}\n"),
        }
    });
    let shrunk: String = shrunk.collect();
    assert_ne!(staff, shrunk);
    fs::write(config.join("reference/nl-police-fte.csv"), shrunk).unwrap();
    let config = config.to_str().unwrap();
    let freeze = ["--config", config, "freeze", "--through", "2021-01"];
    var.vik(&freeze).done();

    let told = var.vik(&["audit", "export"]).done();
    assert!(told.contains("\"unit\":\"rest-"), "nothing was merged");
    assert!(!told.contains("\"unit\":\"PA\""), "the small unit is shown");
    assert!(told.contains("\"unit\":\"RTD\""), "a large unit is gone");
    var.vik(&["audit", "verify"]).done();
}
