//! Calendar days as whole numbers: days since 1 January 1970, as Arrow's `Date32` counts them.
//!
//! The arithmetic is the well-known one over 400-year eras that begin on 1 March, so that the leap
//! day comes last. There is no clock and no time zone here.

/// Days since 1970-01-01 of a civil date; `None` when there is no such day.
///
/// ```
/// assert_eq!(vik_domain::civil::days(1970, 1, 1), Some(0));
/// assert_eq!(vik_domain::civil::days(2023, 2, 29), None);
/// ```
pub fn days(year: i32, month: u32, day: u32) -> Option<i32> {
    if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
        return None;
    }
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let months_from_march = ((month + 9) % 12) as i32;
    let day_of_year = (153 * months_from_march + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// Year, month and day of a number of days since 1970-01-01.
pub fn date(days: i32) -> (i32, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_from_march = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * months_from_march + 2) / 5 + 1) as u32;
    let month = if months_from_march < 10 {
        months_from_march + 3
    } else {
        months_from_march - 9
    } as u32;
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month, day)
}

/// How many days a month has.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Reads `2024-03-31`; `None` for anything else.
pub fn parse_iso(text: &str) -> Option<i32> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    days(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Writes `2024-03-31`.
pub fn iso(days: i32) -> String {
    let (year, month, day) = date(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day of the week, 0 for Monday to 6 for Sunday.
pub fn weekday(days: i32) -> u32 {
    (days + 3).rem_euclid(7) as u32
}

/// Working days after `from` up to and including `to`; weekends do not count, holidays do.
pub fn working_days(from: i32, to: i32) -> i32 {
    (from + 1..=to).filter(|day| weekday(*day) < 5).count() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_two_centuries_survives_the_round_trip() {
        for day in -36_500..36_500 {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), Some(day));
            assert_eq!(parse_iso(&iso(day)), Some(day));
        }
    }

    #[test]
    fn impossible_days_are_refused() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-1-1",
            "24-01-01",
            "",
            "2024-00-10",
        ] {
            assert_eq!(parse_iso(text), None, "{text}");
        }
        assert_eq!(weekday(0), 3, "1 January 1970 was a Thursday");
        assert_eq!(working_days(0, 4), 2, "Friday and Monday");
    }
}
