//! What the warehouse already holds, as keys and marks: enough to tell new from same from changed.

use std::collections::HashMap;

use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Int64Type};
use datafusion::prelude::SessionContext;
use futures::StreamExt;

use crate::WarehouseError;

/// One case that is in the warehouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownCase {
    /// The sum of the marks of its rows; equal sums mean equal content.
    pub mark: i64,
    /// First day of the month it counts in.
    pub counted_in: i32,
}

/// Keys and marks of everything in the warehouse. No record can be rebuilt from it.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Cases by key.
    pub cases: HashMap<i64, KnownCase>,
    /// How many cases of a person count in a month, by person key and month.
    pub person_months: HashMap<(i64, i32), Vec<i64>>,
}

const SQL: &str = "SELECT case_key, person_key, content_mark, counted_in, counted, first_of_person FROM warehouse";

impl Contents {
    pub(crate) async fn read(session: &SessionContext) -> Result<Self, WarehouseError> {
        let failed = || WarehouseError::Read {
            step: "listing what it holds",
        };
        let frame = session.sql(SQL).await.map_err(|_| failed())?;
        let mut stream = frame.execute_stream().await.map_err(|_| failed())?;
        let mut contents = Self::default();
        while let Some(batch) = stream.next().await {
            let batch = batch.map_err(|_| failed())?;
            let number = |i: usize| cast(batch.column(i), &DataType::Int64).map_err(|_| failed());
            let (case, person, mark) = (number(0)?, number(1)?, number(2)?);
            let month = cast(batch.column(3), &DataType::Date32).map_err(|_| failed())?;
            let (case, person) = (
                case.as_primitive::<Int64Type>(),
                person.as_primitive::<Int64Type>(),
            );
            let (mark, month) = (
                mark.as_primitive::<Int64Type>(),
                month.as_primitive::<Date32Type>(),
            );
            let (counted, first) = (batch.column(4).as_boolean(), batch.column(5).as_boolean());
            for i in 0..batch.num_rows() {
                let known = contents.cases.entry(case.value(i)).or_insert(KnownCase {
                    mark: 0,
                    counted_in: month.value(i),
                });
                known.mark = known.mark.wrapping_add(mark.value(i));
                if counted.is_valid(i) && counted.value(i) {
                    let key = (person.value(i), month.value(i));
                    let cases = contents.person_months.entry(key).or_default();
                    // The scan has no order; the person's first case keeps its place.
                    let place = if first.value(i) { 0 } else { cases.len() };
                    cases.insert(place, case.value(i));
                }
            }
        }
        Ok(contents)
    }
}
