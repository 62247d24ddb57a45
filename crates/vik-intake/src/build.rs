//! From values to Arrow: all fields of the contract, those that the mapping does not fill as nulls.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Int64Array, RecordBatch, RecordBatchOptions,
    StringBuilder, new_null_array,
};
use arrow::error::ArrowError;

use crate::closed::ClosedCases;
use crate::decode::{Decoder, FieldState, NO_DAY, NO_FLAG, NO_NUMBER, Values};
use crate::plan::{FieldPlan, Plan};
use crate::read::Chunk;

/// The chosen rows of a chunk.
pub(crate) fn batch(
    plan: &Plan,
    decoder: &Decoder,
    chunk: &Chunk,
    rows: &[usize],
) -> Result<RecordBatch, ArrowError> {
    let schema = ClosedCases::schema();
    let mut columns: Vec<Option<ArrayRef>> = vec![None; schema.fields().len()];
    for (field, state) in plan.fields.iter().zip(&decoder.fields) {
        columns[field.field] = Some(array(field, state, chunk, rows));
    }
    let columns = columns
        .into_iter()
        .zip(schema.fields())
        .map(|(column, field)| {
            column.unwrap_or_else(|| new_null_array(field.data_type(), rows.len()))
        })
        .collect();
    let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(schema, columns, &options)
}

fn array(field: &FieldPlan, state: &FieldState, chunk: &Chunk, rows: &[usize]) -> ArrayRef {
    match &state.values {
        Values::Days(days) => Arc::new(
            rows.iter()
                .map(|row| Some(days[*row]).filter(|day| *day != NO_DAY))
                .collect::<Date32Array>(),
        ),
        Values::Numbers(numbers) => Arc::new(
            rows.iter()
                .map(|row| Some(numbers[*row]).filter(|number| *number != NO_NUMBER))
                .collect::<Int64Array>(),
        ),
        Values::Flags(flags) => Arc::new(
            rows.iter()
                .map(|row| {
                    Some(flags[*row])
                        .filter(|flag| *flag != NO_FLAG)
                        .map(|flag| flag == 1)
                })
                .collect::<BooleanArray>(),
        ),
        Values::Codes(_) => {
            let mut builder = StringBuilder::with_capacity(rows.len(), rows.len() * 12);
            for row in rows {
                builder.append_option(state.code(*row).map(|(code, _)| code));
            }
            Arc::new(builder.finish())
        }
        Values::Text(_) => {
            let mut builder = StringBuilder::with_capacity(rows.len(), rows.len() * 16);
            for row in rows {
                builder.append_option(state.text(field, chunk, *row));
            }
            Arc::new(builder.finish())
        }
    }
}
