//! A query's rows as a table on the page.

use vik_catalogue::{Column, ColumnRole, Language};
use vik_published::{Cell, QueryResult, Reference, ResultKind};

use crate::labels;

/// The head of a column.
#[derive(Clone)]
pub struct Head {
    /// What the reader sees.
    pub label: String,
    /// Whether the cells are numbers.
    pub numeric: bool,
    /// Whether the cells name the row.
    pub names: bool,
}

/// A cell.
#[derive(Clone)]
pub struct Shown {
    /// What the reader sees.
    pub text: String,
    /// Whether it is a number.
    pub numeric: bool,
    /// Whether it names the row.
    pub names: bool,
}

/// A table.
pub struct TableView {
    /// The heads.
    pub heads: Vec<Head>,
    /// The rows.
    pub rows: Vec<Vec<Shown>>,
    /// Whether rows were left out.
    pub truncated: bool,
}

impl TableView {
    /// Words in place of codes, numbers in the reader's language.
    #[must_use]
    pub fn new(
        result: &QueryResult,
        columns: &[Column],
        reference: &Reference,
        language: Language,
    ) -> Self {
        let described: Vec<Option<&Column>> = result
            .columns
            .iter()
            .map(|shown| columns.iter().find(|column| column.name == shown.name))
            .collect();
        let heads: Vec<Head> = result
            .columns
            .iter()
            .zip(&described)
            .enumerate()
            .map(|(i, (shown, column))| Head {
                label: head(&shown.name, *column, language),
                numeric: matches!(shown.kind, ResultKind::Int | ResultKind::Float),
                names: column.map_or(i == 0, |c| {
                    matches!(c.role, ColumnRole::Time | ColumnRole::Dimension)
                }),
            })
            .collect();
        let rows = result.rows.iter().map(|row| {
            row.iter()
                .zip(described.iter().zip(&heads))
                .map(|(cell, (column, head))| Shown {
                    text: match cell {
                        // Without a description the name must say it.
                        Cell::Int(year) if head.label == "year" => year.to_string(),
                        cell => labels::cell(reference, *column, cell, language),
                    },
                    numeric: head.numeric,
                    names: head.names,
                })
                .collect()
        });
        let rows = rows.collect();
        Self {
            heads,
            rows,
            truncated: result.truncated,
        }
    }
}

fn head(name: &str, column: Option<&Column>, language: Language) -> String {
    let Some(column) = column else {
        return name.to_owned();
    };
    let label = column.label.get(language);
    let label = if label.is_empty() { name } else { label };
    match column
        .unit
        .as_deref()
        .map(|unit| vik_catalogue::unit_word(unit, language))
        .filter(|unit| !unit.is_empty() && !label.to_lowercase().contains(&unit.to_lowercase()))
    {
        Some(unit) => format!("{label} ({unit})"),
        None => label.to_owned(),
    }
}
