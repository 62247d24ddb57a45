//! Asking a question in SQL and reading the answer as plain numbers.

use std::sync::Arc;

use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray, BooleanArray, Float64Array, Int64Array, RecordBatch},
        compute::concat_batches,
        datatypes::{DataType, Float64Type},
    },
    prelude::SessionContext,
};

/// A session that knows the functions.
pub fn session() -> SessionContext {
    let session = SessionContext::new();
    vik_functions::register(&session);
    session
}

/// All rows of the answer.
pub async fn rows(session: &SessionContext, sql: &str) -> Result<RecordBatch, String> {
    let frame = session.sql(sql).await.map_err(|e| e.to_string())?;
    let schema = Arc::new(frame.schema().as_arrow().clone());
    let batches = frame.collect().await.map_err(|e| e.to_string())?;
    concat_batches(&schema, &batches).map_err(|e| e.to_string())
}

/// One column of the answer as numbers; flags are one and zero.
pub async fn numbers(session: &SessionContext, sql: &str) -> Vec<Option<f64>> {
    let batch = rows(session, sql)
        .await
        .unwrap_or_else(|e| panic!("{sql}: {e}"));
    read(batch.column(0))
}

/// A column as numbers.
pub fn read(column: &ArrayRef) -> Vec<Option<f64>> {
    match column.data_type() {
        DataType::Float64 => column.as_primitive::<Float64Type>().iter().collect(),
        DataType::Boolean => {
            let flags = column.as_boolean().iter();
            flags.map(|f| f.map(|f| f64::from(u8::from(f)))).collect()
        }
        other => panic!("a column of {other} is not a number"),
    }
}

/// A table `t(i, g, x, e, b)`: place, group, count, exposure and break.
pub fn table(session: &SessionContext, rows: &[Row]) {
    let floats = |of: fn(&Row) -> Option<f64>| -> ArrayRef {
        Arc::new(rows.iter().map(of).collect::<Float64Array>())
    };
    let breaks: BooleanArray = rows.iter().map(|row| Some(row.b)).collect();
    let whole = |of: fn(&Row) -> i64| -> ArrayRef {
        Arc::new(rows.iter().map(|row| Some(of(row))).collect::<Int64Array>())
    };
    let batch = RecordBatch::try_from_iter_with_nullable([
        ("i", whole(|row| row.i), true),
        ("g", whole(|row| row.g), true),
        ("x", floats(|row| row.x), true),
        ("e", floats(|row| row.e), true),
        ("b", Arc::new(breaks), true),
    ]);
    let _ = session.deregister_table("t");
    session.register_batch("t", batch.unwrap()).unwrap();
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub i: i64,
    pub g: i64,
    pub x: Option<f64>,
    pub e: Option<f64>,
    pub b: bool,
}

/// One series with these counts and exposures.
pub fn series(counts: &[f64], exposures: &[f64]) -> Vec<Row> {
    let row = |(i, (x, e)): (usize, (&f64, &f64))| Row {
        i: i as i64,
        g: 0,
        x: Some(*x),
        e: Some(*e),
        b: false,
    };
    counts.iter().zip(exposures).enumerate().map(row).collect()
}

/// Whether two answers agree to a billionth; an absent number only with an absent one.
pub fn close(found: &[Option<f64>], expected: &[Option<f64>]) -> bool {
    found.len() == expected.len()
        && found.iter().zip(expected).all(|pair| match pair {
            (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * b.abs().max(1.0),
            (a, b) => a == b,
        })
}
