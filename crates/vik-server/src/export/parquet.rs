//! The same rows as Parquet, with their types.

use parquet::arrow::ArrowWriter;
use parquet::errors::ParquetError;
use vik_published::QueryResult;

/// The file's bytes.
///
/// # Errors
/// When a column has a type that Parquet does not know.
pub fn write(result: &QueryResult) -> Result<Vec<u8>, ParquetError> {
    let (schema, batches) = result.batches();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, schema.clone(), None)?;
    for batch in batches {
        writer.write(batch)?;
    }
    writer.close()?;
    Ok(bytes)
}
