//! The adapter between a plain function of numbers and a vectorised SQL function.

use std::hash::{Hash, Hasher};

use datafusion::{
    arrow::{
        array::{Array, ArrayRef, Float64Array},
        datatypes::DataType,
    },
    common::{Result, ScalarValue, cast::as_float64_array},
    logical_expr::{
        ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
        TypeSignature, Volatility,
    },
};
use std::sync::Arc;

use crate::column::LARGEST;

/// The arithmetic: arguments without nulls in, a number or "no answer" out.
pub(crate) type Arithmetic = fn(&[f64]) -> Option<f64>;

/// A SQL function over numbers; null in any argument gives null, and so does an answer without end.
#[derive(Debug)]
pub(crate) struct Numeric {
    name: &'static str,
    signature: Signature,
    documentation: Documentation,
    arithmetic: Arithmetic,
}

/// Makes a SQL function that takes any of the given numbers of arguments.
pub(crate) fn numeric(
    name: &'static str,
    arities: std::ops::RangeInclusive<usize>,
    documentation: Documentation,
    arithmetic: Arithmetic,
) -> ScalarUDF {
    let arities: Vec<usize> = arities.collect();
    either(name, &arities, documentation, arithmetic)
}

/// Makes a SQL function that takes one of these numbers of arguments.
pub(crate) fn either(
    name: &'static str,
    arities: &[usize],
    documentation: Documentation,
    arithmetic: Arithmetic,
) -> ScalarUDF {
    let shapes = arities
        .iter()
        .map(|n| TypeSignature::Exact(vec![DataType::Float64; *n]))
        .collect();
    ScalarUDF::new_from_impl(Numeric {
        name,
        signature: Signature::one_of(shapes, Volatility::Immutable),
        documentation,
        arithmetic,
    })
}

impl PartialEq for Numeric {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Numeric {}

impl Hash for Numeric {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl ScalarUDFImpl for Numeric {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke_with_args(&self, call: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let constant = call
            .args
            .iter()
            .all(|argument| matches!(argument, ColumnarValue::Scalar(_)));
        let arrays = ColumnarValue::values_to_arrays(&call.args)?;
        let answers = apply(&arrays, self.arithmetic)?;
        if constant {
            let answer = answers.is_valid(0).then(|| answers.value(0));
            return Ok(ColumnarValue::Scalar(ScalarValue::Float64(answer)));
        }
        Ok(ColumnarValue::Array(Arc::new(answers)))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

/// Applies the arithmetic row by row.
fn apply(arrays: &[ArrayRef], arithmetic: Arithmetic) -> Result<Float64Array> {
    let columns = arrays
        .iter()
        .map(|array| as_float64_array(array))
        .collect::<Result<Vec<_>>>()?;
    let rows = columns.first().map_or(0, |column| column.len());
    let mut arguments = vec![0.0; columns.len()];
    Ok((0..rows)
        .map(|row| {
            for (argument, column) in arguments.iter_mut().zip(&columns) {
                *argument = column.value(row);
                if column.is_null(row) || argument.abs() > LARGEST {
                    return None;
                }
            }
            arithmetic(&arguments).filter(|answer| answer.is_finite())
        })
        .collect())
}
