//! The adapter between a method over a whole series and a SQL function of arrays.
//!
//! The columns of a declaration are arrays here, and its settings numbers that may differ by row. A null
//! within an array is a gap, as it is in a series of rows; a null array gives null.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use datafusion::{
    arrow::{
        array::{Array, ArrayRef, Float64Builder, ListArray, ListBuilder},
        datatypes::{DataType, Field},
    },
    common::{
        Result, ScalarValue,
        cast::{as_float64_array, as_list_array},
        plan_err,
    },
    logical_expr::{
        ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
        Volatility,
    },
};

use crate::{
    answer::{Answers, data_type},
    column::numbers,
    describe,
    setting::Settings,
    spec::{Default, Spec},
};

/// An array from the series of a row, or none.
type ToArray = fn(&[&[f64]], &Settings) -> Option<Vec<f64>>;

/// What a function of arrays answers with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Method {
    /// An array: a number for each element, or as many as there are to tell.
    Array(ToArray),
    /// The parts of one answer; pushing nothing means that there is none.
    Parts(fn(&[&[f64]], &Settings, &mut Answers)),
}

#[derive(Debug)]
struct OfArrays {
    spec: &'static Spec,
    signature: Signature,
    documentation: Documentation,
    method: Method,
}

/// Makes a SQL function of arrays.
pub(super) fn array(spec: &'static Spec, method: Method) -> ScalarUDF {
    ScalarUDF::new_from_impl(OfArrays {
        spec,
        signature: Signature::user_defined(Volatility::Immutable),
        documentation: describe::array(spec),
        method,
    })
}

impl PartialEq for OfArrays {
    fn eq(&self, other: &Self) -> bool {
        self.spec.name == other.spec.name
    }
}

impl Eq for OfArrays {}

impl Hash for OfArrays {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.spec.name.hash(state);
    }
}

fn list_of(item: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(item, true)))
}

impl ScalarUDFImpl for OfArrays {
    fn name(&self) -> &str {
        self.spec.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        let columns = self.spec.columns.len();
        let mut items = Vec::with_capacity(given.len());
        for (place, data_type) in given.iter().enumerate() {
            items.push(match data_type {
                DataType::List(item)
                | DataType::LargeList(item)
                | DataType::FixedSizeList(item, _)
                    if place < columns =>
                {
                    item.data_type().clone()
                }
                DataType::Null => DataType::Null,
                _ if place < columns => {
                    let (call, name) = (self.spec.syntax(), self.spec.columns[place].name);
                    return plan_err!("{call}: argument {}, `{name}`, must be an array", place + 1);
                }
                other => other.clone(),
            });
        }
        let items = self.spec.coerce(&items)?.into_iter().enumerate();
        let cast = |(place, item)| if place < columns { list_of(item) } else { item };
        Ok(items.map(cast).collect())
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(match self.method {
            Method::Array(_) => list_of(DataType::Float64),
            Method::Parts(_) => data_type(self.spec.gives),
        })
    }

    fn invoke_with_args(&self, call: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let constant = call
            .args
            .iter()
            .all(|argument| matches!(argument, ColumnarValue::Scalar(_)));
        let arguments = ColumnarValue::values_to_arrays(&call.args)?;
        let answers = self.answer(&arguments, call.number_rows)?;
        if constant && !answers.is_empty() {
            return Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(
                &answers, 0,
            )?));
        }
        Ok(ColumnarValue::Array(answers))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

impl OfArrays {
    fn answer(&self, arguments: &[ArrayRef], call_rows: usize) -> Result<ArrayRef> {
        let (lists, settings) = arguments.split_at(self.spec.columns.len().min(arguments.len()));
        let lists = lists
            .iter()
            .map(|list| as_list_array(list))
            .collect::<Result<Vec<_>>>()?;
        let settings = settings
            .iter()
            .map(|setting| as_float64_array(setting))
            .collect::<Result<Vec<_>>>()?;
        let items = lists.iter().zip(self.spec.columns);
        let items = items
            .map(|(list, column)| numbers(list.values(), column.kind))
            .collect::<Result<Vec<_>>>()?;
        let rows = lists.first().map_or(call_rows, |list| list.len());
        let mut series: Vec<&[f64]> = Vec::with_capacity(lists.len());
        let mut numbers = vec![0.0; self.spec.settings.len()];
        let mut parts = Answers::new(self.spec.gives, rows);
        let mut arrays = ListBuilder::new(Float64Builder::new());
        for row in 0..rows {
            series.clear();
            let known = lists.iter().all(|list| list.is_valid(row));
            if known {
                let ends = lists.iter().zip(&items);
                series.extend(ends.map(|(list, items)| &items[slice(list, row)]));
            }
            for (place, setting) in self.spec.settings.iter().enumerate() {
                let given = settings.get(place).filter(|column| column.is_valid(row));
                numbers[place] = match (given, setting.default) {
                    (Some(column), _) => column.value(row),
                    (None, Default::Number(number)) => number,
                    (None, Default::Needed | Default::Word(_)) => f64::NAN,
                };
            }
            let settings = Settings::numbers(&numbers);
            match self.method {
                Method::Array(of) => {
                    let answer = known.then(|| of(&series, &settings)).flatten();
                    arrays.append_option(answer.map(|a| a.into_iter().map(number)));
                }
                Method::Parts(of) => {
                    if known {
                        of(&series, &settings, &mut parts);
                    }
                    parts.fill(row + 1);
                }
            }
        }
        Ok(match self.method {
            Method::Array(_) => Arc::new(arrays.finish()),
            Method::Parts(_) => parts.finish(),
        })
    }
}

fn slice(list: &ListArray, row: usize) -> std::ops::Range<usize> {
    let ends = list.value_offsets();
    ends[row] as usize..ends[row + 1] as usize
}

fn number(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
