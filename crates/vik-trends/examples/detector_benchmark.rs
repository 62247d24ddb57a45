//! Scores of the detector on the integrity-like benchmark, in the form that its scorer reads.
//!
//! `cargo run --release -p vik-trends --example detector_benchmark -- FOLDER OUT [tail] [rounded] [calibrate]` writes
//! `OUT/complete.csv` (complete registrations) and `OUT/realtime.csv` (only cases closed by then)
//! with columns `ds,unit,cat,month,score`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example may fail loudly"
)]

#[path = "../tests/support/columns.rs"]
mod columns;

use std::{fs, io::Write, path::Path, time::Instant};

use vik_trends::{
    delay::{Delays, scaled, seen},
    detector::{
        Panel, Series, Settings, assess, bootstrap::quiet_scores, budget, statistic::Statistic,
    },
};

const ROWS: usize = 15;
const COLUMNS: usize = 10;
const CELLS: usize = ROWS * COLUMNS;
const PERIODS: usize = 84;
const FIRST: usize = 60;
const LONGEST: usize = 24;
/// Delays below this are early: see [`Delays::faster`].
const EARLY: usize = 4;

/// One data set: cases by cell, month registered and delay, and staff by unit and month.
struct Data {
    cases: Vec<[f64; LONGEST + 1]>,
    exposure: Vec<f64>,
}

impl Data {
    fn arrivals(&self, cell: usize, month: usize) -> &[f64; LONGEST + 1] {
        &self.cases[cell * PERIODS + month]
    }

    /// What is registered by `now`, whether or not it is closed.
    fn complete(&self, now: usize) -> Vec<f64> {
        let cell = |cell| (0..=now).map(move |t| self.arrivals(cell, t).iter().sum());
        (0..CELLS).flat_map(cell).collect()
    }

    /// What is closed by `now`.
    fn closed(&self, now: usize) -> Vec<f64> {
        let cell = |cell| {
            (0..=now).map(move |t| self.arrivals(cell, t).iter().take(now - t + 1).sum::<f64>())
        };
        (0..CELLS).flat_map(cell).collect()
    }

    fn exposure(&self, now: usize) -> Vec<f64> {
        let row = |row| self.exposure[row * PERIODS..=row * PERIODS + now].to_vec();
        (0..ROWS).flat_map(row).collect()
    }

    /// The delays of each cell over the arrivals of the last `recent` months.
    fn delays(&self, now: usize, recent: usize) -> Vec<Delays> {
        let cell = |cell| {
            let mut delays = Delays::new(LONGEST);
            for t in 0..=now {
                delays.add(self.arrivals(cell, t), now - t, recent);
            }
            delays
        };
        (0..CELLS).map(cell).collect()
    }

    /// The share of each cell and month that is closed by `now`: hazards by category, drawn
    /// towards all, with a factor for units that became faster or slower in the last half year.
    fn shares(&self, now: usize) -> Vec<f64> {
        let (long, short) = (self.delays(now, 24), self.delays(now, 6));
        let mut all = Delays::new(LONGEST);
        let mut category = vec![Delays::new(LONGEST); COLUMNS];
        for (cell, delays) in long.iter().enumerate() {
            all.merge(delays);
            category[cell % COLUMNS].merge(delays);
        }
        let national = all.hazards();
        let hazards: Vec<Vec<f64>> = category.iter().map(|c| c.shrunk(&national, 20.0)).collect();
        let mut shares = Vec::with_capacity(CELLS * (now + 1));
        for row in 0..ROWS {
            let classes: Vec<(&Delays, &[f64])> = (0..COLUMNS)
                .map(|c| (&short[row * COLUMNS + c], hazards[c].as_slice()))
                .collect();
            let factors = Delays::faster(&classes, EARLY, 10.0);
            for hazards in &hazards {
                let share = seen(&scaled(hazards, EARLY, factors));
                shares.extend((0..=now).map(|t| share[(now - t).min(LONGEST)]));
            }
        }
        shares
    }
}

fn read(folder: &Path) -> Vec<Data> {
    let path = folder.join("integrity_cases.parquet");
    let [ds, unit, cat, reg, close] =
        columns::columns(&path, ["ds", "unit", "cat", "reg", "close"]);
    let sets = ds.iter().fold(0.0, |a: f64, b| a.max(*b)) as usize + 1;
    let mut data: Vec<Data> = (0..sets)
        .map(|_| Data {
            cases: vec![[0.0; LONGEST + 1]; CELLS * PERIODS],
            exposure: vec![0.0; ROWS * PERIODS],
        })
        .collect();
    for i in 0..ds.len() {
        let cell = unit[i] as usize * COLUMNS + cat[i] as usize;
        let delay = ((close[i] - reg[i]) as usize).min(LONGEST);
        data[ds[i] as usize].cases[cell * PERIODS + reg[i] as usize][delay] += 1.0;
    }
    let path = folder.join("integrity_fte.parquet");
    let [ds, unit, month, fte] = columns::columns(&path, ["ds", "unit", "month", "fte"]);
    for i in 0..ds.len() {
        data[ds[i] as usize].exposure[unit[i] as usize * PERIODS + month[i] as usize] += fte[i];
    }
    data
}

