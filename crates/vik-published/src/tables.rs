//! The tables that a query sees, made from published cells and reference data.
//!
//! Cells that are not published because they are zero are put back as zeros, for every code that is
//! valid in the period: a missing row and a zero mean the same to a reader, and a chart needs both.

mod signals;

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array, RecordBatch,
    StringArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::error::ArrowError;

use vik_domain::civil::parse_iso;
use vik_domain::{Code, Month};

use crate::cells::{Family, PublishedCell};
use crate::reference::{CubeShape, Reference};

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

/// The reference tables.
pub(crate) fn reference(reference: &Reference, months: &[i32]) -> Vec<Made> {
    vec![
        calendar(months),
        units(reference),
        staff(reference),
        codes(reference),
        issues(reference),
        facts(reference),
        breaks(reference),
        norms(reference),
    ]
}

fn calendar(months: &[i32]) -> Made {
    let half = |days: i32| {
        let month = Month::of_day(days);
        format!("{}-H{}", month.year(), (month.month() - 1) / 6 + 1)
    };
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("month", Arc::new(Date32Array::from(months.to_vec()))),
        ("quarter", text(months.iter().map(|m| Some(quarter_of(*m))))),
        ("half_year", text(months.iter().map(|m| Some(half(*m))))),
        (
            "year",
            Arc::new(Int32Array::from_iter_values(
                months.iter().map(|m| Month::of_day(*m).year()),
            )),
        ),
    ];
    Ok(("calendar".into(), batch(columns)?))
}

fn days(values: Vec<Option<i32>>) -> ArrayRef {
    Arc::new(Date32Array::from(values))
}

fn code_columns<'a>(codes: &[(&'a str, &'a Code)]) -> Vec<(&'static str, ArrayRef)> {
    let day = |text: &Option<String>| text.as_deref().and_then(parse_iso);
    vec![
        (
            "name_nl",
            text(codes.iter().map(|(_, code)| Some(code.nl.clone()))),
        ),
        (
            "name_en",
            text(codes.iter().map(|(_, code)| Some(code.en.clone()))),
        ),
        (
            "valid_from",
            days(
                codes
                    .iter()
                    .map(|(_, code)| day(&code.valid_from))
                    .collect(),
            ),
        ),
        (
            "valid_to",
            days(codes.iter().map(|(_, code)| day(&code.valid_to)).collect()),
        ),
    ]
}

fn entries<'a>(reference: &'a Reference, list: &'a str) -> Vec<(&'a str, &'a Code)> {
    reference
        .lists
        .get(list)
        .into_iter()
        .flat_map(|table| &table.codes)
        .map(|code| (list, code))
        .collect()
}

fn units(reference: &Reference) -> Made {
    let rows = entries(reference, "units");
    let mut columns = vec![
        (
            "unit",
            text(rows.iter().map(|(_, code)| Some(code.code.clone()))),
        ),
        (
            "unit_group",
            text(rows.iter().map(|(_, code)| code.parent.clone())),
        ),
    ];
    columns.extend(code_columns(&rows));
    Ok(("units".into(), batch(columns)?))
}

fn issues(reference: &Reference) -> Made {
    let rows = entries(reference, "issues");
    let mut columns = vec![
        (
            "issue",
            text(rows.iter().map(|(_, code)| Some(code.code.clone()))),
        ),
        (
            "category",
            text(rows.iter().map(|(_, code)| code.parent.clone())),
        ),
    ];
    columns.extend(code_columns(&rows));
    Ok(("issues".into(), batch(columns)?))
}

fn codes(reference: &Reference) -> Made {
    let rows: Vec<(&str, &Code)> = reference
        .lists
        .iter()
        .flat_map(|(list, table)| table.codes.iter().map(move |code| (list.as_str(), code)))
        .collect();
    let mut columns = vec![
        (
            "list",
            text(rows.iter().map(|(list, _)| Some((*list).to_owned()))),
        ),
        (
            "code",
            text(rows.iter().map(|(_, code)| Some(code.code.clone()))),
        ),
        (
            "parent",
            text(rows.iter().map(|(_, code)| code.parent.clone())),
        ),
        (
            "verified",
            Arc::new(
                rows.iter()
                    .map(|(_, code)| Some(code.verified))
                    .collect::<BooleanArray>(),
            ) as ArrayRef,
        ),
    ];
    columns.extend(code_columns(&rows));
    Ok(("codes".into(), batch(columns)?))
}

fn staff(reference: &Reference) -> Made {
    let rows = &reference.staff;
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("unit", text(rows.iter().map(|row| Some(row.unit.clone())))),
        (
            "month",
            days(rows.iter().map(|row| parse_iso(&row.month)).collect()),
        ),
        (
            "fte",
            Arc::new(Float64Array::from_iter_values(
                rows.iter().map(|row| row.fte),
            )),
        ),
    ];
    Ok(("unit_fte".into(), batch(columns)?))
}

fn facts(reference: &Reference) -> Made {
    let rows = &reference.facts;
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("unit", text(rows.iter().map(|row| Some(row.unit.clone())))),
        (
            "quarter",
            text(rows.iter().map(|row| Some(row.quarter.clone()))),
        ),
        ("fact", text(rows.iter().map(|row| Some(row.fact.clone())))),
        (
            "value",
            Arc::new(Float64Array::from_iter_values(
                rows.iter().map(|row| row.value),
            )),
        ),
    ];
    Ok(("unit_facts".into(), batch(columns)?))
}

fn breaks(reference: &Reference) -> Made {
    let rows = &reference.breaks;
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("kind", text(rows.iter().map(|row| Some(row.kind.clone())))),
        ("unit", text(rows.iter().map(|row| Some(row.unit.clone())))),
        (
            "month",
            days(rows.iter().map(|row| parse_iso(&row.month)).collect()),
        ),
        (
            "text_nl",
            text(rows.iter().map(|row| Some(row.text.nl.clone()))),
        ),
        (
            "text_en",
            text(rows.iter().map(|row| Some(row.text.en.clone()))),
        ),
    ];
    Ok(("breaks".into(), batch(columns)?))
}

fn norms(reference: &Reference) -> Made {
    let rows = &reference.norms;
    let columns: Vec<(&str, ArrayRef)> = vec![
        (
            "route",
            text(rows.iter().map(|row| Some(row.route.clone()))),
        ),
        (
            "valid_from",
            days(rows.iter().map(|row| parse_iso(&row.valid_from)).collect()),
        ),
        (
            "valid_to",
            days(
                rows.iter()
                    .map(|row| row.valid_to.as_deref().and_then(parse_iso))
                    .collect(),
            ),
        ),
        (
            "days",
            Arc::new(Int64Array::from_iter_values(
                rows.iter().map(|row| row.days),
            )),
        ),
    ];
    debug_assert!(
        columns
            .iter()
            .all(|(_, array)| array.data_type() != &DataType::Null)
    );
    Ok(("norms".into(), batch(columns)?))
}
