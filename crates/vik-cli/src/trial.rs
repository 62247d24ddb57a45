//! Every query, planned against the tables it will meet, and its own tests run on the rows it gives.

use std::collections::BTreeMap;

use vik_catalogue::{Catalogue, ColumnKind, ParameterDefault, ParameterKind, QueryDefinition};
use vik_published::{Cell, ResultKind, Trial, Value};
use vik_release::Setting;

/// The month that relative defaults are resolved against when there are no figures.
const SOME_MONTH: i32 = 2025 * 12 + 11;

/// Checks every query; prints what is wrong and gives the number of problems.
pub async fn run(catalogue: &Catalogue, setting: &Setting, tests: bool) -> usize {
    let mut problems = 0;
    let (mut checked, mut passed) = (0, 0);
    for query in catalogue.queries() {
        checked += 1;
        if let Err(reason) = planned(query, setting).await {
            problems += 1;
            eprintln!("error: {reason}\n  --> {}\n", query.file);
        }
        for test in query.tests.iter().filter(|_| tests) {
            match tested(query, test, setting).await {
                Ok(()) => passed += 1,
                Err(reason) => {
                    problems += 1;
                    eprintln!(
                        "error: test \"{}\": {reason}\n  --> {}\n",
                        test.name, query.file
                    );
                }
            }
        }
    }
    if tests {
        println!("{passed} tests in {checked} queries hold");
    }
    problems
}

async fn planned(query: &QueryDefinition, setting: &Setting) -> Result<(), String> {
    let trial = Trial::new(&setting.shapes, &setting.lists, &BTreeMap::new())?;
    let result = trial
        .run(&query.sql, &parameters(query, &toml::Table::new())?)
        .await
        .map_err(|e| e.to_string())?;
    for table in &result.tables {
        if !query.tables.contains(table) {
            return Err(format!(
                "reads `{table}`, which its header does not name\n   = hint: add it to `tables`"
            ));
        }
    }
    let found: Vec<(&str, ResultKind)> = result
        .columns
        .iter()
        .map(|c| (c.name.as_str(), c.kind))
        .collect();
    let declared: Vec<(&str, ResultKind)> = query
        .columns
        .iter()
        .map(|c| (c.name.as_str(), kind(c.kind)))
        .collect();
    if found == declared {
        Ok(())
    } else {
        Err(format!(
            "gives the columns {found:?}\n   = hint: its header declares {declared:?}"
        ))
    }
}

async fn tested(
    query: &QueryDefinition,
    test: &vik_catalogue::QueryTest,
    setting: &Setting,
) -> Result<(), String> {
    let trial = Trial::new(&setting.shapes, &setting.lists, &test.given)?;
    let result = trial
        .run(&query.sql, &parameters(query, &test.params)?)
        .await
        .map_err(|e| e.to_string())?;
    if result.rows.len() != test.expect.len() {
        return Err(format!(
            "expected {} rows, found {}",
            test.expect.len(),
            result.rows.len()
        ));
    }
    for (number, (row, expected)) in result.rows.iter().zip(&test.expect).enumerate() {
        for (name, value) in expected {
            let place = result
                .columns
                .iter()
                .position(|c| &c.name == name)
                .ok_or_else(|| format!("no column `{name}`"))?;
            if !equal(&row[place], value) {
                return Err(format!(
                    "row {}, column `{name}`: expected {value}, found {:?}",
                    number + 1,
                    row[place]
                ));
            }
        }
    }
    Ok(())
}

fn equal(cell: &Cell, value: &toml::Value) -> bool {
    match (cell, value) {
        (Cell::Text(text) | Cell::Date(text), toml::Value::String(expected)) => {
            text == expected || (expected == "null" && text.is_empty())
        }
        (Cell::Date(text), toml::Value::Datetime(day)) => text == &day.to_string(),
        (Cell::Bool(flag), toml::Value::Boolean(expected)) => flag == expected,
        (Cell::Null, toml::Value::String(expected)) => expected == "null",
        (cell, toml::Value::Integer(expected)) => cell
            .number()
            .is_some_and(|n| (n - *expected as f64).abs() < 1e-6),
        (cell, toml::Value::Float(expected)) => {
            cell.number().is_some_and(|n| (n - expected).abs() < 1e-6)
        }
        _ => false,
    }
}

fn kind(kind: ColumnKind) -> ResultKind {
    match kind {
        ColumnKind::Text => ResultKind::Text,
        ColumnKind::Int => ResultKind::Int,
        ColumnKind::Float => ResultKind::Float,
        ColumnKind::Date => ResultKind::Date,
        ColumnKind::Bool => ResultKind::Bool,
    }
}

fn parameters(
    query: &QueryDefinition,
    given: &toml::Table,
) -> Result<BTreeMap<String, Value>, String> {
    let value = |parameter: &vik_catalogue::Parameter| -> Option<Value> {
        let text = |text: &str| match parameter.kind {
            ParameterKind::Month => Some(Value::Date(if text.len() == 7 {
                format!("{text}-01")
            } else {
                text.to_owned()
            })),
            _ => Some(Value::Text(text.to_owned())),
        };
        match given.get(&parameter.name) {
            Some(toml::Value::String(given)) => text(given),
            Some(toml::Value::Integer(number)) => Some(Value::Int(*number)),
            Some(toml::Value::Datetime(day)) => text(&day.to_string()),
            Some(toml::Value::Array(items)) => Some(Value::TextList(
                items
                    .iter()
                    .filter_map(|item| item.as_str().map(str::to_owned))
                    .collect(),
            )),
            Some(_) => None,
            None => match &parameter.default {
                ParameterDefault::Relative(relative) => text(&relative.text(SOME_MONTH)),
                // There are no breaks here: the same as on a page without any.
                ParameterDefault::Break(_) => text(&vik_catalogue::month_text(SOME_MONTH - 11)),
                ParameterDefault::Text(default) => text(default),
                ParameterDefault::Int(number) => Some(Value::Int(*number)),
                ParameterDefault::List(items) => Some(Value::TextList(items.clone())),
            },
        }
    };
    let named = |parameter: &vik_catalogue::Parameter| {
        let value = value(parameter)
            .ok_or_else(|| format!("parameter `{}` has a value of another type", parameter.name))?;
        Ok((parameter.name.clone(), value))
    };
    query.parameters.iter().map(named).collect()
}
