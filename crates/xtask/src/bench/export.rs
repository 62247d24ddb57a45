//! A large export: the sample cases over and over, each time with other case and personnel numbers.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::run::root;

/// Writes an export of about so many rows; each `part` has cases and persons of its own.
pub fn write(folder: &Path, rows: usize, part: usize) -> Result<PathBuf, String> {
    let path = folder.join(format!("export-{rows}-{part}.csv"));
    eprintln!("== writing {}", path.display());
    let samples = samples()?;
    let failed = |e: std::io::Error| format!("{} cannot be written: {e}", path.display());
    let mut out = BufWriter::new(File::create(&path).map_err(failed)?);
    let mut written = 0;
    let mut round = 0;
    while written < rows {
        for (number, sample) in samples.iter().enumerate() {
            if round == 0 && number == 0 {
                writeln!(out, "{}", sample.heading).map_err(failed)?;
            }
            for row in &sample.rows {
                if written == rows {
                    break;
                }
                let [before, between, after] = &row.parts;
                let mark = format!("{part:02}{round:03}");
                writeln!(out, "{before}-{mark}{between}{mark}{after}").map_err(failed)?;
                written += 1;
            }
        }
        round += 1;
    }
    out.flush().map_err(failed)?;
    Ok(path)
}

struct Sample {
    heading: String,
    rows: Vec<Row>,
}

/// A row in three parts: up to the end of the case number, up to the personnel number, the rest.
struct Row {
    parts: [String; 3],
}

fn samples() -> Result<Vec<Sample>, String> {
    let folder = root().join("data-samples/cases");
    (2020..=2025)
        .map(|year| {
            let path = folder.join(format!("cases-{year}.csv"));
            let text = fs::read_to_string(&path)
                .map_err(|e| format!("{} cannot be read: {e}", path.display()))?;
            let mut records = records(&text).into_iter();
            let heading = records.next().unwrap_or_default().to_owned();
            let person = heading
                .split(';')
                .position(|name| name == "personeelsnummer")
                .ok_or("the sample cases have no column `personeelsnummer`")?;
            let rows = records.filter_map(|record| split(record, person)).collect();
            Ok(Sample { heading, rows })
        })
        .collect()
}

/// Records of a CSV text; a line break within quotes belongs to its record.
fn records(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                found.push(text[start..place].trim_end_matches('\r'));
                start = place + 1;
            }
            _ => {}
        }
    }
    found
}

/// Cuts a record after its first field and before the field with this number.
fn split(record: &str, person: usize) -> Option<Row> {
    let mut ends = Vec::new();
    let mut quoted = false;
    for (place, byte) in record.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b';' if !quoted => ends.push(place),
            _ => {}
        }
    }
    let (first, before) = (*ends.first()?, *ends.get(person - 1)?);
    Some(Row {
        parts: [
            record[..first].to_owned(),
            record[first..=before].to_owned(),
            record[before + 1..].to_owned(),
        ],
    })
}
