//! Edge cases and properties; the reference vectors are in `tests/farrington.rs`.

use proptest::prelude::*;

use super::*;

fn quiet(n: usize) -> Vec<f64> {
    (0..n).map(|t| f64::from(u8::from(t % 3 == 0))).collect()
}

#[test]
fn a_short_past_has_no_answer() {
    let settings = Settings::monthly();
    assert_eq!(
        assess(&quiet(40), None, 39, &settings, &mut Scratch::new()),
        None
    );
}

#[test]
fn a_past_of_zeros_expects_nothing_and_still_alarms() {
    let mut counts = vec![0.0; 80];
    counts[70] = 4.0;
    let found = assess(&counts, None, 70, &Settings::monthly(), &mut Scratch::new()).unwrap();
    assert_eq!((found.expected, found.bound), (0.0, 0.0));
    assert!(found.alarm);
}

#[test]
fn too_few_cases_forbid_an_alarm() {
    let mut counts = vec![0.0; 80];
    counts[70] = 4.0;
    let settings = Settings {
        enough: Some((5.0, 4)),
        ..Settings::monthly()
    };
    assert!(
        !assess(&counts, None, 70, &settings, &mut Scratch::new())
            .unwrap()
            .alarm
    );
}

#[test]
fn nonsense_has_no_answer() {
    let counts = quiet(80);
    let mut scratch = Scratch::new();
    let mut ask = |settings: &Settings, exposure: Option<&[f64]>| {
        assess(&counts, exposure, 70, settings, &mut scratch)
    };
    let good = Settings::monthly();
    assert!(ask(&good, None).is_some());
    assert_eq!(ask(&Settings { years: 0, ..good }, None), None);
    assert_eq!(
        ask(
            &Settings {
                half_window: 7,
                ..good
            },
            None
        ),
        None
    );
    assert_eq!(ask(&good, Some(&[1.0; 12])), None);
    assert_eq!(ask(&good, Some(&[0.0; 80])), None);
}

/// A count of known mean by inversion, so that the test needs no random distribution.
fn poisson(mean: f64, u: f64) -> f64 {
    crate::CountLaw::with_variance(mean, mean)
        .unwrap()
        .quantile(u.clamp(1e-9, 1.0 - 1e-9))
        .unwrap()
}

/// The share of trend-free Poisson series in which the nominal 5 % trend test rejects.
fn rejections(mean: f64, variance: Variance) -> f64 {
    let settings = Settings {
        variance,
        trend_alpha: 0.05,
        ..Settings::weekly()
    };
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut uniform = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    let (mut rejected, all) = (0, 400);
    let mut scratch = Scratch::new();
    for _ in 0..all {
        let counts: Vec<f64> = (0..280).map(|_| poisson(mean, uniform())).collect();
        let found = assess(&counts, None, 279, &settings, &mut scratch).unwrap();
        rejected += usize::from(found.trend_p.is_some_and(|p| p < 0.05));
    }
    rejected as f64 / f64::from(all)
}

/// Defect 1 of the peer: its trend test rejects in 0 % at mean 0.4 and 79 % at mean 40.
#[test]
fn the_correct_trend_test_keeps_its_level_where_the_peer_does_not() {
    for mean in [0.4, 4.0, 40.0] {
        let share = rejections(mean, Variance::Correct);
        assert!((0.01..=0.09).contains(&share), "{share} at mean {mean}");
    }
    assert!(rejections(0.4, Variance::Compat) < 0.01);
    assert!(rejections(40.0, Variance::Compat) > 0.6);
}

/// Defect 2 of the peer: in real growth it drops the trend and expects far too little.
#[test]
fn growth_may_be_extrapolated() {
    let counts: Vec<f64> = (0..300)
        .map(|t| (10.0 * (0.006 * f64::from(t)).exp()).round())
        .collect();
    let mut scratch = Scratch::new();
    let settings = Settings::weekly();
    let dropped = assess(&counts, None, 299, &settings, &mut scratch).unwrap();
    let settings = Settings {
        extrapolate: true,
        ..settings
    };
    let kept = assess(&counts, None, 299, &settings, &mut scratch).unwrap();
    assert_eq!(dropped.trend, None);
    assert!(dropped.expected < 0.7 * counts[299] && !kept.alarm);
    assert!((kept.expected / counts[299] - 1.0).abs() < 0.03);
}

proptest! {
    #[test]
    fn doubling_the_exposure_changes_nothing(counts in proptest::collection::vec(0u32..9, 80)) {
        let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
        let mut scratch = Scratch::new();
        let settings = Settings::monthly();
        let plain = assess(&counts, None, 75, &settings, &mut scratch).unwrap();
        let doubled = assess(&counts, Some(&[2.0; 80]), 75, &settings, &mut scratch).unwrap();
        prop_assert!((plain.expected - doubled.expected).abs() < 1e-6);
        prop_assert!(plain.dispersion >= 1.0 && plain.bound >= 0.0);
    }
}
