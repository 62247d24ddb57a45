//! Run and control charts beside qicharts2, qcc and the NHS's functions.

use serde_json::Value;
use vik_trends::control::{
    Point,
    counts::{Limits, counts, rates, shares},
    individuals::{Individuals, individuals, moving_range, normalised},
    rare::{between_compat, between_three_sigma, time_between_transformed},
    rebase::{Settings, rebase},
    rules::{Reason, Rules, Special, special},
    runs::{run_chart, runs},
};

use crate::vectors::{all_near, near, numbers, vectors};

fn column(points: &[Point], of: impl Fn(&Point) -> f64) -> Vec<f64> {
    points.iter().map(of).collect()
}

fn chart(case: &Value) -> Vec<Point> {
    let y = numbers(&case["y"]);
    let n = || numbers(&case["n"]);
    // The peer lets limits go below zero; ours do so only where that is possible.
    let any = Individuals {
        smallest: f64::NEG_INFINITY,
        ..Individuals::new()
    };
    let chart = match case["chart"].as_str().unwrap() {
        "run" => run_chart(&y),
        "i" => individuals(&y, any),
        "mr" => moving_range(&y),
        "c" => counts(&y, Limits::ThreeSigma),
        "u" => rates(&y, &n(), Limits::ThreeSigma),
        "up" => rates(&y, &n(), Limits::Prime),
        "p" => shares(&y, &n(), Limits::ThreeSigma),
        "pp" => shares(&y, &n(), Limits::Prime),
        "g" => between_three_sigma(&y),
        "t" => time_between_transformed(&y),
        "ip" => normalised(&y, &n(), any),
        other => panic!("no chart {other}"),
    };
    chart.unwrap()
}

#[test]
fn charts_and_runs() {
    let Some(reference) = vectors("spc_qicharts2.json") else {
        return;
    };
    for case in reference["cases"].as_array().unwrap() {
        let points = chart(case);
        all_near(&column(&points, |p| p.value), &numbers(&case["plotted"]));
        all_near(&column(&points, |p| p.centre), &numbers(&case["cl"]));
        all_near(&column(&points, |p| p.lower), &numbers(&case["lcl"]));
        all_near(&column(&points, |p| p.upper), &numbers(&case["ucl"]));
        let outside = column(&points, |p| f64::from(u8::from(p.outside())));
        all_near(&outside, &numbers(&case["sigma_signal"]));
        let found = runs(&points).unwrap();
        let whole = |name: &str| case[name].as_u64().unwrap() as usize;
        assert_eq!(found.useful, whole("n_useful"));
        assert_eq!(found.longest, whole("longest_run"));
        assert_eq!(found.longest_expected, whole("longest_run_max"));
        assert_eq!(found.crossings, whole("n_crossings"));
        assert_eq!(found.crossings_expected, whole("n_crossings_min"));
        // Neighbouring ranges share a value, so the peer does not judge their runs.
        if case["chart"] != "mr" {
            assert_eq!(found.shifted(), whole("runs_signal") == 1);
        }
    }
}

#[test]
fn quality_control_limits() {
    let Some(reference) = vectors("spc_qcc.json") else {
        return;
    };
    let gaps = numbers(&reference["g"]["data"]);
    let wanted = numbers(&reference["g"]["prob_0.9973"]);
    let found = between_compat(&gaps).unwrap()[0];
    assert_eq!([found.lower, found.upper], wanted[..]);
    let x = numbers(&reference["xmr"]["x"]);
    let plain = Individuals {
        screen: false,
        ..Individuals::new()
    };
    let sigma = individuals(&x, plain).unwrap()[0].sigma;
    near(sigma, reference["xmr"]["sd_MR"].as_f64().unwrap());
}

#[test]
fn plot_the_dots() {
    let Some(reference) = vectors("xmr_plotthedots.json") else {
        return;
    };
    for case in reference["cases"].as_array().unwrap() {
        let y = numbers(&case["y"]);
        let settings = Individuals {
            screen: case["screen_outliers"].as_bool().unwrap(),
            ..Individuals::plot_the_dots()
        };
        let given: Vec<usize> = match &case["rebase_at_1based"] {
            Value::Array(list) => list
                .iter()
                .map(|v| v.as_u64().unwrap() as usize - 1)
                .collect(),
            one => vec![one.as_u64().unwrap() as usize - 1],
        };
        // Only the given breaks: no shift is ever this large.
        let never = Settings {
            errors: f64::INFINITY,
            ..Settings::new()
        };
        let found = rebase(y.len(), &given, never, |r| individuals(&y[r], settings)).unwrap();
        let points = found.points;
        all_near(&column(&points, |p| p.centre), &numbers(&case["mean"]));
        all_near(&column(&points, |p| p.lower), &numbers(&case["lpl"]));
        all_near(&column(&points, |p| p.upper), &numbers(&case["upl"]));
        let outside = column(&points, |p| f64::from(u8::from(p.outside())));
        all_near(&outside, &numbers(&case["outside"]));
        let labels: Vec<&str> = found
            .phases
            .iter()
            .flat_map(|phase| special(&points[phase.start..phase.end], Rules::plot_the_dots()))
            .map(label)
            .collect();
        let theirs = case["special_cause_type"].as_array().unwrap();
        for (row, (ours, theirs)) in labels.iter().zip(theirs).enumerate() {
            assert_eq!(*ours, theirs.as_str().unwrap(), "row {row}");
        }
    }
}

fn label(special: Option<Special>) -> &'static str {
    match special.map(|s| (s.reason, s.up)) {
        None => "Common Cause",
        Some((Reason::Outside, true)) => "Above UCL",
        Some((Reason::Outside, false)) => "Below LCL",
        Some((Reason::Run, true)) => "7 Points Above CL",
        Some((Reason::Run, false)) => "7 Points Below CL",
        Some((Reason::Trend, true)) => "7 Point Trend (Increasing)",
        Some((Reason::Trend, false)) => "7 Point Trend (Decreasing)",
        Some((Reason::TwoOfThree, true)) => "2 Out Of 3 Above CL",
        Some((Reason::TwoOfThree, false)) => "2 Out Of 3 Below CL",
    }
}
