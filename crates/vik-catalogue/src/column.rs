//! What a query returns, column by column.

use std::collections::BTreeMap;

use crate::diagnostic::suggest;
use crate::reader::{Placed, Reader};
use crate::words::Localised;

/// A column of the result.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name in SQL.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// What it is for.
    pub role: ColumnRole,
    /// Of a time column: `month`, `quarter` or `year`.
    pub grain: Option<String>,
    /// The code list that names its codes.
    pub codelist: Option<String>,
    /// What its codes mean where no code list says it.
    pub words: BTreeMap<String, Localised>,
    /// The unit of a number, such as `zaken` or `%`.
    pub unit: Option<String>,
    /// Digits after the decimal mark.
    pub decimals: Option<u8>,
    /// Its name on the page.
    pub label: Localised,
    /// The column with the lower end of its interval.
    pub low: Option<String>,
    /// The column with the upper end of its interval.
    pub high: Option<String>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text or codes.
    Text,
    /// Whole numbers.
    Int,
    /// Numbers.
    Float,
    /// Days.
    Date,
    /// Yes or no.
    Bool,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// When.
    Time,
    /// Split by what.
    Dimension,
    /// How much.
    Measure,
    /// Lower end of an interval.
    Low,
    /// Upper end of an interval.
    High,
    /// What a rate is divided by.
    Exposure,
    /// A line to compare with.
    Limit,
    /// What is said of a row: a signal, a segment, an icon.
    Note,
}

const COLUMN_KINDS: &[(&str, ColumnKind)] = &[
    ("text", ColumnKind::Text),
    ("int", ColumnKind::Int),
    ("float", ColumnKind::Float),
    ("date", ColumnKind::Date),
    ("bool", ColumnKind::Bool),
];

const COLUMN_ROLES: &[(&str, ColumnRole)] = &[
    ("time", ColumnRole::Time),
    ("dimension", ColumnRole::Dimension),
    ("measure", ColumnRole::Measure),
    ("low", ColumnRole::Low),
    ("high", ColumnRole::High),
    ("exposure", ColumnRole::Exposure),
    ("limit", ColumnRole::Limit),
    ("note", ColumnRole::Note),
];

/// Reads the `[[column]]` tables.
pub(crate) fn columns(reader: &Reader<'_>) -> Vec<Column> {
    let mut list: Vec<Column> = Vec::new();
    let mut ends: Vec<(&str, Placed)> = Vec::new();
    for table in reader.tables("column") {
        let name = table.text("name");
        if list.iter().any(|other| other.name == name.value) {
            let message = format!("column `{}` is declared twice", name.value);
            table.findings().error(name.at, message, None);
        }
        let low = table.optional("low");
        let high = table.optional("high");
        ends.extend(low.clone().map(|end| ("low", end)));
        ends.extend(high.clone().map(|end| ("high", end)));
        list.push(Column {
            name: name.value,
            kind: table
                .choice("type", COLUMN_KINDS)
                .unwrap_or(ColumnKind::Text),
            role: table
                .choice("role", COLUMN_ROLES)
                .unwrap_or(ColumnRole::Measure),
            grain: table.optional("grain").map(|text| text.value),
            codelist: table.optional("codelist").map(|text| text.value),
            words: table.words("words"),
            unit: table.optional("unit").map(|text| text.value),
            decimals: table
                .value("decimals")
                .map(|_| table.within("decimals", 0, 0, 6) as u8),
            label: table.localised("label"),
            low: low.map(|text| text.value),
            high: high.map(|text| text.value),
        });
        table.finish();
    }
    if list.is_empty() {
        reader.missing(
            "column",
            Some("declare each column of the result under `[[column]]`"),
        );
    }
    for (key, end) in ends {
        declared(reader, key, &end, &list);
    }
    list
}

/// Reports a name that is no column of the result.
pub(crate) fn declared(reader: &Reader<'_>, key: &str, name: &Placed, columns: &[Column]) {
    if !columns.iter().any(|column| column.name == name.value) {
        let hint = suggest(
            &name.value,
            columns.iter().map(|column| column.name.as_str()),
        );
        let message = format!("{key} names an unknown column `{}`", name.value);
        reader.findings().error(name.at, message, hint);
    }
}
