//! Months and quarters on an axis.

use crate::Language;

/// A month or a quarter, as a number that counts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Period {
    Month(i32),
    Quarter(i32),
}

const DUTCH: [&str; 12] = [
    "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];
const ENGLISH: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Period {
    /// Reads `2024-03`, the first day of a month `2024-03-01`, or `2024-Q1`.
    pub(crate) fn parse(label: &str) -> Option<Self> {
        let (year, rest) = label.split_at_checked(4)?;
        let year: i32 = year.parse().ok().filter(|year| *year > 0)?;
        let rest = rest.strip_prefix('-')?;
        if let Some(quarter) = rest.strip_prefix('Q') {
            let quarter: i32 = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
            return Some(Self::Quarter(year * 4 + quarter - 1));
        }
        let month = rest.strip_suffix("-01").unwrap_or(rest);
        let month: i32 = Some(month)
            .filter(|month| month.len() == 2)?
            .parse()
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        Some(Self::Month(year * 12 + month - 1))
    }

    pub(crate) fn ordinal(self) -> i32 {
        match self {
            Self::Month(ordinal) | Self::Quarter(ordinal) => ordinal,
        }
    }

    /// The same grain, another moment.
    pub(crate) fn with_ordinal(self, ordinal: i32) -> Self {
        match self {
            Self::Month(_) => Self::Month(ordinal),
            Self::Quarter(_) => Self::Quarter(ordinal),
        }
    }

    pub(crate) fn is_month(self) -> bool {
        matches!(self, Self::Month(_))
    }

    pub(crate) fn per_year(self) -> i32 {
        if self.is_month() { 12 } else { 4 }
    }

    pub(crate) fn text(self, language: Language) -> String {
        let year = self.ordinal().div_euclid(self.per_year());
        let part = self.ordinal().rem_euclid(self.per_year());
        match self {
            Self::Month(_) => {
                let names = language.pick(&DUTCH, &ENGLISH);
                let name = usize::try_from(part)
                    .ok()
                    .and_then(|part| names.get(part))
                    .unwrap_or(&"");
                format!("{name} {year}")
            }
            Self::Quarter(_) => format!("{}{} {year}", language.pick('K', 'Q'), part + 1),
        }
    }

    /// The period this label falls in, at the grain of `self`: a break dated by month lands in its quarter.
    pub(crate) fn containing(self, label: &str) -> Option<i32> {
        Some(match (self, Self::parse(label)?) {
            (Self::Month(_), Self::Month(ordinal)) => ordinal,
            (Self::Quarter(_), Self::Quarter(ordinal)) => ordinal,
            (Self::Month(_), Self::Quarter(ordinal)) => ordinal * 3,
            (Self::Quarter(_), Self::Month(ordinal)) => ordinal.div_euclid(3),
        })
    }
}

/// A month or quarter for the reader: `mrt 2024`, `K1 2024`; other labels come back unchanged.
pub fn format_period(label: &str, language: Language) -> String {
    match Period::parse(label) {
        Some(period) => period.text(language),
        None => label.to_owned(),
    }
}
