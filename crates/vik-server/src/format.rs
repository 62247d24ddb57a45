//! Numbers, days and yes or no, as the reader's language writes them.

use std::time::{SystemTime, UNIX_EPOCH};

use vik_catalogue::Language;
use vik_domain::Month;
use vik_published::Cell;

/// A number with a fixed count of decimals and grouped thousands.
#[must_use]
pub fn number(value: f64, decimals: usize, language: Language) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let (group, point) = if language == Language::Dutch {
        ('.', ',')
    } else {
        (',', '.')
    };
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value < 0.0 && plain.bytes().any(|b| matches!(b, b'1'..=b'9')) {
        text.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// A day; the first of a month is written as the month.
#[must_use]
pub fn date(iso: &str, language: Language) -> String {
    const NL: [&str; 12] = [
        "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
    ];
    const EN: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut parts = iso.splitn(3, '-');
    let (Some(year), Some(month)) = (
        parts.next(),
        parts.next().and_then(|m| m.parse::<usize>().ok()),
    ) else {
        return iso.to_owned();
    };
    let names = if language == Language::Dutch { NL } else { EN };
    let Some(name) = month.checked_sub(1).and_then(|i| names.get(i)) else {
        return iso.to_owned();
    };
    match parts.next() {
        None | Some("01") => format!("{name} {year}"),
        Some(day) => format!("{} {name} {year}", day.trim_start_matches('0')),
    }
}

/// A month in a sentence: `november 2026`.
#[must_use]
pub fn month(iso: &str, language: Language) -> String {
    let words = match language {
        Language::Dutch => vik_domain::Language::Dutch,
        Language::English => vik_domain::Language::English,
    };
    iso.parse::<Month>()
        .map_or_else(|_| iso.to_owned(), |month| month.in_words(words))
}

/// The present month in Greenwich.
#[must_use]
pub fn this_month() -> Month {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = since.map_or(0, |since| since.as_secs() / 86_400);
    Month::of_day(i32::try_from(days).unwrap_or_default())
}

/// A cell without a code list.
#[must_use]
pub fn cell(value: &Cell, decimals: Option<u8>, language: Language) -> String {
    let dutch = language == Language::Dutch;
    match value {
        Cell::Null => "–".to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Int(whole) => number(*whole as f64, decimals.unwrap_or(0).into(), language),
        Cell::Float(value) => number(*value, decimals.unwrap_or(1).into(), language),
        Cell::Bool(flag) => match (flag, dutch) {
            (true, true) => "ja",
            (false, true) => "nee",
            (true, false) => "yes",
            (false, false) => "no",
        }
        .to_owned(),
        Cell::Date(iso) => date(iso, language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(number(1_234_567.25, 1, Language::Dutch), "1.234.567,2");
        assert_eq!(number(1234.0, 0, Language::English), "1,234");
        assert_eq!(number(-0.04, 1, Language::Dutch), "0,0");
        assert_eq!(number(-12.5, 1, Language::Dutch), "−12,5");
        assert_eq!(number(f64::NAN, 1, Language::Dutch), "–");
    }

    #[test]
    fn the_first_of_a_month_is_the_month() {
        assert_eq!(date("2024-03-01", Language::Dutch), "mrt 2024");
        assert_eq!(date("2024-03-09", Language::English), "9 Mar 2024");
        assert_eq!(date("niets", Language::Dutch), "niets");
        assert_eq!(month("2024-03", Language::Dutch), "maart 2024");
        assert_eq!(month("niets", Language::English), "niets");
    }
}
