//! Trying a query before there is a figure: the tables of the open side, empty or with given rows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array, RecordBatch,
    StringArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::datasource::MemTable;
use datafusion::logical_expr::LogicalPlan;
use datafusion::prelude::SessionContext;
use vik_domain::civil::parse_iso;
use vik_domain::{CodeList, Organisation, Text};

use crate::cells::Family;
use crate::error::RunError;
use crate::reference::{CubeShape, Reference};
use crate::result::{Cell, ResultColumn};
use crate::session::{Limits, Value, new_session, run};
use crate::tables;

/// The tables of the open side with the rows of a test in them.
pub struct Trial {
    session: SessionContext,
}

/// What a query gave on trial.
pub struct TrialResult {
    /// Its columns.
    pub columns: Vec<ResultColumn>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// The tables that its plan reads.
    pub tables: BTreeSet<String>,
}

impl Trial {
    /// Tables of the shape that these cubes will have; a table holds the rows given for it, or none.
    ///
    /// # Errors
    /// A sentence that names the table and the column that does not fit.
    pub fn new(
        shapes: &[CubeShape],
        lists: &BTreeMap<String, CodeList>,
        given: &BTreeMap<String, Vec<toml::Table>>,
    ) -> Result<Self, String> {
        let organisation = Organisation {
            id: "trial".to_owned(),
            name: Text::default(),
            staff: None,
            codelists: BTreeMap::new(),
            synthetic: true,
            note: Text::default(),
        };
        let reference = Reference {
            organisation,
            lists: lists.clone(),
            cubes: shapes.to_vec(),
            staff: Vec::new(),
            facts: Vec::new(),
            breaks: Vec::new(),
            norms: Vec::new(),
        };
        let mut made = tables::reference(&reference, &[]);
        made.extend(tables::signals(&[]));
        for shape in shapes {
            for family in [Family::Month, Family::Quarter] {
                made.push(tables::cube(shape, family, &[], &[], &reference));
            }
        }
        let session = new_session();
        vik_functions::register(&session);
        let mut names = BTreeSet::new();
        for table in made {
            let (name, empty) = table.map_err(|e| e.to_string())?;
            let batch = match given.get(&name) {
                Some(rows) => filled(&name, &empty.schema(), rows)?,
                None => RecordBatch::new_empty(empty.schema()),
            };
            let table =
                MemTable::try_new(batch.schema(), vec![vec![batch]]).map_err(|e| e.to_string())?;
            session
                .register_table(name.as_str(), Arc::new(table))
                .map_err(|e| e.to_string())?;
            names.insert(name);
        }
        match given.keys().find(|name| !names.contains(*name)) {
            Some(name) => Err(format!(
                "gives rows for `{name}`, which is no table of the open side"
            )),
            None => Ok(Self { session }),
        }
    }

    /// Plans and runs a query.
    ///
    /// # Errors
    /// [`RunError`].
    pub async fn run(
        &self,
        sql: &str,
        parameters: &BTreeMap<String, Value>,
    ) -> Result<TrialResult, RunError> {
        let result = run(&self.session, sql, parameters, Limits::default()).await?;
        let plan = self.session.state().create_logical_plan(sql).await.ok();
        Ok(TrialResult {
            columns: result.columns,
            rows: result.rows,
            tables: plan.as_ref().map(scanned).unwrap_or_default(),
        })
    }
}

fn scanned(plan: &LogicalPlan) -> BTreeSet<String> {
    let mut tables = BTreeSet::new();
    let _walked = plan.apply_with_subqueries(|node| {
        if let LogicalPlan::TableScan(scan) = node {
            tables.insert(scan.table_name.table().to_owned());
        }
        Ok(TreeNodeRecursion::Continue)
    });
    tables
}

fn filled(table: &str, schema: &SchemaRef, rows: &[toml::Table]) -> Result<RecordBatch, String> {
    for name in rows.iter().flat_map(toml::Table::keys) {
        if schema.index_of(name).is_err() {
            return Err(format!("table `{table}` has no column `{name}`"));
        }
    }
    let column = |field: &Field| column(table, field, rows);
    let columns = schema
        .fields()
        .iter()
        .map(|field| column(field))
        .collect::<Result<Vec<_>, _>>()?;
    let fields: Vec<Field> = schema
        .fields()
        .iter()
        .map(|field| field.as_ref().clone())
        .collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(|e| e.to_string())
}

fn column(table: &str, field: &Field, rows: &[toml::Table]) -> Result<ArrayRef, String> {
    let wrong = || {
        format!(
            "table `{table}`, column `{}`: expected {}",
            field.name(),
            field.data_type()
        )
    };
    let cells = || rows.iter().map(|row| row.get(field.name()));
    fn each<'a, T>(
        cells: impl Iterator<Item = Option<&'a toml::Value>>,
        read: impl Fn(&toml::Value) -> Option<T>,
    ) -> Option<Vec<Option<T>>> {
        cells
            .map(|cell| cell.map_or(Some(None), |value| read(value).map(Some)))
            .collect()
    }
    let day = |value: &toml::Value| match value {
        toml::Value::String(text) => parse_iso(text),
        toml::Value::Datetime(day) => parse_iso(&day.to_string()),
        _ => None,
    };
    let number = |value: &toml::Value| {
        value
            .as_float()
            .or_else(|| value.as_integer().map(|n| n as f64))
    };
    let array: Option<ArrayRef> = match field.data_type() {
        DataType::Date32 => each(cells(), day).map(|v| Arc::new(Date32Array::from(v)) as ArrayRef),
        DataType::Int64 => each(cells(), toml::Value::as_integer)
            .map(|v| Arc::new(Int64Array::from(v)) as ArrayRef),
        DataType::Int32 => each(cells(), |v| {
            v.as_integer().and_then(|n| i32::try_from(n).ok())
        })
        .map(|v| Arc::new(Int32Array::from(v)) as ArrayRef),
        DataType::Float64 => {
            each(cells(), number).map(|v| Arc::new(Float64Array::from(v)) as ArrayRef)
        }
        DataType::Boolean => {
            each(cells(), toml::Value::as_bool).map(|v| Arc::new(BooleanArray::from(v)) as ArrayRef)
        }
        _ => each(cells(), |v| v.as_str().map(str::to_owned))
            .map(|v| Arc::new(StringArray::from(v)) as ArrayRef),
    };
    array.ok_or_else(wrong)
}
