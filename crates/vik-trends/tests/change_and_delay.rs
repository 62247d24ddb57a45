//! The reference vectors of change points, delays, chain ladder and nowcast.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

mod support;

use serde_json::Value;
use support::{near, numbers, vectors};
use vik_trends::{
    bocpd, chain_ladder,
    delay::{Delays, seen},
    nowcast,
    pelt::{self, Cost},
};

#[test]
fn segmentations() {
    let Some(reference) = vectors("pelt.json") else {
        return;
    };
    let counts = numbers(&reference["y"]);
    for case in reference["cases"].as_array().unwrap() {
        let cost = if case["cost"].as_str().unwrap().starts_with("poisson") {
            Cost::Poisson
        } else {
            Cost::Squares
        };
        let shortest = case["min_size"].as_u64().unwrap() as usize;
        let penalty = case["pen"].as_f64().unwrap();
        let found = pelt::changes(&counts, None, cost, penalty, shortest).unwrap();
        let mut theirs = numbers(&case["breakpoints_end_exclusive"]);
        theirs.pop();
        let ours: Vec<f64> = found.iter().map(|x| *x as f64).collect();
        assert_eq!(ours, theirs, "{case}");
    }
    let usual = pelt::changes(&counts, None, Cost::Poisson, pelt::penalty(counts.len()), 3);
    assert_eq!(usual.unwrap(), vec![40, 64]);
}

#[test]
fn run_lengths() {
    let Some(reference) = vectors("bocpd.json") else {
        return;
    };
    let number = |name: &str| reference[name].as_f64().unwrap();
    let prior = bocpd::Prior {
        shape: number("a0"),
        rate: number("b0"),
        hazard: number("hazard"),
    };
    let beliefs = bocpd::run_lengths(&numbers(&reference["y"]), None, prior).unwrap();
    let likeliest = numbers(&reference["map_run_length"]);
    let evidence = numbers(&reference["log_evidence"]);
    for (t, belief) in beliefs.iter().enumerate() {
        near(belief.likeliest() as f64, likeliest[t], 0.0);
        near(belief.log_evidence, evidence[t], 1e-9);
    }
    let last = numbers(&reference["final_run_length_posterior"]);
    for (ours, theirs) in beliefs.last().unwrap().run_length.iter().zip(last) {
        near(*ours, theirs, 1e-10);
    }
}

fn triangle(reference: &Value) -> Vec<Vec<f64>> {
    let rows = reference["triangle_rows"].as_array().unwrap().iter();
    rows.map(|row| numbers(row).into_iter().filter(|x| !x.is_nan()).collect())
        .collect()
}

#[test]
fn the_chain_ladder() {
    let Some(reference) = vectors("nowcast.json") else {
        return;
    };
    let triangle = triangle(&reference);
    let factors = chain_ladder::factors(&triangle);
    for (ours, theirs) in factors.iter().zip(numbers(&reference["dev_factors"])) {
        near(*ours, theirs, 1e-9);
    }
    let ultimate = chain_ladder::ultimate(&triangle, &factors);
    let theirs = numbers(&reference["chain_ladder_ultimate"]);
    assert_eq!(ultimate.len(), theirs.len());
    for (ours, theirs) in ultimate.iter().zip(theirs) {
        near(*ours, theirs, 1e-9);
    }
    // The other peer leaves zeros out: its first factor is too low, the rest agree.
    let other = vectors("chainladder_mack.json").unwrap();
    let other = numbers(&other["ldf"]);
    assert!(factors[0] > other[0] + 0.2);
    near(factors[2], other[2], 1e-9);
}

#[test]
fn reverse_hazards_and_the_share_seen() {
    let Some(reference) = vectors("nowcast.json") else {
        return;
    };
    let triangle = triangle(&reference);
    let longest = reference["D"].as_u64().unwrap() as usize;
    let mut delays = Delays::new(longest);
    for (t, row) in triangle.iter().enumerate() {
        delays.add(row, triangle.len() - 1 - t, usize::MAX);
    }
    let hazards = delays.hazards();
    let shares = seen(&hazards);
    for (ours, theirs) in hazards.iter().zip(numbers(&reference["reverse_hazard_g"])) {
        near(*ours, theirs, 1e-9);
    }
    for (ours, theirs) in shares.iter().zip(numbers(&reference["F_delay"])) {
        near(*ours, theirs, 1e-9);
    }
}

/// Monthly nowcasts, which the peer cannot make; its own figures came from days that stood for
/// months.
#[test]
fn nowcasts_by_month() {
    let Some(reference) = vectors("nowcast.json") else {
        return;
    };
    let shares = numbers(&reference["F_delay"]);
    let so_far = numbers(&reference["observed_so_far"]);
    let truth = numbers(&reference["n_true"]);
    let peer = numbers(&reference["nowcast_last12"]["bayes.trunc"]["median"]);
    let n = so_far.len();
    let prior = nowcast::prior(&so_far[..n - 11]).unwrap();
    let (mut held, mut ours_off, mut theirs_off) = (0, 0.0, 0.0);
    for t in n - 12..n {
        let now = nowcast::total(so_far[t], shares[n - 1 - t], 0.02, prior, 0.95).unwrap();
        held += usize::from(now.low <= truth[t] && truth[t] <= now.high);
        ours_off += (now.median - truth[t]).abs();
        theirs_off += (peer[t + 12 - n] - truth[t]).abs();
    }
    assert!(held >= 11, "{held} of 12 intervals hold the truth");
    assert!(ours_off <= theirs_off, "{ours_off} against {theirs_off}");
}
