//! A ledger as a file: one JSON object on each line.

use crate::ledger::statement::{Rule, Statement};

/// A line that is no statement. It says where and what was expected, never what stood there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: expected {expected}")]
pub struct LineError {
    /// Line, from 1.
    pub line: usize,
    /// What was expected.
    pub expected: &'static str,
}

/// Reads a ledger file.
///
/// # Errors
/// The first line that is not a statement in the documented format.
pub fn read_statements(text: &str) -> Result<Vec<Statement>, LineError> {
    text.lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, number)| read_line(line, number))
        .collect()
}

fn read_line(text: &str, line: usize) -> Result<Statement, LineError> {
    let fail = |expected| LineError { line, expected };
    // What serde_json says may quote the text, so only the kind of the error is passed on.
    let statement: Statement = serde_json::from_str(text).map_err(|error| {
        fail(match error.classify() {
            serde_json::error::Category::Data => {
                "the fields cube, population, period, audience, codes, measure, value and rule"
            }
            _ => "one JSON object",
        })
    })?;
    match (statement.value, statement.rule) {
        (Some(_), Rule::Hidden) => Err(fail("no value for a hidden cell")),
        (None, Rule::Hidden) => Ok(statement),
        (None, _) => Err(fail("a value, because the cell is not hidden")),
        (Some(_), Rule::Rounded { base: 0, .. }) => Err(fail("a base of at least 1")),
        (
            Some(_),
            Rule::Derived {
                base,
                mother_base,
                mother_periods,
                ..
            },
        ) if base == 0 || mother_base == 0 || mother_periods == 0 => {
            Err(fail("bases and a number of periods of at least 1"))
        }
        (Some(value), Rule::Rounded { base, .. } | Rule::Derived { base, .. })
            if value % base != 0 =>
        {
            Err(fail("a multiple of the base"))
        }
        (Some(_), _) => Ok(statement),
    }
}

/// Writes a ledger file; [`read_statements`] gives the same statements back.
pub fn write_statements<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> String {
    let mut text = String::new();
    for statement in statements {
        // Text, numbers and maps with text keys always serialise.
        if let Ok(line) = serde_json::to_string(statement) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}
