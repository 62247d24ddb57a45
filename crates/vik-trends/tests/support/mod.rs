//! The reference vectors and the benchmark, which live outside the repository.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    reason = "a test may fail loudly, and no test file uses every helper"
)]

use std::path::PathBuf;

use serde_json::Value;

fn folder(variable: &str, name: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/trends");
    let path =
        std::env::var(variable).map_or_else(|_| PathBuf::from(beside).join(name), PathBuf::from);
    if !path.exists() {
        println!("skipped: no {name} data beside this checkout; {variable} can name its folder");
        return None;
    }
    Some(path)
}

/// One file of reference vectors.
pub fn vectors(file: &str) -> Option<Value> {
    let path = folder("VIK_TREND_REFERENCE", "reference")?.join(file);
    let text = std::fs::read_to_string(path)
        .unwrap()
        .replace("NaN", "null");
    Some(serde_json::from_str(&text).unwrap())
}

/// The folder of the benchmark.
pub fn benchmark() -> Option<PathBuf> {
    folder("VIK_TREND_BENCHMARK", "benchmark")
}

/// A list of numbers; what is missing is not a number.
pub fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().unwrap();
    list.iter()
        .map(|x| x.as_f64().unwrap_or(f64::NAN))
        .collect()
}

/// Fails unless both are equal within the relative tolerance.
#[track_caller]
pub fn near(ours: f64, theirs: f64, tolerance: f64) {
    assert!(
        (ours - theirs).abs() <= tolerance * theirs.abs().max(1.0),
        "{ours} is not {theirs}"
    );
}
