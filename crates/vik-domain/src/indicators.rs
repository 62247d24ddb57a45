//! The 63 indicators, and what serves each: the case contract or something else.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::Text;

const FILE: &str = include_str!("../indicators.toml");

/// Where the numbers of an indicator come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ServedBy {
    /// Fields of the case contract.
    Case,
    /// Reference tables of units, periods and norms.
    Reference,
    /// The story library.
    Stories,
    /// Learning circles and their actions.
    Circles,
    /// Trend signals and what was decided about them.
    Signals,
    /// The ledger of what was released.
    Releases,
    /// Courses and instruments kept by people.
    Courses,
    /// Outside the platform on purpose.
    Nothing,
}

/// One indicator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its number, such as `I-3`.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What serves it.
    pub served_by: Vec<ServedBy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    indicator: Vec<Indicator>,
}

/// All indicators.
#[derive(Clone, Debug)]
pub struct Indicators {
    indicators: Vec<Indicator>,
}

static EMBEDDED: LazyLock<Indicators> = LazyLock::new(|| match toml::from_str::<File>(FILE) {
    Ok(file) => Indicators {
        indicators: file.indicator,
    },
    // The file is part of the programme and its tests read it.
    Err(error) => panic!("indicators.toml: {error}"),
});

impl Indicators {
    /// The indicators that are part of this programme.
    pub fn embedded() -> &'static Indicators {
        &EMBEDDED
    }

    /// All indicators, I-1 first.
    pub fn all(&self) -> &[Indicator] {
        &self.indicators
    }

    /// One indicator by its number.
    pub fn get(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }
}

#[cfg(test)]
#[path = "indicators_tests.rs"]
mod tests;
