//! JSON Lines: one object per line, its members are the columns.

use std::io::{BufRead, BufReader};

use serde_json::{Map, Value};

use super::encoding::Decoded;
use super::{Chunk, Recipe, Rows};
use crate::error::IntakeError;
use crate::source::Source;

/// How many lines are looked at to learn the columns.
const LOOK: usize = 1000;

/// Learns the columns from the first lines.
pub(super) fn recognise(source: &Source, recipe: &mut Recipe) -> Result<(), IntakeError> {
    let mut lines = Lines::open(source, recipe, &[])?;
    for _ in 0..LOOK {
        let Some(object) = lines.object()? else { break };
        for name in object.keys() {
            if !recipe.facts.columns.contains(name) {
                recipe.facts.columns.push(name.clone());
            }
        }
    }
    Ok(())
}

/// An open file of JSON Lines.
pub(super) struct Lines {
    source: Source,
    reader: BufReader<Decoded>,
    line: String,
    names: Vec<String>,
    row: u64,
}

impl Lines {
    pub fn open(source: &Source, recipe: &Recipe, wanted: &[usize]) -> Result<Lines, IntakeError> {
        Ok(Lines {
            source: source.clone(),
            reader: BufReader::with_capacity(1 << 17, recipe.text(source)?),
            line: String::new(),
            names: wanted
                .iter()
                .filter_map(|column| recipe.facts.columns.get(*column).cloned())
                .collect(),
            row: 0,
        })
    }

    /// The next object; blank lines count as lines and are passed over.
    fn object(&mut self) -> Result<Option<Map<String, Value>>, IntakeError> {
        loop {
            self.line.clear();
            self.row += 1;
            let read = self
                .reader
                .read_line(&mut self.line)
                .map_err(|error| self.source.error(error.to_string()))?;
            if read == 0 {
                return Ok(None);
            }
            if self.line.trim().is_empty() {
                continue;
            }
            return serde_json::from_str(&self.line).map(Some).map_err(|_| {
                self.source.error(format!(
                    "line {} is not a JSON object on one line; export it again as JSON Lines",
                    self.row
                ))
            });
        }
    }
}

impl Rows for Lines {
    fn next(&mut self, chunk: &mut Chunk) -> Result<(), IntakeError> {
        chunk.clear(self.names.len());
        while !chunk.is_full() || chunk.len() == 0 {
            let Some(object) = self.object()? else { break };
            for (column, name) in chunk.columns.iter_mut().zip(&self.names) {
                match object.get(name) {
                    None | Some(Value::Null) => column.push(""),
                    Some(Value::String(text)) => column.push(text),
                    Some(Value::Array(values)) => column.push(&joined(values)),
                    Some(other) => column.push(&other.to_string()),
                }
            }
            chunk.positions.push(self.row);
        }
        Ok(())
    }
}

fn joined(values: &[Value]) -> String {
    let texts: Vec<String> = values
        .iter()
        .map(|value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        })
        .collect();
    texts.join(";")
}
