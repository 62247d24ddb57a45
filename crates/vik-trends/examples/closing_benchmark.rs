//! Scores of [`vik_trends::closing`] on simulated cases that count when they close.
//!
//! `cargo run --release -p vik-trends --example closing_benchmark -- STAFF.csv CELLS.csv LEAD.csv OUT.csv [published]`
//!
//! `STAFF.csv` has `ds,unit,month,fte`; `CELLS.csv` has `ds,unit,category,month,cases`, with
//! `quick` (0 up to 90 days, 1 longer) when split in bands; `LEAD.csv` has `ds,month,lead,cases`,
//! of which the latest two years tell how long cases take. `OUT.csv` gets
//! `ds,unit,cat,month,score`, with -1 for totals.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example may fail loudly"
)]

use std::{fs, io::Write, time::Instant};

use vik_trends::{
    closing::{Closings, Settings, assess, lag},
    detector::Series,
};

const ROWS: usize = 15;
const COLUMNS: usize = 10;
const PERIODS: usize = 84;
const FIRST: usize = 60;
/// Cases registered before the first month are not in the data; after a year few of them are open.
const SINCE: usize = 12;
/// Days of the shipped bands of lead time, in months; the last is open.
const LEAD: [f64; 5] = [1.0185, 2.9895, 5.9461, 12.0237, 21.0];

struct Table {
    names: Vec<String>,
    rows: Vec<Vec<f64>>,
}

fn read(path: &str) -> Table {
    let text = fs::read_to_string(path).expect(path);
    let mut lines = text.lines();
    let row = |line: &str| line.split(',').map(|n| n.parse().unwrap()).collect();
    Table {
        names: lines
            .next()
            .unwrap()
            .split(',')
            .map(str::to_owned)
            .collect(),
        rows: lines.map(row).collect(),
    }
}

impl Table {
    fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| n == name)
    }

    /// Calls with the named columns and the last one.
    fn each(&self, names: &[&str], mut visit: impl FnMut(&[usize], f64)) {
        let places: Vec<usize> = names.iter().map(|n| self.column(n).expect(n)).collect();
        for row in &self.rows {
            let codes: Vec<usize> = places.iter().map(|p| row[*p] as usize).collect();
            visit(&codes, *row.last().unwrap());
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [staff, cells, lead, out, rest @ ..] = arguments.as_slice() else {
        panic!("expected STAFF.csv CELLS.csv LEAD.csv OUT.csv [published]");
    };
    let (staff, cells, lead) = (read(staff), read(cells), read(lead));
    let settings = match rest.first().map(String::as_str) {
        Some("published") => Settings::published(),
        _ => Settings::monthly(),
    };
    let bands = 1 + usize::from(cells.column("quick").is_some());
    let sets = 1 + staff.rows.iter().map(|row| row[0] as usize).max().unwrap();
    let mut exposure = vec![vec![0.0; ROWS * PERIODS]; sets];
    staff.each(&["ds", "unit", "month"], |at, fte| {
        exposure[at[0]][at[1] * PERIODS + at[2]] += fte;
    });
    let mut counts = vec![vec![0.0; ROWS * COLUMNS * PERIODS * bands]; sets];
    let mut names = vec!["ds", "unit", "category", "month"];
    names.extend((bands > 1).then_some("quick"));
    cells.each(&names, |at, n| {
        let cell = (at[1] * COLUMNS + at[2]) * PERIODS + at[3];
        counts[at[0]][cell * bands + at.get(4).copied().unwrap_or(0)] += n;
    });
    let mut taken = vec![vec![0.0; PERIODS * LEAD.len()]; sets];
    lead.each(&["ds", "month", "lead"], |at, n| {
        taken[at[0]][at[1] * LEAD.len() + at[2]] += n;
    });
    let lags = lag::of_bands(&LEAD).unwrap();
    let mut file = std::io::BufWriter::new(fs::File::create(out).unwrap());
    writeln!(file, "ds,unit,cat,month,score").unwrap();
    let started = Instant::now();
    for set in 0..sets {
        for now in FIRST..PERIODS {
            let periods = now + 1;
            let mut by_lead = vec![0.0; LEAD.len()];
            for (i, n) in taken[set][(periods - 24) * LEAD.len()..periods * LEAD.len()]
                .iter()
                .enumerate()
            {
                by_lead[i % LEAD.len()] += n;
            }
            let part = |range: std::ops::Range<usize>| {
                lag::mixed(&by_lead[range.clone()], &lags[range]).unwrap()
            };
            let lags = if bands == 1 {
                vec![part(0..5)]
            } else {
                vec![part(0..2), part(2..5)]
            };
            let cut = |values: &[f64], width: usize| -> Vec<f64> {
                let row = |row: &[f64]| row[..periods * width].to_vec();
                values.chunks(PERIODS * width).flat_map(row).collect()
            };
            let (counts, exposure) = (cut(&counts[set], bands), cut(&exposure[set], 1));
            let mut by_band = vec![0.0; COLUMNS * bands];
            for (i, cell) in counts.chunks(periods * bands).enumerate() {
                for (j, n) in cell[(periods - 24) * bands..].iter().enumerate() {
                    by_band[i % COLUMNS * bands + j % bands] += n;
                }
            }
            let closings = Closings {
                rows: ROWS,
                columns: COLUMNS,
                periods,
                bands,
                counts: &counts,
                exposure: &exposure,
                shares: &lag::shares(&by_band, bands, 20.0).unwrap(),
                lags: &lags,
                since: SINCE,
            };
            for finding in assess(&closings, &settings).unwrap() {
                let (unit, cat) = match finding.series {
                    Series::Cell(u, c) => (u as i32, c as i32),
                    Series::Row(u) => (u as i32, -1),
                    Series::Column(c) => (-1, c as i32),
                    Series::All => (-1, -1),
                };
                writeln!(
                    file,
                    "{set},{unit},{cat},{now},{:.6}",
                    finding.verdict.score
                )
                .unwrap();
            }
        }
    }
    println!("{sets} data sets in {:.2?}", started.elapsed());
}
