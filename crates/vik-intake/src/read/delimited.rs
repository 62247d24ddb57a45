//! CSV: cells separated by a delimiter that is recognised and stated.

use std::io::Read;

use csv::StringRecord;

use super::encoding::Decoded;
use super::{Chunk, Recipe, Rows};
use crate::error::IntakeError;
use crate::source::Source;

const CANDIDATES: [char; 4] = [',', ';', '\t', '|'];

/// Finds the delimiter and the columns.
pub(super) fn recognise(
    source: &Source,
    recipe: &mut Recipe,
    named: Option<&str>,
) -> Result<(), IntakeError> {
    let mut sample = Vec::new();
    recipe
        .text(source)?
        .take(1 << 16)
        .read_to_end(&mut sample)
        .map_err(|error| source.error(error.to_string()))?;
    let delimiter =
        match named {
            Some(text) => {
                let mut letters = text.chars();
                match (letters.next(), letters.next()) {
                    (Some(letter), None) if letter.is_ascii() => letter,
                    _ => return Err(source.error(
                        "the mapping's `delimiter` must be one letter, such as \";\" or \"\\t\"",
                    )),
                }
            }
            None => CANDIDATES
                .into_iter()
                .max_by_key(|candidate| agreement(&sample, *candidate, recipe.header_row))
                .unwrap_or(','),
        };
    recipe.facts.delimiter = Some(delimiter);
    let mut reader = reader(recipe.text(source)?, recipe);
    let mut record = StringRecord::new();
    for _ in 0..recipe.header_row {
        if !reader
            .read_record(&mut record)
            .map_err(|error| source.error(sentence(&error)))?
        {
            return Err(source.error(format!("the file has no row {}, where the columns should be named; it may be empty, or `header_row` in [source] is wrong", recipe.header_row)));
        }
    }
    recipe.facts.columns = record.iter().map(|name| name.trim().to_owned()).collect();
    Ok(())
}

/// How well a delimiter explains the sample: rows as long as the header, then the header's length.
fn agreement(sample: &[u8], delimiter: char, header_row: u64) -> (usize, usize) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter as u8)
        .flexible(true)
        .has_headers(false)
        .from_reader(sample);
    let lengths: Vec<usize> = reader
        .byte_records()
        .skip(header_row.saturating_sub(1) as usize)
        .take(200)
        .map_while(Result::ok)
        .map(|record| record.len())
        .collect();
    match lengths.first() {
        Some(&columns) if columns > 1 => (
            lengths.iter().filter(|length| **length == columns).count(),
            columns,
        ),
        _ => (0, 0),
    }
}

type Reader = csv::Reader<Decoded>;

fn reader(text: Decoded, recipe: &Recipe) -> Reader {
    csv::ReaderBuilder::new()
        .delimiter(
            recipe
                .facts
                .delimiter
                .map_or(b',', |delimiter| delimiter as u8),
        )
        .flexible(true)
        .has_headers(false)
        .buffer_capacity(1 << 17)
        .from_reader(text)
}

fn sentence(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(cause) => cause.to_string(),
        _ => "the rows could not be told apart; check the quotes in the export".to_owned(),
    }
}

/// An open CSV file.
pub(super) struct Delimited {
    source: Source,
    reader: Reader,
    record: StringRecord,
    wanted: Vec<usize>,
    columns: usize,
    row: u64,
}

impl Delimited {
    pub fn open(
        source: &Source,
        recipe: &Recipe,
        wanted: &[usize],
    ) -> Result<Delimited, IntakeError> {
        let mut this = Delimited {
            source: source.clone(),
            reader: reader(recipe.text(source)?, recipe),
            record: StringRecord::new(),
            wanted: wanted.to_vec(),
            columns: recipe.facts.columns.len(),
            row: 0,
        };
        for _ in 0..recipe.header_row {
            this.advance()?;
        }
        Ok(this)
    }

    fn advance(&mut self) -> Result<bool, IntakeError> {
        self.row += 1;
        self.reader
            .read_record(&mut self.record)
            .map_err(|error| self.source.error(sentence(&error)))
    }
}

impl Rows for Delimited {
    fn next(&mut self, chunk: &mut Chunk) -> Result<(), IntakeError> {
        chunk.clear(self.wanted.len());
        while !chunk.is_full() || chunk.len() == 0 {
            if !self.advance()? {
                break;
            }
            if self.record.len() != self.columns {
                chunk.misshapen.push((chunk.len(), self.record.len()));
            }
            for (column, wanted) in chunk.columns.iter_mut().zip(&self.wanted) {
                column.push(self.record.get(*wanted).unwrap_or(""));
            }
            chunk.positions.push(self.row);
        }
        Ok(())
    }
}
