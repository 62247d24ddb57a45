//! Edge cases and properties; the benchmark is run by `cargo xtask trend-benchmark`.

use proptest::prelude::*;

use super::{budget::episodes, expectation::prior_weight, *};

const PERIODS: usize = 72;

/// Three rows and two columns with a few cases each.
fn counts() -> Vec<f64> {
    let cell = |c: usize| (0..PERIODS).map(move |t| f64::from(u8::from((t * 7 + c * 3) % 5 < 2)));
    (0..6).flat_map(cell).collect()
}

fn panel<'a>(counts: &'a [f64], exposure: &'a [f64]) -> Panel<'a> {
    Panel {
        rows: 3,
        columns: 2,
        periods: PERIODS,
        counts,
        exposure,
        seen: None,
        doubt: None,
        faster: None,
    }
}

#[test]
fn a_jump_in_one_cell_scores_highest_there() {
    let (mut counts, exposure) = (counts(), vec![100.0; 3 * PERIODS]);
    for t in PERIODS - 3..PERIODS {
        counts[3 * PERIODS + t] += 4.0;
    }
    for statistic in [Statistic::Mixture, Statistic::Tail] {
        let settings = Settings {
            statistic,
            ..Settings::monthly()
        };
        let findings = assess(&panel(&counts, &exposure), &settings).unwrap();
        assert_eq!(findings.len(), 12);
        let top = findings
            .iter()
            .max_by(|a, b| a.verdict.score.total_cmp(&b.verdict.score))
            .unwrap();
        assert_eq!(top.series, Series::Cell(1, 1));
        assert_eq!(top.verdict.periods, 3);
    }
}

/// The trap of a head-count jump: twice the staff and twice the cases is no signal.
#[test]
fn more_exposure_is_no_signal() {
    let (mut counts, mut exposure) = (counts(), vec![100.0; 3 * PERIODS]);
    for t in PERIODS - 12..PERIODS {
        exposure[t] *= 2.0;
        for cell in 0..2 {
            counts[cell * PERIODS + t] *= 2.0;
        }
    }
    let findings = assess(&panel(&counts, &exposure), &Settings::monthly()).unwrap();
    let level: f64 = findings[0].verdict.score;
    exposure.fill(100.0);
    let without = assess(&panel(&counts, &exposure), &Settings::monthly()).unwrap();
    assert!(level < without[0].verdict.score);
    assert!(findings.iter().all(|f| f.verdict.p_value > 0.01));
}

#[test]
fn nonsense_has_no_answer() {
    let (counts, exposure) = (counts(), vec![100.0; 3 * PERIODS]);
    let settings = Settings::monthly();
    assert!(assess(&panel(&counts, &exposure[1..]), &settings).is_none());
    assert!(assess(&panel(&counts, &vec![0.0; 3 * PERIODS]), &settings).is_none());
    let short = Settings {
        history: 12,
        ..settings
    };
    assert!(assess(&panel(&counts, &exposure), &short).is_none());
}

#[test]
fn zeros_are_judged_and_score_low() {
    let (counts, exposure) = (vec![0.0; 6 * PERIODS], vec![100.0; 3 * PERIODS]);
    let findings = assess(&panel(&counts, &exposure), &Settings::monthly()).unwrap();
    assert!(findings.iter().all(|f| f.verdict.score < 0.5));
}

#[test]
fn an_alarm_that_goes_on_is_one_episode() {
    let scores = [0.0, 3.0, 3.0, 0.0, 0.0, 3.0, 0.0, 0.0, 0.0, 0.0, 3.0];
    assert_eq!(episodes(&scores, 11, 3, 2.0), 2);
    assert_eq!(budget::threshold(&scores, 11, 3, 0.0), Some(3.0));
    assert_eq!(budget::threshold(&[], 11, 3, 1.0), None);
}

#[test]
fn a_fading_alarm_is_no_news() {
    let scores = [1.0, 3.0, 2.0, 2.5, 2.0, 2.4, 0.0, 1.0];
    let r = budget::REPEATED;
    assert_eq!(
        budget::news(&scores, 8, 2),
        vec![1.0, 3.0, r, r, r, r, r, r]
    );
    assert_eq!(
        budget::news(&scores, 4, 2),
        vec![1.0, 3.0, r, r, 2.0, 2.4, r, r]
    );
    assert!(budget::news(&[], 4, 2).is_empty());
}

