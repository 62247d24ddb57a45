//! Names, numbers and stories planted in the samples are found in no byte that is written or printed.

use std::path::Path;

use crate::program::{Var, root};

fn bytes_below(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            bytes_below(&path, found);
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
}

/// Bytes as text in small letters, so that each is folded once however much is looked for in it.
fn folded(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_ascii_lowercase()
}

#[test]
fn no_canary_is_in_any_byte_under_var_or_in_anything_printed() {
    let canaries = std::fs::read_to_string(root().join("data-samples/cases/canaries.txt")).unwrap();
    let canaries: Vec<String> = canaries
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_ascii_lowercase)
        .collect();
    assert!(canaries.len() > 30);

    // Every file is looked at; the one with most canaries goes the whole way.
    let file = (2020..=2025)
        .map(|year| format!("data-samples/cases/cases-{year}.csv"))
        .max_by_key(|file| {
            let text = folded(&std::fs::read(root().join(file)).unwrap());
            canaries
                .iter()
                .filter(|canary| text.contains(canary.as_str()))
                .count()
        })
        .unwrap();
    let planted = folded(&std::fs::read(root().join(&file)).unwrap());
    assert!(
        canaries
            .iter()
            .any(|canary| planted.contains(canary.as_str())),
        "the samples hold no canary: the test would prove nothing"
    );
    let year: String = file.chars().filter(char::is_ascii_digit).collect();

    let var = Var::new("nl-police");
    let mut printed = var
        .vik(&["ingest", &file, "--mapping", "nl-police", "--json"])
        .done();
    printed += &var
        .vik(&["ingest", &file, "--mapping", "philadelphia"])
        .failed(2);
    printed += &var
        .vik(&["freeze", "--through", &format!("{year}-02")])
        .done();
    printed += &var.vik(&["status"]).done();

    let mut written = vec![("what was printed".to_owned(), printed.into_bytes())];
    bytes_below(&var.path(), &mut written);
    assert!(written.len() > 10);
    for (place, bytes) in &written {
        let text = folded(bytes);
        for (number, canary) in canaries.iter().enumerate() {
            assert!(
                !text.contains(canary.as_str()),
                "canary {} is in {place}",
                number + 1
            );
        }
    }
}
