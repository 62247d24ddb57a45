//! Plain rows, by column.

use serde::{Deserialize, Serialize};

use crate::{ChartError, Language, format_number};

/// The rows of a chart, held by column.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ChartData {
    /// The columns, all of one length.
    pub columns: Vec<Column>,
}

/// A named column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its name in the query.
    pub name: String,
    /// Its values.
    pub values: Values,
}

/// The values of a column; `None` is a figure that is not shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Values {
    /// Codes, periods or other text.
    Labels(Vec<Option<String>>),
    /// Figures.
    Numbers(Vec<Option<f64>>),
}

impl ChartData {
    /// No columns yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column.
    pub fn column(mut self, name: impl Into<String>, values: Values) -> Self {
        self.columns.push(Column {
            name: name.into(),
            values,
        });
        self
    }

    /// Adds a column of labels.
    pub fn labels<L: Into<String>>(
        self,
        name: impl Into<String>,
        labels: impl IntoIterator<Item = L>,
    ) -> Self {
        let labels = labels.into_iter().map(|label| Some(label.into())).collect();
        self.column(name, Values::Labels(labels))
    }

    /// Adds a column of figures.
    pub fn numbers(
        self,
        name: impl Into<String>,
        numbers: impl IntoIterator<Item = Option<f64>>,
    ) -> Self {
        self.column(name, Values::Numbers(numbers.into_iter().collect()))
    }

    /// The number of rows: the shortest column's, so that a ragged table cannot be read past its end.
    pub(crate) fn rows(&self) -> usize {
        let length = |column: &Column| match &column.values {
            Values::Labels(values) => values.len(),
            Values::Numbers(values) => values.len(),
        };
        self.columns.iter().map(length).min().unwrap_or(0)
    }

    /// A column as text; a number serves as its own label.
    pub(crate) fn texts(&self, name: &str) -> Result<Vec<String>, ChartError> {
        Ok(match self.find(name)? {
            Values::Labels(values) => values
                .iter()
                .map(|value| value.clone().unwrap_or_else(|| "–".to_owned()))
                .collect(),
            Values::Numbers(values) => values
                .iter()
                .map(|value| match value {
                    Some(number) => plain(*number),
                    None => "–".to_owned(),
                })
                .collect(),
        })
    }

    /// A column as figures. What is not finite is not a figure.
    pub(crate) fn figures(&self, name: &str) -> Result<Vec<Option<f64>>, ChartError> {
        match self.find(name)? {
            Values::Numbers(values) => Ok(values
                .iter()
                .map(|value| value.filter(|number| number.is_finite()))
                .collect()),
            Values::Labels(values) if values.iter().all(Option::is_none) => {
                Ok(vec![None; values.len()])
            }
            Values::Labels(_) => Err(ChartError::NotNumbers(name.to_owned())),
        }
    }

    /// A column of codes or remarks; empty text is none.
    pub(crate) fn remarks(&self, name: &str) -> Result<Vec<Option<String>>, ChartError> {
        Ok(match self.find(name)? {
            Values::Labels(values) => values
                .iter()
                .map(|value| value.clone().filter(|text| !text.trim().is_empty()))
                .collect(),
            Values::Numbers(values) => values.iter().map(|value| value.map(plain)).collect(),
        })
    }

    /// A column of flags: `true`, or any number but zero.
    pub(crate) fn flags(&self, name: &str) -> Result<Vec<bool>, ChartError> {
        Ok(match self.find(name)? {
            Values::Labels(values) => values
                .iter()
                .map(|value| matches!(value.as_deref(), Some("true" | "1")))
                .collect(),
            Values::Numbers(values) => values
                .iter()
                .map(|value| value.is_some_and(|number| number != 0.0))
                .collect(),
        })
    }

    fn find(&self, name: &str) -> Result<&Values, ChartError> {
        self.columns
            .iter()
            .find(|column| column.name == name)
            .map(|column| &column.values)
            .ok_or_else(|| ChartError::UnknownColumn(name.to_owned()))
    }
}

fn plain(number: f64) -> String {
    if number.fract() == 0.0 {
        format!("{number:.0}")
    } else {
        format_number(number, 1, Language::Dutch)
    }
}