fn score(out: &mut impl Write, ds: usize, panel: &Panel<'_>, settings: &Settings) {
    for finding in assess(panel, settings).unwrap() {
        let (unit, cat) = match finding.series {
            Series::Cell(u, c) => (u as i32, c as i32),
            Series::Row(u) => (u as i32, -1),
            Series::Column(c) => (-1, c as i32),
            Series::All => (-1, -1),
        };
        let (month, score) = (panel.periods - 1, finding.verdict.score);
        writeln!(out, "{ds},{unit},{cat},{month},{score:.6}").unwrap();
    }
}

/// Each cell's counts as multiples of three whose running sum stays within two of the truth, with
/// a phase of its own: what feedback rounding publishes, but for its margins.
fn rounded(counts: &[f64], periods: usize) -> Vec<f64> {
    let mut out = Vec::with_capacity(counts.len());
    for (cell, counts) in counts.chunks(periods).enumerate() {
        let phase = (cell * 7 % 3) as f64;
        let (mut sum, mut published) = (phase, 0.0);
        for count in counts {
            sum += count;
            let so_far = 3.0 * (sum / 3.0).floor();
            out.push(so_far - published);
            published = so_far;
        }
    }
    out
}

/// Thresholds for one alarm a month and for half, from simulated panels in which nothing happens.
fn calibrate(data: &[Data], statistic: Statistic) {
    let now = PERIODS - 1;
    let mut state = 88_172_645_463_325_252_u64;
    let mut uniform = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    for delayed in [false, true] {
        let judged = PERIODS - FIRST;
        let mut scores = Vec::new();
        for set in data {
            let shares = delayed.then(|| set.shares(now));
            let counts = if delayed {
                set.closed(now)
            } else {
                set.complete(now)
            };
            let panel = Panel {
                rows: ROWS,
                columns: COLUMNS,
                periods: PERIODS,
                counts: &counts,
                exposure: &set.exposure(now),
                seen: shares.as_deref(),
            };
            let base = if delayed {
                Settings::delayed()
            } else {
                Settings::monthly()
            };
            let settings = Settings { statistic, ..base };
            let drawn = quiet_scores(&panel, &settings, judged, &mut uniform).unwrap();
            // The grand total is watched but has no part in the budget.
            scores.extend_from_slice(&drawn[..drawn.len() - judged]);
        }
        for budget in [0.5, 1.0, 2.0] {
            let all = budget * data.len() as f64;
            let threshold = budget::threshold(&scores, judged, 3, all).unwrap();
            println!("delayed {delayed}, {budget} a month: threshold {threshold:.3}");
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [folder, out] = [1, 2].map(|i| Path::new(arguments.get(i).expect("FOLDER OUT [tail]")));
    let asked = |word: &str| arguments.iter().any(|a| a == word);
    let statistic = match (asked("tail"), asked("rounded")) {
        (false, false) => Statistic::Mixture,
        (false, true) => Statistic::PhaseMixture,
        (true, false) => Statistic::Tail,
        (true, true) => Statistic::PhaseTail,
    };
    let data = read(folder);
    fs::create_dir_all(out).unwrap();
    let started = Instant::now();
    for view in ["complete", "realtime"] {
        let file = fs::File::create(out.join(format!("{view}.csv"))).unwrap();
        let mut file = std::io::BufWriter::new(file);
        writeln!(file, "ds,unit,cat,month,score").unwrap();
        for (ds, set) in data.iter().enumerate() {
            for now in FIRST..PERIODS {
                let delayed = view == "realtime";
                let shares = delayed.then(|| set.shares(now));
                let counts = if delayed {
                    set.closed(now)
                } else if asked("rounded") {
                    rounded(&set.complete(now), now + 1)
                } else {
                    set.complete(now)
                };
                let panel = Panel {
                    rows: ROWS,
                    columns: COLUMNS,
                    periods: now + 1,
                    counts: &counts,
                    exposure: &set.exposure(now),
                    seen: shares.as_deref(),
                };
                let base = if delayed {
                    Settings::delayed()
                } else {
                    Settings::monthly()
                };
                score(&mut file, ds, &panel, &Settings { statistic, ..base });
            }
        }
    }
    println!("{} data sets in {:.2?}", data.len(), started.elapsed());
    if asked("calibrate") {
        calibrate(&data, statistic);
    }
}
