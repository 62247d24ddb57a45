//! Answers of several named parts, built column by column without an allocation for each row.

use std::sync::Arc;

use datafusion::arrow::{
    array::{ArrayRef, BooleanArray, Float64Array, StringArray, StructArray},
    datatypes::{DataType, Field as ArrowField, Fields},
};

use crate::spec::{Field, Type};

/// One part of one answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Part {
    Empty,
    Number(f64),
    Flag(bool),
    Word(&'static str),
}

impl From<f64> for Part {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<Option<f64>> for Part {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl From<usize> for Part {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl From<bool> for Part {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Option<bool>> for Part {
    fn from(flag: Option<bool>) -> Self {
        flag.map_or(Self::Empty, Self::Flag)
    }
}

impl From<Option<&'static str>> for Part {
    fn from(word: Option<&'static str>) -> Self {
        word.map_or(Self::Empty, Self::Word)
    }
}

#[derive(Debug)]
enum Values {
    Numbers(Vec<Option<f64>>),
    Flags(Vec<Option<bool>>),
    Words(Vec<Option<&'static str>>),
}

/// The answers to a number of rows, in order.
#[derive(Debug)]
pub(crate) struct Answers {
    fields: &'static [Field],
    parts: Vec<Values>,
    rows: usize,
}

impl Answers {
    pub(crate) fn new(fields: &'static [Field], rows: usize) -> Self {
        let parts = fields.iter().map(|field| match field.kind {
            Type::Number => Values::Numbers(Vec::with_capacity(rows)),
            Type::Flag => Values::Flags(Vec::with_capacity(rows)),
            Type::Word => Values::Words(Vec::with_capacity(rows)),
        });
        Self {
            fields,
            parts: parts.collect(),
            rows: 0,
        }
    }

    /// Adds an answer; a number that is not finite is an open end and shown as empty.
    pub(crate) fn push(&mut self, answer: &[Part]) {
        debug_assert_eq!(answer.len(), self.parts.len());
        for (values, part) in self.parts.iter_mut().zip(answer) {
            match (values, *part) {
                (Values::Numbers(v), Part::Number(x)) => v.push(x.is_finite().then_some(x)),
                (Values::Flags(v), Part::Flag(flag)) => v.push(Some(flag)),
                (Values::Words(v), Part::Word(word)) => v.push(Some(word)),
                (Values::Numbers(v), _) => v.push(None),
                (Values::Flags(v), _) => v.push(None),
                (Values::Words(v), _) => v.push(None),
            }
        }
        self.rows += 1;
    }

    /// Adds an empty answer.
    pub(crate) fn gap(&mut self) {
        self.fill(self.rows + 1);
    }

    /// Adds empty answers until there are so many; takes away what is beyond.
    pub(crate) fn fill(&mut self, rows: usize) {
        for values in &mut self.parts {
            match values {
                Values::Numbers(v) => v.resize(rows, None),
                Values::Flags(v) => v.resize(rows, None),
                Values::Words(v) => v.resize(rows, None),
            }
        }
        self.rows = rows;
    }

    /// Empties the answer to a row that has been pushed.
    pub(crate) fn blank(&mut self, row: usize) {
        for values in &mut self.parts {
            match values {
                Values::Numbers(v) => v[row] = None,
                Values::Flags(v) => v[row] = None,
                Values::Words(v) => v[row] = None,
            }
        }
    }

    /// A structure of the parts, or the only part when it has no name.
    pub(crate) fn finish(self) -> ArrayRef {
        let arrays = self.parts.into_iter().map(|values| match values {
            Values::Numbers(v) => Arc::new(Float64Array::from(v)) as ArrayRef,
            Values::Flags(v) => Arc::new(BooleanArray::from(v)),
            Values::Words(v) => Arc::new(StringArray::from(v)),
        });
        let mut arrays: Vec<ArrayRef> = arrays.collect();
        if alone(self.fields) && arrays.len() == 1 {
            return arrays.remove(0);
        }
        Arc::new(StructArray::new(arrow_fields(self.fields), arrays, None))
    }
}

/// The type of an answer with these parts.
pub(crate) fn data_type(fields: &[Field]) -> DataType {
    match fields {
        [field] if alone(fields) => arrow_type(field.kind),
        _ => DataType::Struct(arrow_fields(fields)),
    }
}

fn alone(fields: &[Field]) -> bool {
    matches!(fields, [field] if field.name.is_empty())
}

fn arrow_fields(fields: &[Field]) -> Fields {
    let one = |field: &Field| ArrowField::new(field.name, arrow_type(field.kind), true);
    fields.iter().map(one).collect()
}

fn arrow_type(kind: Type) -> DataType {
    match kind {
        Type::Number => DataType::Float64,
        Type::Flag => DataType::Boolean,
        Type::Word => DataType::Utf8,
    }
}
