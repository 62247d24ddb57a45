//! The Arrow schema of the warehouse, from the one list of columns in `vik-domain`.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use vik_domain::warehouse::{COLUMNS, ColumnKind};

/// The schema of the warehouse table; the border makes batches of exactly this schema.
#[must_use]
pub fn schema() -> SchemaRef {
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
}
