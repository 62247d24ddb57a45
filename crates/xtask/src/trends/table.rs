//! The files of the benchmark: columns of Parquet and CSV in, columns of Parquet out.
//!
//! Only what the benchmark needs: whole or real numbers without nulls, and CSV without quotes. An
//! error says the file, the row and the column, and what was expected there.

use std::{fs::File, path::Path, sync::Arc};

use parquet::{
    basic::{Compression, ZstdLevel},
    column::reader::ColumnReader,
    data_type::{DataType, DoubleType, Int32Type},
    file::{
        properties::WriterProperties,
        reader::{FileReader, SerializedFileReader},
        writer::SerializedFileWriter,
    },
    schema::parser::parse_message_type,
};

/// The named columns of a Parquet file, in the order asked for; all as long as the file has rows.
pub fn parquet<const N: usize>(path: &Path, names: [&str; N]) -> Result<[Vec<f64>; N], String> {
    let file = name(path);
    let opened = File::open(path).map_err(|e| format!("{file}: cannot be opened: {e}"))?;
    let reader = SerializedFileReader::new(opened)
        .map_err(|_| format!("{file}: expected a Parquet file"))?;
    let mut columns = Vec::with_capacity(N);
    for name in names {
        columns.push(column(&reader, &file, name)?);
    }
    columns
        .try_into()
        .map_err(|_| format!("{file}: no columns"))
}

fn column(reader: &SerializedFileReader<File>, file: &str, name: &str) -> Result<Vec<f64>, String> {
    let expected = || format!("{file}: expected a column \"{name}\" of numbers without gaps");
    let metadata = reader.metadata().file_metadata();
    let schema = metadata.schema_descr();
    let index = (0..schema.num_columns())
        .find(|i| schema.column(*i).name() == name)
        .ok_or_else(expected)?;
    let mut out = Vec::with_capacity(usize::try_from(metadata.num_rows()).unwrap_or(0));
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group).map_err(|_| expected())?;
        let rows = usize::try_from(group.metadata().num_rows()).map_err(|_| expected())?;
        let before = out.len();
        let column = group.get_column_reader(index).map_err(|_| expected())?;
        macro_rules! read {
            ($column:expr, $number:expr) => {{
                let (mut values, mut levels) = (Vec::new(), Vec::new());
                $column
                    .read_records(rows, Some(&mut levels), None, &mut values)
                    .map_err(|_| expected())?;
                out.extend(values.into_iter().map($number));
            }};
        }
        match column {
            ColumnReader::Int32ColumnReader(mut column) => read!(column, f64::from),
            ColumnReader::Int64ColumnReader(mut column) => read!(column, |x| x as f64),
            ColumnReader::FloatColumnReader(mut column) => read!(column, f64::from),
            ColumnReader::DoubleColumnReader(mut column) => read!(column, |x: f64| x),
            _ => return Err(expected()),
        }
        // A null has no value, so a column with nulls comes out short.
        if out.len() - before != rows {
            return Err(expected());
        }
    }
    if let Some(row) = out.iter().position(|x| !x.is_finite()) {
        return Err(format!(
            "{file}: row {}, column \"{name}\": expected a finite number",
            row + 1
        ));
    }
    Ok(out)
}

/// The named columns of a CSV file with a header, as text.
pub fn csv<const N: usize>(path: &Path, names: [&str; N]) -> Result<Vec<[String; N]>, String> {
    let file = name(path);
    let text = std::fs::read_to_string(path).map_err(|e| format!("{file}: cannot be read: {e}"))?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(names) {
        *place = header
            .iter()
            .position(|column| *column == name)
            .ok_or_else(|| format!("{file}: expected a column \"{name}\""))?;
    }
    let mut rows = Vec::new();
    for (i, line) in lines.enumerate().filter(|(_, line)| !line.is_empty()) {
        let cells: Vec<&str> = line.split(',').collect();
        if cells.len() != header.len() {
            return Err(format!(
                "{file}: row {}: expected {} cells",
                i + 1,
                header.len()
            ));
        }
        rows.push(places.map(|place| cells[place].to_owned()));
    }
    Ok(rows)
}

/// A cell as a whole number within bounds, ends included.
pub fn whole(
    path: &Path,
    row: usize,
    column: &str,
    value: f64,
    bounds: (i64, i64),
) -> Result<i64, String> {
    let sound = value.fract() == 0.0 && value >= bounds.0 as f64 && value <= bounds.1 as f64;
    if sound {
        return Ok(value as i64);
    }
    Err(format!(
        "{}: row {}, column \"{column}\": expected a whole number from {} to {}",
        name(path),
        row + 1,
        bounds.0,
        bounds.1
    ))
}

/// The file's own name, for messages.
pub fn name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// A column to write.
pub enum Column<'a> {
    /// Whole numbers.
    Whole(&'static str, &'a [i32]),
    /// Real numbers.
    Real(&'static str, &'a [f64]),
}

/// Writes columns of equal length as one Parquet file; the folder must exist.
pub fn write(path: &Path, columns: &[Column<'_>]) -> Result<(), String> {
    let failed = |e: &dyn std::fmt::Display| format!("{}: cannot be written: {e}", name(path));
    let fields: String = columns
        .iter()
        .map(|column| match column {
            Column::Whole(name, _) => format!("REQUIRED INT32 {name}; "),
            Column::Real(name, _) => format!("REQUIRED DOUBLE {name}; "),
        })
        .collect();
    let schema =
        parse_message_type(&format!("message table {{ {fields} }}")).map_err(|e| failed(&e))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .build();
    let file = File::create(path).map_err(|e| failed(&e))?;
    let mut file = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))
        .map_err(|e| failed(&e))?;
    let mut group = file.next_row_group().map_err(|e| failed(&e))?;
    for column in columns {
        match column {
            Column::Whole(_, values) => put::<Int32Type, _>(&mut group, values),
            Column::Real(_, values) => put::<DoubleType, _>(&mut group, values),
        }
        .map_err(|e| failed(&e))?;
    }
    group.close().map_err(|e| failed(&e))?;
    file.close().map_err(|e| failed(&e))?;
    Ok(())
}

fn put<T: DataType, W: std::io::Write + Send>(
    group: &mut parquet::file::writer::SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
) -> parquet::errors::Result<()> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(values, None, None)?;
        column.close()?;
    }
    Ok(())
}
