//! Flags of recurring combinations: unit, category and circumstance that occur out of proportion.

use std::{collections::BTreeSet, path::Path};

use vik_trends::disproportion::{Prior, expected, flag, posterior};

use super::{
    CIRCUMSTANCES, COLUMNS, PERIODS, ROWS, WINDOW,
    table::{csv, name, parquet, whole},
};

/// Share of false ones among the flags, as the posterior sees it. Fixed on the benchmark's first seed.
pub const RATE: f64 = 0.35;
/// Cases of weight of all categories' profile in that of one.
const POOLED: f64 = 10.0;
const CELLS: usize = ROWS * COLUMNS * CIRCUMSTANCES;

/// Data set, unit, category, circumstance.
pub type Combination = [usize; 4];

/// Every combination of a folder with its probability, data set after data set.
pub fn probabilities(folder: &Path) -> Result<Vec<(Combination, f64)>, String> {
    let path = folder.join("integrity_cases.parquet");
    let names = ["ds", "unit", "cat", "circ", "reg"];
    let [ds, unit, cat, circ, reg] = parquet(&path, names)?;
    let sets = ds.iter().fold(-1.0_f64, |a, b| a.max(*b)) as usize + 1;
    let most = [sets, ROWS, COLUMNS, CIRCUMSTANCES, PERIODS];
    let mut now = vec![0.0; sets * CELLS];
    let mut history = vec![vec![0.0; CIRCUMSTANCES]; sets * COLUMNS];
    for row in 0..ds.len() {
        let values = [ds[row], unit[row], cat[row], circ[row], reg[row]];
        let mut at = [0; 5];
        for i in 0..5 {
            let bounds = (0, most[i] as i64 - 1);
            at[i] = whole(&path, row, names[i], values[i], bounds)? as usize;
        }
        let [ds, unit, cat, circ, reg] = at;
        if reg < WINDOW {
            history[ds * COLUMNS + cat][circ] += 1.0;
        } else {
            now[ds * CELLS + (unit * COLUMNS + cat) * CIRCUMSTANCES + circ] += 1.0;
        }
    }
    let prior = Prior::recurrence();
    let mut out = Vec::with_capacity(now.len());
    for (ds, now) in now.chunks(CELLS).enumerate() {
        let history = &history[ds * COLUMNS..(ds + 1) * COLUMNS];
        let overall: Vec<f64> = (0..CIRCUMSTANCES)
            .map(|circ| history.iter().map(|h| h[circ]).sum())
            .collect();
        for (cell, counts) in now.chunks(CIRCUMSTANCES).enumerate() {
            let (unit, cat) = (cell / COLUMNS, cell % COLUMNS);
            let expected = expected(counts.iter().sum(), &history[cat], &overall, POOLED);
            for (circ, (count, expected)) in counts.iter().zip(expected).enumerate() {
                let ratio = posterior(*count, expected, &prior)
                    .ok_or("a combination has no posterior: its expectation is not a number")?;
                out.push(([ds, unit, cat, circ], ratio.exceeds(1.5)));
            }
        }
    }
    Ok(out)
}

/// The combinations to flag, with their probabilities: each data set is judged by itself.
pub fn flags(all: &[(Combination, f64)], rate: f64) -> Vec<(Combination, f64)> {
    all.chunks(CELLS)
        .flat_map(|set| {
            let probabilities: Vec<f64> = set.iter().map(|s| s.1).collect();
            let flags = flag(&probabilities, rate);
            set.iter().zip(flags).filter(|(_, f)| *f).map(|(s, _)| *s)
        })
        .collect()
}

/// The planted combinations of a folder.
pub fn planted(folder: &Path) -> Result<BTreeSet<Combination>, String> {
    let path = folder.join("integrity_combos.csv");
    let names = ["ds", "unit", "cat", "circ"];
    let mut out = BTreeSet::new();
    for (row, cells) in csv(&path, names)?.iter().enumerate() {
        let mut at = [0; 4];
        for (i, cell) in cells.iter().enumerate() {
            at[i] = cell.parse().map_err(|_| {
                let file = name(&path);
                format!(
                    "{file}: row {}, column \"{}\": expected a whole number",
                    row + 1,
                    names[i]
                )
            })?;
        }
        out.insert(at);
    }
    Ok(out)
}

/// Recall, precision, and recall among the eight highest of each data set.
pub fn figures(
    all: &[(Combination, f64)],
    flags: &[(Combination, f64)],
    planted: &BTreeSet<Combination>,
) -> [f64; 3] {
    let hits =
        |list: &[(Combination, f64)]| list.iter().filter(|f| planted.contains(&f.0)).count() as f64;
    let mut top = 0.0;
    for set in all.chunks(CELLS) {
        let mut order = set.to_vec();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        top += hits(&order[..8]);
    }
    let (found, all) = (hits(flags), planted.len().max(1) as f64);
    [found / all, found / flags.len().max(1) as f64, top / all]
}
