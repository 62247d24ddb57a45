//! The sentence that answers: a query's template, filled from its rows.

use vik_catalogue::{Language, Pick, Piece, QueryDefinition, Template};
use vik_published::{Cell, QueryResult, Reference};

use crate::labels;

/// The filled sentence; `None` when there are no rows or the template cannot be filled.
#[must_use]
pub fn sentence(
    query: &QueryDefinition,
    result: &QueryResult,
    reference: &Reference,
    language: Language,
) -> Option<String> {
    filled(
        query.answer.get(language),
        query,
        result,
        reference,
        language,
    )
}

/// A template of a definition, such as its answer or the description of its chart, filled from the rows.
#[must_use]
pub fn filled(
    template: &str,
    query: &QueryDefinition,
    result: &QueryResult,
    reference: &Reference,
    language: Language,
) -> Option<String> {
    if result.rows.is_empty() {
        return None;
    }
    let template = Template::parse(template).ok()?;
    let mut text = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Value { column, pick } => {
                let cell = picked(result, column, *pick)?;
                text.push_str(&shown(query, column, &cell, reference, language));
            }
            Piece::ArgMax { dimension, column } => {
                let row = highest(result, column)?;
                let cell = result.rows.get(row)?.get(result.column(dimension)?)?;
                text.push_str(&shown(query, dimension, cell, reference, language));
            }
        }
    }
    Some(text).filter(|text| !text.trim().is_empty())
}

fn shown(
    query: &QueryDefinition,
    name: &str,
    cell: &Cell,
    reference: &Reference,
    language: Language,
) -> String {
    let column = query.columns.iter().find(|column| column.name == name);
    let text = labels::cell(reference, column, cell, language);
    let percent = column.and_then(|column| column.unit.as_deref()) == Some("%");
    match cell {
        Cell::Int(_) | Cell::Float(_) if percent => match language {
            Language::Dutch => format!("{text}\u{a0}%"),
            Language::English => format!("{text}%"),
        },
        Cell::Text(_) => vik_charts::format_period(&text, crate::figure::language(language)),
        _ => text,
    }
}

fn picked(result: &QueryResult, name: &str, pick: Pick) -> Option<Cell> {
    let i = result.column(name)?;
    let mut known = result
        .rows
        .iter()
        .filter_map(|row| row.get(i))
        .filter(|cell| **cell != Cell::Null);
    match pick {
        Pick::First => known.next().cloned(),
        Pick::Last => known.next_back().cloned(),
        Pick::Max => result.rows.get(highest(result, name)?)?.get(i).cloned(),
        Pick::Sum => {
            let whole = result
                .rows
                .iter()
                .all(|row| matches!(row.get(i), Some(Cell::Int(_) | Cell::Null)));
            let sum: f64 = known.filter_map(Cell::number).sum();
            Some(if whole {
                Cell::Int(sum as i64)
            } else {
                Cell::Float(sum)
            })
        }
    }
}

/// The row with the highest value; the first of equals.
fn highest(result: &QueryResult, name: &str) -> Option<usize> {
    let i = result.column(name)?;
    let mut best: Option<(usize, f64)> = None;
    for (at, row) in result.rows.iter().enumerate() {
        let Some(value) = row.get(i).and_then(Cell::number) else {
            continue;
        };
        if best.is_none_or(|(_, highest)| value > highest) {
            best = Some((at, value));
        }
    }
    best.map(|(at, _)| at)
}
