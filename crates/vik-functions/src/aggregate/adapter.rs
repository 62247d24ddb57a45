//! The adapter between a summary of whole rows and a SQL aggregate.

use std::{
    fmt::Debug,
    hash::{Hash, Hasher},
    sync::Arc,
};

use datafusion::{
    arrow::{
        array::{Array, ArrayRef},
        datatypes::{DataType, Field, FieldRef},
    },
    common::{Result, ScalarValue, cast::as_list_array},
    logical_expr::{
        Accumulator, AggregateUDF, AggregateUDFImpl, Documentation, Signature, Volatility,
        function::{AccumulatorArgs, StateFieldsArgs},
        utils::format_state_name,
    },
};

/// The arithmetic over all rows, each a list of values as declared.
pub(super) type Summary = fn(&[Vec<ScalarValue>]) -> Option<f64>;

/// A SQL aggregate that keeps its rows until the end.
#[derive(Debug)]
struct WholeRows {
    name: &'static str,
    types: Vec<DataType>,
    signature: Signature,
    documentation: Documentation,
    summary: Summary,
}

/// Makes a SQL aggregate over columns of the given types.
pub(super) fn aggregate(
    name: &'static str,
    types: Vec<DataType>,
    documentation: Documentation,
    summary: Summary,
) -> AggregateUDF {
    AggregateUDF::new_from_impl(WholeRows {
        name,
        signature: Signature::exact(types.clone(), Volatility::Immutable),
        types,
        documentation,
        summary,
    })
}

/// A number from a value that may be empty.
pub(super) fn number(value: &ScalarValue) -> Option<f64> {
    match value {
        ScalarValue::Float64(number) => *number,
        _ => None,
    }
}

impl PartialEq for WholeRows {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for WholeRows {}

impl Hash for WholeRows {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl AggregateUDFImpl for WholeRows {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Rows {
            types: self.types.clone(),
            rows: Vec::new(),
            summary: self.summary,
        }))
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let list = |(place, kind): (usize, &DataType)| {
            let name = format_state_name(args.name, &place.to_string());
            let item = Field::new_list_field(kind.clone(), true);
            Arc::new(Field::new_list(name, item, true))
        };
        Ok(self.types.iter().enumerate().map(list).collect())
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

#[derive(Debug)]
struct Rows {
    types: Vec<DataType>,
    rows: Vec<Vec<ScalarValue>>,
    summary: Summary,
}

impl Accumulator for Rows {
    fn update_batch(&mut self, columns: &[ArrayRef]) -> Result<()> {
        let rows = columns.first().map_or(0, Array::len);
        for row in 0..rows {
            let values = columns
                .iter()
                .map(|column| ScalarValue::try_from_array(column, row))
                .collect::<Result<Vec<_>>>()?;
            self.rows.push(values);
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let lists = self.types.iter().enumerate().map(|(place, kind)| {
            let column: Vec<ScalarValue> = self.rows.iter().map(|row| row[place].clone()).collect();
            ScalarValue::List(ScalarValue::new_list_nullable(&column, kind))
        });
        Ok(lists.collect())
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let lists = states
            .iter()
            .map(|state| as_list_array(state))
            .collect::<Result<Vec<_>>>()?;
        let partials = lists.first().map_or(0, |list| list.len());
        for partial in 0..partials {
            let columns: Vec<ArrayRef> = lists.iter().map(|list| list.value(partial)).collect();
            self.update_batch(&columns)?;
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(ScalarValue::Float64((self.summary)(&self.rows)))
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.rows.len() * self.types.len() * size_of::<ScalarValue>()
    }
}
