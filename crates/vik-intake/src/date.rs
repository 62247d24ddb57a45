//! Dates: the mapping's format, read without a clock.

use chrono::format::{Item, StrftimeItems};
use chrono::{Datelike, NaiveDate};
use vik_domain::civil;

/// How a column writes its days.
#[derive(Clone, Debug)]
pub(crate) enum DateFormat {
    Iso,
    Pattern(String),
}

impl DateFormat {
    /// Reads a pattern such as `%d-%m-%Y`; `None` when it does not determine a day.
    pub fn parse(pattern: &str) -> Option<DateFormat> {
        if pattern == "%Y-%m-%d" {
            return Some(DateFormat::Iso);
        }
        if StrftimeItems::new(pattern).any(|item| matches!(item, Item::Error)) {
            return None;
        }
        let day = NaiveDate::from_ymd_opt(2021, 11, 23)?;
        let moment = day.and_hms_opt(0, 0, 0)?;
        let mut written = String::new();
        std::fmt::Write::write_fmt(&mut written, format_args!("{}", moment.format(pattern)))
            .ok()?;
        let format = DateFormat::Pattern(pattern.to_owned());
        (format.day(&written) == civil::days(2021, 11, 23)).then_some(format)
    }

    /// The day in a cell.
    pub fn day(&self, cell: &str) -> Option<i32> {
        match self {
            DateFormat::Iso => civil::parse_iso(cell),
            DateFormat::Pattern(pattern) => {
                let day = NaiveDate::parse_from_str(cell, pattern).ok()?;
                civil::days(day.year(), day.month(), day.day())
            }
        }
    }

    /// How the format is shown to people.
    pub fn example(&self) -> String {
        match self {
            DateFormat::Iso => "a date such as 2024-03-31".to_owned(),
            DateFormat::Pattern(pattern) => {
                let day =
                    NaiveDate::from_ymd_opt(2024, 3, 31).and_then(|day| day.and_hms_opt(0, 0, 0));
                match day {
                    Some(day) => format!("a date such as {}", day.format(pattern)),
                    None => "a date".to_owned(),
                }
            }
        }
    }
}

/// Days that stand for "no date" in one system or another.
pub(crate) fn is_sentinel(day: i32) -> bool {
    let (year, month, of_month) = civil::date(day);
    year <= 1900 || year >= 2100 || (year, month, of_month) == (1970, 1, 1)
}
