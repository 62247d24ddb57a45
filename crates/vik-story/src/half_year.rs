//! The only date of a story.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Half a year, written `2023-H1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HalfYear {
    year: i32,
    second: bool,
}

/// Text that is no half-year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a half-year such as 2023-H1")]
pub struct HalfYearError;

impl HalfYear {
    /// The half-year of a month, 1 to 12.
    #[must_use]
    pub const fn of(year: i32, month: u32) -> Self {
        Self {
            year,
            second: month > 6,
        }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// Year and number of its first month.
    #[must_use]
    pub const fn first_month(self) -> (i32, u32) {
        (self.year, if self.second { 7 } else { 1 })
    }

    /// Year and number of its last month.
    #[must_use]
    pub const fn last_month(self) -> (i32, u32) {
        (self.year, if self.second { 12 } else { 6 })
    }

    /// How it reads: "eerste helft van 2023".
    #[must_use]
    pub fn dutch(self) -> String {
        let half = if self.second { "tweede" } else { "eerste" };
        format!("{half} helft van {}", self.year)
    }

    /// How it reads: "first half of 2023".
    #[must_use]
    pub fn english(self) -> String {
        let half = if self.second { "second" } else { "first" };
        format!("{half} half of {}", self.year)
    }
}

impl fmt::Display for HalfYear {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-H{}", self.year, if self.second { 2 } else { 1 })
    }
}

impl FromStr for HalfYear {
    type Err = HalfYearError;

    fn from_str(text: &str) -> Result<Self, HalfYearError> {
        let (year, half) = text.trim().split_once("-H").ok_or(HalfYearError)?;
        let second = match half {
            "1" => false,
            "2" => true,
            _ => return Err(HalfYearError),
        };
        let year = year.parse().map_err(|_| HalfYearError)?;
        if (1990..=2100).contains(&year) {
            Ok(Self { year, second })
        } else {
            Err(HalfYearError)
        }
    }
}

impl TryFrom<String> for HalfYear {
    type Error = HalfYearError;

    fn try_from(text: String) -> Result<Self, HalfYearError> {
        text.parse()
    }
}

impl From<HalfYear> for String {
    fn from(half: HalfYear) -> Self {
        half.to_string()
    }
}
