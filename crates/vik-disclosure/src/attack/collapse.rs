//! Unknowns with equal columns become one: the step that makes an audit depend on cells, not rows.

use std::collections::BTreeMap;

use crate::attack::polytope::Polytope;
use crate::solver::Row;

/// Merges unknowns that stand in the same rows with the same coefficients, target included.
///
/// # Guarantee
/// The interval of the target stays the same, for fractions and for whole numbers: the sum of
/// merged unknowns takes every value between the sums of their bounds, and nothing else about
/// them matters.
pub(crate) fn collapse(
    polytope: &Polytope,
    target: &[(usize, i64)],
) -> (Polytope, Vec<(usize, i64)>) {
    let mut columns: Vec<Vec<(usize, i64)>> = vec![Vec::new(); polytope.low.len()];
    for (place, row) in polytope.rows.iter().enumerate() {
        for (unknown, factor) in &row.terms {
            columns[*unknown].push((place, *factor));
        }
    }
    for (unknown, factor) in target {
        columns[*unknown].push((usize::MAX, *factor));
    }
    let mut merged: BTreeMap<&[(usize, i64)], usize> = BTreeMap::new();
    let mut place = Vec::with_capacity(columns.len());
    let (mut low, mut high) = (Vec::new(), Vec::new());
    for (unknown, column) in columns.iter().enumerate() {
        let next = merged.len();
        let into = *merged.entry(column).or_insert(next);
        place.push(into);
        if into == next {
            low.push(polytope.low[unknown]);
            high.push(polytope.high[unknown]);
        } else {
            low[into] += polytope.low[unknown];
            high[into] = i64::saturating_add(high[into], polytope.high[unknown]);
        }
    }
    let moved = |terms: &[(usize, i64)]| -> Vec<(usize, i64)> {
        let terms: BTreeMap<usize, i64> = terms
            .iter()
            .map(|(unknown, factor)| (place[*unknown], *factor))
            .collect();
        terms.into_iter().collect()
    };
    let rows = polytope
        .rows
        .iter()
        .map(|row| Row {
            terms: moved(&row.terms),
            ..row.clone()
        })
        .collect();
    let target = moved(target);
    (Polytope { low, high, rows }, target)
}
