//! `cargo xtask bench`: how fast the main job is, with DuckDB doing the same work in the same run.
//!
//! With `redact`, the detector of names beside deduce. Nothing here decides whether a test passes; it prints a table, and a person draws conclusions.

mod export;
mod measure;
mod pages;
mod prose;
mod redact;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{cargo, root, step};
use measure::{Figures, measured, printed_number};

/// Everything that one run of the benchmark needs to know.
struct Bench {
    folder: PathBuf,
    programs: PathBuf,
    python: PathBuf,
    millions: usize,
}

/// Builds in release, makes the data, measures, prints a Markdown table.
pub fn run(arguments: &[String]) -> Result<(), String> {
    if arguments.first().is_some_and(|first| first == "redact") {
        return match arguments.get(1).map(String::as_str) {
            Some("--conll") => prose::run(&target(), arguments.get(2..).unwrap_or_default()),
            _ => redact::run(&target()),
        };
    }
    let millions = match arguments.iter().position(|a| a == "--millions") {
        Some(place) => arguments
            .get(place + 1)
            .and_then(|n| n.parse().ok())
            .ok_or("--millions: expected a whole number of million rows")?,
        None => 10,
    };
    let target = target();
    let bench = Bench {
        folder: target.join("bench"),
        programs: target.join("release"),
        python: target.join("bench/venv/bin/python"),
        millions,
    };
    step(
        "Build in release (first time: half an hour)",
        &mut cargo(&["build", "--workspace", "--release"]),
    )?;
    fs::create_dir_all(&bench.folder)
        .map_err(|e| format!("{} cannot be made: {e}", bench.folder.display()))?;
    bench.peer()?;
    let mut lines = bench.intake()?;
    lines.extend(bench.atoms()?);
    lines.extend(pages::run(&bench.programs, &bench.folder)?);
    println!("\n| what | ours | peer (DuckDB) | target |\n|---|---|---|---|");
    for line in lines {
        println!("{line}");
    }
    Ok(())
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

impl Bench {
    fn peer(&self) -> Result<(), String> {
        if self.python.exists() {
            return Ok(());
        }
        let venv = self.folder.join("venv");
        step(
            "Python environment of the peer",
            Command::new("python3").args(["-m", "venv"]).arg(&venv),
        )?;
        step(
            "DuckDB",
            Command::new(&self.python).args(["-m", "pip", "install", "-q", "duckdb", "pytz"]),
        )
    }

    fn vik(&self, var: &Path) -> Command {
        let mut command = Command::new(self.programs.join("vik"));
        command
            .arg("--var")
            .arg(var)
            .env("VIK_PASSPHRASE_FILE", self.folder.join("passphrase"));
        command
    }

    fn duckdb(&self, job: &str) -> Command {
        let mut command = Command::new(&self.python);
        command
            .arg(root().join("crates/xtask/src/bench/peer.py"))
            .arg(job);
        command
    }

    /// A fresh closed side with a key.
    fn fresh(&self, name: &str) -> Result<PathBuf, String> {
        let var = self.folder.join(name);
        if var.exists() {
            fs::remove_dir_all(&var).map_err(|e| format!("{}: {e}", var.display()))?;
        }
        fs::write(self.folder.join("passphrase"), "only for measuring")
            .map_err(|e| format!("the passphrase cannot be written: {e}"))?;
        step("Key", self.vik(&var).args(["key", "new", "--fast"]))?;
        Ok(var)
    }

    /// A tenth of a million and a million rows: the time, and whether memory grows with the file.
    fn intake(&self) -> Result<Vec<String>, String> {
        let mut lines = Vec::new();
        for (rows, name) in [(100_000, "small"), (1_000_000, "large")] {
            let file = export::write(&self.folder, rows, 0)?;
            let var = self.fresh(name)?;
            let ours = measured(
                self.vik(&var)
                    .args(["ingest", "--mapping", "nl-police"])
                    .arg(&file),
            )?;
            let parquet = self.folder.join("peer.parquet");
            let peer = measured(self.duckdb("intake").arg(&file).arg(&parquet))?;
            lines.push(line(
                &format!("intake, {rows} rows: CSV to committed Delta; DuckDB: CSV, SHA-256, dates, Parquet"),
                &ours,
                &peer,
                "at most 3 times DuckDB, under 1 GB, flat",
            ));
            remove(&file)?;
        }
        Ok(lines)
    }

    /// All cubes over a large warehouse, by us and by DuckDB on the same Parquet files.
    fn atoms(&self) -> Result<Vec<String>, String> {
        let var = self.fresh("atoms")?;
        for part in 0..self.millions {
            let file = export::write(&self.folder, 1_000_000, part)?;
            let mut ingest = self.vik(&var);
            step(
                &format!("Load million {} of {}", part + 1, self.millions),
                ingest.args(["ingest", "--mapping", "nl-police"]).arg(&file),
            )?;
            remove(&file)?;
        }
        let warehouse = var.join("closed/nl-police/warehouse");
        let ours = measured(self.vik(&var).args(["freeze", "--all", "--count-only"]))?;
        let peer = measured(
            self.duckdb("atoms")
                .arg(&warehouse)
                .arg(root().join("queries/cubes")),
        )?;
        let inside = |figures: &Figures| printed_number(&figures.printed, "seconds counting: ");
        Ok(vec![
            line(
                &format!(
                    "all cubes, all months, over {} million rows: whole process",
                    self.millions
                ),
                &ours,
                &peer,
                "beside DuckDB",
            ),
            format!(
                "| of which counting | {} | {} | |",
                seconds(inside(&ours)),
                seconds(inside(&peer))
            ),
        ])
    }
}

fn line(what: &str, ours: &Figures, peer: &Figures, target: &str) -> String {
    format!(
        "| {what} | {:.1} s, {} MB | {:.1} s, {} MB | {target} |",
        ours.seconds, ours.megabytes, peer.seconds, peer.megabytes
    )
}

fn seconds(number: Option<f64>) -> String {
    number.map_or_else(|| "not said".to_owned(), |s| format!("{s:.2} s"))
}

fn remove(file: &Path) -> Result<(), String> {
    fs::remove_file(file).map_err(|e| format!("{} cannot be removed: {e}", file.display()))
}
