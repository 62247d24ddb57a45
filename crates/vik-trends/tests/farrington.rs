//! The reference vectors of the flexible Farrington algorithm, and its 102,900 reference fits.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

#[path = "support/columns.rs"]
mod columns;
mod support;

use serde_json::Value;
use support::{near, numbers};
use vik_trends::{
    CountLaw,
    farrington::{Bound, Power, Scratch, Settings, Variance, assess},
};

fn settings(case: &Value) -> Settings {
    let control = &case["control"];
    let number = |name: &str| control[name].as_f64();
    let whole = |name: &str| number(name).map(|x| x as usize);
    let limit = numbers(&control["limit54"]);
    Settings {
        frequency: case["frequency"].as_u64().unwrap() as usize,
        years: whole("b").unwrap(),
        half_window: whole("w").unwrap(),
        blocks: whole("noPeriods").unwrap(),
        skip: whole("pastWeeksNotIncluded").unwrap_or(whole("w").unwrap()),
        alpha: number("alpha").unwrap(),
        trend: control["trend"].as_bool().unwrap(),
        trend_alpha: number("pThresholdTrend").unwrap(),
        extrapolate: false,
        outlier: number("weightsThreshold").unwrap(),
        bound: match control["thresholdMethod"].as_str().unwrap() {
            "nbPlugin" => Bound::PlugIn,
            "muan" => Bound::UpperMean,
            _ => Bound::Delta(Power::TwoThirds),
        },
        variance: Variance::Compat,
        enough: Some((limit[0], limit[1] as usize)),
    }
}

#[test]
fn eight_reference_cases() {
    let Some(reference) = support::vectors("farringtonFlexible.json") else {
        return;
    };
    let mut scratch = Scratch::new();
    for case in reference["cases"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let settings = settings(case);
        let counts = numbers(&case["y"]);
        let exposure = case["population"]
            .as_array()
            .map(|_| numbers(&case["population"]));
        // The peer ignores the population unless it is told to use it.
        let exposure = exposure.filter(|_| case["control"]["populationOffset"] == true);
        let column = |name: &str| numbers(&case[name]);
        let (mu0, phi, upper) = (column("mu0"), column("phi"), column("upperbound"));
        let expected = column("expected");
        let (alarm, trend) = (column("alarm"), column("trend"));
        for (row, at) in numbers(&case["range_1based"]).into_iter().enumerate() {
            let found = assess(
                &counts,
                exposure.as_deref(),
                at as usize - 1,
                &settings,
                &mut scratch,
            )
            .unwrap();
            let context = format!("{name}, row {row}: {found:?}");
            // The peer's `mu0` is an upper limit unless the bound is plugged in.
            let mean = if settings.bound == Bound::PlugIn {
                mu0[row]
            } else {
                expected[row]
            };
            if mean.is_finite() {
                near(found.expected, mean, 1e-5);
            }
            assert!(
                (found.dispersion / phi[row] - 1.0).abs() < 1e-3,
                "{context} dispersion {}",
                phi[row]
            );
            assert_eq!(found.trend.is_some(), trend[row] == 1.0, "{context}");
            assert_eq!(found.alarm, alarm[row] == 1.0, "{context}");
            if upper[row].is_finite() {
                assert!(
                    (found.bound - upper[row]).abs() < 1e-4 * upper[row].max(1.0),
                    "{context} bound {}",
                    upper[row]
                );
            }
        }
    }
}

#[test]
fn the_reference_fits() {
    let Some(folder) = support::benchmark() else {
        return;
    };
    let [y] = columns::columns(&folder.join("noufaily_series.parquet"), ["y"]);
    let golden = folder.join("golden_farringtonFlexible.parquet");
    let [scenario, rep, week, mu0, phi, upper, trend] = columns::columns(
        &golden,
        ["scenario", "rep", "week", "mu0", "phi", "upper", "trend"],
    );
    let (mut scratch, settings) = (
        Scratch::new(),
        Settings {
            variance: Variance::Compat,
            ..Settings::weekly()
        },
    );
    let (weeks, replicates) = (624, 50);
    let (mut same, mut bounds) = (0, 0);
    for row in 0..mu0.len() {
        let series = ((scenario[row] - 1.0) * replicates as f64 + rep[row] - 1.0) as usize;
        let counts = &y[series * weeks..(series + 1) * weeks];
        let found = assess(
            counts,
            None,
            week[row] as usize - 1,
            &settings,
            &mut scratch,
        )
        .unwrap();
        bounds += usize::from(found.bound == upper[row]);
        same += usize::from(
            found.bound == upper[row]
                && (found.expected - mu0[row]).abs() < 1e-5 * mu0[row].max(1.0)
                && (found.dispersion / phi[row] - 1.0).abs() < 1e-3
                && found.trend.is_some() == (trend[row] == 1.0),
        );
    }
    println!(
        "{} fits: {same} the same in everything, {bounds} in the bound",
        mu0.len()
    );
    assert!(same as f64 >= 0.999 * mu0.len() as f64);
    assert!(bounds as f64 >= 0.999 * mu0.len() as f64);
}

#[test]
fn quantiles_of_counts() {
    let Some(reference) = support::vectors("quantiles_nb_pois.json") else {
        return;
    };
    for row in reference["rows"].as_array().unwrap() {
        let number = |name: &str| row[name].as_f64().unwrap();
        let (mean, p) = (number("mu"), number("p"));
        let plain = CountLaw::with_variance(mean, mean)
            .unwrap()
            .quantile(p)
            .unwrap();
        near(plain, number("pois"), 0.0);
        let wide = CountLaw::with_variance(mean, mean * number("phi")).unwrap();
        near(wide.quantile(p).unwrap(), number("nbinom"), 0.0);
    }
}
