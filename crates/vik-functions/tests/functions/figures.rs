//! SQL gives what `vik-trends` gives when it is called directly, for every window function.

use vik_trends::{
    control::{
        Point,
        counts::{Limits, counts, rates, shares},
        individuals::{Individuals, individuals},
        rare::{between, time_between},
        rebase::{Settings as Shift, rebase},
    },
    cusum::{AfterAlarm, Design, Transform, cusum},
    delay::{Delays, seen},
    detector::{Panel, Settings as Watch, assess as watch, statistic::Statistic},
    farrington::{Scratch, Settings as Past, assess},
    funnel::Spread,
    intervention::{exact_change, exact_change_beside},
    pelt::{Cost, changes, penalty},
    rate_ratio::Rate,
};

use crate::ask::{close, numbers, series, session, table};

/// Seven years of small counts with a rise in the last two, over a growing staff.
fn example() -> (Vec<f64>, Vec<f64>) {
    let count = |t: usize| ((t * 7 + t * t) % 5 + if t >= 60 { 4 } else { 0 }) as f64;
    let counts = (0..84).map(count).collect();
    let staff = (0..84).map(|t| 100.0 + t as f64).collect();
    (counts, staff)
}

fn finite(values: impl IntoIterator<Item = f64>) -> Vec<Option<f64>> {
    let one = |x: f64| x.is_finite().then_some(x);
    values.into_iter().map(one).collect()
}

/// Asks for a part of a window function over the example, in order.
async fn part(call: &str, part: &str) -> Vec<Option<f64>> {
    let (counts, staff) = example();
    let session = session();
    table(&session, &series(&counts, &staff));
    let sql = format!("SELECT {call} OVER (ORDER BY i)['{part}'] FROM t ORDER BY i");
    numbers(&session, &sql).await
}

#[tokio::test]
async fn charts() {
    let (y, n) = example();
    let usual = Individuals::new();
    let charts: Vec<(&str, Vec<Point>)> = vec![
        ("c_chart(x)", counts(&y, Limits::Probability).unwrap()),
        ("u_chart(x, e)", rates(&y, &n, Limits::Probability).unwrap()),
        (
            "p_chart(x, e)",
            shares(&y, &n, Limits::Probability).unwrap(),
        ),
        (
            "u_chart(x, e, 'prime')",
            rates(&y, &n, Limits::Prime).unwrap(),
        ),
        ("xmr_chart(x)", individuals(&y, usual).unwrap()),
        (
            "xmr_chart(x, 'plot_the_dots')",
            individuals(&y, Individuals::plot_the_dots()).unwrap(),
        ),
        ("g_chart(x)", between(&y).unwrap()),
        ("t_chart(x)", time_between(&y).unwrap()),
    ];
    for (call, points) in charts {
        let of = |f: fn(&Point) -> f64| finite(points.iter().map(f));
        assert!(
            close(&part(call, "value").await, &of(|p| p.value)),
            "{call}"
        );
        assert!(
            close(&part(call, "centre").await, &of(|p| p.centre)),
            "{call}"
        );
        assert!(
            close(&part(call, "lower").await, &of(|p| p.lower)),
            "{call}"
        );
        assert!(
            close(&part(call, "upper").await, &of(|p| p.upper)),
            "{call}"
        );
        let signal = of(|p| f64::from(u8::from(p.outside())));
        assert!(close(&part(call, "signal").await, &signal), "{call}");
    }
}

#[tokio::test]
async fn rebased() {
    let (y, n) = example();
    let chart =
        |months: std::ops::Range<usize>| rates(&y[months.clone()], &n[months], Limits::ThreeSigma);
    let found = rebase(84, &[], Shift::new(), chart).unwrap();
    assert_eq!(found.phases.len(), 2, "the example has one shift");
    let centre = finite(found.points.iter().map(|p| p.centre));
    assert!(close(&part("rebased_chart(x, e)", "centre").await, &centre));
    let phase = part("rebased_chart(x, e)", "phase").await;
    let second = phase.iter().position(|p| *p == Some(2.0)).unwrap();
    assert_eq!(second, found.phases[1].start);
}

