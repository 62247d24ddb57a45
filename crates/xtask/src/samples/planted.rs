//! The trends that are planted on purpose, so that the pages have something to find.
//! `PLANTED.md` tells them in words; the two must say the same.

/// The place of a month in the count that everything here uses.
const fn from(year: i32, month: i32) -> i32 {
    year * 12 + month
}

/// How much more often a category is closed in a unit and month than its usual rate.
pub fn rate(unit: &str, category: &str, year: i32, month: i32) -> f64 {
    let at = from(year, month);
    let since = |year, month| at - from(year, month);
    let mut rate = 1.0;
    if unit == "RTD" && category == "INF" && since(2024, 7) >= 0 {
        rate *= 1.0 + 0.10 * f64::from(since(2024, 7) + 1).min(12.0);
    }
    if category == "OMG" && since(2023, 9) >= 0 {
        rate *= if since(2024, 9) < 0 { 1.6 } else { 1.3 };
    }
    if unit == "NH" && since(2023, 1) >= 0 {
        rate *= 1.9;
    }
    if recurring_unit(unit) && category == "MID" && since(2024, 10) >= 0 {
        rate *= 1.6;
    }
    rate
}

/// The share of information cases in Rotterdam that are curiosity from July 2024.
pub fn curiosity(unit: &str, category: &str, at: i32) -> f64 {
    if unit == "RTD" && category == "INF" && at >= from(2024, 7) {
        0.65
    } else {
        0.0
    }
}

/// Three units in which careless handling of weapons comes back from October 2024.
pub fn recurring(unit: &str, category: &str, at: i32) -> f64 {
    if recurring_unit(unit) && category == "MID" && at >= from(2024, 10) {
        0.6
    } else {
        0.0
    }
}

fn recurring_unit(unit: &str) -> bool {
    matches!(unit, "ON" | "MN" | "ZWB")
}

/// How much longer a case takes: Limburg slows down from 2023, by 13 % of the usual every half-year.
pub fn lead(unit: &str, at: i32) -> f64 {
    let since = (at - from(2023, 1)).max(0);
    if unit == "LB" {
        1.0 + 0.13 * f64::from(since / 6)
    } else {
        1.0
    }
}

/// North Holland registers everything from 2023: most of the extra cases come to nothing.
pub fn registers_everything(unit: &str, at: i32) -> bool {
    unit == "NH" && at >= from(2023, 1)
}

/// The share of information cases that come from atypical queries, after the pilot of 2021.
pub fn atypical(at: i32) -> f64 {
    let since = at - from(2021, 7);
    if since < 0 {
        0.02
    } else {
        (0.08 + 0.006 * f64::from(since)).min(0.35)
    }
}

/// The share of triage decisions whose reason is performance: East Brabant in 2025.
pub fn performance(unit: &str, at: i32) -> f64 {
    if unit == "OB" && at >= from(2025, 1) {
        0.16
    } else {
        0.04
    }
}

/// The chance that a review moment is held on time: Amsterdam improves from 2022.
pub fn review(unit: &str, at: i32) -> f64 {
    if unit == "AMS" && at >= from(2022, 1) {
        0.93
    } else {
        0.72
    }
}
