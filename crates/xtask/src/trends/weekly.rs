//! Alarms on the standard weekly simulation.

use std::path::Path;

use vik_trends::harmonic::{Settings, assess};

use super::table::{csv, parquet, whole};

pub const WEEKS: usize = 624;
/// Weeks after this one are judged.
pub const FIRST: usize = 575;
pub const SCENARIOS: &str = "noufaily_scenarios.csv";
/// False-positive rates in per cent, and the thresholds on minus the logarithm of the tail that keep
/// series without an outbreak below them. Fixed a little above what the benchmark's first seed needs, because another draw alarmed five per cent more often.
pub const THRESHOLDS: [(f64, f64); 2] = [(0.49, 2.75), (0.91, 2.43)];

/// How the mean of a scenario moves.
pub struct Scenario {
    pub number: usize,
    pub dispersion: f64,
    level: f64,
    slope: f64,
    amplitudes: [f64; 2],
    waves: usize,
}

impl Scenario {
    /// The mean in week 1, 2, ...
    pub fn mean(&self, week: usize) -> f64 {
        let [cosine, sine] = self.amplitudes;
        let wave = |j: usize| {
            let angle = std::f64::consts::TAU * (j * week) as f64 / 52.0;
            cosine * angle.cos() + sine * angle.sin()
        };
        let season: f64 = (1..=self.waves).map(wave).sum();
        (self.level + self.slope * week as f64 + season).exp()
    }
}

/// The scenarios of a folder.
pub fn scenarios(path: &Path) -> Result<Vec<Scenario>, String> {
    let names = ["scenario", "theta", "beta", "gamma1", "gamma2", "phi", "m"];
    let rows = csv(path, names)?;
    let mut out = Vec::with_capacity(rows.len());
    for (row, cells) in rows.iter().enumerate() {
        let mut numbers = [0.0; 7];
        for ((number, cell), name) in numbers.iter_mut().zip(cells).zip(names) {
            *number = cell.parse().map_err(|_| {
                format!(
                    "{SCENARIOS}: row {}, column \"{name}\": expected a number",
                    row + 1
                )
            })?;
        }
        let [scenario, level, slope, cosine, sine, dispersion, waves] = numbers;
        out.push(Scenario {
            number: whole(path, row, "scenario", scenario, (1, 42))? as usize,
            dispersion,
            level,
            slope,
            amplitudes: [cosine, sine],
            waves: whole(path, row, "m", waves, (0, 3))? as usize,
        });
    }
    Ok(out)
}

/// Alarms as the scorer wants them, one list for each threshold: `scenario, rep, k, week`.
pub type Alarms = [Vec<i32>; 4];

/// Judges every series without and with each of ten current outbreaks.
pub fn alarms(folder: &Path) -> Result<[Alarms; THRESHOLDS.len()], String> {
    let path = folder.join("noufaily_series.parquet");
    let [scenario, rep, week, y] = parquet(&path, ["scenario", "rep", "week", "y"])?;
    let replicates = rep.iter().fold(0.0_f64, |a, b| a.max(*b)) as usize;
    let mut series = vec![vec![f64::NAN; WEEKS]; 42 * replicates];
    let place = |path: &Path, row: usize, scenario: f64, rep: f64| -> Result<usize, String> {
        let scenario = whole(path, row, "scenario", scenario, (1, 42))? as usize;
        let rep = whole(path, row, "rep", rep, (1, replicates as i64))? as usize;
        Ok((scenario - 1) * replicates + rep - 1)
    };
    for row in 0..y.len() {
        let at = place(&path, row, scenario[row], rep[row])?;
        let week = whole(&path, row, "week", week[row], (1, WEEKS as i64))? as usize;
        series[at][week - 1] = whole(&path, row, "y", y[row], (0, 1 << 40))? as f64;
    }
    if series.is_empty() || series.iter().flatten().any(|y| y.is_nan()) {
        return Err(format!(
            "noufaily_series.parquet: expected {WEEKS} weeks of every replicate of 42 scenarios"
        ));
    }
    let path = folder.join("noufaily_outbreaks.parquet");
    let [scenario, rep, k, week, extra] =
        parquet(&path, ["scenario", "rep", "k", "week", "extra"])?;
    let mut outbreaks = vec![Vec::new(); series.len() * 11];
    for row in 0..k.len() {
        let at = place(&path, row, scenario[row], rep[row])?;
        let k = whole(&path, row, "k", k[row], (1, 10))? as usize;
        let bounds = (FIRST as i64 + 1, WEEKS as i64);
        let week = whole(&path, row, "week", week[row], bounds)? as usize;
        outbreaks[at * 11 + k].push((week - 1, extra[row]));
    }
    let mut out: [Alarms; THRESHOLDS.len()] = Default::default();
    let settings = Settings::weekly();
    for (at, quiet) in series.iter().enumerate() {
        for k in 0..11 {
            let mut counts = quiet.clone();
            for (t, extra) in &outbreaks[at * 11 + k] {
                counts[*t] += extra;
            }
            let found = assess(&counts, None, FIRST..WEEKS, &settings)
                .ok_or("noufaily_series.parquet: expected whole counts of at least zero")?;
            for (t, one) in found.iter().enumerate() {
                let score = -one.p_value.log10();
                let line = [at / replicates + 1, at % replicates + 1, k, FIRST + t + 1];
                for (alarms, (_, threshold)) in out.iter_mut().zip(THRESHOLDS) {
                    if score > threshold {
                        for (column, value) in alarms.iter_mut().zip(line) {
                            column.push(value as i32);
                        }
                    }
                }
            }
        }
    }
    Ok(out)
}
