//! Decoding: columns of text become columns of values.
//!
//! An export repeats itself: few distinct codes, few thousand distinct days. So each column keeps
//! what it made of a text, and a cell costs one look in a hash table and no allocation.

use std::collections::HashMap;

use ahash::RandomState;
use vik_domain::Contract;

use crate::codes::Validity;
use crate::date;
use crate::finding::{Collector, Rule};
use crate::plan::{Decode, FieldPlan, Origin, Plan};
use crate::read::Chunk;

/// How many texts a column remembers before it starts again.
const REMEMBERED: usize = 1 << 16;

pub(crate) const NO_DAY: i32 = i32::MIN;
pub(crate) const NO_NUMBER: i64 = i64::MIN;
pub(crate) const NO_CODE: u32 = u32::MAX;
pub(crate) const NO_FLAG: u8 = 2;

/// The values of one field for the rows of a chunk.
pub(crate) enum Values {
    /// Text stays where it is; this says from which of the wanted columns, if from any.
    Text(Vec<Option<usize>>),
    Days(Vec<i32>),
    Numbers(Vec<i64>),
    Flags(Vec<u8>),
    Codes(Vec<u32>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Empty,
    Value(i64),
    Fault(Rule),
}

/// One field's values and what it remembers.
pub(crate) struct FieldState {
    pub values: Values,
    /// The codes met so far; a value of [`Values::Codes`] is a place here.
    pub codes: Vec<(String, Validity)>,
    places: HashMap<String, u32, RandomState>,
    memo: HashMap<String, Cell, RandomState>,
    last: (String, Cell),
    may_be_future: bool,
}

/// Decodes chunk after chunk of one file.
pub(crate) struct Decoder {
    pub fields: Vec<FieldState>,
    today: i32,
}

impl Decoder {
    pub fn new(plan: &Plan, today: i32) -> Decoder {
        Decoder {
            fields: plan.fields.iter().map(FieldState::new).collect(),
            today,
        }
    }

    /// Decodes a chunk; faults become findings and leave their cell empty.
    pub fn decode(
        &mut self,
        plan: &Plan,
        chunk: &Chunk,
        skipped: &[bool],
        findings: &mut Option<&mut Collector>,
    ) {
        for (field, state) in plan.fields.iter().zip(&mut self.fields) {
            state.clear();
            for row in 0..chunk.len() {
                let cell = state.row(field, chunk, row, self.today);
                let rule = match cell {
                    Cell::Empty if field.required => Rule::Required,
                    Cell::Fault(rule) => rule,
                    _ => continue,
                };
                if let Some(findings) = findings
                    .as_deref_mut()
                    .filter(|_| !skipped.get(row).copied().unwrap_or(false))
                {
                    findings.add(
                        chunk.positions[row],
                        &field.column,
                        rule,
                        field.expectation(rule),
                    );
                }
            }
        }
    }
}

impl FieldPlan {
    fn expectation(&self, rule: Rule) -> &std::sync::Arc<str> {
        match rule {
            Rule::Required => &self.words.required,
            Rule::DateFuture => &self.words.future,
            Rule::DateSentinel => &self.words.sentinel,
            Rule::NumberRange => &self.words.range,
            _ => &self.words.form,
        }
    }
}

/// Whether a constant is what its field expects.
pub(crate) fn is_sound(plan: &FieldPlan, constant: &str) -> bool {
    let mut state = FieldState::new(plan);
    !matches!(state.cell(plan, constant, i32::MAX), Cell::Fault(_))
}

impl FieldState {
    fn new(plan: &FieldPlan) -> FieldState {
        let values = match &plan.decode {
            Decode::Text => Values::Text(Vec::new()),
            Decode::Date(_) => Values::Days(Vec::new()),
            Decode::Int { .. } => Values::Numbers(Vec::new()),
            Decode::Bool { .. } => Values::Flags(Vec::new()),
            Decode::Codes { .. } => Values::Codes(Vec::new()),
        };
        let name = Contract::embedded()
            .fields()
            .get(plan.field)
            .map(|field| field.name.as_str());
        FieldState {
            values,
            codes: Vec::new(),
            places: HashMap::default(),
            memo: HashMap::default(),
            last: (String::new(), Cell::Empty),
            may_be_future: name == Some("embargo_until"),
        }
    }

    fn clear(&mut self) {
        match &mut self.values {
            Values::Text(values) => values.clear(),
            Values::Days(values) => values.clear(),
            Values::Numbers(values) => values.clear(),
            Values::Flags(values) => values.clear(),
            Values::Codes(values) => values.clear(),
        }
    }

