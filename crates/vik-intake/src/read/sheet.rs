//! XLSX and ODS: one sheet of a workbook, with limits on its size.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{Data, Ods, Range, Reader, Xlsx};

use super::{Chunk, Recipe, Rows};
use crate::error::IntakeError;
use crate::source::{Format, Source};

/// The largest workbook that is opened.
const LARGEST: u64 = 100 << 20;
/// The most it may become when unpacked.
const UNPACKED: u64 = 1 << 30;
/// The most it may grow by unpacking; real workbooks stay under 30.
const RATIO: u64 = 200;

const BROKEN: &str =
    "the workbook is damaged or not complete; copy or export it again, or save it as CSV";

type Bytes = Cursor<Arc<[u8]>>;

/// Chooses the sheet and learns its columns.
pub(super) fn recognise(
    source: &Source,
    recipe: &mut Recipe,
    named: Option<&str>,
) -> Result<(), IntakeError> {
    let (sheet, range) = read(source, recipe.facts.format, named)?;
    recipe.facts.columns = header(source, &sheet, &range, recipe.header_row)?;
    recipe.facts.sheet = Some(sheet);
    Ok(())
}

fn header(
    source: &Source,
    sheet: &str,
    range: &Range<Data>,
    header_row: u64,
) -> Result<Vec<String>, IntakeError> {
    let row = header_row.saturating_sub(1) as usize;
    let first = range.start().map_or(0, |(first, _)| first as usize);
    let names: Vec<String> = row
        .checked_sub(first)
        .and_then(|row| range.rows().nth(row))
        .map(|cells| {
            cells
                .iter()
                .map(|cell| text(cell).trim().to_owned())
                .collect()
        })
        .unwrap_or_default();
    if names.iter().all(String::is_empty) {
        return Err(source.error(format!(
            "sheet \"{sheet}\" names no columns in row {header_row}; set `sheet` or `header_row` in [source] of the mapping"
        )));
    }
    Ok(names)
}

fn read(
    source: &Source,
    format: Format,
    named: Option<&str>,
) -> Result<(String, Range<Data>), IntakeError> {
    let bytes = source.whole(LARGEST)?;
    check_unpacked_size(source, &bytes)?;
    let cursor = Cursor::new(bytes);
    // A library that meets a damaged file may panic; the answer is the same.
    catch_unwind(AssertUnwindSafe(|| match format {
        Format::Ods => sheet_of(
            source,
            Ods::<Bytes>::new(cursor).map_err(|_| source.error(BROKEN))?,
            named,
        ),
        _ => sheet_of(
            source,
            Xlsx::<Bytes>::new(cursor).map_err(|_| source.error(BROKEN))?,
            named,
        ),
    }))
    .unwrap_or_else(|_| Err(source.error(BROKEN)))
}

fn sheet_of<W: Reader<Bytes>>(
    source: &Source,
    mut workbook: W,
    named: Option<&str>,
) -> Result<(String, Range<Data>), IntakeError> {
    let sheets = workbook.sheet_names();
    let sheet = match named {
        Some(name) if sheets.iter().any(|sheet| sheet == name) => name.to_owned(),
        Some(name) => {
            return Err(source.error(format!(
                "the workbook has no sheet \"{name}\"; it has {}; correct `sheet` in [source] of the mapping",
                sheets.join(", ")
            )));
        }
        None => sheets
            .first()
            .cloned()
            .ok_or_else(|| source.error("the workbook has no sheets"))?,
    };
    let range = workbook
        .worksheet_range(&sheet)
        .map_err(|_| source.error(BROKEN))?;
    Ok((sheet, range))
}

/// Reads the archive's own table of contents, so that a small file cannot fill the memory.
fn check_unpacked_size(source: &Source, bytes: &[u8]) -> Result<(), IntakeError> {
    let number = |at: usize, length: usize| {
        bytes.get(at..at + length).map(|part| {
            part.iter()
                .rev()
                .fold(0u64, |sum, byte| sum << 8 | u64::from(*byte))
        })
    };
    let start = bytes.len().saturating_sub(22 + 65_535);
    let end = (start..bytes.len().saturating_sub(21))
        .rev()
        .find(|at| bytes[*at..].starts_with(b"PK\x05\x06"));
    let (entries, mut at) = end
        .and_then(|end| Some((number(end + 10, 2)?, number(end + 16, 4)? as usize)))
        .ok_or_else(|| source.error(BROKEN))?;
    let (mut packed, mut unpacked) = (0, 0);
    for _ in 0..entries {
        let sizes = (|| {
            Some((
                number(at, 4)?,
                number(at + 20, 4)?,
                number(at + 24, 4)?,
                number(at + 28, 2)? + number(at + 30, 2)? + number(at + 32, 2)?,
            ))
        })();
        let Some((0x0201_4b50, small, large, names)) = sizes else {
            return Err(source.error(BROKEN));
        };
        packed += small;
        unpacked += large;
        at += 46 + names as usize;
    }
    if unpacked > UNPACKED || unpacked / RATIO > packed {
        return Err(source.error(format!(
            "the workbook unpacks to {} MB, more than is safe to open; export it as CSV or Parquet",
            unpacked >> 20
        )));
    }
    Ok(())
}

/// A cell as text: days as 2024-03-31, whole numbers without a decimal point.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) => {
            text.strip_suffix("T00:00:00").unwrap_or(text).to_owned()
        }
        Data::DurationIso(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
    }
}

/// An open sheet.
pub(super) struct Sheet {
    range: Range<Data>,
    wanted: Vec<usize>,
    /// The next row within the range.
    next: usize,
    /// The number in the spreadsheet of the range's first row.
    first: u64,
}

impl Sheet {
    pub fn open(source: &Source, recipe: &Recipe, wanted: &[usize]) -> Result<Sheet, IntakeError> {
        let (_, range) = read(source, recipe.facts.format, recipe.facts.sheet.as_deref())?;
        let first = range.start().map_or(0, |(first, _)| u64::from(first)) + 1;
        let next = (recipe.header_row + 1).saturating_sub(first) as usize;
        Ok(Sheet {
            range,
            wanted: wanted.to_vec(),
            next,
            first,
        })
    }
}

impl Rows for Sheet {
    fn next(&mut self, chunk: &mut Chunk) -> Result<(), IntakeError> {
        chunk.clear(self.wanted.len());
        let width = self.range.width();
        while !chunk.is_full() || chunk.len() == 0 {
            if self.next >= self.range.height() {
                break;
            }
            let row = self.next;
            self.next += 1;
            // A sheet keeps the shape of rows that were emptied; those are no cases.
            if (0..width).all(|column| {
                self.range
                    .get((row, column))
                    .is_none_or(|cell| *cell == Data::Empty)
            }) {
                continue;
            }
            for (column, wanted) in chunk.columns.iter_mut().zip(&self.wanted) {
                column.push(&self.range.get((row, *wanted)).map(text).unwrap_or_default());
            }
            chunk.positions.push(self.first + row as u64);
        }
        Ok(())
    }
}
