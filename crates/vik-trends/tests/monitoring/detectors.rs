//! EARS, CUSUM and likelihood-ratio CUSUM beside the R package.

use serde_json::Value;
use vik_trends::{
    bayes::{Reference, bayes},
    cusum::{AfterAlarm, Design, Transform, cusum, design},
    ears::{Method, Settings, ears},
    likelihood_cusum::{Alternative, likelihood_cusum},
};

use crate::vectors::{all_near, near, number, numbers, vectors, within};

/// The part of a series that the peer monitored, counted from one there.
fn monitored(case: &Value) -> Vec<usize> {
    let range = numbers(&case["range_1based"]);
    range.into_iter().map(|t| t as usize - 1).collect()
}

fn alarms(case: &Value) -> Vec<bool> {
    numbers(&case["alarm"])
        .into_iter()
        .map(|a| a == 1.0)
        .collect()
}

#[test]
fn ears_bounds() {
    let Some(reference) = vectors("ears.json") else {
        return;
    };
    for case in reference["cases"].as_array().unwrap() {
        let settings = Settings {
            method: match case["method"].as_str().unwrap() {
                "C1" => Method::C1,
                "C2" => Method::C2,
                _ => Method::C3Compat,
            },
            baseline: number(&case["baseline"]) as usize,
            smallest_deviation: number(&case["minSigma"]),
            alpha: number(&case["alpha"]),
        };
        let found = ears(&numbers(&case["y"]), settings);
        let range = monitored(case);
        assert!(found[..range[0]].iter().all(Option::is_none));
        let verdicts: Vec<_> = range.into_iter().map(|t| found[t]).collect();
        let bounds: Vec<f64> = verdicts
            .iter()
            .map(|v| v.map_or(f64::NAN, |v| v.bound))
            .collect();
        all_near(&bounds, &numbers(&case["upperbound"]));
        let ours: Vec<bool> = verdicts
            .iter()
            .map(|v| v.is_some_and(|v| v.alarm))
            .collect();
        assert_eq!(ours, alarms(case));
    }
}

#[test]
fn cusum_statistics() {
    let Some(reference) = vectors("cusum.json") else {
        return;
    };
    for case in reference["cases"].as_array().unwrap() {
        let transform = match case["trans"].as_str().unwrap() {
            "rossi" => Transform::Rossi,
            "standard" => Transform::Standard,
            _ => Transform::Anscombe,
        };
        let y = numbers(&case["y"]);
        let counts: Vec<f64> = monitored(case).into_iter().map(|t| y[t]).collect();
        let means = match &case["m_used"] {
            Value::Array(_) => numbers(&case["m_used"]),
            constant => vec![number(constant); counts.len()],
        };
        let design = Design {
            reference: number(&case["k"]),
            limit: number(&case["h"]),
        };
        let steps = cusum(&counts, &means, transform, design, AfterAlarm::Continue);
        let steps: Vec<_> = steps.into_iter().map(Option::unwrap).collect();
        let sums: Vec<f64> = steps.iter().map(|s| s.statistic).collect();
        all_near(&sums, &numbers(&case["cusum"]));
        let ours: Vec<bool> = steps.iter().map(|s| s.alarm).collect();
        assert_eq!(ours, alarms(case));
    }
}

#[test]
fn cusum_design() {
    let Some(reference) = vectors("cusum.json") else {
        return;
    };
    let wanted = &reference["find.kh"];
    let found = design(number(&wanted["ARLa"]), number(&wanted["ARLr"])).unwrap();
    within(found.reference, number(&wanted["k"]), 1e-4);
    within(found.limit, number(&wanted["h"]), 1e-4);
}

#[test]
fn likelihood_ratios() {
    let Some(reference) = vectors("glr_cusum.json") else {
        return;
    };
    for case in reference["cases"].as_array().unwrap() {
        let y = numbers(&case["y"]);
        let counts: Vec<f64> = monitored(case).into_iter().map(|t| y[t]).collect();
        let means = vec![number(&case["mu0"]); counts.len()];
        let alternative = case["theta"]
            .as_f64()
            .map_or(Alternative::Any, |theta| Alternative::Ratio(theta.exp()));
        let size = case["alpha"].as_f64().map_or(f64::INFINITY, |a| 1.0 / a);
        let limit = number(&case["c.ARL"]);
        let found = likelihood_cusum(&counts, &means, alternative, size, limit);
        let theirs = numbers(&case["statistic"]);
        for (row, (step, alarm)) in found.into_iter().zip(alarms(case)).enumerate() {
            let step = step.unwrap();
            near(step.statistic, theirs[row]);
            assert_eq!(step.alarm, alarm);
        }
    }
}

#[test]
fn bayes_bounds() {
    let Some(reference) = vectors("bayes_rki.json") else {
        return;
    };
    for case in reference["bayes"].as_array().unwrap() {
        let settings = Reference {
            width: number(&case["w"]) as usize,
            recent: case["actY"].as_bool().unwrap(),
            years: number(&case["b"]) as usize,
            year: 12,
        };
        let found = bayes(&numbers(&case["y"]), settings, number(&case["alpha"]));
        let verdicts: Vec<_> = monitored(case)
            .into_iter()
            .map(|t| found[t].unwrap())
            .collect();
        let bounds: Vec<f64> = verdicts.iter().map(|v| v.bound).collect();
        assert_eq!(bounds, numbers(&case["upperbound"]));
        let ours: Vec<bool> = verdicts.iter().map(|v| v.alarm).collect();
        assert_eq!(ours, alarms(case));
    }
}
