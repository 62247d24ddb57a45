//! Which breaks stand in a figure: those of all units, and those of a unit that is in it.

use std::collections::BTreeSet;

use vik_catalogue::{Column, Language};
use vik_published::{Cell, QueryResult, Reference};

use crate::figure::{Wanted, text};
use crate::labels;

/// The breaks that fall within the axis: of all units, of those that are series, and of those chosen.
#[must_use]
pub fn breaks(
    wanted: &Wanted<'_>,
    result: &QueryResult,
    columns: &[Column],
    reference: &Reference,
    language: Language,
) -> Vec<vik_charts::Break> {
    let Some(i) = result.column(wanted.x) else {
        return Vec::new();
    };
    let axis: BTreeSet<String> = result
        .rows
        .iter()
        .filter_map(|row| row.get(i).and_then(text))
        .collect();
    let by_unit = columns.iter().find(|column| {
        Some(column.name.as_str()) == wanted.series && column.codelist.as_deref() == Some("units")
    });
    let series = by_unit.and_then(|column| result.column(&column.name));
    let drawn = |unit: &str| {
        let is = |row: &Vec<Cell>| series.is_some_and(|i| row[i] == Cell::Text(unit.to_owned()));
        wanted.units.iter().any(|chosen| chosen == unit) || result.rows.iter().any(is)
    };
    let mut found = Vec::new();
    for b in &reference.breaks {
        let everywhere = b.unit == "*";
        if !everywhere && !drawn(&b.unit) {
            continue;
        }
        let Some(month) = b.month.get(..7) else {
            continue;
        };
        let quarter = month
            .parse::<vik_domain::Month>()
            .map(|month| month.quarter().to_string());
        let at = [Some(month.to_owned()), quarter.ok()];
        let Some(at) = at.into_iter().flatten().find(|at| axis.contains(at)) else {
            continue;
        };
        let text = crate::language::pick(language, &b.text.nl, &b.text.en);
        let unit = labels::label(reference, "units", &b.unit, language);
        // Among several units, and where the text does not say it, the unit must be named.
        let named =
            everywhere || text.contains(&unit) || (series.is_none() && wanted.units.len() == 1);
        found.push(vik_charts::Break {
            at,
            text: if named {
                text.to_owned()
            } else {
                format!("{unit}: {text}")
            },
            series: (!everywhere && series.is_some()).then(|| b.unit.clone()),
        });
    }
    found
}
