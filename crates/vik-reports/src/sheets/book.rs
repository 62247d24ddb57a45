//! The value behind every data sheet.

use vik_domain::Month;

use crate::archive::ArchiveError;

/// Sheets in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// What it is, for the properties of the file.
    pub title: String,
    /// The first of this month is its date.
    pub dated: Month,
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

/// A sheet: a row of heads, then rows of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name: at most 31 letters, without `[ ] : * ? / \`, as spreadsheets ask.
    pub name: String,
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, whatever it looks like.
    Text(String),
    /// A finite number.
    Number(f64),
}

impl Cell {
    /// Text; nothing for empty text.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        match text.is_empty() {
            true => Self::Empty,
            false => Self::Text(text),
        }
    }

    /// A number; nothing for none.
    #[must_use]
    pub fn number(number: Option<f64>) -> Self {
        match number.filter(|number| number.is_finite()) {
            Some(number) => Self::Number(number),
            None => Self::Empty,
        }
    }
}

/// Why a workbook could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// A name that spreadsheets refuse, or more rows than fit.
    #[error("sheet {0} has a name or a size that a spreadsheet does not take")]
    Sheet(usize),
    /// The zip could not be written.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

/// A control sign that XML 1.0 has no way to write; it is left out.
pub(crate) fn writable(text: &str) -> String {
    text.chars().filter(|letter| is_writable(*letter)).collect()
}

fn is_writable(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}
