//! CPU time of each detector on one core, from the scheduler's own account where the system keeps
//! one, so that a busy machine does not blur the figures; elsewhere time on the clock.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench may fail loudly"
)]

use std::{hint::black_box, time::Instant};

use vik_trends::{
    CountLaw, bocpd, cusum, detector, ears, farrington,
    farrington::{Scratch, Settings},
    harmonic, pelt,
};

/// Nanoseconds on the processor, or on the clock since `start`.
fn spent(start: Instant) -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse().ok())
        .unwrap_or_else(|| start.elapsed().as_nanos() as f64)
}

/// Prints a row of the table.
fn measure(name: &str, times: usize, mut work: impl FnMut(usize)) {
    work(0);
    let start = Instant::now();
    let before = spent(start);
    for i in 0..times {
        work(i);
    }
    let each = (spent(start) - before) / times as f64;
    if each < 1e8 {
        println!("| {name} | {:.1} µs |", each / 1e3);
    } else {
        println!("| {name} | {:.2} s |", each / 1e9);
    }
}

fn uniform(state: &mut u64) -> f64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 11) as f64 / (1u64 << 53) as f64
}

/// Over-dispersed counts with a season.
fn series(n: usize, level: f64, frequency: f64, state: &mut u64) -> Vec<f64> {
    let one = |t: usize| {
        let mean = level * (1.0 + 0.3 * (std::f64::consts::TAU * t as f64 / frequency).cos());
        let count = CountLaw::with_variance(mean, 1.5 * mean).unwrap();
        count
            .quantile(uniform(state).clamp(1e-9, 1.0 - 1e-9))
            .unwrap()
    };
    (0..n).map(one).collect()
}

/// Every detector over the last 24 months of 12,000 series of 84, on two cores: time on the clock.
fn together(monthly: &[Vec<f64>]) {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for half in 0..2 {
            scope.spawn(move || {
                panel(100, 60, monthly);
                let mut scratch = Scratch::new();
                for i in (half..12_000).step_by(2) {
                    each(&monthly[i % 100], &mut scratch);
                }
            });
        }
    });
    println!(
        "| all detectors, 12,000 series × 24 months, on two cores | {:.2} s on the clock |",
        start.elapsed().as_secs_f64()
    );
}

/// The detectors that look at one series.
fn each(counts: &[f64], scratch: &mut Scratch) {
    for now in 60..84 {
        black_box(farrington::assess(
            counts,
            None,
            now,
            &Settings::monthly(),
            scratch,
        ));
    }
    let recent = &counts[40..];
    for method in [ears::Method::C1, ears::Method::C2, ears::Method::C3] {
        black_box(ears::ears(recent, ears::Settings::new(method)));
    }
    let mean = counts[..60].iter().sum::<f64>() / 60.0;
    let design = cusum::Design {
        reference: 0.5,
        limit: 4.0,
    };
    let means = vec![mean; 24];
    black_box(cusum::cusum(
        &counts[60..],
        &means,
        cusum::Transform::Anscombe,
        design,
        cusum::AfterAlarm::Restart,
    ));
    black_box(pelt::changes(
        counts,
        None,
        pelt::Cost::Poisson,
        pelt::penalty(84),
        3,
    ));
    let prior = bocpd::Prior {
        shape: 1.0,
        rate: 0.5,
        hazard: 1.0 / 60.0,
    };
    black_box(bocpd::run_lengths(counts, None, prior));
}

/// Our detector over a table of series, for each of its last 24 months.
fn panel(rows: usize, columns: usize, monthly: &[Vec<f64>]) {
    let periods = 84;
    for now in 61..=periods {
        let counts: Vec<f64> = (0..rows * columns)
            .flat_map(|i| monthly[i % 100][..now].to_vec())
            .collect();
        let exposure = vec![100.0; rows * now];
        let panel = detector::Panel {
            rows,
            columns,
            periods: now,
            counts: &counts,
            exposure: &exposure,
            seen: None,
            doubt: None,
            faster: None,
        };
        black_box(detector::assess(&panel, &detector::Settings::monthly()));
    }
}

fn main() {
    let state = &mut 88_172_645_463_325_252_u64;
    let weekly: Vec<Vec<f64>> = (0..100)
        .map(|i| series(624, 0.5 + 0.2 * f64::from(i), 52.0, state))
        .collect();
    let monthly: Vec<Vec<f64>> = (0..100)
        .map(|i| series(84, 0.2 + 0.05 * f64::from(i), 12.0, state))
        .collect();
    let mut scratch = Scratch::new();
    println!("| one | CPU |\n|---|---|");
    measure(
        "weekly flexible Farrington fit, 237 weeks, 11 parameters",
        20_000,
        |i| {
            let counts = &weekly[i % 100];
            black_box(farrington::assess(
                counts,
                None,
                600 + i % 24,
                &Settings::weekly(),
                &mut scratch,
            ));
        },
    );
    measure("monthly flexible Farrington fit, 4 years", 50_000, |i| {
        let counts = &monthly[i % 100];
        black_box(farrington::assess(
            counts,
            None,
            60 + i % 24,
            &Settings::monthly(),
            &mut scratch,
        ));
    });
    measure("48 weekly harmonic fits of one series, 11 years", 20, |i| {
        let found = harmonic::assess(&weekly[i], None, 576..624, &harmonic::Settings::weekly());
        black_box(found);
    });
    measure("PELT on 84 months", 2_000, |i| {
        black_box(pelt::changes(
            &monthly[i % 100],
            None,
            pelt::Cost::Poisson,
            pelt::penalty(84),
            3,
        ));
    });
    measure("BOCPD on 84 months", 500, |i| {
        let prior = bocpd::Prior {
            shape: 1.0,
            rate: 0.5,
            hazard: 1.0 / 60.0,
        };
        black_box(bocpd::run_lengths(&monthly[i % 100], None, prior));
    });
    together(&monthly);
    measure("detector, 12,000 series × 24 months", 1, |_| {
        panel(200, 60, &monthly);
    });
}
