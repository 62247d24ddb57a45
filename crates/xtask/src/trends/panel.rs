//! The monthly cases of a folder, and the scores of every series in them.

use std::path::Path;

use vik_trends::detector::{
    Panel, Settings,
    arrivals::{Arrivals, Practice},
    assess, budget,
};

use super::{
    CELLS, COLUMNS, FIRST, LONGEST, MONTHS, PERIODS, ROWS, SERIES,
    table::{parquet, whole},
};

/// Months in which an alarm is not raised again.
const QUIET: usize = 3;

/// One data set: its cases by delay, and staff by unit and month.
pub struct Set {
    pub arrivals: Arrivals,
    staff: Vec<f64>,
}

/// What is seen of a data set at each month.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// All that is registered.
    Complete,
    /// What is closed by then.
    RealTime,
    /// Published counts over all months, laid out as [`Panel::counts`].
    Published(&'a [f64]),
}

/// All data sets of a folder.
pub fn read(folder: &Path) -> Result<Vec<Set>, String> {
    let path = folder.join("integrity_cases.parquet");
    let [ds, unit, cat, reg, close] = parquet(&path, ["ds", "unit", "cat", "reg", "close"])?;
    let sets = ds.iter().fold(-1.0_f64, |a, b| a.max(*b)) as usize + 1;
    if ds.is_empty() || sets > 1000 {
        return Err("integrity_cases.parquet: expected cases of 1 to 1000 data sets".to_owned());
    }
    let mut out: Vec<Set> = (0..sets)
        .map(|_| Set {
            arrivals: Arrivals::new(ROWS, COLUMNS, PERIODS, LONGEST),
            staff: vec![0.0; ROWS * PERIODS],
        })
        .collect();
    for row in 0..ds.len() {
        let index = |name, value, most: usize| -> Result<usize, String> {
            Ok(whole(&path, row, name, value, (0, most as i64 - 1))? as usize)
        };
        let set = index("ds", ds[row], sets)?;
        let unit = index("unit", unit[row], ROWS)?;
        let cat = index("cat", cat[row], COLUMNS)?;
        let reg = index("reg", reg[row], PERIODS)?;
        let close = whole(&path, row, "close", close[row], (reg as i64, 1 << 31))? as usize;
        out[set].arrivals.add(unit, cat, reg, close - reg);
    }
    let path = folder.join("integrity_fte.parquet");
    let [ds, unit, month, fte] = parquet(&path, ["ds", "unit", "month", "fte"])?;
    for row in 0..ds.len() {
        let index = |name, value, most: usize| -> Result<usize, String> {
            Ok(whole(&path, row, name, value, (0, most as i64 - 1))? as usize)
        };
        let set = index("ds", ds[row], sets)?;
        let unit = index("unit", unit[row], ROWS)?;
        let month = index("month", month[row], PERIODS)?;
        out[set].staff[unit * PERIODS + month] += fte[row];
    }
    if out.iter().flat_map(|set| &set.staff).any(|s| *s <= 0.0) {
        return Err(format!(
            "integrity_fte.parquet: expected staff above zero in each of {PERIODS} months of {ROWS} units"
        ));
    }
    Ok(out)
}

impl Set {
    /// The scores of all series in all months judged: `[series * MONTHS + month]`.
    pub fn scores(&self, view: View<'_>, settings: &Settings) -> Result<Vec<f64>, String> {
        let mut all = vec![0.0; SERIES * (MONTHS + QUIET)];
        for now in FIRST - QUIET..PERIODS {
            let periods = now + 1;
            let (counts, seen) = match view {
                View::Complete => (self.arrivals.complete(periods), None),
                View::RealTime => (
                    self.arrivals.visible(periods),
                    Some(self.arrivals.seen(
                        periods,
                        &until(&self.staff, periods),
                        &Practice::monthly(),
                    )),
                ),
                View::Published(all) => (until(all, periods), None),
            };
            let panel = Panel {
                rows: ROWS,
                columns: COLUMNS,
                periods,
                counts: &counts,
                exposure: &until(&self.staff, periods),
                seen: seen.as_ref().map(|s| s.share.as_slice()),
                doubt: seen.as_ref().map(|s| s.doubt.as_slice()),
                faster: seen.as_ref().map(|s| s.faster.as_slice()),
            };
            let findings =
                assess(&panel, settings).ok_or("the counts cannot be judged by these settings")?;
            for (series, finding) in findings.iter().enumerate() {
                all[series * (MONTHS + QUIET) + now + QUIET - FIRST] = finding.verdict.score;
            }
        }
        let news = budget::news(&all, MONTHS + QUIET, QUIET);
        Ok(news
            .chunks(MONTHS + QUIET)
            .flat_map(|series| series[QUIET..].to_vec())
            .collect())
    }
}

fn until(values: &[f64], periods: usize) -> Vec<f64> {
    let part = |whole: &[f64]| whole[..periods].to_vec();
    values.chunks(PERIODS).flat_map(part).collect()
}

/// Unit and category of a series as the scorer writes them: minus one for a total.
pub fn names(series: usize) -> [i32; 2] {
    let code = |x: usize| x as i32;
    if series < CELLS {
        [code(series / COLUMNS), code(series % COLUMNS)]
    } else if series < CELLS + ROWS {
        [code(series - CELLS), -1]
    } else if series < CELLS + ROWS + COLUMNS {
        [-1, code(series - CELLS - ROWS)]
    } else {
        [-1, -1]
    }
}
