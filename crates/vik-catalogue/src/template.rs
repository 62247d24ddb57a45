//! The answer sentence: text with placeholders such as `{cases:last}` and `{unit:argmax(cases)}`.

use std::fmt;

/// Which row's value a placeholder shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The first row's.
    First,
    /// The last row's.
    Last,
    /// The highest.
    Max,
    /// All rows together.
    Sum,
}

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words as written.
    Text(String),
    /// A column's value.
    Value {
        /// The column.
        column: String,
        /// Of which row.
        pick: Pick,
    },
    /// The dimension's value where a measure is highest.
    ArgMax {
        /// The dimension that is shown.
        dimension: String,
        /// The measure that is highest.
        column: String,
    },
}

/// A parsed answer sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Words and placeholders, in order.
    pub pieces: Vec<Piece>,
}

/// A placeholder that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Byte offset in the sentence.
    pub offset: usize,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for TemplateError {}

impl Template {
    /// Parses a sentence.
    pub fn parse(sentence: &str) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut at = 0;
        while let Some(open) = sentence[at..].find('{').map(|open| at + open) {
            if open > at {
                pieces.push(Piece::Text(sentence[at..open].to_owned()));
            }
            let Some(close) = sentence[open..].find('}').map(|close| open + close) else {
                let message = "a `{` in the answer is not closed".to_owned();
                return Err(TemplateError {
                    offset: open,
                    message,
                });
            };
            let inside = &sentence[open + 1..close];
            let piece = placeholder(inside).ok_or_else(|| TemplateError {
                offset: open,
                message: format!("the answer cannot read `{{{inside}}}`"),
            })?;
            pieces.push(piece);
            at = close + 1;
        }
        if at < sentence.len() {
            pieces.push(Piece::Text(sentence[at..].to_owned()));
        }
        Ok(Self { pieces })
    }

    /// Every column the sentence mentions.
    pub fn columns(&self) -> Vec<&str> {
        let mut columns = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(_) => {}
                Piece::Value { column, .. } => columns.push(column.as_str()),
                Piece::ArgMax { dimension, column } => {
                    columns.extend([dimension.as_str(), column.as_str()]);
                }
            }
        }
        columns
    }
}

fn placeholder(inside: &str) -> Option<Piece> {
    let (column, function) = inside.split_once(':')?;
    let column = column.trim().to_owned();
    let pick = match function.trim() {
        "first" => Pick::First,
        "last" => Pick::Last,
        "max" => Pick::Max,
        "sum" => Pick::Sum,
        other => {
            let measure = other
                .strip_prefix("argmax(")?
                .strip_suffix(')')?
                .trim()
                .to_owned();
            return Some(Piece::ArgMax {
                dimension: column,
                column: measure,
            });
        }
    };
    Some(Piece::Value { column, pick })
}
