//! What a query gives back: named columns of plain cells, and the same rows as Arrow for downloads.

use std::time::Duration;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Float64Type, Int64Type, Schema, SchemaRef,
};
use serde::Serialize;
use vik_domain::civil::iso;

use crate::error::RunError;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ResultKind {
    /// Words or codes.
    Text,
    /// Whole numbers.
    Int,
    /// Numbers.
    Float,
    /// True or false.
    Bool,
    /// A day, `2024-03-01`.
    Date,
}

/// A column of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultColumn {
    /// Its name in the query.
    pub name: String,
    /// What its cells are.
    pub kind: ResultKind,
}

/// One value of a result.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// No value.
    Null,
    /// Words or a code.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A day, `2024-03-01`.
    Date(String),
}

impl Cell {
    /// The number in the cell, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Int(value) => Some(*value as f64),
            Self::Float(value) => Some(*value),
            Self::Null | Self::Text(_) | Self::Bool(_) | Self::Date(_) => None,
        }
    }
}

/// The rows of a query.
#[derive(Clone, Debug)]
pub struct QueryResult {
    /// The columns, in the order of the query.
    pub columns: Vec<ResultColumn>,
    /// The rows; each has a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// Whether rows beyond the limit were left out.
    pub truncated: bool,
    /// Time from planning to the last row.
    pub elapsed: Duration,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl QueryResult {
    /// The same rows as Arrow batches.
    #[must_use]
    pub fn batches(&self) -> (&SchemaRef, &[RecordBatch]) {
        (&self.schema, &self.batches)
    }

    /// The position of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    pub(crate) fn read(
        schema: &Schema,
        batches: Vec<RecordBatch>,
        max_rows: usize,
        elapsed: Duration,
    ) -> Result<Self, RunError> {
        let columns: Vec<ResultColumn> = schema
            .fields()
            .iter()
            .map(|field| ResultColumn {
                name: field.name().clone(),
                kind: kind_of(field.data_type()),
            })
            .collect();
        let total: usize = batches.iter().map(RecordBatch::num_rows).sum();
        let mut left = max_rows;
        let mut kept = Vec::new();
        let mut rows = Vec::with_capacity(total.min(max_rows));
        for batch in batches {
            let batch = batch.slice(0, batch.num_rows().min(left));
            left -= batch.num_rows();
            append_rows(&batch, &columns, &mut rows)?;
            kept.push(batch);
        }
        let schema = kept
            .first()
            .map_or_else(|| std::sync::Arc::new(schema.clone()), RecordBatch::schema);
        Ok(Self {
            columns,
            rows,
            truncated: total > max_rows,
            elapsed,
            schema,
            batches: kept,
        })
    }
}

fn kind_of(data_type: &DataType) -> ResultKind {
    match data_type {
        DataType::Boolean => ResultKind::Bool,
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _) => ResultKind::Date,
        t if t.is_integer() => ResultKind::Int,
        t if t.is_numeric() => ResultKind::Float,
        _ => ResultKind::Text,
    }
}

fn append_rows(
    batch: &RecordBatch,
    columns: &[ResultColumn],
    rows: &mut Vec<Vec<Cell>>,
) -> Result<(), RunError> {
    let start = rows.len();
    rows.resize_with(start + batch.num_rows(), || {
        Vec::with_capacity(columns.len())
    });
    for (column, array) in columns.iter().zip(batch.columns()) {
        let target = match column.kind {
            ResultKind::Text => DataType::Utf8,
            ResultKind::Int => DataType::Int64,
            ResultKind::Float => DataType::Float64,
            ResultKind::Bool => DataType::Boolean,
            ResultKind::Date => DataType::Date32,
        };
        let array = cast(array, &target).map_err(|_| RunError::Column {
            column: column.name.clone(),
        })?;
        for (i, row) in rows[start..].iter_mut().enumerate() {
            row.push(if array.is_null(i) {
                Cell::Null
            } else {
                cell(&array, column.kind, i)
            });
        }
    }
    Ok(())
}

fn cell(array: &dyn Array, kind: ResultKind, i: usize) -> Cell {
    match kind {
        ResultKind::Text => Cell::Text(array.as_string::<i32>().value(i).to_owned()),
        ResultKind::Int => Cell::Int(array.as_primitive::<Int64Type>().value(i)),
        ResultKind::Float => Cell::Float(array.as_primitive::<Float64Type>().value(i)),
        ResultKind::Bool => Cell::Bool(array.as_boolean().value(i)),
        ResultKind::Date => Cell::Date(iso(array.as_primitive::<Date32Type>().value(i))),
    }
}
