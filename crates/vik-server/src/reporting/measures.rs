//! Figures of a report, from the queries that also fill the pages.
//!
//! A share is the sum of its parts over the quarters of the period divided by the sum of its wholes;
//! what rounding leaves of it is reckoned from the number of rounded cells behind it.

use std::collections::BTreeMap;

use vik_catalogue::{Catalogue, Language, ParameterKind, QueryDefinition};
use vik_domain::{Quarter, Text};
use vik_published::{Cell, OpenSide, QueryResult, RunError};
use vik_reports::report::{Margin, Measure, Period, Point, Reading, Unit};
use vik_trends::rounding;

use crate::tile;

/// Quarters in the small line beside a figure.
const LINE: i32 = 7;

/// How far back the comparison with the same period eight quarters ago reaches.
const BACK: i32 = 17;

/// A question to the open side, in the words of its query.
pub struct Asked<'a> {
    /// The query.
    pub query: &'a QueryDefinition,
    /// Its rows.
    pub result: QueryResult,
}

/// What rounding did to the counts behind a figure.
#[derive(Clone, Copy)]
pub struct Rounded {
    /// To which multiple.
    pub base: f64,
    /// Cells that were added up for the part of a share, or for a count.
    pub cells: f64,
}

/// Runs a query for the quarters up to the end of a period; `None` for a query that is not there.
///
/// # Errors
/// [`RunError`] of the engine.
pub async fn ask<'a>(
    catalogue: &'a Catalogue,
    side: &OpenSide,
    id: &str,
    period: Period,
) -> Result<Option<Asked<'a>>, RunError> {
    let Some(query) = catalogue.query(id) else {
        return Ok(None);
    };
    let first = period.last_month().quarter().plus(-BACK);
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for parameter in &query.parameters {
        let since = match parameter.kind {
            ParameterKind::Month => vec![first.months()[0].to_string()],
            ParameterKind::Quarter => vec![first.to_string()],
            _ => crate::filters::default_texts(parameter, side.last_month()),
        };
        texts.insert(parameter.name.clone(), since);
    }
    let result = tile::run(query, &texts, side).await?;
    Ok(Some(Asked { query, result }))
}

impl Asked<'_> {
    /// The sum of a column over some quarters, where `keep` holds; `None` without a row.
    fn sum(
        &self,
        column: &str,
        quarters: &[Quarter],
        keep: &dyn Fn(&[Cell]) -> bool,
    ) -> Option<f64> {
        let (at, number) = (self.result.column("quarter")?, self.result.column(column)?);
        let inside = |row: &&Vec<Cell>| {
            let Cell::Text(quarter) = &row[at] else {
                return false;
            };
            quarters.iter().any(|q| q.to_string() == *quarter) && keep(row)
        };
        let numbers: Vec<f64> = self
            .result
            .rows
            .iter()
            .filter(inside)
            .filter_map(|row| row[number].number())
            .collect();
        (!numbers.is_empty()).then(|| numbers.iter().sum())
    }

    /// Whether the text in a column is one of these.
    pub fn is<'s>(&'s self, column: &str, codes: &'s [&'s str]) -> impl Fn(&[Cell]) -> bool + 's {
        let at = self.result.column(column);
        move |row| {
            let text = at.and_then(|at| row.get(at));
            matches!(text, Some(Cell::Text(code)) if codes.contains(&code.as_str()))
        }
    }

    /// A count over a period with what rounding leaves of it.
    pub fn count(
        &self,
        column: &str,
        period: Period,
        rounded: Rounded,
        keep: &dyn Fn(&[Cell]) -> bool,
    ) -> Option<Reading> {
        let quarters = quarters(period);
        let value = self.sum(column, &quarters, keep)?;
        let months = 3.0 * quarters.len() as f64;
        let periods = if rounded.base > 3.0 {
            quarters.len() as f64
        } else {
            months
        };
        let error = rounded.cells * rounding::window_error(periods, rounded.base);
        Reading::new(value, (value - error).max(0.0), value + error)
    }

    /// A share in percent over a period, of the columns `cases` and `total`; the parts where `keep`
    /// holds belong to the share.
    pub fn share(
        &self,
        period: Period,
        rounded: Rounded,
        keep: &dyn Fn(&[Cell]) -> bool,
    ) -> Option<Reading> {
        let quarters = quarters(period);
        let part = self.sum("cases", &quarters, keep)?;
        // A query of shares by kind repeats the whole in every row: then the largest is the whole.
        let whole = self.whole(&quarters)?;
        let periods = if rounded.base > 3.0 {
            quarters.len() as f64
        } else {
            3.0 * quarters.len() as f64
        };
        let error = rounded.cells * rounding::window_error(periods, rounded.base);
        let bounds = rounding::share(part, whole, error)?;
        let value = (100.0 * part / whole).clamp(bounds.low, bounds.high);
        Reading::new(value, bounds.low, bounds.high)
    }

    fn whole(&self, quarters: &[Quarter]) -> Option<f64> {
        let (at, total) = (self.result.column("quarter")?, self.result.column("total")?);
        let mut sum = 0.0;
        for quarter in quarters {
            let name = quarter.to_string();
            let rows = self.result.rows.iter();
            let of = rows.filter(|row| matches!(&row[at], Cell::Text(q) if *q == name));
            sum += of.filter_map(|row| row[total].number()).reduce(f64::max)?;
        }
        Some(sum)
    }

    /// A measure with the period before, the quarters before that, and the query's own words.
    pub fn measure(
        &self,
        (id, nl, en): (&str, &str, &str),
        unit: Unit,
        margin: Margin,
        period: Period,
        read: &dyn Fn(Period) -> Option<Reading>,
    ) -> Measure {
        let last = period.last_month().quarter();
        let line = (0..=LINE).rev().map(|back| {
            let quarter = last.plus(-back);
            Point {
                period: quarter.to_string(),
                reading: read(Period::Quarter(quarter)),
            }
        });
        Measure {
            id: id.to_owned(),
            label: text(nl, en),
            unit,
            decimals: 0,
            margin,
            now: read(period),
            before: read(period.previous()),
            ratio: None,
            series: line.collect(),
            indicator: self.query.indicators.first().cloned().unwrap_or_default(),
            query: format!("{} {}", self.query.id, self.query.version),
            counting: both(|l| self.query.counting.get(l)),
            reading_aid: both(|l| self.query.reading.get(l)),
        }
    }
}

/// The quarters of a period, in order.
pub fn quarters(period: Period) -> Vec<Quarter> {
    let last = period.last_month().quarter();
    match period {
        Period::Quarter(quarter) => vec![quarter],
        Period::Half(_) => vec![last.plus(-1), last],
    }
}

/// Words in both languages.
pub fn text(nl: &str, en: &str) -> Text {
    Text {
        nl: nl.to_owned(),
        en: en.to_owned(),
    }
}

fn both<'a>(get: impl Fn(Language) -> &'a str) -> Text {
    text(get(Language::Dutch), get(Language::English))
}
