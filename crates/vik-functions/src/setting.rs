//! The constants of a call, read before the first row.

use std::sync::Arc;

use datafusion::{
    common::{Result, ScalarValue, plan_err},
    physical_expr::{PhysicalExpr, expressions::Literal},
};

use crate::spec::{Default, Spec};

/// One setting.
#[derive(Debug, Clone, Copy)]
enum Value {
    Number(f64),
    Word(&'static str),
}

/// Every setting of a function, those left out included.
#[derive(Debug, Clone)]
pub(crate) struct Settings(Vec<Value>);

impl Settings {
    /// Reads the settings of a call: its arguments without columns and breaks, already cast.
    ///
    /// # Errors
    /// A sentence that names the setting when it is no constant or not one of its words.
    pub(crate) fn read(spec: &Spec, given: &[Arc<dyn PhysicalExpr>]) -> Result<Self> {
        let value = |(place, setting): (usize, &crate::spec::Setting)| {
            let wrong = |expected: &str| {
                let (call, name) = (spec.syntax(), setting.name);
                plan_err!("{call}: `{name}` must be {expected}")
            };
            let literal = match given.get(place) {
                None => None,
                Some(argument) => match argument.downcast_ref::<Literal>() {
                    Some(literal) => Some(literal.value()).filter(|value| !value.is_null()),
                    None => return wrong("a constant"),
                },
            };
            match (setting.default, literal) {
                (Default::Needed, None) => wrong("given"),
                (Default::Number(number), None) => Ok(Value::Number(number)),
                (Default::Word(words), None) => {
                    Ok(Value::Word(words.first().copied().unwrap_or_default()))
                }
                (Default::Word(words), Some(ScalarValue::Utf8(Some(given)))) => {
                    match words.iter().find(|word| *word == given) {
                        Some(word) => Ok(Value::Word(word)),
                        None => wrong(&format!("one of '{}'", words.join("', '"))),
                    }
                }
                (_, Some(ScalarValue::Float64(Some(number)))) => Ok(Value::Number(*number)),
                _ => wrong("a constant"),
            }
        };
        let all = spec.settings.iter().enumerate().map(value);
        Ok(Self(all.collect::<Result<_>>()?))
    }

    /// Settings that are numbers known per row.
    pub(crate) fn numbers(values: &[f64]) -> Self {
        Self(values.iter().copied().map(Value::Number).collect())
    }

    /// The number at this place; not a number when it is a word.
    pub(crate) fn number(&self, place: usize) -> f64 {
        match self.0.get(place) {
            Some(Value::Number(number)) => *number,
            _ => f64::NAN,
        }
    }

    /// A whole number of at least zero; nonsense becomes zero, which no method accepts.
    pub(crate) fn whole(&self, place: usize) -> usize {
        let number = self.number(place);
        if number.is_finite() && number >= 0.0 {
            number as usize
        } else {
            0
        }
    }

    /// The word at this place.
    pub(crate) fn word(&self, place: usize) -> &'static str {
        match self.0.get(place) {
            Some(Value::Word(word)) => word,
            _ => "",
        }
    }
}