/// What a whole row has too much is not the cell's.
#[test]
fn a_cell_must_stand_out_from_its_row() {
    let (mut counts, exposure) = (counts(), vec![100.0; 3 * PERIODS]);
    for cell in 2..4 {
        for t in PERIODS - 3..PERIODS {
            counts[cell * PERIODS + t] += 3.0;
        }
    }
    let alone = Settings::monthly();
    let within = Settings {
        explained: Some(1.0),
        ..alone.clone()
    };
    let panel = panel(&counts, &exposure);
    let (alone, within) = (
        assess(&panel, &alone).unwrap(),
        assess(&panel, &within).unwrap(),
    );
    assert!(within[2].verdict.score < alone[2].verdict.score - 1.0);
    assert_eq!(within[6..], alone[6..]);
}

/// A threshold from a simulation holds its budget on other simulations of the same panel.
#[test]
fn a_simulated_threshold_keeps_its_budget() {
    let (counts, exposure) = (counts(), vec![100.0; 3 * PERIODS]);
    let mut seen = vec![1.0; 6 * PERIODS];
    for cell in 0..6 {
        seen[cell * PERIODS + PERIODS - 2] = 0.8;
        seen[cell * PERIODS + PERIODS - 1] = 0.4;
    }
    let panel = Panel {
        seen: Some(&seen),
        ..panel(&counts, &exposure)
    };
    let settings = Settings::delayed();
    let mut state = 88_172_645_463_325_252_u64;
    let mut uniform = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    let mut draw = || bootstrap::quiet_scores(&panel, &settings, 12, &mut uniform).unwrap();
    let first: Vec<f64> = (0..30).flat_map(|_| draw()).collect();
    let second: Vec<f64> = (0..30).flat_map(|_| draw()).collect();
    assert_eq!(first.len(), 30 * 12 * 12);
    // Thirty panels side by side: thirty times the budget of one.
    let threshold = budget::threshold(&first, 12, 3, 30.0 * 0.2).unwrap();
    let alarms = episodes(&second, 12, 3, threshold) as f64 / (30.0 * 12.0);
    assert!((0.1..=0.3).contains(&alarms), "{alarms} a period");
}

#[test]
fn alike_cells_have_a_heavy_prior_and_unlike_ones_a_light_one() {
    let alike: Vec<(f64, f64)> = (0..60).map(|i| (10.0 + f64::from(i % 3), 11.0)).collect();
    let unlike: Vec<(f64, f64)> = (0..60).map(|i| (f64::from(i % 30), 14.5)).collect();
    assert!(prior_weight(&alike, 1.0) > 400.0);
    assert!(prior_weight(&unlike, 1.0) < 6.0);
}

proptest! {
    #[test]
    fn one_more_case_now_never_lowers_a_tail(extra in 1u32..6, cell in 0usize..6) {
        let (mut counts, exposure) = (counts(), vec![100.0; 3 * PERIODS]);
        let settings = Settings { statistic: Statistic::Tail, ..Settings::monthly() };
        let before = assess(&panel(&counts, &exposure), &settings).unwrap();
        counts[cell * PERIODS + PERIODS - 1] += f64::from(extra);
        let after = assess(&panel(&counts, &exposure), &settings).unwrap();
        prop_assert!(after[cell].verdict.score >= before[cell].verdict.score);
    }

    #[test]
    fn the_share_seen_scales_the_expectation(share in 0.05f64..1.0) {
        let (counts, exposure) = (counts(), vec![100.0; 3 * PERIODS]);
        let mut seen = vec![1.0; 6 * PERIODS];
        for cell in 0..6 {
            seen[cell * PERIODS + PERIODS - 1] = share;
        }
        let plain = panel(&counts, &exposure);
        let partial = Panel { seen: Some(&seen), ..plain };
        let model = Model::fit(&partial, &Settings::monthly()).unwrap();
        let whole = Model::fit(&plain, &Settings::monthly()).unwrap();
        let ratio = model.expected(&partial, 2, PERIODS - 1) / whole.expected(&plain, 2, PERIODS - 1);
        prop_assert!((ratio - share).abs() < 1e-9);
    }
}
