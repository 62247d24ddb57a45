//! Parquet: read batch by batch, each column as text.

use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow::array::{Array, AsArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::reader::ChunkReader;

use super::{Chunk, ROWS, Recipe, Rows};
use crate::error::IntakeError;
use crate::source::Source;

const BROKEN: &str = "the Parquet file is damaged or not complete; copy or export it again";

/// Learns the columns from the file's footer.
pub(super) fn recognise(source: &Source, recipe: &mut Recipe) -> Result<(), IntakeError> {
    recipe.header_row = 0;
    recipe.facts.columns = guarded(source, || match source.as_file()? {
        Some(file) => names(source, file),
        None => names(source, Bytes::from_owner(source.whole(u64::MAX)?)),
    })?;
    Ok(())
}

fn names(source: &Source, input: impl ChunkReader + 'static) -> Result<Vec<String>, IntakeError> {
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(input).map_err(|_| source.error(BROKEN))?;
    Ok(builder
        .schema()
        .fields()
        .iter()
        .map(|field| field.name().clone())
        .collect())
}

fn reader(
    source: &Source,
    input: impl ChunkReader + 'static,
    wanted: &[usize],
) -> Result<ParquetRecordBatchReader, IntakeError> {
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(input).map_err(|_| source.error(BROKEN))?;
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted.iter().copied());
    builder
        .with_projection(mask)
        .with_batch_size(ROWS)
        .build()
        .map_err(|_| source.error(BROKEN))
}

/// A library that meets a damaged file may panic; to whoever gave the file that is the same answer.
fn guarded<T>(
    source: &Source,
    work: impl FnOnce() -> Result<T, IntakeError>,
) -> Result<T, IntakeError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(source.error(BROKEN)))
}

/// An open Parquet file.
pub(super) struct Parquet {
    source: Source,
    reader: ParquetRecordBatchReader,
    names: Vec<String>,
    row: u64,
}

impl Parquet {
    pub fn open(
        source: &Source,
        recipe: &Recipe,
        wanted: &[usize],
    ) -> Result<Parquet, IntakeError> {
        let reader = guarded(source, || match source.as_file()? {
            Some(file) => reader(source, file, wanted),
            None => reader(source, Bytes::from_owner(source.whole(u64::MAX)?), wanted),
        })?;
        let names = wanted
            .iter()
            .filter_map(|column| recipe.facts.columns.get(*column).cloned())
            .collect();
        Ok(Parquet {
            source: source.clone(),
            reader,
            names,
            row: 0,
        })
    }
}

impl Rows for Parquet {
    fn next(&mut self, chunk: &mut Chunk) -> Result<(), IntakeError> {
        chunk.clear(self.names.len());
        let source = self.source.clone();
        let reader = &mut self.reader;
        let Some(batch) = guarded(&source, || {
            reader.next().transpose().map_err(|_| source.error(BROKEN))
        })?
        else {
            return Ok(());
        };
        for (column, name) in chunk.columns.iter_mut().zip(&self.names) {
            let unreadable = || {
                source.error(format!(
                    "column \"{name}\" cannot be read as text; export it as text, number or date"
                ))
            };
            let array = batch.column_by_name(name).ok_or_else(unreadable)?;
            let midnight = matches!(
                array.data_type(),
                DataType::Timestamp(..) | DataType::Date64
            );
            let text = cast(array, &DataType::Utf8).map_err(|_| unreadable())?;
            let text = text.as_string_opt::<i32>().ok_or_else(unreadable)?;
            for row in 0..text.len() {
                let cell = if text.is_null(row) {
                    ""
                } else {
                    text.value(row)
                };
                let day = midnight.then(|| cell.split_once("T00:00:00")).flatten();
                column.push(day.map_or(cell, |(day, _)| day));
            }
        }
        for _ in 0..batch.num_rows() {
            self.row += 1;
            chunk.positions.push(self.row);
        }
        Ok(())
    }
}
