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

fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

#[test]
fn no_canary_is_in_any_byte_under_var_or_in_anything_printed() {
    let canaries = std::fs::read_to_string(root().join("data-samples/cases/canaries.txt")).unwrap();
    let canaries: Vec<&str> = canaries
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    assert!(canaries.len() > 30);

    // Every file is looked at; the one with most canaries goes the whole way.
    let file = (2020..=2025)
        .map(|year| format!("data-samples/cases/cases-{year}.csv"))
        .max_by_key(|file| {
            let text = std::fs::read(root().join(file)).unwrap();
            canaries
                .iter()
                .filter(|canary| holds(&text, canary))
                .count()
        })
        .unwrap();
    let planted = std::fs::read(root().join(&file)).unwrap();
    assert!(
        canaries.iter().any(|canary| holds(&planted, canary)),
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
        for (number, canary) in canaries.iter().enumerate() {
            assert!(!holds(bytes, canary), "canary {} is in {place}", number + 1);
        }
    }
}
