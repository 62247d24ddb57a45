//! The tables that a query sees, made from published cells and reference data.
//!
//! Cells that are not published because they are zero are put back as zeros, for every code that is
//! valid in the period: a missing row and a zero mean the same to a reader, and a chart needs both.

mod reference;
mod signals;

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, Date32Array, Int32Array, Int64Array, RecordBatch, StringArray,
};
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::arrow::error::ArrowError;

use vik_domain::civil::parse_iso;
use vik_domain::{Code, Month};

use crate::cells::{Family, PublishedCell};
use crate::reference::{CubeShape, Reference};

pub(crate) use reference::reference;
pub(crate) use signals::signals;

type Made = Result<(String, RecordBatch), ArrowError>;

/// The text of the quarter that a day falls in.
pub(crate) fn quarter_of(days: i32) -> String {
    Month::of_day(days).quarter().to_string()
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> Result<RecordBatch, ArrowError> {
    let fields: Vec<Field> = columns
        .iter()
        .map(|(n, a)| Field::new(*n, a.data_type().clone(), true))
        .collect();
    RecordBatch::try_new(
        Arc::new(Schema::new(fields)),
        columns.into_iter().map(|(_, array)| array).collect(),
    )
}

fn text<I: IntoIterator<Item = Option<String>>>(values: I) -> ArrayRef {
    Arc::new(values.into_iter().collect::<StringArray>())
}

fn valid(code: &Code, first: i32, last: i32) -> bool {
    let from = code
        .valid_from
        .as_deref()
        .and_then(parse_iso)
        .is_none_or(|from| from <= last);
    let to = code
        .valid_to
        .as_deref()
        .and_then(parse_iso)
        .is_none_or(|to| to >= first);
    from && to
}

/// One cube as a table: dense, with the coarser level of each dimension beside it.
pub(crate) fn cube(
    shape: &CubeShape,
    family: Family,
    periods: &[i32],
    cells: &[&PublishedCell],
    reference: &Reference,
) -> Made {
    let known: BTreeMap<(i32, &[String]), &PublishedCell> = cells
        .iter()
        .map(|cell| ((cell.period, cell.codes.as_slice()), *cell))
        .collect();
    let lists: Vec<&[Code]> = shape
        .dimensions
        .iter()
        .map(|d| {
            reference
                .lists
                .get(&d.list)
                .map_or(&[][..], |list| &list.codes)
        })
        .collect();
    let mut rows: Vec<(i32, Vec<String>, i64, i64)> = Vec::new();
    for &period in periods {
        let months = if family == Family::Month { 1 } else { 3 };
        let last = Month::of_day(period).plus(months).first_day_number() - 1;
        let start = rows.len();
        let mut leaves: Vec<Vec<String>> = vec![Vec::new()];
        for list in &lists {
            let codes: Vec<&Code> = list
                .iter()
                .filter(|code| valid(code, period, last))
                .collect();
            let with = |leaf: &Vec<String>, code: &Code| {
                [leaf.as_slice(), std::slice::from_ref(&code.code)].concat()
            };
            leaves = leaves
                .iter()
                .flat_map(|leaf| codes.iter().map(move |code| with(leaf, code)))
                .collect();
        }
        for leaf in leaves {
            let (persons, cases) = known
                .get(&(period, leaf.as_slice()))
                .map_or((0, 0), |cell| (cell.persons, cell.cases));
            rows.push((period, leaf, persons, cases));
        }
        // A cell whose code has since left its list is kept: what was published stays readable.
        let dense: std::collections::BTreeSet<&[String]> =
            rows[start..].iter().map(|row| row.1.as_slice()).collect();
        let strays: Vec<_> = cells
            .iter()
            .filter(|cell| cell.period == period && !dense.contains(cell.codes.as_slice()))
            .map(|cell| (period, cell.codes.clone(), cell.persons, cell.cases))
            .collect();
        rows.extend(strays);
    }
    let mut columns: Vec<(&str, ArrayRef)> = Vec::new();
    if family == Family::Month {
        columns.push((
            "month",
            Arc::new(Date32Array::from_iter_values(rows.iter().map(|row| row.0))),
        ));
    }
    columns.push((
        "quarter",
        text(rows.iter().map(|row| Some(quarter_of(row.0)))),
    ));
    columns.push((
        "year",
        Arc::new(Int32Array::from_iter_values(
            rows.iter().map(|row| Month::of_day(row.0).year()),
        )),
    ));
    for (i, dimension) in shape.dimensions.iter().enumerate() {
        columns.push((
            &dimension.name,
            text(rows.iter().map(|row| row.1.get(i).cloned())),
        ));
        if let Some(parent) = &dimension.parent {
            let parents: BTreeMap<&str, &Option<String>> = lists[i]
                .iter()
                .map(|code| (code.code.as_str(), &code.parent))
                .collect();
            let of = |row: &(i32, Vec<String>, i64, i64)| {
                let code = row.1.get(i)?;
                match parents.get(code.as_str()) {
                    Some(parent) => (*parent).clone(),
                    // Small units of a group that the freeze merged.
                    None => code.strip_prefix("rest-").map(str::to_owned),
                }
            };
            if !shape.dimensions.iter().any(|other| &other.name == parent) {
                columns.push((parent, text(rows.iter().map(of))));
            }
        }
    }
    columns.push((
        "persons",
        Arc::new(Int64Array::from_iter_values(rows.iter().map(|row| row.2))),
    ));
    columns.push((
        "cases",
        Arc::new(Int64Array::from_iter_values(rows.iter().map(|row| row.3))),
    ));
    let prefix = if family == Family::Month {
        "cube"
    } else {
        "quarter"
    };
    Ok((format!("{prefix}_{}", shape.id), batch(columns)?))
}
