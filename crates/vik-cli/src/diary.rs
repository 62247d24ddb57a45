//! What was read at each `vik ingest`, kept on the closed side for the data steward.
//!
//! Findings by rule are counts of single rows. They are not published: a rule that one row of one unit
//! breaks would say something about one case. So they stay beside the warehouse, and `vik status` tells
//! them to who may read it.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::outcome::Failure;

/// One reading of one file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reading {
    /// The day, `2026-01-31`.
    pub day: String,
    /// SHA-256 of the file.
    pub fingerprint: String,
    /// Rows read.
    pub rows: u64,
    /// Rows that were sound and admitted.
    pub accepted: u64,
    /// Rows that policy or mapping kept out.
    pub refused: u64,
    /// Findings by the name of their rule.
    pub findings: Vec<(String, u64)>,
    /// Whether rows were loaded.
    pub loaded: bool,
}

/// Adds a reading; the line is on disk when this returns.
///
/// # Errors
/// [`Failure::Storage`].
pub fn add(closed: &Path, reading: &Reading) -> Result<(), Failure> {
    let file = file(closed);
    let failed =
        |e: std::io::Error| Failure::Storage(format!("{} cannot be written: {e}", file.display()));
    let line = serde_json::to_string(reading)
        .map_err(|_| Failure::Storage(format!("{} cannot be written", file.display())))?;
    let mut diary = OpenOptions::new()
        .create(true)
        .append(true)
        .open(&file)
        .map_err(failed)?;
    diary
        .write_all(format!("{line}\n").as_bytes())
        .map_err(failed)?;
    diary.sync_data().map_err(failed)
}

/// Every reading of which the line is whole, oldest first; a line cut off by a power cut is passed over.
#[must_use]
pub fn readings(closed: &Path) -> Vec<Reading> {
    let text = std::fs::read_to_string(file(closed)).unwrap_or_default();
    text.lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

fn file(closed: &Path) -> PathBuf {
    closed.join("intake.jsonl")
}
