//! From records to atoms: how many persons and cases stand in each leaf of a cube in each month.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Field, Int64Type, Schema};
use datafusion::datasource::empty::EmptyTable;
use datafusion::logical_expr::LogicalPlan;
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::StreamExt;
use vik_disclosure::{Cube, CubeSpec, Pair, Protected};
use vik_domain::Month;

use crate::guard::{self, INVOLVEMENTS};
use crate::store::Warehouse;
use crate::{WarehouseError, schema};

/// A cube to be counted: its definition, and the SQL that counts it.
#[derive(Clone, Debug)]
pub struct CubeSql {
    /// What is counted, by which codes.
    pub spec: CubeSpec,
    /// `SELECT counted_in AS month, <dimensions>, … AS persons, … AS cases FROM involvements …`.
    pub sql: String,
    /// Months that each count covers, ending with the month it stands for: 1, or the quarter that is the
    /// newest part of a rolling window.
    pub part_months: i32,
}

impl Warehouse {
    /// Counts cubes for every month from `first` to `last`.
    ///
    /// A cube with a rolling window is counted at the ends of quarters only, and only over that quarter;
    /// the persons of its months are added up, so a person counts once for each month with a case.
    ///
    /// # Errors
    /// [`WarehouseError::Cube`] when the SQL of a cube does more than count, gives other columns or a
    /// code that the cube does not have; [`WarehouseError::Count`] when the engine fails.
    pub async fn atoms(
        &self,
        cubes: &[CubeSql],
        first: Month,
        last: Month,
    ) -> Result<BTreeMap<Month, Protected<Vec<Cube>>>, WarehouseError> {
        let session = self.session().await?;
        let mut months: BTreeMap<Month, Vec<Cube>> = first
            .through(last)
            .map(|month| (month, Vec::new()))
            .collect();
        for cube in cubes {
            let from = first.plus(1 - cube.part_months);
            let counted = count(&session, cube, from, last).await?;
            for (month, done) in &mut months {
                if cube.part_months > 1 && month.quarter().last_month() != *month {
                    continue;
                }
                let mut leaves: BTreeMap<Vec<u16>, Pair> = BTreeMap::new();
                for part in month.plus(1 - cube.part_months).through(*month) {
                    for (leaf, pair) in counted.get(&part).into_iter().flatten() {
                        let sum = leaves.entry(leaf.clone()).or_default();
                        sum.persons += pair.persons;
                        sum.cases += pair.cases;
                    }
                }
                done.push(Cube {
                    spec: cube.spec.clone(),
                    leaves,
                });
            }
        }
        Ok(months
            .into_iter()
            .map(|(month, cubes)| (month, Protected::seal(cubes)))
            .collect())
    }
}

type Leaves = BTreeMap<Vec<u16>, Pair>;

async fn count(
    session: &SessionContext,
    cube: &CubeSql,
    first: Month,
    last: Month,
) -> Result<BTreeMap<Month, Leaves>, WarehouseError> {
    check(cube).await?;
    let failed = || WarehouseError::Count {
        cube: cube.spec.id.clone(),
    };
    let sql = format!(
        "SELECT * FROM ({}) WHERE month BETWEEN arrow_cast({}, 'Date32') AND arrow_cast({}, 'Date32')",
        cube.sql.trim().trim_end_matches(';'),
        first.first_day_number(),
        last.first_day_number(),
    );
    let frame = session.sql(&sql).await.map_err(|_| failed())?;
    let columns = positions(cube, frame.schema().as_arrow())?;
    let indices: Vec<HashMap<&str, u16>> = cube
        .spec
        .dims
        .iter()
        .map(|dim| {
            dim.codes
                .iter()
                .enumerate()
                .map(|(i, code)| (code.as_str(), i as u16))
                .collect()
        })
        .collect();
    let mut stream = frame.execute_stream().await.map_err(|_| failed())?;
    let mut months: BTreeMap<Month, Leaves> = BTreeMap::new();
    while let Some(batch) = stream.next().await {
        let batch = batch.map_err(|_| failed())?;
        let to = |i: usize, t: DataType| -> Result<ArrayRef, WarehouseError> {
            cast(batch.column(i), &t).map_err(|_| failed())
        };
        let month = to(columns.month, DataType::Date32)?;
        let (persons, cases) = (
            to(columns.persons, DataType::Int64)?,
            to(columns.cases, DataType::Int64)?,
        );
        let codes = columns
            .codes
            .iter()
            .map(|i| to(*i, DataType::Utf8))
            .collect::<Result<Vec<_>, _>>()?;
        for row in 0..batch.num_rows() {
            let leaf = leaf(cube, &codes, &indices, row)?;
            let number = |array: &ArrayRef| {
                u32::try_from(array.as_primitive::<Int64Type>().value(row)).map_err(|_| failed())
            };
            let pair = Pair {
                persons: number(&persons)?,
                cases: number(&cases)?,
            };
            let month = Month::of_day(month.as_primitive::<Date32Type>().value(row));
            let sum = months.entry(month).or_default().entry(leaf).or_default();
            sum.persons += pair.persons;
            sum.cases += pair.cases;
        }
    }
    Ok(months)
}

