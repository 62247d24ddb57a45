//! Months and quarters: the periods in which cases are counted and published.

use std::fmt;
use std::str::FromStr;

use crate::civil;
use crate::text::Language;

const MONTHS_NL: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A calendar month, counted as `year * 12 + month - 1` so that months can be compared and walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// A calendar quarter, counted as `year * 4 + quarter - 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(i32);

/// A text that is not a period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Not a month.
    #[error("expected a month such as 2024-03")]
    Month,
    /// Not a quarter.
    #[error("expected a quarter such as 2024-Q1")]
    Quarter,
}

impl Month {
    /// A month of a year, `month` from 1 to 12; `None` for any other number.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        (1..=12)
            .contains(&month)
            .then(|| Month(year * 12 + month as i32 - 1))
    }

    /// The month that holds a day, given as days since 1970-01-01.
    pub fn of_day(days: i32) -> Month {
        let (year, month, _) = civil::date(days);
        Month(year * 12 + month as i32 - 1)
    }

    /// The month's place in the count: `year * 12 + month - 1`.
    pub fn index(self) -> i32 {
        self.0
    }

    /// The month at a place in the count; the inverse of [`Month::index`].
    pub fn from_index(index: i32) -> Month {
        Month(index)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// How it reads in a sentence: `maart 2026`, `March 2026`.
    pub fn in_words(self, language: Language) -> String {
        let names = match language {
            Language::Dutch => MONTHS_NL,
            Language::English => MONTHS_EN,
        };
        format!("{} {}", names[self.month() as usize - 1], self.year())
    }

    /// The quarter this month lies in.
    pub fn quarter(self) -> Quarter {
        Quarter(self.0.div_euclid(3))
    }

    /// Year, month and day of the first day.
    pub fn first_day(self) -> (i32, u32, u32) {
        (self.year(), self.month(), 1)
    }

    /// The first day as days since 1970-01-01.
    pub fn first_day_number(self) -> i32 {
        // The first of a month always exists.
        civil::days(self.year(), self.month(), 1).unwrap_or_default()
    }

    /// The month after this one.
    pub fn next(self) -> Month {
        Month(self.0 + 1)
    }

    /// The month a number of months later, or earlier when negative.
    pub fn plus(self, months: i32) -> Month {
        Month(self.0 + months)
    }

    /// All months from this one up to and including another.
    pub fn through(self, last: Month) -> impl Iterator<Item = Month> {
        (self.0..=last.0).map(Month)
    }
}

impl Quarter {
    /// A quarter of a year, `quarter` from 1 to 4; `None` for any other number.
    pub fn new(year: i32, quarter: u32) -> Option<Quarter> {
        (1..=4)
            .contains(&quarter)
            .then(|| Quarter(year * 4 + quarter as i32 - 1))
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(4)
    }

    /// The quarter of the year, 1 to 4.
    pub fn number(self) -> u32 {
        self.0.rem_euclid(4) as u32 + 1
    }

    /// Its three months.
    pub fn months(self) -> [Month; 3] {
        [0, 1, 2].map(|offset| Month(self.0 * 3 + offset))
    }

    /// Its last month.
    pub fn last_month(self) -> Month {
        Month(self.0 * 3 + 2)
    }

    /// The quarter after this one.
    pub fn next(self) -> Quarter {
        Quarter(self.0 + 1)
    }

    /// The quarter a number of quarters later, or earlier when negative.
    pub fn plus(self, quarters: i32) -> Quarter {
        Quarter(self.0 + quarters)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year(), self.month())
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-Q{}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Month, PeriodError> {
        let (year, month) = text.split_once('-').ok_or(PeriodError::Month)?;
        if year.len() != 4 || month.len() != 2 {
            return Err(PeriodError::Month);
        }
        let year = year.parse().map_err(|_| PeriodError::Month)?;
        let month = month.parse().map_err(|_| PeriodError::Month)?;
        Month::new(year, month).ok_or(PeriodError::Month)
    }
}

impl FromStr for Quarter {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Quarter, PeriodError> {
        let (year, quarter) = text.split_once("-Q").ok_or(PeriodError::Quarter)?;
        if year.len() != 4 || quarter.len() != 1 {
            return Err(PeriodError::Quarter);
        }
        let year = year.parse().map_err(|_| PeriodError::Quarter)?;
        let quarter = quarter.parse().map_err(|_| PeriodError::Quarter)?;
        Quarter::new(year, quarter).ok_or(PeriodError::Quarter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_walk_over_the_year_and_know_their_quarter() {
        let december: Month = "2023-12".parse().unwrap();
        assert_eq!(december.next().to_string(), "2024-01");
        assert_eq!(december.quarter().to_string(), "2023-Q4");
        assert_eq!(december.quarter().last_month(), december);
        assert_eq!(december.first_day(), (2023, 12, 1));
        assert_eq!(Month::of_day(december.first_day_number() + 30), december);
        assert_eq!(
            "2024-Q1".parse::<Quarter>().unwrap().months()[0],
            december.next()
        );
    }

    #[test]
    fn what_is_not_a_period_is_refused() {
        for text in ["2024-13", "2024-3", "2024", "2024-Q1", ""] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
        for text in ["2024-Q5", "2024-Q0", "2024-03", "Q1"] {
            assert!(text.parse::<Quarter>().is_err(), "{text}");
        }
    }
}
