//! What was watched, as tables: `signal_series`, `recurring_issues`, `returning_combinations` and
//! `combinations`.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Date32Array, Float64Array, Int64Array};

use vik_domain::Month;
use vik_signals::Watch;
use vik_signals::budget::USUAL;
use vik_signals::record::Seen;
use vik_signals::returning::Returning;

use super::{Made, batch, quarter_of, text};

/// A series with less than this probability of showing a threefold rise is too small to judge.
const ENOUGH: f64 = 0.5;

/// The tables; without records they are empty.
pub(crate) fn signals(watches: &[Watch]) -> Vec<Made> {
    vec![
        series(watches),
        recurring(watches),
        returning(watches),
        combinations(watches),
    ]
}

/// First day of the month of a record.
fn day(watch: &Watch) -> Option<i32> {
    watch
        .month
        .parse::<Month>()
        .ok()
        .map(Month::first_day_number)
}

fn months(days: impl Iterator<Item = Option<i32>>) -> ArrayRef {
    Arc::new(days.collect::<Date32Array>())
}

fn floats(numbers: impl Iterator<Item = f64>) -> ArrayRef {
    Arc::new(Float64Array::from_iter_values(numbers))
}

fn whole(numbers: impl Iterator<Item = f64>) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(numbers.map(|n| n as i64)))
}

/// What is said about a series in a month.
fn state(watch: &Watch, seen: &Seen) -> &'static str {
    let above = watch
        .thresholds
        .get(USUAL)
        .is_some_and(|t| seen.score > t.score);
    if seen.held {
        "waiting"
    } else if seen.stands(&watch.thresholds, USUAL) {
        "signal"
    } else if above {
        "explained"
    } else if seen.power < ENOUGH {
        "too_few"
    } else {
        "ordinary"
    }
}

fn series(watches: &[Watch]) -> Made {
    let rows: Vec<(&Watch, &Seen)> = watches
        .iter()
        .flat_map(|watch| watch.series.iter().map(move |seen| (watch, seen)))
        .collect();
    let seen = |pick: fn(&Seen) -> f64| floats(rows.iter().map(move |(_, s)| pick(s)));
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("month", months(rows.iter().map(|(w, _)| day(w)))),
        ("unit", text(rows.iter().map(|(_, s)| s.scope.unit.clone()))),
        (
            "category",
            text(rows.iter().map(|(_, s)| s.scope.category.clone())),
        ),
        (
            "state",
            text(rows.iter().map(|(w, s)| Some(state(w, s).to_owned()))),
        ),
        ("months", whole(rows.iter().map(|(_, s)| s.months as f64))),
        ("cases", whole(rows.iter().map(|(_, s)| s.observed))),
        ("expected", seen(|s| s.expected)),
        ("low", seen(|s| s.low)),
        ("high", seen(|s| s.high)),
        (
            "established",
            whole(rows.iter().map(|(_, s)| s.established)),
        ),
        ("usually_established", seen(|s| s.usually_established)),
        ("score", seen(|s| s.score)),
        ("p_value", seen(|s| s.p_value)),
        ("q_value", seen(|s| s.q_value)),
        ("power", seen(|s| s.power)),
    ];
    Ok(("signal_series".to_owned(), batch(columns)?))
}

fn recurring(watches: &[Watch]) -> Made {
    let rows: Vec<_> = watches
        .iter()
        .flat_map(|watch| watch.recurring.iter().map(move |issue| (watch, issue)))
        .flat_map(|(watch, issue)| issue.units.iter().map(move |unit| (watch, issue, unit)))
        .collect();
    let quarter = |q: usize| whole(rows.iter().map(move |(_, _, unit)| unit.quarters[q]));
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("month", months(rows.iter().map(|(w, _, _)| day(w)))),
        (
            "quarter",
            text(rows.iter().map(|(w, _, _)| day(w).map(quarter_of))),
        ),
        (
            "issue",
            text(rows.iter().map(|(_, i, _)| Some(i.issue.clone()))),
        ),
        (
            "unit",
            text(rows.iter().map(|(_, _, u)| Some(u.unit.clone()))),
        ),
        (
            "units",
            whole(rows.iter().map(|(_, i, _)| i.units.len() as f64)),
        ),
        ("quarter_1", quarter(0)),
        ("quarter_2", quarter(1)),
        ("quarter_3", quarter(2)),
        ("quarter_4", quarter(3)),
        (
            "cases",
            whole(rows.iter().map(|(_, _, u)| u.quarters.iter().sum())),
        ),
        ("expected", floats(rows.iter().map(|(_, _, u)| u.expected))),
        (
            "probability",
            floats(rows.iter().map(|(_, _, u)| u.probability)),
        ),
    ];
    Ok(("recurring_issues".to_owned(), batch(columns)?))
}

fn returning(watches: &[Watch]) -> Made {
    let rows: Vec<_> = watches
        .iter()
        .flat_map(|watch| watch.returning.iter().map(move |one| (watch, one)))
        .collect();
    let words = |pick: fn(&Returning) -> &String| {
        text(rows.iter().map(move |(_, one)| Some(pick(one).clone())))
    };
    let quarter = |q: usize| whole(rows.iter().map(move |(_, one)| one.quarters[q]));
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("month", months(rows.iter().map(|(w, _)| day(w)))),
        (
            "quarter",
            text(rows.iter().map(|(w, _)| day(w).map(quarter_of))),
        ),
        ("category", words(|one| &one.category)),
        ("cause", words(|one| &one.cause)),
        ("circumstance", words(|one| &one.circumstance)),
        ("quarter_1", quarter(0)),
        ("quarter_2", quarter(1)),
        ("quarter_3", quarter(2)),
        ("quarter_4", quarter(3)),
        (
            "cases",
            whole(rows.iter().map(|(_, one)| one.quarters.iter().sum())),
        ),
        ("expected", floats(rows.iter().map(|(_, one)| one.expected))),
        (
            "probability",
            floats(rows.iter().map(|(_, one)| one.probability)),
        ),
    ];
    Ok(("returning_combinations".to_owned(), batch(columns)?))
}

fn combinations(watches: &[Watch]) -> Made {
    let rows: Vec<_> = watches
        .iter()
        .flat_map(|watch| watch.combinations.iter().map(move |one| (watch, one)))
        .collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("month", months(rows.iter().map(|(w, _)| day(w)))),
        (
            "quarter",
            text(rows.iter().map(|(w, _)| day(w).map(quarter_of))),
        ),
        (
            "table_name",
            text(rows.iter().map(|(_, c)| Some(c.table.clone()))),
        ),
        (
            "first",
            text(rows.iter().map(|(_, c)| Some(c.first.clone()))),
        ),
        (
            "second",
            text(rows.iter().map(|(_, c)| Some(c.second.clone()))),
        ),
        ("cases", whole(rows.iter().map(|(_, c)| c.observed))),
        ("expected", floats(rows.iter().map(|(_, c)| c.expected))),
        ("ratio", floats(rows.iter().map(|(_, c)| c.ratio))),
        (
            "probability",
            floats(rows.iter().map(|(_, c)| c.probability)),
        ),
    ];
    Ok(("combinations".to_owned(), batch(columns)?))
}
