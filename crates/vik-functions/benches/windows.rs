//! Window functions in SQL over 12,000 series of 84 months, and the same work without SQL.
//!
//! `cargo bench -p vik-functions`; with `--profile dev` the engine is not optimised and its share grows.
//! CPU time of the whole process where the system tells it, else time on the clock.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench may fail loudly and needs no limits"
)]

use std::{hint::black_box, sync::Arc, time::Instant};

use datafusion::{
    arrow::array::{ArrayRef, Float64Array, Int32Array, RecordBatch},
    prelude::SessionContext,
};
use vik_trends::{
    control::counts::{Limits, rates},
    farrington::{Scratch, Settings, assess},
};

const SERIES: usize = 12_000;
const MONTHS: usize = 84;

/// Seconds on all processors so far.
fn spent() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some((ticks + system) / 100.0)
}

fn report(name: &str, start: Instant, before: Option<f64>) {
    let wall = start.elapsed().as_secs_f64();
    match (before, spent()) {
        (Some(before), Some(after)) => {
            println!("| {name} | {wall:.2} s | {:.2} s |", after - before)
        }
        _ => println!("| {name} | {wall:.2} s | |"),
    }
}

fn counts() -> Vec<f64> {
    let mut state = 88_172_645_463_325_252_u64;
    let mut uniform = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let one = |_| (-2.0 * (1.0 - uniform()).ln()).floor();
    (0..SERIES * MONTHS).map(one).collect()
}

#[tokio::main]
async fn main() {
    let counts = counts();
    let exposure: Vec<f64> = (0..counts.len())
        .map(|i| 100.0 + (i % MONTHS) as f64)
        .collect();
    let session = SessionContext::new();
    vik_functions::register(&session);
    let whole = |of: fn(usize) -> usize| -> ArrayRef {
        Arc::new(
            (0..SERIES * MONTHS)
                .map(|i| of(i) as i32)
                .collect::<Int32Array>(),
        )
    };
    let batch = RecordBatch::try_from_iter([
        ("series", whole(|i| i / MONTHS)),
        ("month", whole(|i| i % MONTHS)),
        (
            "cases",
            Arc::new(Float64Array::from(counts.clone())) as ArrayRef,
        ),
        (
            "fte",
            Arc::new(Float64Array::from(exposure.clone())) as ArrayRef,
        ),
    ]);
    session.register_batch("t", batch.unwrap()).unwrap();

    println!("| 12,000 series × 84 months | clock | CPU |\n|---|---|---|");
    for (name, call) in [
        (
            "row_number, for what SQL itself costs",
            "sum(row_number() OVER w)",
        ),
        (
            "u_chart, four parts",
            "sum(u['centre']), sum(u['upper']), sum(u['lower']), count(u['special'])",
        ),
        ("farrington, 35 fits a series", "sum(f['bound'])"),
        (
            "detector, 53 months of each of the first 1,200",
            "sum(d['score'])",
        ),
    ] {
        let over = "OVER (PARTITION BY series ORDER BY month)";
        let inner = match name.split([',', ' ']).next().unwrap() {
            "row_number" => format!("row_number() {over} AS r"),
            "u_chart" => format!("u_chart(cases, fte) {over} AS u"),
            "farrington" => format!("farrington(cases, fte) {over} AS f"),
            _ => format!("detector(cases, fte) {over} AS d"),
        };
        // The detector learns its expectation anew for each month, so a tenth of the series tells enough.
        let few = if name.starts_with("detector") {
            "WHERE series < 1200"
        } else {
            ""
        };
        let call = call.replace("row_number() OVER w", "r");
        let sql = format!("SELECT {call} FROM (SELECT {inner} FROM t {few})");
        let (start, before) = (Instant::now(), spent());
        black_box(session.sql(&sql).await.unwrap().collect().await.unwrap());
        report(name, start, before);
    }

    let (start, before) = (Instant::now(), spent());
    for (y, n) in counts.chunks(MONTHS).zip(exposure.chunks(MONTHS)) {
        black_box(rates(y, n, Limits::Probability));
    }
    report("u_chart without SQL", start, before);
    let (start, before) = (Instant::now(), spent());
    let (settings, mut scratch) = (Settings::monthly(), Scratch::new());
    for (y, n) in counts.chunks(MONTHS).zip(exposure.chunks(MONTHS)) {
        for at in 0..MONTHS {
            black_box(assess(y, Some(n), at, &settings, &mut scratch));
        }
    }
    report("farrington without SQL", start, before);
}
