//! Days: read in the forms of a Dutch report, counted, and put in a season.

use super::numbers;

const MONTHS: [(&str, u32); 24] = [
    ("januari", 1),
    ("jan", 1),
    ("februari", 2),
    ("feb", 2),
    ("maart", 3),
    ("mrt", 3),
    ("april", 4),
    ("apr", 4),
    ("mei", 5),
    ("juni", 6),
    ("jun", 6),
    ("juli", 7),
    ("jul", 7),
    ("augustus", 8),
    ("aug", 8),
    ("september", 9),
    ("sep", 9),
    ("sept", 9),
    ("oktober", 10),
    ("okt", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

/// What a date names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// A day, counted from 1 January 1970; of a range its first.
    Day(i64),
    /// A month or a week, by a day in it.
    Around(i64),
    /// A feast, by the month in which it mostly falls.
    Feast(u32),
    /// A day of the week: whether it is in the weekend.
    Weekday { weekend: bool },
}

/// Reads a date; `near` is the day last mentioned, `year` the year of the case: they complete what
/// the text leaves out.
pub(crate) fn read(text: &str, near: Option<i64>, year: Option<i32>) -> Option<When> {
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|p| !p.is_empty())
        .collect();
    if parts.len() > 12 {
        return None;
    }
    if let Some(feast) = feast(&lower) {
        return Some(When::Feast(feast));
    }
    let near_year = near.map(|n| civil(n).0).or(year);
    let closest = |day: i64| nearest(day, near);
    let figures: Vec<u32> = parts.iter().filter_map(|p| p.parse().ok()).collect();
    if let Some(month) = parts.iter().find_map(|p| month(p)) {
        return worded(&parts, month, near_year, near);
    }
    if parts.iter().any(|p| *p == "week" || *p == "wk") {
        let week = i64::from(*figures.iter().find(|n| **n < 54)?);
        let own = figures.iter().find_map(|n| full_year(*n, 4));
        let day = days(own.or(near_year)?, 1, 4)? + (week - 1) * 7;
        return Some(When::Around(if own.is_some() { day } else { closest(day) }));
    }
    if let Some(day) = from_figures(&parts, near_year) {
        return Some(When::Day(day));
    }
    if let Some(day) = parts
        .iter()
        .find_map(|p| numbers::ordinal(p))
        .filter(|d| *d <= 31)
        && let Some(near) = near
    {
        let (year, month, _) = civil(near);
        return Some(When::Day(days(year, month, day)?));
    }
    parts
        .iter()
        .find_map(|p| weekend(p))
        .map(|weekend| When::Weekday { weekend })
}

fn worded(parts: &[&str], month: u32, near_year: Option<i32>, near: Option<i64>) -> Option<When> {
    let at = parts.iter().position(|p| self::month(p) == Some(month))?;
    let (left, right) = parts.split_at(at);
    let own = right
        .iter()
        .skip(1)
        .find_map(|p| p.parse().ok().and_then(|n| full_year(n, p.len())));
    let day = left
        .iter()
        .find_map(|p| numbers::ordinal(p).or_else(|| numbers::read(p)))
        .filter(|d| (1..=31).contains(d));
    let year = own.or(near_year)?;
    let at = days(year, month, day.unwrap_or(15))?;
    let at = if own.is_some() { at } else { nearest(at, near) };
    Some(if day.is_some() {
        When::Day(at)
    } else {
        When::Around(at)
    })
}

/// A date that leaves out its year lies in the year that brings it closest to the day last mentioned.
fn nearest(day: i64, near: Option<i64>) -> i64 {
    let Some(near) = near else { return day };
    let (year, month, of_month) = civil(day);
    (year - 1..=year + 1)
        .filter_map(|y| days(y, month, of_month))
        .min_by_key(|d| (d - near).abs())
        .unwrap_or(day)
}

