//! `cargo xtask trend-benchmark simulate SEED SETS DIR`: another folder of the benchmark's form.
//!
//! A detector that was tuned on one draw is judged on another. The scenarios of the weekly
//! simulation are those of the folder that is given, because they define the simulation.

mod integrity;
mod weekly;

use std::{fs, path::Path};

use super::{
    table::{Column, name, write},
    weekly::{SCENARIOS, scenarios},
};
use crate::samples::random::Random;

/// Replicates of each weekly scenario.
const REPLICATES: usize = 50;

/// Writes a folder that differs from the benchmark in its seed only; `like` holds the scenarios.
pub fn run(seed: u64, sets: usize, like: &Path, folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|e| format!("{}: cannot be made: {e}", name(folder)))?;
    let text = |file: &str, text: &str| {
        fs::write(folder.join(file), text).map_err(|e| format!("{file}: cannot be written: {e}"))
    };
    let mut random = Random::new(seed);
    let drawn = integrity::draw(sets, &mut random);
    let [ds, unit, team, cat, sub, circ, reg, close] = &drawn.cases;
    write(
        &folder.join("integrity_cases.parquet"),
        &[
            Column::Whole("ds", ds),
            Column::Whole("unit", unit),
            Column::Whole("team", team),
            Column::Whole("cat", cat),
            Column::Whole("sub", sub),
            Column::Whole("circ", circ),
            Column::Whole("reg", reg),
            Column::Whole("close", close),
        ],
    )?;
    let [ds, unit, team, month] = &drawn.staff_of;
    write(
        &folder.join("integrity_fte.parquet"),
        &[
            Column::Whole("ds", ds),
            Column::Whole("unit", unit),
            Column::Whole("team", team),
            Column::Whole("month", month),
            Column::Real("fte", &drawn.staff),
        ],
    )?;
    text("integrity_signals.csv", &drawn.signals)?;
    text("integrity_combos.csv", &drawn.combinations)?;
    let scenario_file = like.join(SCENARIOS);
    let weekly = weekly::draw(&scenarios(&scenario_file)?, REPLICATES, &mut random);
    fs::copy(&scenario_file, folder.join(SCENARIOS))
        .map_err(|e| format!("{SCENARIOS}: cannot be copied: {e}"))?;
    let [scenario, rep, week, y, past] = &weekly.series;
    write(
        &folder.join("noufaily_series.parquet"),
        &[
            Column::Whole("scenario", scenario),
            Column::Whole("rep", rep),
            Column::Whole("week", week),
            Column::Whole("y", y),
            Column::Whole("past", past),
        ],
    )?;
    let [scenario, rep, k, week, extra] = &weekly.outbreaks;
    write(
        &folder.join("noufaily_outbreaks.parquet"),
        &[
            Column::Whole("scenario", scenario),
            Column::Whole("rep", rep),
            Column::Whole("k", k),
            Column::Whole("week", week),
            Column::Whole("extra", extra),
        ],
    )
}
