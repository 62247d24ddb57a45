//! Where the reference vectors are, and how near is near enough.

use serde_json::Value;

/// The vectors in this file, or `None` with a line that says why.
///
/// They live outside the repository, beside it or where `VIK_TREND_REFERENCE` points.
pub fn vectors(file: &str) -> Option<Value> {
    let beside = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/trends/reference"
    );
    let folder = std::env::var("VIK_TREND_REFERENCE").unwrap_or_else(|_| beside.to_owned());
    if !std::path::Path::new(&folder).exists() {
        println!(
            "skipped: the reference vectors are not beside this checkout; VIK_TREND_REFERENCE can name their folder"
        );
        return None;
    }
    let path = std::path::Path::new(&folder).join(file);
    let text = std::fs::read_to_string(path).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// A list of numbers; what is missing becomes not-a-number.
pub fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().unwrap();
    list.iter()
        .map(|x| x.as_f64().unwrap_or(f64::NAN))
        .collect()
}

pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

/// Equal to six digits.
#[track_caller]
pub fn near(ours: f64, theirs: f64) {
    within(ours, theirs, 1e-6);
}

/// Equal within a tolerance, relative above one.
#[track_caller]
pub fn within(ours: f64, theirs: f64, tolerance: f64) {
    assert!(
        (ours.is_nan() && theirs.is_nan())
            || (ours - theirs).abs() <= tolerance * theirs.abs().max(1.0),
        "{ours} is not {theirs}"
    );
}

/// Two lists, near everywhere.
#[track_caller]
pub fn all_near(ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len());
    for (row, (a, b)) in ours.iter().zip(theirs).enumerate() {
        assert!(
            (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-6 * b.abs().max(1.0),
            "row {row}: {a} is not {b}"
        );
    }
}
