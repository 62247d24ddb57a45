//! The period that a report is about: a quarter or half a year.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use vik_domain::{Language, Month, Quarter};

/// A quarter (`2026-Q3`) or half a year (`2026-H2`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// Three months.
    Quarter(Quarter),
    /// Six months.
    Half(Half),
}

/// Half a calendar year, counted as `year * 2`, plus one for the second half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Half(i32);

/// A text that is neither a quarter nor half a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a period such as 2026-Q3 or 2026-H2")]
pub struct NoPeriod;

impl Half {
    /// The first or second half of a year; `None` for any other number.
    #[must_use]
    pub fn new(year: i32, half: u32) -> Option<Self> {
        match half {
            1 => Some(Self(year * 2)),
            2 => Some(Self(year * 2 + 1)),
            _ => None,
        }
    }

    fn year(self) -> i32 {
        self.0.div_euclid(2)
    }

    fn number(self) -> i32 {
        self.0.rem_euclid(2) + 1
    }
}

impl Period {
    /// The period before it, of the same length.
    #[must_use]
    pub fn previous(self) -> Self {
        match self {
            Self::Quarter(quarter) => Self::Quarter(quarter.plus(-1)),
            Self::Half(half) => Self::Half(Half(half.0 - 1)),
        }
    }

    /// The last month of it.
    #[must_use]
    pub fn last_month(self) -> Month {
        match self {
            Self::Quarter(quarter) => quarter.last_month(),
            Self::Half(half) => Month::from_index(half.year() * 12 + half.number() * 6 - 1),
        }
    }

    /// How it reads in a sentence: `het derde kwartaal van 2026`, `the second half of 2026`.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        let (nl, en) = match self {
            Self::Quarter(quarter) => {
                let place = quarter.number() as usize - 1;
                let nl = ["eerste", "tweede", "derde", "vierde"][place];
                let en = ["first", "second", "third", "fourth"][place];
                (
                    format!("het {nl} kwartaal van {}", quarter.year()),
                    format!("the {en} quarter of {}", quarter.year()),
                )
            }
            Self::Half(half) => {
                let second = half.number() == 2;
                let nl = if second { "tweede" } else { "eerste" };
                let en = if second { "second" } else { "first" };
                (
                    format!("de {nl} helft van {}", half.year()),
                    format!("the {en} half of {}", half.year()),
                )
            }
        };
        match language {
            Language::Dutch => nl,
            Language::English => en,
        }
    }

    /// How it reads at the head of a column: `K3 2026`, `H2 2026`; English writes `Q3 2026`.
    #[must_use]
    pub fn short(self, language: Language) -> String {
        match self {
            Self::Quarter(quarter) => {
                let letter = match language {
                    Language::Dutch => 'K',
                    Language::English => 'Q',
                };
                format!("{letter}{} {}", quarter.number(), quarter.year())
            }
            Self::Half(half) => format!("H{} {}", half.number(), half.year()),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quarter(quarter) => quarter.fmt(out),
            Self::Half(half) => write!(out, "{:04}-H{}", half.year(), half.number()),
        }
    }
}

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        if let Ok(quarter) = text.parse() {
            return Ok(Self::Quarter(quarter));
        }
        let (year, half) = text.split_once("-H").ok_or(NoPeriod)?;
        if year.len() != 4 || half.len() != 1 {
            return Err(NoPeriod);
        }
        let year = year.parse().map_err(|_| NoPeriod)?;
        let half = half.parse().map_err(|_| NoPeriod)?;
        Half::new(year, half).map(Self::Half).ok_or(NoPeriod)
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = NoPeriod;

    fn try_from(text: String) -> Result<Self, NoPeriod> {
        text.parse()
    }
}

/// A month as `2026-03` in files; for `#[serde(with = "...")]`.
pub(crate) mod month {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use vik_domain::Month;

    pub(crate) fn serialize<S: Serializer>(month: &Month, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(month)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Month, D::Error> {
        String::deserialize(input)?
            .parse()
            .map_err(|_| D::Error::custom("expected a month such as 2026-03"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_back_and_step_over_the_year() {
        for (text, before, last) in [
            ("2026-Q1", "2025-Q4", "2026-03"),
            ("2026-H1", "2025-H2", "2026-06"),
            ("2026-H2", "2026-H1", "2026-12"),
        ] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.to_string(), text);
            assert_eq!(period.previous().to_string(), before);
            assert_eq!(period.last_month().to_string(), last);
        }
        for text in ["2026", "2026-H3", "2026-Q5", "26-H1", "2026-H"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn periods_read_as_words() {
        let quarter: Period = "2026-Q3".parse().unwrap();
        assert_eq!(
            quarter.in_words(Language::Dutch),
            "het derde kwartaal van 2026"
        );
        assert_eq!(quarter.short(Language::Dutch), "K3 2026");
        let half: Period = "2026-H2".parse().unwrap();
        assert_eq!(half.in_words(Language::English), "the second half of 2026");
    }
}
