//! The adapter between a method over a series and a SQL window function.
//!
//! A partition is evaluated at once. Breaks cut it into stretches, each of which is handed to the method
//! as plain slices; rows with a gap are then emptied, whatever the method made of them.

use std::{
    borrow::Cow,
    hash::{Hash, Hasher},
    sync::Arc,
};

use datafusion::{
    arrow::{
        array::{Array, ArrayRef},
        datatypes::{DataType, Field, FieldRef},
    },
    common::{Result, cast::as_boolean_array, exec_err},
    logical_expr::{
        Documentation, PartitionEvaluator, Signature, Volatility, WindowUDF, WindowUDFImpl,
        function::{PartitionEvaluatorArgs, WindowUDFFieldArgs},
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

/// Answers every row of one stretch of a series. Pushing nothing means that there is no answer.
pub(super) type Method = fn(&[&[f64]], &Settings, &mut Answers);

#[derive(Debug)]
struct Window {
    spec: &'static Spec,
    signature: Signature,
    documentation: Documentation,
    method: Method,
}

/// Makes a SQL window function.
pub(super) fn window(spec: &'static Spec, method: Method) -> WindowUDF {
    WindowUDF::new_from_impl(Window {
        spec,
        signature: Signature::user_defined(Volatility::Immutable),
        documentation: describe::window(spec),
        method,
    })
}

impl PartialEq for Window {
    fn eq(&self, other: &Self) -> bool {
        self.spec.name == other.spec.name
    }
}

impl Eq for Window {}

impl Hash for Window {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.spec.name.hash(state);
    }
}

impl WindowUDFImpl for Window {
    fn name(&self) -> &str {
        self.spec.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        self.spec.coerce(given)
    }

    fn field(&self, args: WindowUDFFieldArgs) -> Result<FieldRef> {
        let field = Field::new(args.name(), data_type(self.spec.gives), true);
        Ok(Arc::new(field))
    }

    fn partition_evaluator(
        &self,
        args: PartitionEvaluatorArgs,
    ) -> Result<Box<dyn PartitionEvaluator>> {
        let (arguments, fields) = (args.input_exprs(), args.input_fields());
        let last = fields.last().map(|field| field.data_type());
        let cut = self.spec.breaks && last == Some(&DataType::Boolean);
        let settings = arguments
            .get(self.spec.columns.len()..arguments.len() - usize::from(cut))
            .unwrap_or_default();
        Ok(Box::new(Partition {
            spec: self.spec,
            settings: Settings::read(self.spec, settings)?,
            cut,
            method: self.method,
        }))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

#[derive(Debug)]
struct Partition {
    spec: &'static Spec,
    settings: Settings,
    cut: bool,
    method: Method,
}

impl PartitionEvaluator for Partition {
    fn evaluate_all(&mut self, arguments: &[ArrayRef], rows: usize) -> Result<ArrayRef> {
        let wanted = self.spec.columns;
        if arguments.len() < wanted.len() {
            return exec_err!("{}: an argument is missing", self.spec.syntax());
        }
        let mut words = Words::default();
        let columns = wanted
            .iter()
            .zip(arguments)
            .map(|(column, array)| match column.kind {
                Kind::Word => words.column(array).map(Cow::Owned),
                kind => numbers(array, kind),
            })
            .collect::<Result<Vec<_>>>()?;
        let mut answers = Answers::new(self.spec.gives, rows);
        let mut stretch: Vec<&[f64]> = Vec::with_capacity(columns.len());
        let mut start = 0;
        for end in self.ends(arguments, rows)? {
            stretch.clear();
            stretch.extend(columns.iter().map(|column| &column[start..end]));
            (self.method)(&stretch, &self.settings, &mut answers);
            answers.fill(end);
            start = end;
        }
        for row in 0..rows {
            let kinds = wanted.iter().map(|column| column.kind);
            if is_gap(kinds, columns.iter().map(|column| column[row])) {
                answers.blank(row);
            }
        }
        Ok(answers.finish())
    }
}

impl Partition {
    /// Where each stretch ends; a break is the first row of a new one.
    fn ends(&self, arguments: &[ArrayRef], rows: usize) -> Result<Vec<usize>> {
        let mut ends = Vec::new();
        if let Some(breaks) = arguments.last().filter(|_| self.cut) {
            let breaks = as_boolean_array(breaks)?;
            ends.extend((1..rows).filter(|row| breaks.is_valid(*row) && breaks.value(*row)));
        }
        ends.push(rows);
        Ok(ends)
    }
}