fn leaf(
    cube: &CubeSql,
    codes: &[ArrayRef],
    indices: &[HashMap<&str, u16>],
    row: usize,
) -> Result<Vec<u16>, WarehouseError> {
    let dims = codes.iter().zip(indices).zip(&cube.spec.dims);
    dims.map(|((column, index), dim)| {
        let known = column
            .is_valid(row)
            .then(|| index.get(column.as_string::<i32>().value(row)))
            .flatten();
        known.copied().ok_or_else(|| WarehouseError::Cube {
            cube: cube.spec.id.clone(),
            reason: format!(
                "gives a code for `{}` that its code list does not have; add the code to the list",
                dim.name
            ),
        })
    })
    .collect()
}

/// Checks a cube's SQL against the warehouse without reading it.
///
/// # Errors
/// [`WarehouseError::Cube`] with what is wrong and what is expected.
pub async fn check(cube: &CubeSql) -> Result<(), WarehouseError> {
    let plan = plan(cube).await?;
    guard::check(&cube.spec.id, &plan)?;
    positions(cube, plan.schema().as_arrow()).map(|_| ())
}

async fn plan(cube: &CubeSql) -> Result<LogicalPlan, WarehouseError> {
    let refuse = |reason: String| WarehouseError::Cube {
        cube: cube.spec.id.clone(),
        reason,
    };
    let mut fields: Vec<Arc<Field>> = schema().fields().iter().cloned().collect();
    fields.push(Arc::new(Field::new("repeat_24m", DataType::Utf8, false)));
    let session = SessionContext::new_with_config(SessionConfig::new());
    session
        .register_table(
            INVOLVEMENTS,
            Arc::new(EmptyTable::new(Arc::new(Schema::new(fields)))),
        )
        .map_err(|_| refuse("the warehouse's schema could not be read".to_owned()))?;
    // No record is near this plan, so the planner's own words may be shown.
    let words = |e: datafusion::error::DataFusionError| {
        refuse(
            e.strip_backtrace()
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned(),
        )
    };
    session
        .state()
        .create_logical_plan(&cube.sql)
        .await
        .map_err(words)
}

struct Positions {
    month: usize,
    codes: Vec<usize>,
    persons: usize,
    cases: usize,
}

fn positions(cube: &CubeSql, schema: &Schema) -> Result<Positions, WarehouseError> {
    let find = |name: &str| {
        schema.index_of(name).map_err(|_| WarehouseError::Cube {
            cube: cube.spec.id.clone(),
            reason: format!(
                "gives no column `{name}`; expected month, {}, persons, cases",
                dimensions(cube).join(", ")
            ),
        })
    };
    Ok(Positions {
        month: find("month")?,
        codes: dimensions(cube)
            .into_iter()
            .map(find)
            .collect::<Result<_, _>>()?,
        persons: find("persons")?,
        cases: find("cases")?,
    })
}

fn dimensions(cube: &CubeSql) -> Vec<&str> {
    cube.spec.dims.iter().map(|dim| dim.name.as_str()).collect()
}
