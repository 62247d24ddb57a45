//! Flags of recurring combinations on the benchmark, in the form that its scorer reads.
//!
//! `cargo run --release -p vik-trends --example recurrence_benchmark -- FOLDER OUT [RATE]` writes
//! `OUT/combos.csv` (columns `ds,unit,cat,circ,score`) at a false-discovery rate and prints how
//! many of the planted combinations stand among the eight highest of their data set.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "an example may fail loudly"
)]

#[path = "../tests/support/columns.rs"]
mod columns;

use std::{collections::BTreeSet, fs, io::Write, path::Path};

use vik_trends::disproportion::{Prior, expected, flag, posterior};

const UNITS: usize = 15;
const KINDS: usize = 10;
const CIRCUMSTANCES: usize = 12;
/// The window starts here; the history is all before it.
const WINDOW: f64 = 72.0;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [folder, out] = [1, 2].map(|i| Path::new(arguments.get(i).expect("FOLDER OUT [RATE]")));
    let rate: f64 = arguments.get(3).map_or(0.3, |r| r.parse().unwrap());
    let cases = folder.join("integrity_cases.parquet");
    let [ds, unit, cat, circ, reg] = columns::columns(&cases, ["ds", "unit", "cat", "circ", "reg"]);
    let sets = ds.iter().fold(0.0, |a: f64, b| a.max(*b)) as usize + 1;
    let cells = UNITS * KINDS * CIRCUMSTANCES;
    let mut now = vec![0.0; sets * cells];
    let mut history = vec![vec![0.0; CIRCUMSTANCES]; sets * KINDS];
    for i in 0..ds.len() {
        let set = ds[i] as usize;
        if reg[i] < WINDOW {
            history[set * KINDS + cat[i] as usize][circ[i] as usize] += 1.0;
        } else {
            let row = (set * UNITS + unit[i] as usize) * KINDS + cat[i] as usize;
            now[row * CIRCUMSTANCES + circ[i] as usize] += 1.0;
        }
    }
    fs::create_dir_all(out).unwrap();
    let mut file = fs::File::create(out.join("combos.csv")).unwrap();
    writeln!(file, "ds,unit,cat,circ,score").unwrap();
    let planted: BTreeSet<[usize; 4]> = fs::read_to_string(folder.join("integrity_combos.csv"))
        .unwrap()
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            [0, 1, 2, 3].map(|i| cells[i].parse().unwrap())
        })
        .collect();
    let (prior, mut top) = (Prior::recurrence(), 0);
    for set in 0..sets {
        let history = &history[set * KINDS..(set + 1) * KINDS];
        let overall: Vec<f64> = (0..CIRCUMSTANCES)
            .map(|j| history.iter().map(|h| h[j]).sum())
            .collect();
        let mut scores = Vec::with_capacity(cells);
        for row in now[set * cells..(set + 1) * cells]
            .chunks(CIRCUMSTANCES)
            .enumerate()
        {
            let total = row.1.iter().sum();
            let expected = expected(total, &history[row.0 % KINDS], &overall, 10.0);
            for (count, expected) in row.1.iter().zip(expected) {
                scores.push(posterior(*count, expected, &prior).unwrap().exceeds(1.5));
            }
        }
        let name = |i: usize| {
            let row = i / CIRCUMSTANCES;
            [set, row / KINDS, row % KINDS, i % CIRCUMSTANCES]
        };
        let mut order: Vec<usize> = (0..cells).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        top += order[..8]
            .iter()
            .filter(|i| planted.contains(&name(**i)))
            .count();
        for (i, flagged) in flag(&scores, rate).into_iter().enumerate() {
            if flagged {
                let [ds, unit, cat, circ] = name(i);
                writeln!(file, "{ds},{unit},{cat},{circ},{:.6}", scores[i]).unwrap();
            }
        }
    }
    println!(
        "{top} of {} planted stand among the eight highest",
        planted.len()
    );
}
