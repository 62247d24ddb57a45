//! Reading a batch of contract fields by name, with an empty cell as `None`.

use arrow::array::{
    Array, AsArray, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray,
};
use arrow::datatypes::{Date32Type, Int64Type};

/// A batch whose columns are the contract's fields.
pub(super) struct Fields<'a>(pub &'a RecordBatch);

impl<'a> Fields<'a> {
    pub fn text(&self, name: &str) -> Column<&'a StringArray> {
        Column(
            self.0
                .column_by_name(name)
                .and_then(|column| column.as_string_opt::<i32>()),
        )
    }
    pub fn date(&self, name: &str) -> Column<&'a Date32Array> {
        Column(
            self.0
                .column_by_name(name)
                .and_then(|column| column.as_primitive_opt::<Date32Type>()),
        )
    }
    pub fn int(&self, name: &str) -> Column<&'a Int64Array> {
        Column(
            self.0
                .column_by_name(name)
                .and_then(|column| column.as_primitive_opt::<Int64Type>()),
        )
    }
    pub fn flag(&self, name: &str) -> Column<&'a BooleanArray> {
        Column(
            self.0
                .column_by_name(name)
                .and_then(|column| column.as_boolean_opt()),
        )
    }
}

/// A column that may be missing altogether; then every cell is empty.
#[derive(Clone, Copy)]
pub(super) struct Column<A>(Option<A>);

impl<'a> Column<&'a StringArray> {
    pub fn get(&self, row: usize) -> Option<&'a str> {
        self.0
            .filter(|array| array.is_valid(row))
            .map(|array| array.value(row))
            .filter(|text| !text.is_empty())
    }
}

impl Column<&Date32Array> {
    pub fn get(&self, row: usize) -> Option<i32> {
        self.0
            .filter(|array| array.is_valid(row))
            .map(|array| array.value(row))
    }
}

impl Column<&Int64Array> {
    pub fn get(&self, row: usize) -> Option<i64> {
        self.0
            .filter(|array| array.is_valid(row))
            .map(|array| array.value(row))
    }
}

impl Column<&BooleanArray> {
    pub fn get(&self, row: usize) -> Option<bool> {
        self.0
            .filter(|array| array.is_valid(row))
            .map(|array| array.value(row))
    }
}
