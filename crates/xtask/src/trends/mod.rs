//! `cargo xtask trend-benchmark DIR OUT`: runs the detectors on a folder of the benchmark's form and
//! writes what `score_submission.py` reads.
//!
//! Every threshold is a constant that was fixed before; nothing is tuned on the folder. Where the
//! folder holds the planted signals too, a table of what was found is printed, and kept in `OUT`.

mod panel;
mod plots;
mod recurring;
mod report;
mod rounded;
mod score;
mod simulate;
mod table;
mod weekly;

use std::{fs, path::Path};

use vik_trends::detector::{Settings, budget, statistic::Statistic};

use panel::{Set, View};
use table::{Column, name, write};

/// The form of the benchmark: units, categories, months, and the first month that is judged.
const ROWS: usize = 15;
const COLUMNS: usize = 10;
const CELLS: usize = ROWS * COLUMNS;
/// Cells, units, categories and the whole.
const SERIES: usize = CELLS + ROWS + COLUMNS + 1;
const PERIODS: usize = 84;
const FIRST: usize = 60;
const MONTHS: usize = PERIODS - FIRST;
/// Delays beyond this many months count as this long.
const LONGEST: usize = 24;
const CIRCUMSTANCES: usize = 12;
/// First month of the window of recurring combinations.
const WINDOW: usize = 72;

const USAGE: &str = "usage:
  cargo xtask trend-benchmark DIR OUT
  cargo xtask trend-benchmark simulate SEED SETS LIKE DIR   another draw, with the scenarios of LIKE
  cargo xtask trend-benchmark plots DIR OUT                 power and calibration as SVG";

/// Scores of all data sets in one view: `[(set * SERIES + series) * MONTHS + month]`.
struct Scored {
    view: &'static str,
    file: &'static str,
    scores: Vec<f64>,
    /// False alarms a month and the threshold for them.
    thresholds: [(f64, f64); 3],
}

pub fn run(arguments: &[String]) -> Result<(), String> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["simulate", seed, sets, like, folder] => {
            let seed = seed
                .parse()
                .map_err(|_| format!("SEED: expected a number\n{USAGE}"))?;
            let sets = sets
                .parse()
                .map_err(|_| format!("SETS: expected a number\n{USAGE}"))?;
            simulate::run(seed, sets, Path::new(like), Path::new(folder))
        }
        ["plots", folder, out] => plots::run(Path::new(folder), Path::new(out)),
        [folder, out] => benchmark(Path::new(folder), Path::new(out)),
        _ => Err(USAGE.to_owned()),
    }
}

fn benchmark(folder: &Path, out: &Path) -> Result<(), String> {
    fs::create_dir_all(out).map_err(|e| format!("{}: cannot be made: {e}", name(out)))?;
    let sets = panel::read(folder)?;
    let scored = scored(&sets)?;
    for one in &scored {
        write_scores(&out.join(one.file), &one.scores)?;
    }
    let all = recurring::probabilities(folder)?;
    let flags = recurring::flags(&all, recurring::RATE);
    write_flags(&out.join("flags.parquet"), &flags)?;
    let alarms = weekly::alarms(folder)?;
    for (alarms, file) in alarms.iter().zip(["alarms.parquet", "alarms_0.91.parquet"]) {
        let [scenario, rep, k, week] = alarms;
        write(
            &out.join(file),
            &[
                Column::Whole("scenario", scenario),
                Column::Whole("rep", rep),
                Column::Whole("k", k),
                Column::Whole("week", week),
            ],
        )?;
    }
    let text = report::text(folder, sets.len(), &scored, &all, &flags)?;
    fs::write(out.join("figures.md"), &text).map_err(|e| format!("figures.md: {e}"))?;
    println!("{text}");
    Ok(())
}

/// The three views of all data sets, each with the thresholds fixed for it.
fn scored(sets: &[Set]) -> Result<Vec<Scored>, String> {
    let published = sets
        .iter()
        .enumerate()
        .map(|(i, set)| rounded::published(&set.arrivals.complete(PERIODS), i))
        .collect::<Result<Vec<_>, _>>()?;
    let phase = Settings {
        statistic: Statistic::PhaseMixture,
        ..Settings::monthly()
    };
    Ok(vec![
        Scored {
            view: "complete registrations",
            file: "scores.parquet",
            scores: gather(sets, &Settings::monthly(), |_| View::Complete)?,
            thresholds: budget::COMPLETE,
        },
        Scored {
            view: "only what is closed by then",
            file: "scores_realtime.parquet",
            scores: gather(sets, &Settings::delayed(), |_| View::RealTime)?,
            thresholds: budget::DELAYED,
        },
        Scored {
            view: "complete, protected by the freeze",
            file: "scores_rounded.parquet",
            scores: gather(sets, &phase, |i| View::Published(&published[i]))?,
            thresholds: budget::ROUNDED,
        },
    ])
}

fn gather<'a>(
    sets: &[Set],
    settings: &Settings,
    view: impl Fn(usize) -> View<'a>,
) -> Result<Vec<f64>, String> {
    let mut all = Vec::with_capacity(sets.len() * SERIES * MONTHS);
    for (i, set) in sets.iter().enumerate() {
        all.extend(set.scores(view(i), settings)?);
    }
    Ok(all)
}

fn write_scores(path: &Path, scores: &[f64]) -> Result<(), String> {
    let mut columns: [Vec<i32>; 4] = Default::default();
    for at in 0..scores.len() {
        let series = at / MONTHS;
        let [unit, cat] = panel::names(series % SERIES);
        let line = [
            (series / SERIES) as i32,
            unit,
            cat,
            (FIRST + at % MONTHS) as i32,
        ];
        for (column, value) in columns.iter_mut().zip(line) {
            column.push(value);
        }
    }
    let [ds, unit, cat, month] = &columns;
    write(
        path,
        &[
            Column::Whole("ds", ds),
            Column::Whole("unit", unit),
            Column::Whole("cat", cat),
            Column::Whole("month", month),
            Column::Real("score", scores),
        ],
    )
}

fn write_flags(path: &Path, flags: &[(recurring::Combination, f64)]) -> Result<(), String> {
    let column = |i: usize| flags.iter().map(|f| f.0[i] as i32).collect::<Vec<i32>>();
    let score: Vec<f64> = flags.iter().map(|f| f.1).collect();
    write(
        path,
        &[
            Column::Whole("ds", &column(0)),
            Column::Whole("unit", &column(1)),
            Column::Whole("cat", &column(2)),
            Column::Whole("circ", &column(3)),
            Column::Real("score", &score),
        ],
    )
}

#[cfg(test)]
mod tests;
