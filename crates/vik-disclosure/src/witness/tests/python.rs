//! The verifier that was written from the page, run on a history of ours.

use std::process::Command;

use super::forgeries::resealed;
use super::histories::{history, shipped, small};
use crate::witness::History;

fn run(script: &str, file: &std::path::Path) -> (bool, String) {
    let output = Command::new("python3")
        .arg(script)
        .arg(file)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&text).into_owned(),
    )
}

#[test]
fn an_independent_verifier_agrees() {
    let found = Command::new("python3").arg("--version").output();
    if !found.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: python3 is not installed");
        return;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/verify.py");
    let folder = std::env::temp_dir().join(format!("vik-witness-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("history.json");
    let bytes = history(3, 125, shipped).to_bytes();
    std::fs::write(&file, &bytes).unwrap();
    let (passed, text) = run(script, &file);
    assert!(passed && text.contains("verified: 4 releases"), "{text}");

    // Bytes spread over a smaller history, each changed alone.
    let bytes = history(3, 30, small).to_bytes();
    for step in 1..10 {
        let mut changed = bytes.clone();
        let at = step * (bytes.len() - 1) / 10;
        changed[at] = if changed[at] == b'3' { b'6' } else { b'3' };
        std::fs::write(&file, &changed).unwrap();
        let (passed, text) = run(script, &file);
        assert!(!passed && text.starts_with("broken"), "byte {at}: {text}");
    }
    // Forgers who recompute every hash.
    for (name, change) in FORGERIES {
        let mut forged = history(3, 30, small);
        change(&mut forged);
        std::fs::write(&file, resealed(forged).to_bytes()).unwrap();
        let (passed, text) = run(script, &file);
        assert!(!passed && text.starts_with("broken"), "{name}: {text}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The other verifier gives the same verdict, where it can run.
pub(super) fn agrees(history: &History, verdict: bool) {
    if !Command::new("python3")
        .arg("--version")
        .output()
        .is_ok_and(|out| out.status.success())
    {
        eprintln!("skipped: python3 is not installed");
        return;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/verify.py");
    let name = format!("vik-witness-year-{}-{verdict}.json", std::process::id());
    let file = std::env::temp_dir().join(name);
    std::fs::write(&file, history.to_bytes()).unwrap();
    let (passed, text) = run(script, &file);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(passed, verdict, "{text}");
}

type Forgery = (&'static str, fn(&mut History));

const FORGERIES: &[Forgery] = &[
    ("a count changed by one", |h| {
        h.releases[0].cubes[0].leaves[0].cases += 1
    }),
    ("a link broken by one base", |h| {
        let leaves = &mut h.releases[0].cubes[3].leaves;
        leaves[0].persons += 3;
        leaves[0].cases += 3;
    }),
    ("more cases than two a person", |h| {
        h.releases[0].cubes[0].leaves[0].cases = 99
    }),
    ("a tolerance below the base", |h| {
        h.releases[1].record.proof.as_mut().unwrap().tolerance = 1;
    }),
    ("an exact total", |h| {
        h.releases[1].witness.exact.push("report".to_owned())
    }),
    ("an up path that leads elsewhere", |h| {
        let mut rows = h.releases[1]
            .witness
            .branches
            .iter_mut()
            .map(|branch| &mut branch.to_parent);
        let rows = rows.find(|rows| rows.len() > 1).unwrap();
        rows[0].1 = rows[1].1;
    }),
    ("a down path that is missing", |h| {
        let rows = h.releases[1]
            .witness
            .branches
            .iter_mut()
            .flat_map(|branch| &mut branch.to_cube);
        rows.filter(|row| row.2.is_some())
            .for_each(|row| row.2 = None);
    }),
    ("a quarter that is not its months", |h| {
        h.releases[3].cubes[0].leaves[0].persons += 10;
        h.releases[3].cubes[0].leaves[0].cases += 10;
    }),
    ("a branch left out", |h| {
        h.releases.iter_mut().for_each(|release| {
            release.witness.branches.pop();
        });
    }),
];
