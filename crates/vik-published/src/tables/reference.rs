//! What stands beside the cubes, as tables: calendar, units, staff, codes, facts, breaks and norms.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array,
};

use datafusion::arrow::datatypes::DataType;

use vik_domain::civil::parse_iso;
use vik_domain::{Code, Month};

use super::{Made, batch, quarter_of, text};
use crate::reference::Reference;

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