#[tokio::test]
async fn detectors() {
    let (y, n) = example();
    let mut scratch = Scratch::new();
    let past: Vec<_> = (0..84)
        .map(|at| assess(&y, Some(&n), at, &Past::monthly(), &mut scratch))
        .collect();
    let of = |f: fn(&vik_trends::farrington::Assessment) -> f64| {
        finite(past.iter().map(|a| a.as_ref().map_or(f64::NAN, f)))
    };
    let call = "farrington(x, e)";
    assert!(close(&part(call, "expected").await, &of(|a| a.expected)));
    assert!(close(&part(call, "bound").await, &of(|a| a.bound)));
    assert!(close(&part(call, "p_value").await, &of(|a| a.p_value)));
    assert!(past.iter().flatten().count() >= 35);

    let settings = Watch {
        statistic: Statistic::Mixture,
        ..Watch::monthly()
    };
    let score = |periods: usize| {
        let panel = Panel {
            rows: 1,
            columns: 1,
            periods,
            counts: &y[..periods],
            exposure: &n[..periods],
            seen: None,
            doubt: None,
            faster: None,
        };
        watch(&panel, &settings).map_or(f64::NAN, |found| found[0].verdict.score)
    };
    let scores = finite((1..=84).map(score));
    assert!(scores.iter().flatten().count() > 50);
    assert!(close(
        &part("detector(x, e, 'exact')", "score").await,
        &scores
    ));
}

#[tokio::test]
async fn sums_segments_and_funnels() {
    let (y, n) = example();
    let design = Design {
        reference: 0.5,
        limit: 4.0,
    };
    let steps = cusum(&y, &n, Transform::Rossi, design, AfterAlarm::Restart);
    let sums = finite(steps.iter().map(|s| s.map_or(f64::NAN, |s| s.statistic)));
    assert!(close(&part("cusum(x, e)", "statistic").await, &sums));

    let found = changes(&y, Some(&n), Cost::Poisson, penalty(84), 3).unwrap();
    let [at] = found[..] else {
        panic!("the example has one change");
    };
    let rate =
        |from: usize, to: usize| y[from..to].iter().sum::<f64>() / n[from..to].iter().sum::<f64>();
    let levels = finite((0..84).map(|t| if t < at { rate(0, at) } else { rate(at, 84) }));
    assert!(close(&part("change_points(x, e)", "rate").await, &levels));

    let spread = Spread::learn(&y, &n);
    let upper = finite(n.iter().map(|e| spread.limit(*e, 0.999).unwrap()));
    assert!(close(&part("funnel(x, e)", "upper").await, &upper));
}

#[tokio::test]
async fn shares_seen() {
    // Four periods, the newest of age 0; what arrived at each delay so far.
    let arrivals = [
        vec![4.0, 3.0, 2.0, 1.0],
        vec![5.0, 2.0, 2.0],
        vec![3.0, 3.0],
        vec![6.0],
    ];
    let mut delays = Delays::new(3);
    let mut values = Vec::new();
    for (place, row) in arrivals.iter().enumerate() {
        let age = 3 - place;
        delays.add(row, age, usize::MAX);
        for (delay, n) in row.iter().enumerate() {
            values.push(format!("({age}, {delay}, {n})"));
        }
    }
    let expected = seen(&delays.hazards());
    values.reverse();
    for (at, expected) in expected.iter().enumerate() {
        let sql = format!(
            "SELECT seen_share(age, delay, n, {at}) FROM (VALUES {}) AS t(age, delay, n)",
            values.join(", ")
        );
        assert!(close(&numbers(&session(), &sql).await, &[Some(*expected)]));
    }
    assert!(expected[0] < 0.6);
}

#[tokio::test]
async fn changes_of_a_rate() {
    let rate = |count: f64, exposure: f64| Rate { count, exposure };
    // Before and after the measure, in the unit and elsewhere; each sum in two periods.
    let [before, after] = [rate(14.0, 1000.0), rate(5.0, 900.0)];
    let [others_before, others_after] = [rate(60.0, 5000.0), rate(66.0, 5200.0)];
    let places = [
        (before, false, true),
        (after, true, true),
        (others_before, false, false),
        (others_after, true, false),
    ];
    let halves = places.iter().flat_map(|(rate, after, touched)| {
        let half = format!(
            "({}, {}, {after}, {touched})",
            rate.count / 2.0,
            rate.exposure / 2.0
        );
        [half.clone(), half]
    });
    let values = halves.collect::<Vec<_>>().join(", ");
    let one = exact_change(before, after, 0.95).unwrap();
    let two = exact_change_beside(before, after, others_before, others_after, 0.95).unwrap();
    for (call, only, found) in [
        ("exact_change(n, e, after)", "WHERE touched", one),
        ("exact_change_beside(n, e, after, touched)", "", two),
    ] {
        let expected = [
            found.ratio,
            found.interval.low,
            found.interval.high,
            found.p_value,
        ];
        for (part, expected) in ["ratio", "low", "high", "p_value"].iter().zip(expected) {
            let sql = format!(
                "SELECT {call}['{part}'] FROM (VALUES {values}) AS t(n, e, after, touched) {only}"
            );
            assert!(
                close(&numbers(&session(), &sql).await, &[Some(expected)]),
                "{call} {part}"
            );
        }
    }
    assert!(one.ratio < 0.5 && two.interval.high > one.ratio);
}