fn from_figures(parts: &[&str], near_year: Option<i32>) -> Option<i64> {
    let mut groups = parts
        .iter()
        .filter(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let first = *groups.next()?;
    let number = |s: &str| s.parse::<u32>().ok();
    match (first.len(), groups.next(), groups.next()) {
        (8, ..) => {
            let part = |range| first.get(range).and_then(number);
            let (a, b, c) = (part(0..4)?, part(4..6)?, part(6..8)?);
            full_year(a, 4)
                .and_then(|y| days(y, b, c))
                .or_else(|| days(full_year(part(4..8)?, 4)?, part(2..4)?, part(0..2)?))
        }
        (6, ..) => {
            let part = |range| first.get(range).and_then(number);
            let (a, b, c) = (part(0..2)?, part(2..4)?, part(4..6)?);
            days(full_year(c, 2)?, b, a).or_else(|| days(full_year(a, 2)?, b, c))
        }
        (4, Some(month), Some(day)) => {
            days(full_year(number(first)?, 4)?, number(month)?, number(day)?)
        }
        (1 | 2, Some(month), Some(year)) if matches!(year.len(), 2 | 4) => days(
            full_year(number(year)?, year.len())?,
            number(month)?,
            number(first)?,
        ),
        (1 | 2, Some(month), _) => days(near_year?, number(month)?, number(first)?),
        _ => None,
    }
}

fn full_year(number: u32, width: usize) -> Option<i32> {
    let year = i32::try_from(number).ok()?;
    match width {
        4 => Some(year).filter(|y| (1900..2100).contains(y)),
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn month(word: &str) -> Option<u32> {
    MONTHS.iter().find(|(m, _)| *m == word).map(|(_, n)| *n)
}

fn feast(lower: &str) -> Option<u32> {
    const FEASTS: [(&str, u32); 21] = [
        ("kerst", 12),
        ("oudjaar", 12),
        ("oudejaar", 12),
        ("oud en nieuw", 12),
        ("jaarwisseling", 12),
        ("sinterklaas", 12),
        ("pakjesavond", 12),
        ("nieuwjaar", 1),
        ("carnaval", 2),
        ("valentijn", 2),
        ("goede vrijdag", 4),
        ("pasen", 4),
        ("paas", 4),
        ("koningsdag", 4),
        ("koninginnedag", 4),
        ("dodenherdenking", 5),
        ("bevrijdingsdag", 5),
        ("hemelvaart", 5),
        ("pinkster", 5),
        ("sint maarten", 11),
        ("moederdag", 5),
    ];
    FEASTS
        .iter()
        .find(|(name, _)| lower.contains(name))
        .map(|(_, month)| *month)
        .or_else(|| {
            ["feest", "ramadan", "divali", "keti koti"]
                .iter()
                .any(|w| lower.contains(w))
                .then_some(0)
        })
}

fn weekend(word: &str) -> Option<bool> {
    match word {
        "maandag" | "dinsdag" | "woensdag" | "donderdag" | "vrijdag" => Some(false),
        "maandagochtend" | "dinsdagochtend" | "woensdagavond" | "ma" | "di" | "wo" | "do"
        | "vr" => Some(false),
        "zaterdag" | "zondag" | "za" | "zo" | "weekend" => Some(true),
        _ if word.starts_with("zaterdag") || word.starts_with("zondag") => Some(true),
        _ if ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"]
            .iter()
            .any(|d| word.starts_with(d)) =>
        {
            Some(false)
        }
        _ => None,
    }
}

/// Counts the days to a date of the Gregorian calendar (Hinnant, `days_from_civil`).
pub(crate) fn days(year: i32, month: u32, day: u32) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (y, m, d) = (
        i64::from(year) - i64::from(month <= 2),
        i64::from(month),
        i64::from(day),
    );
    let era = y.div_euclid(400);
    let of_era = y - era * 400;
    let of_year = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + d - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// Year, month and day of a count of days.
pub(crate) fn civil(count: i64) -> (i32, u32, u32) {
    let z = count + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let m = (5 * of_year + 2) / 153;
    let day = of_year - (153 * m + 2) / 5 + 1;
    let month = if m < 10 { m + 3 } else { m - 9 };
    let year = years + era * 400 + i64::from(month <= 2);
    let small = |n: i64| u32::try_from(n).unwrap_or(1);
    (
        i32::try_from(year).unwrap_or(2000),
        small(month),
        small(day),
    )
}

#[cfg(test)]
mod tests {
    use super::{When, civil, days, read};

    fn day(y: i32, m: u32, d: u32) -> Option<When> {
        days(y, m, d).map(When::Day)
    }

    #[test]
    fn many_forms_name_the_same_day() {
        let want = day(2023, 4, 17);
        for form in [
            "17 april 2023",
            "maandag 17 april 2023",
            "17-4-2023",
            "17-04-23",
            "17/4/2023",
            "170423",
            "20230417",
            "2023-04-17",
            "17.04.2023",
            "de zeventiende april 2023",
            "17 apr. '23",
            "17e april 2023",
        ] {
            assert_eq!(read(form, None, None), want, "{form}");
        }
        assert_eq!(read("17 april jl.", None, Some(2023)), want);
        assert_eq!(read("de zeventiende", days(2023, 4, 2), None), want);
    }

    #[test]
    fn ranges_weeks_feasts_and_weekdays_are_told_apart() {
        assert_eq!(read("3 en 4 juli", None, Some(2021)), day(2021, 7, 3));
        assert!(matches!(
            read("week 14", None, Some(2022)),
            Some(When::Around(_))
        ));
        assert_eq!(read("Tweede Kerstdag", None, None), Some(When::Feast(12)));
        assert_eq!(
            read("dinsdag", None, None),
            Some(When::Weekday { weekend: false })
        );
        assert_eq!(read("ergens", None, None), None);
        assert_eq!(read("99-99-9999", None, None), None);
    }

    #[test]
    fn days_come_back_as_they_went() {
        for count in (-30_000..40_000).step_by(17) {
            let (y, m, d) = civil(count);
            assert_eq!(days(y, m, d), Some(count));
        }
    }
}
