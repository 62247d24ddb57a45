//! The product of reading: closed cases, still with the identity of the people in them.

use std::fmt;
use std::sync::{Arc, LazyLock};

use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use vik_domain::{Contract, Kind};

/// Rows of closed cases that were validated and admitted, one per case, subject and issue.
///
/// All fields of the contract in its order, all nullable. Only this crate makes one, and the next
/// stage takes it by value. `Debug` prints how many rows there are and nothing else.
pub struct ClosedCases {
    batch: RecordBatch,
    positions: Vec<u64>,
}

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let fields = Contract::embedded().fields();
    Arc::new(Schema::new(
        fields
            .iter()
            .map(|field| Field::new(&field.name, data_type(field.kind), true))
            .collect::<Vec<_>>(),
    ))
});

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Date => DataType::Date32,
        Kind::Int => DataType::Int64,
        Kind::Bool => DataType::Boolean,
        Kind::Id | Kind::Text | Kind::Code | Kind::Codes => DataType::Utf8,
    }
}

impl ClosedCases {
    pub(crate) fn new(batch: RecordBatch, positions: Vec<u64>) -> ClosedCases {
        ClosedCases { batch, positions }
    }

    /// The columns: every field of the contract.
    pub fn schema() -> SchemaRef {
        SCHEMA.clone()
    }

    /// The rows.
    pub fn batch(&self) -> &RecordBatch {
        &self.batch
    }

    /// The row of the source that each row came from.
    pub fn positions(&self) -> &[u64] {
        &self.positions
    }

    /// How many rows there are.
    pub fn num_rows(&self) -> usize {
        self.batch.num_rows()
    }

    /// The rows and where they came from; the cases themselves are gone.
    pub fn into_parts(self) -> (RecordBatch, Vec<u64>) {
        (self.batch, self.positions)
    }
}

impl fmt::Debug for ClosedCases {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ClosedCases({} rows)", self.num_rows())
    }
}
