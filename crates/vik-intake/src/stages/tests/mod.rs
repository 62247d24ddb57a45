//! The border keeps its promises.

mod border;
mod counting;
mod rotation;
mod rules;
mod samples;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arrow::array::{
    ArrayRef, AsArray, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray,
};
use arrow::datatypes::Int64Type;
use vik_domain::{CodeLists, Contract, Hierarchies, Kind, Month, Organisation};
use vik_pseudonym::{KeyFile, Keys};

use super::{Counter, Generaliser, Pseudonymisers, pseudonymise};
use crate::Mapping;
use crate::closed::ClosedCases;
use crate::tests::{codelists, text_of};

/// One row: the fields that are not empty.
type Row<'a> = Vec<(&'a str, &'a str)>;

/// What every row needs, with more fields or other values on top.
fn row<'a>(fields: &[(&'a str, &'a str)]) -> Row<'a> {
    let needed = [
        ("case_id", "1"),
        ("subject_id", "1"),
        ("closed_on", "2024-03-15"),
        ("unit", "RTD"),
        ("issue", "INF-LEK"),
        ("finding", "established"),
        ("route_final", "disciplinary"),
        ("disposition", "line_measure"),
    ];
    let other = |name: &str| fields.iter().all(|(field, _)| *field != name);
    let needed = needed.into_iter().filter(|(name, _)| other(name));
    needed.chain(fields.iter().copied()).collect()
}

fn closed(rows: &[Row<'_>]) -> ClosedCases {
    let column = |name: &str, kind: Kind| -> ArrayRef {
        let cells = rows.iter().map(|row| {
            let cell = row.iter().find(|(field, _)| *field == name);
            cell.map(|(_, value)| *value)
        });
        match kind {
            Kind::Date => Arc::new(
                cells
                    .map(|cell| vik_domain::civil::parse_iso(cell?))
                    .collect::<Date32Array>(),
            ),
            Kind::Int => Arc::new(
                cells
                    .map(|cell| cell.map(|number| number.parse().unwrap()))
                    .collect::<Int64Array>(),
            ),
            Kind::Bool => Arc::new(
                cells
                    .map(|cell| cell.map(|flag| flag == "true"))
                    .collect::<BooleanArray>(),
            ),
            _ => Arc::new(cells.collect::<StringArray>()),
        }
    };
    let fields = Contract::embedded().fields().iter();
    let columns = fields
        .map(|field| column(&field.name, field.kind))
        .collect();
    let batch = RecordBatch::try_new(ClosedCases::schema(), columns).unwrap();
    ClosedCases::new(batch, (1..=rows.len() as u64).collect())
}

fn keys_of(masters: &[&str]) -> Keys {
    let lines: String = masters.iter().map(|byte| byte.repeat(32) + "\n").collect();
    KeyFile::from_command("printf", &[lines], "nl-police").unwrap()
}

/// A generaliser that does not know which fields the export has.
fn generaliser() -> Generaliser {
    static READ: LazyLock<(CodeLists, Organisation, Hierarchies)> = LazyLock::new(|| {
        let organisation = text_of("data-samples/organisations/nl-police.toml");
        let organisation = Organisation::parse(&organisation).unwrap();
        let hierarchies = Hierarchies::parse(&text_of("data-samples/hierarchies.toml")).unwrap();
        (codelists(), organisation, hierarchies)
    });
    let (lists, organisation, hierarchies) = &*READ;
    Generaliser::new(lists, organisation, hierarchies)
}

/// A generaliser that knows which fields the sample export has: all of them.
fn with_mapping() -> &'static Generaliser {
    static MADE: LazyLock<Generaliser> = LazyLock::new(|| {
        let mapping = text_of("data-samples/mappings/nl-police.toml");
        generaliser().reading(&Mapping::parse("nl-police.toml", &mapping).unwrap())
    });
    &MADE
}

fn through(rows: &[Row<'_>], generaliser: &Generaliser, counter: &mut Counter) -> RecordBatch {
    under(&keys_of(&["2a"]), rows, generaliser, counter)
}

fn under(
    keys: &Keys,
    rows: &[Row<'_>],
    generaliser: &Generaliser,
    counter: &mut Counter,
) -> RecordBatch {
    let (cases, _) = pseudonymise(closed(rows), &Pseudonymisers::new(keys)).unwrap();
    generaliser.generalise(cases, counter).unwrap().into_batch()
}

/// A counter over an empty warehouse in which everything before a month is frozen.
fn counter_from(year: i32, month: u32) -> Counter {
    let frontier = Month::new(year, month).unwrap();
    Counter::new(frontier, HashMap::new(), HashMap::new())
}

fn text(batch: &RecordBatch, column: &str) -> Vec<String> {
    let column = batch.column_by_name(column).unwrap().as_string::<i32>();
    let cell = |text: Option<&str>| text.unwrap_or("(empty)").to_owned();
    column.iter().map(cell).collect()
}

fn numbers(batch: &RecordBatch, column: &str) -> Vec<i64> {
    let column = batch.column_by_name(column).unwrap();
    column.as_primitive::<Int64Type>().values().to_vec()
}

fn flags(batch: &RecordBatch, column: &str) -> Vec<bool> {
    let column = batch.column_by_name(column).unwrap().as_boolean();
    column.values().iter().collect()
}
