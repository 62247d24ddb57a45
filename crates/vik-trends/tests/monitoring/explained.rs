//! Lead times, interventions, tables and clusters beside the peers.

use serde_json::Value;
use vik_trends::{
    intervention::segmented,
    lead_time::{KaplanMeier, compliance},
    loglinear,
    regression::{Errors, negative_binomial},
    scan::{scan, significance},
};

use crate::vectors::{all_near, near, number, numbers, vectors, within};

#[test]
fn lead_times() {
    let Some(reference) = vectors("lead_time_km.json") else {
        return;
    };
    let column = |name: &str| numbers(&reference[name]);
    let times = column("time");
    let closed: Vec<bool> = column("closed").into_iter().map(|c| c == 1.0).collect();
    let curve = KaplanMeier::fit(&times, &closed).unwrap();
    let steps = curve.steps();
    let of = |f: &dyn Fn(usize) -> f64| -> Vec<f64> { (0..steps.len()).map(f).collect() };
    all_near(&of(&|i| steps[i].time), &column("km_time"));
    all_near(&of(&|i| steps[i].open), &column("km_surv"));
    let error = |i: usize| {
        if steps[i].error.is_finite() {
            steps[i].error
        } else {
            f64::NAN
        }
    };
    all_near(&of(&error), &column("km_se"));
    let interval = |i: usize| curve.interval(steps[i].time, 0.95);
    all_near(
        &of(&|i| interval(i).map_or(f64::NAN, |x| 1.0 - x.high)),
        &column("lo"),
    );
    all_near(
        &of(&|i| interval(i).map_or(f64::NAN, |x| 1.0 - x.low)),
        &column("hi"),
    );
    near(curve.quantile(0.5).unwrap(), number(&reference["median"]));
    for (percent, days) in reference["quantiles"].as_object().unwrap() {
        let share = percent.parse::<f64>().unwrap() / 100.0;
        near(curve.quantile(share).unwrap(), number(days));
    }
    let at = &reference["at_times"];
    for (row, days) in numbers(&at["t"]).into_iter().enumerate() {
        let interval = curve.interval(days, 0.95).unwrap();
        near(
            curve.within(days).unwrap(),
            numbers(&at["within_norm"])[row],
        );
        near(interval.low, numbers(&at["lo"])[row]);
        near(interval.high, numbers(&at["hi"])[row]);
    }
    let told = compliance(&times, &closed, 90.0, 0.95).unwrap();
    let naive = number(&reference["naive_closed_only_within90"]);
    near(told.closed_only.unwrap(), naive);
    assert!(told.estimate.unwrap() < naive);
}

/// The coefficients of the peer in the order of our columns.
fn coefficients(of: &Value) -> Vec<f64> {
    [
        "(Intercept)",
        "t",
        "step",
        "ts",
        "cos(2 * pi * t/12)",
        "sin(2 * pi * t/12)",
    ]
    .map(|name| number(&of[name]))
    .to_vec()
}

#[test]
fn segmented_regression() {
    let Some(reference) = vectors("its.json") else {
        return;
    };
    let (counts, staff) = (numbers(&reference["y"]), numbers(&reference["offset_fte"]));
    let start = numbers(&reference["step"])
        .iter()
        .position(|s| *s == 1.0)
        .unwrap();
    let found = segmented(&counts, &staff, start, Errors::NeweyWest(3)).unwrap();
    all_near(&found.model.coefficients, &coefficients(&reference["coef"]));
    all_near(&found.model.means, &numbers(&reference["fitted"]));
    all_near(
        &found.counterfactual,
        &numbers(&reference["counterfactual"]),
    );
    within(found.model.dispersion, number(&reference["phi"]), 1e-4);
    near(found.avoided, number(&reference["avoided"]));
    for (name, errors) in [
        ("se_poisson", Errors::Model),
        ("se_quasi", Errors::Quasi),
        ("se_newey_west", Errors::NeweyWest(3)),
    ] {
        let theirs = coefficients(&reference[name]);
        for (ours, theirs) in found.model.standard_errors(errors).iter().zip(theirs) {
            within(*ours, theirs, 1e-5);
        }
    }
    let t = |i: usize| numbers(&reference["t"])[i];
    let year = |i: usize| std::f64::consts::TAU * t(i) / 12.0;
    let (step, since) = (numbers(&reference["step"]), numbers(&reference["t_since"]));
    let design: Vec<Vec<f64>> = (0..counts.len())
        .map(|i| vec![1.0, t(i), step[i], since[i], year(i).cos(), year(i).sin()])
        .collect();
    let wider = negative_binomial(&design, &counts, &staff).unwrap();
    for (ours, theirs) in wider
        .coefficients
        .iter()
        .zip(coefficients(&reference["nb_coef"]))
    {
        within(*ours, theirs, 1e-4);
    }
    let theirs = coefficients(&reference["nb_se"]);
    for (ours, theirs) in wider.standard_errors(Errors::Model).iter().zip(theirs) {
        within(*ours, theirs, 1e-4);
    }
    // The likelihood is flat: these counts vary no more than Poisson, and the peer says 25,845.
    assert!(wider.size > 1e4);
}

#[test]
fn tables() {
    let Some(reference) = vectors("loglin.json") else {
        return;
    };
    let table = numbers(&reference["table"]);
    let sizes = [4, 5, 3];
    let linked = loglinear::fit(&table, &sizes, &[vec![0, 1], vec![0, 2], vec![1, 2]]).unwrap();
    let apart = loglinear::fit(&table, &sizes, &[vec![0], vec![1], vec![2]]).unwrap();
    all_near(&apart.expected, &numbers(&reference["fit_indep"]));
    near(apart.deviance, number(&reference["lrt_indep"]));
    assert_eq!(apart.freedom as f64, number(&reference["df_indep"]));
    all_near(
        &apart.pearson(&table),
        &numbers(&reference["pearson_resid_indep"]),
    );
    assert_eq!(linked.freedom as f64, number(&reference["df_all2way"]));
    near(linked.deviance, number(&reference["lrt_all2way"]));
    all_near(&linked.expected, &numbers(&reference["fit_all2way"]));
}

#[test]
fn clusters() {
    let Some(reference) = vectors("scan.json") else {
        return;
    };
    let rows = |name: &str| -> Vec<Vec<f64>> {
        reference[name]
            .as_array()
            .unwrap()
            .iter()
            .map(numbers)
            .collect()
    };
    let (counts, expected) = (rows("counts"), rows("expected_scaled"));
    let zones: Vec<Vec<usize>> = (0..counts.len()).map(|unit| vec![unit]).collect();
    let found = scan(&counts, &expected, &zones, 6).unwrap();
    for (ours, theirs) in found.iter().zip(reference["top10"].as_array().unwrap()) {
        near(ours.score, number(&theirs["llr"]));
        assert_eq!(ours.zone as f64, number(&theirs["unit"]));
        assert_eq!(ours.months as f64, number(&theirs["window"]));
        near(ours.observed, number(&theirs["observed"]));
        near(ours.expected, number(&theirs["expected"]));
    }
    let p = significance(&counts, &expected, &zones, 6, 999, 11).unwrap();
    within(p, number(&reference["mc_p_999"]), 0.004);
}
