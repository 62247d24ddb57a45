//! The adapter between a method over columns and a SQL aggregate that keeps its rows until the end.
//!
//! Rows are kept column by column as plain numbers, words as places in a list of the words met; the
//! partial state is those columns, so merging partial states equals one pass.

use std::{
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

use crate::{
    answer::{Answers, data_type},
    column::{is_gap, numbers},
    describe,
    setting::Settings,
    spec::{Kind, Spec},
    words::Words,
};

/// Answers all rows with one answer; pushing nothing means that there is none. Rows with a gap are left
/// out. A word is a number here, equal for equal words and without any other meaning.
pub(super) type Method = fn(&[&[f64]], &Settings, &mut Answers);

/// A SQL aggregate.
#[derive(Debug)]
struct WholeRows {
    spec: &'static Spec,
    signature: Signature,
    documentation: Documentation,
    method: Method,
}

/// Makes a SQL aggregate.
pub(super) fn aggregate(spec: &'static Spec, method: Method) -> AggregateUDF {
    AggregateUDF::new_from_impl(WholeRows {
        spec,
        signature: Signature::user_defined(Volatility::Immutable),
        documentation: describe::aggregate(spec),
        method,
    })
}

impl PartialEq for WholeRows {
    fn eq(&self, other: &Self) -> bool {
        self.spec.name == other.spec.name
    }
}

impl Eq for WholeRows {}

impl Hash for WholeRows {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.spec.name.hash(state);
    }
}

impl AggregateUDFImpl for WholeRows {
    fn name(&self) -> &str {
        self.spec.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        self.spec.coerce(given)
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(data_type(self.spec.gives))
    }

    fn accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        let settings = args.exprs.get(self.spec.columns.len()..);
        let columns = self.spec.columns.len();
        Ok(Box::new(Rows {
            spec: self.spec,
            settings: Settings::read(self.spec, settings.unwrap_or_default())?,
            columns: vec![Vec::new(); columns],
            words: Words::default(),
            method: self.method,
        }))
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let list = |(place, column): (usize, &crate::spec::Column)| {
            let name = format_state_name(args.name, &place.to_string());
            let item = Field::new_list_field(state_type(column.kind), true);
            Arc::new(Field::new_list(name, item, true))
        };
        Ok(self.spec.columns.iter().enumerate().map(list).collect())
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

/// A partial state holds words and plain numbers.
fn state_type(kind: Kind) -> DataType {
    if kind == Kind::Word {
        DataType::Utf8
    } else {
        DataType::Float64
    }
}

#[derive(Debug)]
struct Rows {
    spec: &'static Spec,
    settings: Settings,
    columns: Vec<Vec<f64>>,
    words: Words,
    method: Method,
}

impl Rows {
    fn add(&mut self, place: usize, column: &ArrayRef, kind: Kind) -> Result<()> {
        if kind == Kind::Word {
            self.columns[place].extend(self.words.column(column)?);
        } else {
            self.columns[place].extend_from_slice(&numbers(column, kind)?);
        }
        Ok(())
    }

    /// Leaves out rows with a gap.
    fn complete(&mut self) {
        let rows = self.columns.first().map_or(0, Vec::len);
        let kinds = || self.spec.columns.iter().map(|column| column.kind);
        let keep: Vec<bool> = (0..rows)
            .map(|row| !is_gap(kinds(), self.columns.iter().map(|column| column[row])))
            .collect();
        if keep.iter().all(|keep| *keep) {
            return;
        }
        for column in &mut self.columns {
            let mut kept = keep.iter();
            column.retain(|_| kept.next() == Some(&true));
        }
    }
}

impl Accumulator for Rows {
    fn update_batch(&mut self, arguments: &[ArrayRef]) -> Result<()> {
        for (place, (column, array)) in self.spec.columns.iter().zip(arguments).enumerate() {
            self.add(place, array, column.kind)?;
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let list = |(place, column): (usize, &crate::spec::Column)| {
            let value = |number: &f64| match column.kind {
                Kind::Word => ScalarValue::Utf8(self.words.word(*number)),
                _ => ScalarValue::Float64((!number.is_nan()).then_some(*number)),
            };
            let values: Vec<ScalarValue> = self.columns[place].iter().map(value).collect();
            let kind = state_type(column.kind);
            ScalarValue::List(ScalarValue::new_list_nullable(&values, &kind))
        };
        Ok(self.spec.columns.iter().enumerate().map(list).collect())
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        for (place, (column, state)) in self.spec.columns.iter().zip(states).enumerate() {
            let lists = as_list_array(state)?;
            let kind = match column.kind {
                Kind::Word => Kind::Word,
                _ => Kind::Number,
            };
            for partial in (0..lists.len()).filter(|partial| lists.is_valid(*partial)) {
                self.add(place, &lists.value(partial), kind)?;
            }
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.complete();
        let columns: Vec<&[f64]> = self.columns.iter().map(Vec::as_slice).collect();
        let mut answer = Answers::new(self.spec.gives, 1);
        (self.method)(&columns, &self.settings, &mut answer);
        answer.fill(1);
        ScalarValue::try_from_array(&answer.finish(), 0)
    }

    fn size(&self) -> usize {
        let columns: usize = self
            .columns
            .iter()
            .map(|c| size_of::<f64>() * c.capacity())
            .sum();
        size_of_val(self) + columns + self.words.size()
    }
}
