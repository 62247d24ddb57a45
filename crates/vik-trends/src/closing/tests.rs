//! Edge cases and properties; the benchmark is run by `examples/closing_benchmark.rs`.

use proptest::prelude::*;

use super::{statistic::rounding_variance, *};
use crate::CountLaw;

const PERIODS: usize = 72;

/// Three rows and two columns with a few cases each, all in the first band.
fn counts(bands: usize) -> Vec<f64> {
    let mut counts = vec![0.0; 6 * PERIODS * bands];
    for cell in 0..6 {
        for t in 0..PERIODS {
            let n = f64::from(u8::from((t * 7 + cell * 3) % 5 < 2));
            counts[(cell * PERIODS + t) * bands + (t + cell) % bands] = n;
        }
    }
    counts
}

fn lags() -> Vec<Vec<f64>> {
    let bands = lag::of_bands(&[3.0, 9.0]).unwrap();
    vec![lag::mixed(&[0.6, 0.4], &bands).unwrap()]
}

fn closings<'a>(counts: &'a [f64], exposure: &'a [f64], lags: &'a [Vec<f64>]) -> Closings<'a> {
    Closings {
        rows: 3,
        columns: 2,
        periods: PERIODS,
        bands: lags.len(),
        counts,
        exposure,
        shares: &[0.5; 4][..2 * lags.len()],
        lags,
        since: 0,
    }
}

#[test]
fn a_jump_in_one_cell_scores_highest_there() {
    let (mut counts, exposure, lags) = (counts(1), vec![100.0; 3 * PERIODS], lags());
    for t in PERIODS - 4..PERIODS {
        counts[3 * PERIODS + t] += 4.0;
    }
    for settings in [Settings::monthly(), Settings::published()] {
        let findings = assess(&closings(&counts, &exposure, &lags), &settings).unwrap();
        assert_eq!(findings.len(), 12);
        let score = |f: &&Finding| f.verdict.score;
        let top = findings
            .iter()
            .max_by(|a, b| score(a).total_cmp(&score(b)))
            .unwrap();
        assert_eq!(top.series, Series::Cell(1, 1));
        assert!(top.verdict.p_value < 0.01 && top.verdict.periods >= 4);
    }
}

/// The same excess says more when it closed quickly: what takes long was registered before.
#[test]
fn recent_cases_weigh_more() {
    let lags = lag::of_bands(&[3.0, 9.0]).unwrap();
    let exposure = vec![100.0; 3 * PERIODS];
    let score = |band: usize| {
        let mut counts = counts(2);
        for t in PERIODS - 3..PERIODS {
            counts[(3 * PERIODS + t) * 2 + band] += 3.0;
        }
        assess(&closings(&counts, &exposure, &lags), &Settings::monthly()).unwrap()[3]
            .verdict
            .score
    };
    assert!(score(0) > score(1) + 0.5);
}

/// Faster closing in a row is not something new in its cells.
#[test]
fn the_pace_of_a_row_is_allowed_for() {
    let lags = lag::of_bands(&[3.0, 9.0]).unwrap();
    let (mut counts, exposure) = (counts(2), vec![100.0; 3 * PERIODS]);
    for cell in 2..4 {
        for t in PERIODS - 6..PERIODS {
            let at = (cell * PERIODS + t) * 2;
            counts[at] += counts[at + 1] + 2.0;
            counts[at + 1] = 0.0;
        }
    }
    let closings = closings(&counts, &exposure, &lags);
    let with = assess(&closings, &Settings::monthly()).unwrap()[2]
        .verdict
        .score;
    let off = Settings {
        pace: 0,
        ..Settings::monthly()
    };
    let without = assess(&closings, &off).unwrap()[2].verdict.score;
    assert!(with < without, "{with} {without}");
}

/// The trap of a head-count jump: staff that joined now has closed little yet.
#[test]
fn more_staff_raises_the_expectation_as_its_cases_close() {
    let (counts, mut exposure, lags) = (counts(1), vec![100.0; 3 * PERIODS], lags());
    let settings = Settings::monthly();
    let before = assess(&closings(&counts, &exposure, &lags), &settings).unwrap();
    for staff in &mut exposure[PERIODS - 2..PERIODS] {
        *staff *= 2.0;
    }
    let after = assess(&closings(&counts, &exposure, &lags), &settings).unwrap();
    let window = |f: &[Finding]| f[0].verdict.window.expected / f[0].verdict.periods as f64;
    let more = window(&after) / window(&before);
    assert!(more > 1.0 && more < 1.7, "{more}");
}

