//! Reading a batch of contract fields by name, with an empty cell as `None`.

use arrow::array::{
    Array, AsArray, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray,
};
use arrow::datatypes::{Date32Type, Int64Type};

/// A batch whose columns are the contract's fields.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(pub &'a RecordBatch);

impl<'a> Fields<'a> {
    pub fn text(self, name: &str) -> Column<&'a StringArray> {
        Column(
            self.filled(name)
                .and_then(|column| column.as_string_opt::<i32>()),
        )
    }

    pub fn date(self, name: &str) -> Column<&'a Date32Array> {
        Column(
            self.filled(name)
                .and_then(|column| column.as_primitive_opt::<Date32Type>()),
        )
    }

    pub fn int(self, name: &str) -> Column<&'a Int64Array> {
        Column(
            self.filled(name)
                .and_then(|column| column.as_primitive_opt::<Int64Type>()),
        )
    }

    pub fn flag(self, name: &str) -> Column<&'a BooleanArray> {
        Column(self.filled(name).and_then(|column| column.as_boolean_opt()))
    }

    /// Whether a field has a value anywhere in the batch.
    pub fn is_filled(self, name: &str) -> bool {
        self.filled(name).is_some()
    }

    fn filled(self, name: &str) -> Option<&'a dyn Array> {
        let column = self.0.column_by_name(name)?;
        (column.null_count() < column.len()).then_some(column.as_ref())
    }
}

/// A column; where the export does not have it, every cell is empty.
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
