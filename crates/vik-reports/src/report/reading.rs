//! A figure and what is known about it: its interval, its previous value, its counting rule.

use serde::{Deserialize, Serialize};
use vik_domain::Text;

/// A published figure between the bounds that rounding, or chance, leaves of it.
///
/// `low ≤ value ≤ high` and all three are finite and not negative; [`Reading::new`] sees to it, and
/// so does reading a file.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "(f64, f64, f64)", into = "(f64, f64, f64)")]
pub struct Reading {
    value: f64,
    low: f64,
    high: f64,
}

/// Three numbers that are not a figure between its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected [value, low, high] with 0 <= low <= value <= high")]
pub struct NoReading;

impl Reading {
    /// A figure between its bounds, kept to six decimals; `None` unless `0 ≤ low ≤ value ≤ high` and
    /// all are below a thousand million.
    #[must_use]
    pub fn new(value: f64, low: f64, high: f64) -> Option<Self> {
        let sound = low >= 0.0 && low <= value && value <= high && high < MOST;
        sound.then(|| Self {
            value: kept(value),
            low: kept(low),
            high: kept(high),
        })
    }

    /// A figure that was neither rounded nor estimated; `None` when negative or not finite.
    #[must_use]
    pub fn exact(value: f64) -> Option<Self> {
        Self::new(value, value, value)
    }

    /// The published figure.
    #[must_use]
    pub fn value(self) -> f64 {
        self.value
    }

    /// The lowest true value.
    #[must_use]
    pub fn low(self) -> f64 {
        self.low
    }

    /// The highest true value.
    #[must_use]
    pub fn high(self) -> f64 {
        self.high
    }

    /// Whether there is no interval.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// Whether the two intervals have no value in common: only then did the figure surely change.
    #[must_use]
    pub fn apart_from(self, other: Self) -> bool {
        self.low > other.high || other.low > self.high
    }
}

/// Fifteen digits survive writing and reading as decimal text; more may not.
const MOST: f64 = 1e9;

/// To six decimals, and -0 as 0: equal figures must be equal bytes.
fn kept(number: f64) -> f64 {
    (number * 1e6).round() / 1e6 + 0.0
}

impl TryFrom<(f64, f64, f64)> for Reading {
    type Error = NoReading;

    fn try_from((value, low, high): (f64, f64, f64)) -> Result<Self, NoReading> {
        Self::new(value, low, high).ok_or(NoReading)
    }
}

impl From<Reading> for (f64, f64, f64) {
    fn from(reading: Reading) -> Self {
        (reading.value, reading.low, reading.high)
    }
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Closed cases; a person concerned counts once per case.
    Cases,
    /// A share, 0 to 100.
    Percent,
    /// Calendar days.
    Days,
    /// Cases per 1,000 full-time jobs and year.
    PerThousandFte,
    /// Units of the organisation.
    Units,
    /// A plain count of something else, such as stories or circles.
    Count,
}

/// Where an interval comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Margin {
    /// The figure was not rounded.
    None,
    /// What controlled rounding leaves: the truth lies inside.
    Rounding,
    /// A 95 % interval for chance.
    Chance,
}

/// A figure at one moment of its series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The quarter or month, as `2026-Q3` or `2026-03`.
    pub period: String,
    /// The figure; `None` when it was not published.
    pub reading: Option<Reading>,
}

/// A figure of the report with the one of the previous period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Names it for comparison and messages; the same in every report.
    pub id: String,
    /// What the reader sees.
    pub label: Text,
    /// What it counts.
    pub unit: Unit,
    /// Decimals to show.
    pub decimals: u8,
    /// Where the interval comes from.
    pub margin: Margin,
    /// In the period of the report.
    pub now: Option<Reading>,
    /// In the period before.
    pub before: Option<Reading>,
    /// The rate now over the rate before, with the 95 % interval that chance leaves.
    pub ratio: Option<Reading>,
    /// Its history, oldest first; at least two points draw a chart.
    pub series: Vec<Point>,
    /// The indicator, as `I-61`.
    pub indicator: String,
    /// The query and its version, as `quarter-flow 2.0.0`.
    pub query: String,
    /// How it was counted.
    pub counting: Text,
    /// What it does not say.
    pub reading_aid: Text,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_figure_lies_between_its_bounds_or_is_none() {
        assert!(Reading::new(5.0, 3.0, 7.0).is_some());
        assert!(Reading::new(5.0, 6.0, 7.0).is_none());
        assert!(Reading::new(5.0, -1.0, 7.0).is_none());
        assert!(Reading::new(5.0, 3.0, f64::INFINITY).is_none());
        assert!(Reading::new(f64::NAN, 3.0, 7.0).is_none());
        assert!(serde_json::from_str::<Reading>("[5, 6, 7]").is_err());
        let zero = Reading::new(-0.0, -0.0, 0.0).unwrap();
        assert_eq!(serde_json::to_string(&zero).unwrap(), "[0.0,0.0,0.0]");
    }

    proptest! {
        #[test]
        fn a_figure_reads_back_as_it_was_written(value in 0f64..1e9) {
            let reading = Reading::new(value, value / 3.0, value).unwrap();
            let text = serde_json::to_string(&reading).unwrap();
            prop_assert_eq!(serde_json::from_str::<Reading>(&text).unwrap(), reading);
        }

        #[test]
        fn apart_means_no_shared_value(a in 0f64..50.0, wa in 0f64..9.0, b in 0f64..50.0, wb in 0f64..9.0) {
            let first = Reading::new(a + wa / 2.0, a, a + wa).unwrap();
            let second = Reading::new(b + wb / 2.0, b, b + wb).unwrap();
            let shared = a.max(b) <= (a + wa).min(b + wb);
            prop_assert_eq!(first.apart_from(second), !shared);
            prop_assert_eq!(second.apart_from(first), !shared);
        }
    }
}
