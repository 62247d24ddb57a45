//! What is watched and told, on made-up published counts: multiples of three with a random phase.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use proptest::prelude::*;
use vik_domain::Month;
use vik_signals::budget::{BUDGETS, USUAL};
use vik_signals::record::Caution;
use vik_signals::watch::{calibrate, watch};
use vik_signals::{Break, BreakKind, Published, Scope, Watch, episode::episodes};

const UNITS: usize = 8;
const CATEGORIES: usize = 6;
const MONTHS: usize = 72;

struct Random(u64);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn poisson(&mut self, mean: f64) -> f64 {
        let (limit, mut product, mut n) = ((-mean).exp(), self.uniform(), 0.0);
        while product > limit {
            product *= self.uniform();
            n += 1.0;
        }
        n
    }
}

/// Published counts where `times` says how many times the usual rate a cell runs in a month.
fn published(seed: u64, times: impl Fn(usize, usize, usize) -> f64) -> Published {
    let mut random = Random(seed);
    let (mut cases, mut established) = (Vec::new(), Vec::new());
    for cell in 0..UNITS * CATEGORIES {
        let (mut true_sum, mut told) = (0.0, 0.0);
        let phase = (random.uniform() * 3.0).floor();
        for month in 0..MONTHS {
            true_sum += random.poisson(1.5 * times(cell / CATEGORIES, cell % CATEGORIES, month));
            let so_far = 3.0 * f64::floor((true_sum + phase) / 3.0);
            cases.push(so_far - told);
            established.push(if so_far - told >= 6.0 { 3.0 } else { 0.0 });
            told = so_far;
        }
    }
    Published {
        first: Month::new(2020, 1).unwrap(),
        months: MONTHS,
        units: (0..UNITS).map(|u| format!("U{u}")).collect(),
        categories: (0..CATEGORIES).map(|c| format!("C{c}")).collect(),
        cases,
        established,
        staff: vec![1000.0; UNITS * MONTHS],
        breaks: Vec::new(),
    }
}

fn watches(published: &Published, from: usize) -> Vec<Watch> {
    let thresholds = calibrate(published, from).unwrap();
    (from..MONTHS)
        .map(|at| watch(published, at, &thresholds).unwrap())
        .collect()
}

fn scope(unit: Option<usize>, category: Option<usize>) -> Scope {
    Scope {
        unit: unit.map(|u| format!("U{u}")),
        category: category.map(|c| format!("C{c}")),
    }
}

#[test]
fn a_lasting_rise_is_one_signal_with_one_name() {
    let published = published(3, |u, c, t| {
        if (u, c) == (2, 4) && t >= 60 {
            5.0
        } else {
            1.0
        }
    });
    let all = watches(&published, 54);
    let signals = episodes(&all, USUAL);
    let mine: Vec<_> = signals
        .iter()
        .filter(|e| e.scope == scope(Some(2), Some(4)))
        .collect();
    assert_eq!(mine.len(), 1, "{signals:?}");
    assert!(
        mine[0].first >= "2025-01" && mine[0].first <= "2025-04",
        "{}",
        mine[0].first
    );
    assert!(mine[0].seen.observed > mine[0].seen.expected);
    assert_eq!(mine[0].id(), format!("{}.U2.C4", mine[0].first));
    let shorter = episodes(&all[..all.len() - 1], USUAL)
        .iter()
        .any(|e| e.id() == mine[0].id());
    assert!(shorter, "a name does not change when a month is added");
    let others = signals
        .iter()
        .filter(|e| e.first >= "2025-01" && e.scope != mine[0].scope);
    assert!(
        others.count() <= 9,
        "half a false alarm a month in twelve months"
    );
}

#[test]
fn quiet_panels_keep_to_the_budget() {
    let (mut found, mut months) = (0, 0);
    for seed in 0..6 {
        let published = published(seed + 100, |_, _, _| 1.0);
        let all = watches(&published, 48);
        found += episodes(&all, USUAL).len();
        months += all.len();
    }
    let rate = found as f64 / months as f64;
    assert!(rate <= 1.1 * BUDGETS[USUAL], "{rate} false signals a month");
}