    fn row(&mut self, plan: &FieldPlan, chunk: &Chunk, row: usize, today: i32) -> Cell {
        let mut from = None;
        let cell = match &plan.origin {
            Origin::Constant(text) => self.cell(plan, text, today),
            Origin::Column { column, fallback } => {
                from = Some(*column);
                match (
                    self.cell(plan, chunk.columns[*column].get(row), today),
                    fallback,
                ) {
                    (Cell::Empty, Some(fallback)) => {
                        from = Some(*fallback);
                        self.cell(plan, chunk.columns[*fallback].get(row), today)
                    }
                    (cell, _) => cell,
                }
            }
        };
        let value = if let Cell::Value(value) = cell {
            Some(value)
        } else {
            None
        };
        match &mut self.values {
            Values::Text(values) => values.push(value.and(from)),
            Values::Days(values) => values.push(value.map_or(NO_DAY, |value| value as i32)),
            Values::Numbers(values) => values.push(value.unwrap_or(NO_NUMBER)),
            Values::Flags(values) => values.push(value.map_or(NO_FLAG, |value| value as u8)),
            Values::Codes(values) => values.push(value.map_or(NO_CODE, |value| value as u32)),
        }
        cell
    }

    fn cell(&mut self, plan: &FieldPlan, text: &str, today: i32) -> Cell {
        if matches!(plan.decode, Decode::Text) {
            let text = text.trim();
            let empty = text.is_empty() || plan.null_values.iter().any(|null| null == text);
            return if empty { Cell::Empty } else { Cell::Value(0) };
        }
        if text.is_empty() {
            return Cell::Empty;
        }
        if self.last.0 == text {
            return self.last.1;
        }
        let cell = match self.memo.get(text) {
            Some(cell) => *cell,
            None => {
                let cell = self.fresh(plan, text.trim(), today);
                if self.memo.len() >= REMEMBERED {
                    self.memo.clear();
                }
                self.memo.insert(text.to_owned(), cell);
                cell
            }
        };
        self.last.0.clear();
        self.last.0.push_str(text);
        self.last.1 = cell;
        cell
    }

    fn fresh(&mut self, plan: &FieldPlan, text: &str, today: i32) -> Cell {
        if text.is_empty() || plan.null_values.iter().any(|null| null == text) {
            return Cell::Empty;
        }
        match &plan.decode {
            Decode::Text => Cell::Value(0),
            Decode::Date(format) => match format.day(text) {
                None => Cell::Fault(Rule::DateFormat),
                Some(day) if date::is_sentinel(day) => Cell::Fault(Rule::DateSentinel),
                Some(day) if day > today && !self.may_be_future => Cell::Fault(Rule::DateFuture),
                Some(day) => Cell::Value(i64::from(day)),
            },
            Decode::Int { least, most } => match text.parse::<i64>() {
                Err(_) => Cell::Fault(Rule::NumberFormat),
                Ok(number) if (*least..=*most).contains(&number) => Cell::Value(number),
                Ok(_) => Cell::Fault(Rule::NumberRange),
            },
            Decode::Bool { yes, no } => {
                let word = text.to_lowercase();
                if yes.contains(&word) {
                    Cell::Value(1)
                } else if no.contains(&word) {
                    Cell::Value(0)
                } else {
                    Cell::Fault(Rule::BoolFormat)
                }
            }
            Decode::Codes { table, separator } => {
                let found = match separator {
                    Some(separator) => table.codes(text, separator),
                    None => table.code(text),
                };
                match found {
                    None => Cell::Fault(Rule::UnknownCode),
                    Some((code, _)) if code.is_empty() => Cell::Empty,
                    Some((code, validity)) => Cell::Value(i64::from(self.place(code, validity))),
                }
            }
        }
    }

    /// The place of a code among those met so far.
    pub fn place(&mut self, code: String, validity: Validity) -> u32 {
        if let Some(place) = self.places.get(&code) {
            return *place;
        }
        let place = self.codes.len() as u32;
        self.codes.push((code.clone(), validity));
        self.places.insert(code, place);
        place
    }

    pub fn day(&self, row: usize) -> Option<i32> {
        match &self.values {
            Values::Days(days) => days.get(row).copied().filter(|day| *day != NO_DAY),
            _ => None,
        }
    }

    pub fn number(&self, row: usize) -> Option<i64> {
        match &self.values {
            Values::Numbers(numbers) => numbers
                .get(row)
                .copied()
                .filter(|number| *number != NO_NUMBER),
            _ => None,
        }
    }

    pub fn code(&self, row: usize) -> Option<&(String, Validity)> {
        match &self.values {
            Values::Codes(places) => places
                .get(row)
                .and_then(|place| self.codes.get(*place as usize)),
            _ => None,
        }
    }

    /// The text of a cell, for identifiers and free text.
    pub fn text<'c>(&self, plan: &'c FieldPlan, chunk: &'c Chunk, row: usize) -> Option<&'c str> {
        match (&self.values, &plan.origin) {
            (Values::Text(_), Origin::Constant(text)) => {
                Some(text.trim()).filter(|text| !text.is_empty())
            }
            (Values::Text(from), _) => {
                let column = from.get(row).copied().flatten()?;
                chunk
                    .columns
                    .get(column)
                    .map(|column| column.get(row).trim())
            }
            _ => None,
        }
    }
}