#[test]
fn a_row_without_exposure_is_not_judged_and_one_wound_up_still_closes() {
    let (counts, mut exposure, lags) = (counts(1), vec![100.0; 3 * PERIODS], lags());
    exposure[..PERIODS].fill(0.0);
    let findings = assess(&closings(&counts, &exposure, &lags), &Settings::monthly()).unwrap();
    assert_eq!(findings[0].verdict, SILENT);
    assert!(findings[2].verdict.window.expected > 0.0);
    exposure[..PERIODS - 2].fill(100.0);
    let findings = assess(&closings(&counts, &exposure, &lags), &Settings::monthly()).unwrap();
    assert!(findings[0].verdict.window.expected > 0.0);
}

#[test]
fn no_closings_score_low() {
    let (mut counts, exposure, lags) = (counts(1), vec![100.0; 3 * PERIODS], lags());
    counts[..PERIODS].fill(0.0);
    let findings = assess(&closings(&counts, &exposure, &lags), &Settings::published()).unwrap();
    assert!(findings[0].verdict.score < 0.1);
    counts.fill(0.0);
    let findings = assess(&closings(&counts, &exposure, &lags), &Settings::published()).unwrap();
    assert!(findings.iter().all(|f| f.verdict.score <= 0.25));
}

/// Twice as many cases are counted since a change of the definition: no signal, once it is named.
#[test]
fn a_named_break_is_no_signal() {
    let (mut counts, exposure, lags) = (counts(1), vec![100.0; 3 * PERIODS], lags());
    for cell in 0..6 {
        for t in PERIODS - 30..PERIODS {
            counts[cell * PERIODS + t] *= 3.0;
        }
    }
    let whole = closings(&counts, &exposure, &lags);
    let named = Closings {
        since: PERIODS - 30,
        ..whole
    };
    let all = |c: &Closings<'_>| assess(c, &Settings::monthly()).unwrap()[11].verdict.score;
    assert!(all(&named) < 0.3 && all(&whole) > all(&named));
    let late = Closings {
        since: PERIODS - 20,
        ..whole
    };
    assert!(
        assess(&late, &Settings::monthly()).is_none(),
        "too little to compare with"
    );
}

#[test]
fn nonsense_has_no_answer() {
    let (counts, exposure, lags) = (counts(1), vec![100.0; 3 * PERIODS], lags());
    let fine = closings(&counts, &exposure, &lags);
    let settings = Settings::monthly();
    assert!(
        assess(
            &Closings {
                counts: &counts[1..],
                ..fine
            },
            &settings
        )
        .is_none()
    );
    assert!(
        assess(
            &Closings {
                exposure: &vec![0.0; 3 * PERIODS],
                ..fine
            },
            &settings
        )
        .is_none()
    );
    assert!(assess(&Closings { lags: &[], ..fine }, &settings).is_none());
    assert!(
        assess(
            &Closings {
                since: PERIODS,
                ..fine
            },
            &settings
        )
        .is_none()
    );
    assert!(
        assess(
            &fine,
            &Settings {
                windows: vec![],
                ..settings.clone()
            }
        )
        .is_none()
    );
    assert!(
        assess(
            &fine,
            &Settings {
                windows: vec![0, 3],
                ..settings
            }
        )
        .is_none()
    );
    assert!(lag::of_bands(&[2.0, 2.0]).is_none());
    assert!(lag::mixed(&[0.0], &[vec![1.0]]).is_none());
    assert!(lag::shares(&[1.0, 2.0, 3.0], 2, 1.0).is_none());
}

proptest! {
    #[test]
    fn lags_are_shares(edges in proptest::collection::vec(0.1f64..6.0, 1..5)) {
        let mut edge = 0.0;
        let edges: Vec<f64> = edges.iter().map(|e| { edge += e; edge }).collect();
        for (band, high) in lag::of_bands(&edges).unwrap().iter().zip(&edges) {
            prop_assert!((band.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(band.iter().all(|p| *p >= -1e-12) && band.len() <= high.ceil() as usize + 1);
        }
    }

    #[test]
    fn rounding_adds_what_the_remainders_say(mean in 0.01f64..20.0) {
        let law = CountLaw::with_variance(mean, mean).unwrap();
        let plain: f64 = (0..200).filter(|k| k % 3 > 0).map(|k| 2.0 * law.ln_probability(f64::from(k)).exp()).sum();
        prop_assert!((rounding_variance(mean) - plain).abs() < 1e-9);
    }

    #[test]
    fn one_more_recent_case_never_lowers_a_score(extra in 1u32..6, cell in 0usize..6) {
        let (mut counts, exposure, lags) = (counts(1), vec![100.0; 3 * PERIODS], lags());
        let settings = Settings { windows: vec![6], added: vec![2.0], ..Settings::published() };
        let before = assess(&closings(&counts, &exposure, &lags), &settings).unwrap();
        counts[cell * PERIODS + PERIODS - 1] += f64::from(extra);
        let after = assess(&closings(&counts, &exposure, &lags), &settings).unwrap();
        prop_assert!(after[cell].verdict.score > before[cell].verdict.score);
    }
}
