//! Witnesses: time to build, time to verify, bytes. Prints the table of `docs/WITNESS.md`.
//!
//! `cargo bench -p vik-disclosure --bench witness -- [months at 620 cases] [months at other sizes]`
//!
//! With `WITNESS_EXPORT=file` the history at 620 cases is written there, for `docs/verify.py`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark may fail loudly"
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use vik_disclosure::{
    Cube, CubeSpec, DimSpec, ErrorState, History, HistoryRelease, Measure, Occasion, Pair, Policy,
    Proof, Protected, PublishedCube, RoundingKey, Verified, derive_leadership, freeze, learn,
    verify,
};

#[path = "../src/tests/months.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod months;

fn main() {
    let given: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let long = given.first().copied().unwrap_or(120);
    let short = given.get(1).copied().unwrap_or(24);
    println!(
        "| cases a quarter | months + quarters | leaves | build, us a leaf | verify, us a leaf | \
         verify all, s | read the file, s | history, MB | largest witness, kB | learn about a cell, s | \
         months with joint persons |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for (quarter, months) in [(60, short), (250, short), (620, long), (2_500, short)] {
        if months == 0 {
            continue;
        }
        let history = history(months, quarter / 3);
        row(quarter, &history);
        if let (620, Some(file)) = (quarter, std::env::var_os("WITNESS_EXPORT")) {
            std::fs::write(file, history.to_bytes()).unwrap();
        }
    }
}

fn row(quarter: usize, history: &History) {
    let verified: Verified = verify(history).unwrap();
    let verify_all = fastest(|| verify(black_box(history)).unwrap());
    let bytes = history.to_bytes();
    let read = fastest(|| History::from_bytes(black_box(&bytes)).unwrap());
    let months: Vec<(&HistoryRelease, Vec<PublishedCube>)> = history
        .releases
        .iter()
        .filter(|release| !release.record.period.contains('Q'))
        .map(|release| (release, history.cubes(release).unwrap()))
        .collect();
    let build = fastest(|| {
        for (release, cubes) in &months {
            let none = BTreeMap::new();
            black_box(Proof::of_paths(&release.record.period, cubes, &none).unwrap());
        }
    });
    let (cube, leaf) = history.releases[0]
        .cubes
        .iter()
        .find_map(|cube| Some((cube, cube.leaves.first()?)))
        .unwrap();
    let learning = fastest(|| learn(black_box(history), &cube.id, &leaf.codes));
    let witness = |release: &HistoryRelease| release.witness.to_bytes().len();
    let largest = history.releases.iter().map(witness).max().unwrap();
    let leaves = verified.leaves as f64;
    println!(
        "| {quarter} | {} + {} | {} | {:.2} | {:.2} | {verify_all:.2} | {read:.2} | {:.1} | {:.0} | {learning:.2} | {} |",
        verified.rounded,
        verified.derived,
        verified.leaves,
        1e6 * build / leaves,
        1e6 * verify_all / leaves,
        bytes.len() as f64 / 1e6,
        largest as f64 / 1e3,
        verified.joint,
    );
}

/// Seconds of the fastest of five runs: the machine has other work.
fn fastest<T>(mut run: impl FnMut() -> T) -> f64 {
    let time = |_| {
        let started = Instant::now();
        black_box(run());
        started.elapsed().as_secs_f64()
    };
    (0..5).map(time).fold(f64::INFINITY, f64::min)
}

fn history(months: usize, size: usize) -> History {
    let (policy, key) = (Policy::default(), RoundingKey::new([7; 32]));
    let (mut state, mut quarters) = (ErrorState::default(), ErrorState::default());
    let mut history = History::default();
    let mut recent: Vec<Vec<PublishedCube>> = Vec::new();
    for number in 0..months {
        let (year, month) = (2015 + number / 12, number % 12 + 1);
        let truth = Protected::seal(months::month(number as u64 + 1, size));
        let occasion = occasion(&history, &format!("{year}-{month:02}"));
        let frozen = freeze(&truth, &policy, &key, &mut state, &occasion).unwrap();
        let (released, proof) = frozen.into_parts();
        let (shown, record) = released.into_parts();
        recent.push(shown.clone());
        history.push(record, shown, proof);
        if month % 3 == 0 {
            let slices: Vec<&[PublishedCube]> = recent.iter().map(Vec::as_slice).collect();
            let occasion = self::occasion(&history, &format!("{year}-Q{}", month / 3));
            let frozen =
                derive_leadership(&slices, &policy, &key, &mut quarters, &occasion).unwrap();
            let (released, proof) = frozen.into_parts();
            let (shown, record) = released.into_parts();
            history.push(record, shown, proof);
            recent.clear();
        }
    }
    history
}

fn occasion(history: &History, period: &str) -> Occasion {
    match history.releases.last() {
        Some(last) => Occasion::after(&last.record, period, "1"),
        None => Occasion::first(period, "1"),
    }
}
