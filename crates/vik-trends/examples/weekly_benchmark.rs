//! Alarms on the standard weekly simulation, in the form that its scorer reads.
//!
//! `cargo run --release -p vik-trends --example weekly_benchmark -- FOLDER OUT` writes
//! `OUT/weekly_0.49.csv` and `OUT/weekly_0.91.csv` with columns `scenario,rep,k,week`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example may fail loudly"
)]

#[path = "../tests/support/columns.rs"]
mod columns;

use std::{fs, io::Write, path::Path, time::Instant};

use vik_trends::harmonic::{Settings, assess};

const WEEKS: usize = 624;
const REPLICATES: usize = 50;
const FIRST: usize = 575;

/// Thresholds on minus the logarithm of the tail, fixed so that series without an outbreak alarm
/// in at most 0.49 % and 0.91 % of the weeks.
const THRESHOLDS: [(&str, f64); 2] = [("0.49", 2.71), ("0.91", 2.39)];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [folder, out] = [1, 2].map(|i| Path::new(arguments.get(i).expect("FOLDER OUT")));
    fs::create_dir_all(out).unwrap();
    let [y] = columns::columns(&folder.join("noufaily_series.parquet"), ["y"]);
    let path = folder.join("noufaily_outbreaks.parquet");
    let [scenario, rep, k, week, extra] =
        columns::columns(&path, ["scenario", "rep", "k", "week", "extra"]);
    let mut outbreaks = vec![Vec::new(); y.len() / WEEKS * 11];
    for i in 0..k.len() {
        let series = (scenario[i] as usize - 1) * REPLICATES + rep[i] as usize - 1;
        outbreaks[series * 11 + k[i] as usize].push((week[i] as usize - 1, extra[i]));
    }
    let mut files = THRESHOLDS.map(|(name, _)| {
        let file = fs::File::create(out.join(format!("weekly_{name}.csv"))).unwrap();
        let mut file = std::io::BufWriter::new(file);
        writeln!(file, "scenario,rep,k,week").unwrap();
        file
    });
    let settings = Settings::weekly();
    let (started, mut fits) = (Instant::now(), 0);
    for (series, quiet) in y.chunks(WEEKS).enumerate() {
        for k in 0..11 {
            let mut counts = quiet.to_vec();
            for (t, extra) in &outbreaks[series * 11 + k] {
                counts[*t] += extra;
            }
            let found = assess(&counts, None, FIRST..WEEKS, &settings).unwrap();
            fits += found.len();
            for (t, one) in found.iter().enumerate() {
                for (file, (_, threshold)) in files.iter_mut().zip(THRESHOLDS) {
                    if -one.p_value.log10() > threshold {
                        let (scenario, rep) = (series / REPLICATES + 1, series % REPLICATES + 1);
                        writeln!(file, "{scenario},{rep},{k},{}", FIRST + t + 1).unwrap();
                    }
                }
            }
        }
    }
    println!("{fits} fits in {:.2?}", started.elapsed());
}
