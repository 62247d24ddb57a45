//! A keyed hash of a warehouse row, by which an import tells the same case from a changed one.

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Date32Array, Int64Array, StringArray};
use arrow::datatypes::{DataType, Date32Type, Int64Type};
use vik_domain::warehouse::COLUMNS;
use vik_pseudonym::{Pseudonym, Pseudonymiser};

use super::bands::UNKNOWN;

/// Columns that do not describe the case: what depends on when and after what it came in, and keys
/// that repeat a pseudonym.
const NOT_CONTENT: [&str; 8] = [
    "case_pseudonym",
    "case_key",
    "subject_pseudonym",
    "person_key",
    "content_mark",
    "counted_in",
    "counted",
    "first_of_person",
];

/// A mark for each row of warehouse columns, in the order of [`COLUMNS`]; an empty place is not content.
///
/// # Guarantee
/// The mark depends on what the warehouse stores of the case and on the key, and on nothing else: not
/// on the file, the order of rows or what else is stored. So after a rotation it can be made again
/// from the stored row, and a change that the warehouse would not see is no change. Nobody without
/// the key can test a guess.
pub(super) fn marks(
    columns: &[Option<ArrayRef>],
    cases: &[Pseudonym],
    subjects: &[Pseudonym],
    key: &Pseudonymiser,
) -> Vec<i64> {
    let cells: Vec<(u8, Cells<'_>)> = (0_u8..)
        .zip(columns)
        .filter(|(i, _)| !NOT_CONTENT.contains(&COLUMNS[usize::from(*i)].name))
        .filter_map(|(i, column)| Some((i, Cells::of(column.as_ref()?)?)))
        .collect();
    let mut message = Vec::with_capacity(512);
    let mark = |(row, (case, subject)): (usize, (&Pseudonym, &Pseudonym))| {
        message.clear();
        message.extend_from_slice(case.as_bytes());
        message.extend_from_slice(subject.as_bytes());
        for (column, cells) in &cells {
            cells.put(*column, row, &mut message);
        }
        key.bytes(&message).key64()
    };
    cases.iter().zip(subjects).enumerate().map(mark).collect()
}

/// One column, its type resolved.
enum Cells<'a> {
    Text(&'a StringArray),
    Number(&'a Int64Array),
    Day(&'a Date32Array),
    Flag(&'a BooleanArray),
}

impl<'a> Cells<'a> {
    /// `None` for a column without any value: it adds nothing to a message.
    fn of(column: &'a ArrayRef) -> Option<Self> {
        if column.null_count() == column.len() {
            return None;
        }
        match column.data_type() {
            DataType::Utf8 => column.as_string_opt().map(Self::Text),
            DataType::Int64 => column.as_primitive_opt::<Int64Type>().map(Self::Number),
            DataType::Date32 => column.as_primitive_opt::<Date32Type>().map(Self::Day),
            DataType::Boolean => column.as_boolean_opt().map(Self::Flag),
            _ => None,
        }
    }

    /// Adds the number of the column, the length of the value and the value. What is not known adds
    /// nothing, so that a new column that nobody fills changes no mark.
    fn put(&self, column: u8, row: usize, message: &mut Vec<u8>) {
        let mut put = |value: &[u8]| {
            message.push(column);
            message.extend_from_slice(&(value.len() as u32).to_be_bytes());
            message.extend_from_slice(value);
        };
        match self {
            Self::Text(array) if array.is_valid(row) => {
                let text = array.value(row);
                if text != UNKNOWN {
                    put(text.as_bytes());
                }
            }
            Self::Number(array) if array.is_valid(row) => put(&array.value(row).to_be_bytes()),
            Self::Day(array) if array.is_valid(row) => put(&array.value(row).to_be_bytes()),
            Self::Flag(array) if array.is_valid(row) => put(&[u8::from(array.value(row))]),
            _ => {}
        }
    }
}
