//! The long table in which every published cell stands: one Delta table, so that a release appears
//! whole or not at all.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, Int64Array, RecordBatch, StringArray,
};
use datafusion::arrow::datatypes::{DataType, Date32Type, Field, Int64Type, Schema, SchemaRef};

/// The most dimensions that a cube can have.
pub const MAX_DIMENSIONS: usize = 4;

/// Which family of tables a cell belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Mother cubes, per month.
    Month,
    /// Leadership cubes, per quarter.
    Quarter,
}

impl Family {
    /// Its word in the table.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Month, Self::Quarter]
            .into_iter()
            .find(|family| family.code() == code)
    }
}

/// One published leaf of a cube.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedCell {
    /// The cube.
    pub cube: String,
    /// Month or quarter.
    pub family: Family,
    /// First day of the period, in days since 1970.
    pub period: i32,
    /// A code for each dimension.
    pub codes: Vec<String>,
    /// Persons, rounded.
    pub persons: i64,
    /// Cases, a case counting once for each person concerned, rounded.
    pub cases: i64,
}

/// The schema of the long table.
#[must_use]
pub fn schema() -> SchemaRef {
    let mut fields = vec![
        Field::new("release", DataType::Int64, true),
        Field::new("cube", DataType::Utf8, true),
        Field::new("family", DataType::Utf8, true),
        Field::new("period", DataType::Date32, true),
    ];
    fields.extend((1..=MAX_DIMENSIONS).map(|i| Field::new(format!("d{i}"), DataType::Utf8, true)));
    fields.push(Field::new("persons", DataType::Int64, true));
    fields.push(Field::new("cases", DataType::Int64, true));
    Arc::new(Schema::new(fields))
}

/// The cells of one release as a batch.
///
/// # Errors
/// When a cube has more than [`MAX_DIMENSIONS`] dimensions.
pub fn to_batch(
    release: u64,
    cells: &[PublishedCell],
) -> Result<RecordBatch, datafusion::arrow::error::ArrowError> {
    let text = |f: &dyn Fn(&PublishedCell) -> Option<String>| -> ArrayRef {
        Arc::new(cells.iter().map(f).collect::<StringArray>())
    };
    let mut columns: Vec<ArrayRef> = vec![
        Arc::new(Int64Array::from(vec![release as i64; cells.len()])),
        text(&|cell| Some(cell.cube.clone())),
        text(&|cell| Some(cell.family.code().to_owned())),
        Arc::new(Date32Array::from_iter_values(
            cells.iter().map(|cell| cell.period),
        )),
    ];
    columns.extend((0..MAX_DIMENSIONS).map(|i| text(&move |cell| cell.codes.get(i).cloned())));
    columns.push(Arc::new(Int64Array::from_iter_values(
        cells.iter().map(|cell| cell.persons),
    )));
    columns.push(Arc::new(Int64Array::from_iter_values(
        cells.iter().map(|cell| cell.cases),
    )));
    RecordBatch::try_new(schema(), columns)
}

/// Reads a batch of the long table back; `None` when it has another schema.
pub(crate) fn from_batch(batch: &RecordBatch) -> Option<Vec<(u64, PublishedCell)>> {
    let schema = schema();
    let pairs = batch.columns().iter().zip(schema.fields());
    let columns: Vec<ArrayRef> = pairs
        .map(|(column, field)| datafusion::arrow::compute::cast(column, field.data_type()).ok())
        .collect::<Option<_>>()?;
    let release = columns.first()?.as_primitive::<Int64Type>();
    let (cube, family) = (
        columns.get(1)?.as_string::<i32>(),
        columns.get(2)?.as_string::<i32>(),
    );
    let period = columns.get(3)?.as_primitive::<Date32Type>();
    let codes: Vec<&StringArray> = columns
        .get(4..4 + MAX_DIMENSIONS)?
        .iter()
        .map(|c| c.as_string::<i32>())
        .collect();
    let persons = columns.get(4 + MAX_DIMENSIONS)?.as_primitive::<Int64Type>();
    let cases = columns.get(5 + MAX_DIMENSIONS)?.as_primitive::<Int64Type>();
    (0..release.len())
        .map(|i| {
            let cell = PublishedCell {
                cube: cube.value(i).to_owned(),
                family: Family::parse(family.value(i))?,
                period: period.value(i),
                codes: codes
                    .iter()
                    .filter(|c| c.is_valid(i))
                    .map(|c| c.value(i).to_owned())
                    .collect(),
                persons: persons.value(i),
                cases: cases.value(i),
            };
            Some((release.value(i) as u64, cell))
        })
        .collect()
}
