//! The form of a warehouse row in Arrow.

use std::fmt;
use std::sync::{Arc, LazyLock};

use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use vik_domain::warehouse::{COLUMNS, ColumnKind};

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let field = |name: &str, kind: ColumnKind| {
        let data_type = match kind {
            ColumnKind::Bytes => DataType::Binary,
            ColumnKind::Key | ColumnKind::Small => DataType::Int64,
            ColumnKind::Month => DataType::Date32,
            ColumnKind::Flag | ColumnKind::OptionalFlag => DataType::Boolean,
            ColumnKind::Code | ColumnKind::OptionalCode => DataType::Utf8,
        };
        let nullable = matches!(
            kind,
            ColumnKind::Small | ColumnKind::OptionalFlag | ColumnKind::OptionalCode
        );
        Field::new(name, data_type, nullable)
    };
    Arc::new(Schema::new(
        COLUMNS
            .iter()
            .map(|column| field(column.name, column.kind))
            .collect::<Vec<_>>(),
    ))
});

/// The schema of a [`WarehouseBatch`].
#[must_use]
pub fn arrow_schema() -> SchemaRef {
    SCHEMA.clone()
}

/// Rows as the warehouse holds them: codes, bands, keys and nothing else.
pub struct WarehouseBatch(RecordBatch);

impl WarehouseBatch {
    pub(super) fn new(columns: Vec<arrow::array::ArrayRef>) -> Result<Self, ArrowError> {
        RecordBatch::try_new(arrow_schema(), columns).map(Self)
    }

    /// The rows.
    #[must_use]
    pub fn into_batch(self) -> RecordBatch {
        self.0
    }
}

impl fmt::Debug for WarehouseBatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "WarehouseBatch({} rows)", self.0.num_rows())
    }
}
