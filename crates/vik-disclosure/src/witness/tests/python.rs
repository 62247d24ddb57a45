//! The verifier that was written from the page, run on a history of ours.

use std::process::Command;

use super::histories::{history, shipped, small};

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
    for step in 1..24 {
        let mut changed = bytes.clone();
        let at = step * (bytes.len() - 1) / 24;
        changed[at] = if changed[at] == b'3' { b'6' } else { b'3' };
        std::fs::write(&file, &changed).unwrap();
        let (passed, text) = run(script, &file);
        assert!(!passed && text.starts_with("broken"), "byte {at}: {text}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
