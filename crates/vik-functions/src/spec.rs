//! What a function takes and gives, declared once: its documentation, the types it accepts and the
//! columns of its answer all follow from the declaration, so they cannot disagree.
//!
//! A function takes *columns*, which differ by row, then *settings*, which must be constants and may
//! mostly be left out, and, where a series can be cut, last a Boolean column of *breaks*.

use datafusion::{
    arrow::datatypes::DataType,
    common::{Result, plan_err},
};

/// What a column holds; everything but words is computed with as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A number; a null is a gap.
    Number,
    /// What a count is taken over: not positive is a gap too.
    Exposure,
    /// A number that may be null without making a gap.
    Optional,
    /// True or false, as one and zero.
    Flag,
    /// A date, a time or a number: only its order and differences count.
    Time,
    /// A word.
    Word,
}

/// A column argument.
#[derive(Debug)]
pub(crate) struct Column {
    pub name: &'static str,
    pub meaning: &'static str,
    pub kind: Kind,
}

/// What a setting is when it is left out or null.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Default {
    /// It may not be left out.
    Needed,
    /// This number.
    Number(f64),
    /// The first of the words that it may be.
    Word(&'static [&'static str]),
}

/// A constant argument.
#[derive(Debug)]
pub(crate) struct Setting {
    pub name: &'static str,
    pub meaning: &'static str,
    pub default: Default,
}

/// What a part of an answer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Number,
    Flag,
    Word,
}

/// A part of an answer; a single part without a name is the answer itself.
#[derive(Debug)]
pub(crate) struct Field {
    pub name: &'static str,
    pub meaning: &'static str,
    pub kind: Type,
}

/// A function, but for its arithmetic.
#[derive(Debug)]
pub(crate) struct Spec {
    pub name: &'static str,
    pub sentence: &'static str,
    pub columns: &'static [Column],
    pub settings: &'static [Setting],
    /// Whether a last Boolean column may cut the series.
    pub breaks: bool,
    pub gives: &'static [Field],
    /// A query of two lines over the open side's tables.
    pub example: &'static str,
}

pub(crate) const fn column(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column {
        name,
        meaning,
        kind,
    }
}

pub(crate) const fn number(name: &'static str, default: f64, meaning: &'static str) -> Setting {
    Setting {
        name,
        meaning,
        default: Default::Number(default),
    }
}

pub(crate) const fn choice(
    name: &'static str,
    words: &'static [&'static str],
    meaning: &'static str,
) -> Setting {
    Setting {
        name,
        meaning,
        default: Default::Word(words),
    }
}

pub(crate) const fn field(name: &'static str, kind: Type, meaning: &'static str) -> Field {
    Field {
        name,
        meaning,
        kind,
    }
}

impl Spec {
    /// `name(column, column [, setting] [, break])`.
    pub(crate) fn syntax(&self) -> String {
        let needed = |s: &&Setting| matches!(s.default, Default::Needed);
        let columns = self.columns.iter().map(|c| c.name);
        let settings = self.settings.iter().filter(needed).map(|s| s.name);
        let all: Vec<&str> = columns.chain(settings).collect();
        let mut syntax = format!("{}({}", self.name, all.join(", "));
        for setting in self.settings.iter().filter(|s| !needed(s)) {
            syntax += &format!(" [, {}]", setting.name);
        }
        syntax + if self.breaks { " [, break])" } else { ")" }
    }

    /// The types that arguments of these types are cast to.
    ///
    /// # Errors
    /// A sentence that names the argument and what was expected.
    pub(crate) fn coerce(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        let wrong = |place: usize, name: &str, expected: &str| {
            plan_err!(
                "{}: argument {}, `{name}`, must be {expected}",
                self.syntax(),
                place + 1
            )
        };
        let (columns, mut rest) = given.split_at(given.len().min(self.columns.len()));
        let mut cast = Vec::with_capacity(given.len());
        for (place, column) in self.columns.iter().enumerate() {
            let Some(data_type) = columns.get(place).and_then(|t| column.kind.accept(t)) else {
                return wrong(place, column.name, column.kind.expected());
            };
            cast.push(data_type);
        }
        let cut = self.breaks && rest.last() == Some(&DataType::Boolean);
        if cut {
            rest = &rest[..rest.len() - 1];
        }
        for (place, setting) in self.settings.iter().enumerate() {
            let Some(given) = rest.get(place) else {
                if matches!(setting.default, Default::Needed) {
                    return wrong(cast.len(), setting.name, "given");
                }
                break;
            };
            let (kind, expected) = match setting.default {
                Default::Needed | Default::Number(_) => (Kind::Number, "a constant number"),
                Default::Word(_) => (Kind::Word, "a constant word"),
            };
            let Some(data_type) = kind.accept(given) else {
                return wrong(cast.len(), setting.name, expected);
            };
            cast.push(data_type);
        }
        if cut {
            cast.push(DataType::Boolean);
        }
        if cast.len() < given.len() {
            return plan_err!("{}: too many arguments", self.syntax());
        }
        Ok(cast)
    }
}

impl Kind {
    /// The type that a value of this type is read as, if it can be.
    pub(crate) fn accept(self, given: &DataType) -> Option<DataType> {
        use DataType::{Boolean, Float64, LargeUtf8, Null, Utf8, Utf8View};
        match self {
            Self::Number | Self::Exposure | Self::Optional => {
                (given.is_numeric() || *given == Null).then_some(Float64)
            }
            Self::Flag => matches!(given, Boolean | Null).then_some(Boolean),
            Self::Time if given.is_temporal() => Some(given.clone()),
            Self::Time => (given.is_numeric() || *given == Null).then_some(Float64),
            Self::Word => match given {
                Utf8 | LargeUtf8 | Utf8View | Null => Some(Utf8),
                DataType::Dictionary(_, value) if value.is_string() => Some(Utf8),
                _ => None,
            },
        }
    }

    fn expected(self) -> &'static str {
        match self {
            Self::Number | Self::Exposure | Self::Optional => "a number",
            Self::Flag => "true or false",
            Self::Time => "a date or a number",
            Self::Word => "a word",
        }
    }
}
