//! Whole numeric columns of a parquet file.

use std::{fs::File, path::Path};

use parquet::{
    column::reader::ColumnReader,
    file::reader::{FileReader, SerializedFileReader},
};

/// The named columns as floating-point numbers, in the order asked for.
pub fn columns<const N: usize>(path: &Path, names: [&str; N]) -> [Vec<f64>; N] {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    names.map(|name| {
        let schema = reader.metadata().file_metadata().schema_descr();
        let index = (0..schema.num_columns())
            .find(|i| schema.column(*i).name() == name)
            .unwrap();
        let mut out = Vec::new();
        for group in 0..reader.num_row_groups() {
            let group = reader.get_row_group(group).unwrap();
            let rows = usize::try_from(group.metadata().num_rows()).unwrap();
            match group.get_column_reader(index).unwrap() {
                ColumnReader::Int32ColumnReader(mut column) => {
                    let (mut values, mut levels) = (Vec::new(), Vec::new());
                    column
                        .read_records(rows, Some(&mut levels), None, &mut values)
                        .unwrap();
                    out.extend(values.into_iter().map(f64::from));
                }
                ColumnReader::FloatColumnReader(mut column) => {
                    let (mut values, mut levels) = (Vec::new(), Vec::new());
                    column
                        .read_records(rows, Some(&mut levels), None, &mut values)
                        .unwrap();
                    out.extend(values.into_iter().map(f64::from));
                }
                ColumnReader::DoubleColumnReader(mut column) => {
                    let (mut values, mut levels) = (Vec::new(), Vec::new());
                    column
                        .read_records(rows, Some(&mut levels), None, &mut values)
                        .unwrap();
                    out.extend(values);
                }
                _ => panic!("column {name} is not numeric"),
            }
        }
        out
    })
}
