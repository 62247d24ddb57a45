//! Arrow columns as plain numbers: what is missing is not a number, and nothing is copied without need.

use std::borrow::Cow;

use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray},
        compute::cast,
        datatypes::{DataType, Float64Type, Int64Type},
    },
    common::{Result, cast::as_boolean_array},
};

use crate::spec::Kind;

/// Larger than any count or exposure. What lies beyond is no number to compute with but a mistake, and
/// an exact method could search for ever in it.
pub(crate) const LARGEST: f64 = 1e12;

/// The numbers of a column: borrowed when none is missing, flags as one and zero, times as whole numbers.
///
/// # Errors
/// When the column was not cast to the type that [`Kind::accept`] names.
pub(crate) fn numbers(column: &ArrayRef, kind: Kind) -> Result<Cow<'_, [f64]>> {
    if kind == Kind::Flag {
        let flags = as_boolean_array(column)?;
        let number = |flag: Option<bool>| flag.map_or(f64::NAN, |yes| f64::from(u8::from(yes)));
        return Ok(flags.iter().map(number).collect());
    }
    if *column.data_type() != DataType::Float64 {
        let whole = cast(column, &DataType::Int64)?;
        let whole = whole.as_primitive::<Int64Type>();
        return Ok(whole
            .iter()
            .map(|at| at.map_or(f64::NAN, |at| at as f64))
            .collect());
    }
    let column = column.as_primitive::<Float64Type>();
    let values: &[f64] = column.values();
    let gap = |x: f64| kind == Kind::Exposure && x <= 0.0 || x.abs() > LARGEST;
    if column.null_count() == 0 && !values.iter().any(|x| gap(*x)) {
        return Ok(Cow::Borrowed(values));
    }
    let number = |x: Option<f64>| x.filter(|x| !gap(*x)).unwrap_or(f64::NAN);
    Ok(column.iter().map(number).collect())
}

/// Whether a row misses something that its answer needs.
pub(crate) fn is_gap(kinds: impl Iterator<Item = Kind>, row: impl Iterator<Item = f64>) -> bool {
    kinds
        .zip(row)
        .any(|(kind, value)| kind != Kind::Optional && value.is_nan())
}
