//! `queries/*.sql`: one question, its answer and everything a page says about it.

use std::collections::BTreeMap;

use crate::chart::{Chart, chart};
use crate::column::{Column, columns, declared};
use crate::diagnostic::suggest;
use crate::findings::Findings;
use crate::header::split;
use crate::parameter::{Parameter, parameters};
use crate::reader::{Placed, Reader, document};
use crate::sql;
use crate::template::Template;
use crate::words::{Localised, Role, audience, identity, values};

/// A query over published tables.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryDefinition {
    /// Its name, also in addresses.
    pub id: String,
    /// Its version.
    pub version: String,
    /// `concept`, `established` or `retired`.
    pub status: String,
    /// The indicators it answers.
    pub indicators: Vec<String>,
    /// Who may run it.
    pub audience: Vec<Role>,
    /// The tables it reads.
    pub tables: Vec<String>,
    /// Its title.
    pub title: Localised,
    /// What it shows.
    pub description: Localised,
    /// What it does not say.
    pub reading: Localised,
    /// How it counts.
    pub counting: Localised,
    /// The answer sentence, see [`Template`].
    pub answer: Localised,
    /// What a reader may fill in.
    pub parameters: Vec<Parameter>,
    /// What it returns, in order.
    pub columns: Vec<Column>,
    /// How it is drawn.
    pub chart: Option<Chart>,
    /// How much it may use.
    pub limits: Limits,
    /// Its tests.
    pub tests: Vec<QueryTest>,
    /// The statement, without the header.
    pub sql: String,
    /// Where it was read from.
    pub file: String,
}

/// How much a query may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Milliseconds.
    pub timeout_ms: u64,
    /// Rows of the result.
    pub max_rows: u64,
}

/// A test inside the file.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryTest {
    /// What it shows.
    pub name: String,
    /// Parameter values that differ from the defaults.
    pub params: toml::Table,
    /// Rows by table.
    pub given: BTreeMap<String, Vec<toml::Table>>,
    /// The rows of the result, in order.
    pub expect: Vec<toml::Table>,
}

/// Parses one query file.
pub(crate) fn parse<'a>(file: &'a str, text: &'a str) -> Result<QueryDefinition, Findings<'a>> {
    let halves = split(file, text)?;
    let findings = Findings::new(file, text, halves.base);
    let query = document(&findings, halves.toml, |reader| {
        let identity = identity(reader);
        let columns = columns(reader);
        let parameters = parameters(reader);
        check_parameters(reader, &parameters, halves.sql, halves.sql_at);
        let tables = reader.texts("tables");
        if tables.is_empty() {
            reader.missing(
                "tables",
                Some("name what the SQL reads: `tables = [\"cube_unit_issue\"]`"),
            );
        }
        QueryDefinition {
            id: identity.id,
            version: identity.version,
            status: reader
                .choice("status", STATUS)
                .unwrap_or_default()
                .to_owned(),
            indicators: values(reader.texts("indicators")),
            audience: audience(reader),
            title: reader.localised("title"),
            description: reader.localised("description"),
            reading: reader.localised("reading"),
            counting: reader.localised("counting"),
            answer: answer(reader, &columns),
            chart: reader.table("chart").map(|table| chart(table, &columns)),
            limits: limits(reader),
            tests: tests(reader, &tables, &parameters, &columns),
            tables: values(tables),
            parameters,
            columns,
            sql: halves.sql.to_owned(),
            file: file.to_owned(),
        }
    });
    match query {
        Some(query) if findings.is_clean() => Ok(query),
        _ => Err(findings),
    }
}

const STATUS: &[(&str, &str)] = &[
    ("concept", "concept"),
    ("established", "established"),
    ("retired", "retired"),
];