#[test]
fn after_a_break_a_unit_waits_and_then_starts_anew() {
    let mut published = published(5, |u, _, t| if u == 1 && t >= 40 { 2.0 } else { 1.0 });
    let one = Break {
        unit: Some(1),
        month: published.month(40),
        kind: BreakKind::Registration,
    };
    published.breaks.push(one);
    let thresholds = calibrate(&published, 45).unwrap();
    for at in [45, 50, 51, 52, 60, 71] {
        let watch = watch(&published, at, &thresholds).unwrap();
        let unit = watch
            .series
            .iter()
            .find(|s| s.scope == scope(Some(1), None))
            .unwrap();
        assert_eq!(unit.held, at < 52, "month {at}");
        assert_eq!(
            unit.cautions.contains(&Caution::Registration),
            at < 64,
            "month {at}"
        );
        assert!(!unit.stands(&watch.thresholds, USUAL), "month {at}");
    }
}

#[test]
fn more_staff_is_no_signal_but_is_said() {
    let grown = |u: usize, t: usize| if u == 6 && t >= 64 { 1.5 } else { 1.0 };
    let mut published = published(8, |u, _, t| grown(u, t));
    for (i, staff) in published.staff.iter_mut().enumerate() {
        *staff *= grown(i / MONTHS, i % MONTHS);
    }
    let last = watches(&published, 71).pop().unwrap();
    let unit = last
        .series
        .iter()
        .find(|s| s.scope == scope(Some(6), None))
        .unwrap();
    assert!(unit.cautions.contains(&Caution::Staff));
    assert!(!unit.stands(&last.thresholds, USUAL));
}

#[test]
fn records_read_back_and_repeat() {
    let published = published(11, |_, _, _| 1.0);
    let (one, two) = (watches(&published, 70), watches(&published, 70));
    assert!(one == two, "the same figures give the same records");
    let text = serde_json::to_string(&one[0]).unwrap();
    let back: Watch = serde_json::from_str(&text).unwrap();
    assert!(back == one[0], "what is read back is what was written");
    assert_eq!(one[0].series.len(), (UNITS + 1) * (CATEGORIES + 1));
}

#[test]
fn a_unit_that_did_not_exist_yet_is_no_news_when_it_starts() {
    let mut published = published(21, |u, _, t| if u == 3 && t < 66 { 0.0 } else { 1.0 });
    for t in 0..66 {
        published.staff[3 * MONTHS + t] = 0.0;
    }
    let last = watches(&published, 71).pop().unwrap();
    let standing: Vec<_> = last
        .series
        .iter()
        .filter(|s| s.stands(&last.thresholds, 0))
        .collect();
    assert!(
        standing
            .iter()
            .all(|s| s.scope.unit.as_deref() != Some("U3")),
        "{standing:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any published counts, staff and breaks are judged or refused, never a panic.
    #[test]
    fn anything_goes(
        months in 1usize..50,
        seed in any::<u64>(),
        known in any::<bool>(),
        at in 0usize..60,
    ) {
        let mut random = Random(seed);
        let mut some = |n: usize, most: f64| -> Vec<f64> {
            (0..n).map(|_| (random.uniform() * most).floor()).collect()
        };
        let published = Published {
            first: Month::new(2020, 1).unwrap(),
            months,
            units: vec!["A".into(), "B".into()],
            categories: vec!["X".into(), "Y".into()],
            cases: some(4 * months, 9.0),
            established: some(4 * months, 4.0),
            staff: if known { some(2 * months, 3.0) } else { Vec::new() },
            breaks: vec![Break { unit: None, month: Month::new(2019, 1).unwrap(), kind: BreakKind::Campaign }],
        };
        let thresholds = vec![vik_signals::budget::Threshold { alarms_a_month: 1.0, score: 1.0 }; 5];
        if let Some(watch) = watch(&published, at, &thresholds) {
            prop_assert!(watch.series.iter().all(|s| s.score.is_finite() && s.p_value <= 1.0));
        }
    }
}
