//! Killed without warning at many moments: run again, everything ends as if nothing had happened.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::program::{Var, root};

const INGEST: &[&str] = &[
    "ingest",
    "data-samples/cases/cases-2021.csv",
    "--mapping",
    "nl-police",
    "--quarantine",
];
const FREEZE: &[&str] = &["freeze", "--through", "2021-06"];
const ROTATE: &[&str] = &["key", "rotate", "--fast"];

/// Runs a command whole and says how long it took.
fn timed(var: &Var, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    var.vik(arguments).done();
    start.elapsed()
}

/// Kills the command again and again, a little later each time; then lets it run to its end.
fn through_kills(var: &Var, arguments: &[&str], whole: Duration) {
    let rounds = 8;
    let cut_off = (1..=rounds)
        .filter(|round| var.kill(arguments, whole * *round / (rounds + 1)))
        .count();
    assert!(cut_off >= 2, "the command was never caught running");
    var.vik(arguments).done();
}

/// What everybody can see: the release records, which hash every published cell.
fn releases(var: &Var) -> BTreeMap<String, Vec<u8>> {
    let folder = var.path().join("open/nl-police/releases");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

fn cases(var: &Var) -> String {
    let told = var.vik(&["status"]).done();
    let line = told.lines().find(|line| line.starts_with("warehouse"));
    line.unwrap().to_owned()
}

#[test]
fn an_import_and_a_freeze_cut_off_anywhere_end_as_if_nothing_had_happened() {
    assert!(Path::new(&root().join(INGEST[1])).exists());
    let calm = Var::new("nl-police");
    let stormy = calm.copy();
    let (loading, freezing) = (timed(&calm, INGEST), timed(&calm, FREEZE));

    through_kills(&stormy, INGEST, loading);
    assert_eq!(cases(&calm), cases(&stormy));
    through_kills(&stormy, FREEZE, freezing);
    assert_eq!(releases(&calm), releases(&stormy));
    assert!(
        stormy.vik(FREEZE).done().contains("nothing to publish"),
        "something was left to do"
    );
}

#[test]
fn a_rotation_cut_off_anywhere_is_finished_by_running_it_again() {
    let calm = Var::new("nl-police");
    calm.vik(INGEST).done();
    let stormy = calm.copy();
    let rotating = timed(&calm, ROTATE);

    through_kills(&stormy, ROTATE, rotating);
    let told = stormy.vik(&["key", "check"]).done();
    assert!(told.contains("epoch"), "{told}");
    let again = stormy.vik(INGEST).done();
    assert!(
        again.contains("0 cases are new") && again.contains("0 changed"),
        "{again}"
    );
}
