//! CSV with plain numbers and codes beside their words, safe to open in a spreadsheet.

use vik_catalogue::{Column, Language};
use vik_published::{Cell, QueryResult, Reference};

use crate::labels;

/// The rows as CSV: comma, UTF-8 with byte order mark, a heading row with the column names.
/// A column with a code list is followed by a column with the words.
#[must_use]
pub fn write(
    result: &QueryResult,
    columns: &[Column],
    reference: &Reference,
    language: Language,
) -> String {
    let lists: Vec<Option<&str>> = result
        .columns
        .iter()
        .map(|shown| {
            columns
                .iter()
                .find(|c| c.name == shown.name)
                .and_then(|c| c.codelist.as_deref())
        })
        .collect();
    let mut text = String::from("\u{feff}");
    let heads = result
        .columns
        .iter()
        .zip(&lists)
        .flat_map(|(column, list)| {
            let word = list.map(|_| safe(&format!("{}_label", column.name)));
            std::iter::once(safe(&column.name)).chain(word)
        });
    line(&mut text, heads);
    for row in &result.rows {
        let cells = row.iter().zip(&lists).flat_map(|(cell, list)| {
            let word = list.map(|list| match cell {
                Cell::Text(code) => safe(&labels::label(reference, list, code, language)),
                _ => String::new(),
            });
            std::iter::once(plain(cell)).chain(word)
        });
        line(&mut text, cells);
    }
    text
}

fn line(text: &mut String, fields: impl Iterator<Item = String>) {
    text.push_str(&fields.collect::<Vec<_>>().join(","));
    text.push_str("\r\n");
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => safe(text),
        Cell::Int(number) => number.to_string(),
        Cell::Float(number) => number.to_string(),
        Cell::Bool(flag) => flag.to_string(),
        Cell::Date(iso) => iso.clone(),
    }
}

/// A spreadsheet runs a text that starts like a formula; a quote in front keeps it text.
fn safe(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']);
    let guarded = if risky {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if guarded.contains([',', '"', '\n', '\r', ';']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_text_can_be_a_formula() {
        for risky in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\0"] {
            assert!(
                safe(risky).trim_start_matches('"').starts_with('\''),
                "{risky:?}"
            );
        }
        assert_eq!(safe("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(safe("gewoon"), "gewoon");
    }
}