fn limits(reader: &Reader<'_>) -> Limits {
    let Some(table) = reader.table("limits") else {
        return Limits {
            timeout_ms: 5_000,
            max_rows: 5_000,
        };
    };
    let limits = Limits {
        timeout_ms: table.within("timeout_ms", 5_000, 1, 60_000) as u64,
        max_rows: table.within("max_rows", 5_000, 1, 100_000) as u64,
    };
    table.finish();
    limits
}

fn answer(reader: &Reader<'_>, columns: &[Column]) -> Localised {
    let answer = reader.localised("answer");
    let Some(value) = reader.value("answer") else {
        return answer;
    };
    let Some(table) = value.get_ref().as_table() else {
        return answer;
    };
    let texts = Reader::new(reader.findings(), table, value.span().start);
    for (key, text) in [("nl", &answer.nl), ("en", &answer.en)] {
        let at = texts.place(key);
        match Template::parse(text) {
            Ok(template) => {
                for name in template.columns() {
                    let name = Placed { value: name.to_owned(), at };
                    declared(reader, &format!("answer.{key}"), &name, columns);
                }
            }
            Err(error) => reader.findings().error(
                at,
                error.message,
                Some(
                    "write {column:first}, {column:last}, {column:max}, {column:sum} or {dimension:argmax(column)}"
                        .to_owned(),
                ),
            ),
        }
    }
    answer
}

fn check_parameters(reader: &Reader<'_>, declared: &[Parameter], statement: &str, at: usize) {
    let bare = sql::bare(statement);
    sql::check_statement(reader.findings(), at, &bare);
    let used = sql::parameters(&bare);
    for (name, offset) in &used {
        if !declared.iter().any(|parameter| parameter.name == *name) {
            let hint = suggest(
                name,
                declared.iter().map(|parameter| parameter.name.as_str()),
            )
            .or_else(|| Some("declare it under `[[parameter]]`".to_owned()));
            reader.findings().error_in_file(
                at + offset,
                format!("the SQL uses an undeclared parameter `${name}`"),
                hint,
            );
        }
    }
    for (parameter, table) in declared.iter().zip(reader.tables("parameter")) {
        if !parameter.name.is_empty() && !used.contains_key(parameter.name.as_str()) {
            reader.findings().error(
                table.place("name"),
                format!("parameter `{}` is not used in the SQL", parameter.name),
                Some(format!("use it as `${}` or remove it", parameter.name)),
            );
        }
    }
}

fn tests(
    reader: &Reader<'_>,
    tables: &[Placed],
    parameters: &[Parameter],
    columns: &[Column],
) -> Vec<QueryTest> {
    let mut list = Vec::new();
    for table in reader.tables("test") {
        let (params, places) = table.loose_table("params");
        for place in &places {
            if !parameters
                .iter()
                .any(|parameter| parameter.name == place.value)
            {
                let hint = suggest(
                    &place.value,
                    parameters.iter().map(|known| known.name.as_str()),
                );
                let message = format!("the test sets an unknown parameter `{}`", place.value);
                table.findings().error(place.at, message, hint);
            }
        }
        let mut given = BTreeMap::new();
        for (name, rows) in table.loose_tables("given") {
            if !tables.iter().any(|known| known.value == name.value) {
                let hint = suggest(&name.value, tables.iter().map(|known| known.value.as_str()));
                let message = format!(
                    "the test gives rows for `{}`, which `tables` lacks",
                    name.value
                );
                table.findings().error(name.at, message, hint);
            }
            given.insert(name.value, rows);
        }
        let name = table.text("name").value;
        if table.value("expect").is_none() {
            table.missing(
                "expect",
                Some("write the rows you expect, in order; `[]` for none"),
            );
        }
        let expect = table.loose_rows("expect");
        for key in expect.iter().flat_map(|row| row.keys()) {
            let key = Placed {
                value: key.clone(),
                at: table.place("expect"),
            };
            declared(&table, "expect", &key, columns);
        }
        list.push(QueryTest {
            name,
            params,
            given,
            expect,
        });
        table.finish();
    }
    list
}
