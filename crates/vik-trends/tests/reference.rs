//! The published reference vectors, reproduced.
//!
//! The vectors live outside the repository, beside it or where `VIK_TREND_REFERENCE` points.
//! Without them each test says so and passes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

use serde_json::Value;
use vik_trends::{
    funnel, poisson,
    rate_ratio::{self, Rate},
};

fn vectors(file: &str) -> Option<Value> {
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

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().unwrap();
    list.iter().map(|x| x.as_f64().unwrap()).collect()
}

#[track_caller]
fn near(ours: f64, theirs: f64) {
    assert!(
        (ours - theirs).abs() <= 1e-6 * theirs.abs().max(1.0),
        "{ours} is not {theirs}"
    );
}

#[test]
fn poisson_intervals() {
    let Some(reference) = vectors("poisson_ci.json") else {
        return;
    };
    let column = |name: &str| numbers(&reference[name]);
    for (row, count) in column("x").into_iter().enumerate() {
        let exact = poisson::garwood(count, 0.95).unwrap();
        near(exact.low, column("garwood_lo")[row]);
        near(exact.high, column("garwood_hi")[row]);
        let wide = poisson::garwood(count, 0.998).unwrap();
        near(wide.low, column("garwood998_lo")[row]);
        near(wide.high, column("garwood998_hi")[row]);
        let byar = poisson::byar(count, 0.95).unwrap();
        if let Some(low) = reference["byar_lo"][row].as_f64() {
            near(byar.low, low);
        }
        near(byar.high, column("byar_hi")[row]);
    }
}

#[test]
fn rate_ratios() {
    let Some(reference) = vectors("rate_ratio_exact.json") else {
        return;
    };
    for case in reference["cases"].as_array().unwrap() {
        let rate = |count: &str, exposure: &str| Rate {
            count: case[count].as_f64().unwrap(),
            exposure: case[exposure].as_f64().unwrap(),
        };
        let found = rate_ratio::interval(rate("a", "Ta"), rate("b", "Tb"), 0.95).unwrap();
        near(found.low, case["lo"].as_f64().unwrap());
        match case["hi"].as_f64() {
            Some(high) => near(found.high, high),
            None => assert!(found.high.is_infinite()),
        }
    }
}

#[test]
fn funnel_limits() {
    let Some(reference) = vectors("funnel.json") else {
        return;
    };
    let limits = reference["spiegelhalter_exact_interpolated"]
        .as_array()
        .unwrap();
    for (expected, limit) in numbers(&reference["E"]).into_iter().zip(limits) {
        for (name, p) in [
            ("ll998", 0.001),
            ("ll95", 0.025),
            ("ul95", 0.975),
            ("ul998", 0.999),
        ] {
            let ours = funnel::limit(expected, p).unwrap() / expected;
            near(ours, limit[name].as_f64().unwrap().max(0.0));
        }
    }
}
