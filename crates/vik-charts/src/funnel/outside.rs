//! Which points lie outside their limits: what the funnel marks, and the table under it.

use crate::{ChartData, ChartError, ChartSpec, Part};

/// A pair of limits, from the narrowest to the widest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pair {
    /// The inner pair, commonly 95 %.
    Inner,
    /// The outer pair, commonly 99.8 %.
    Outer,
    /// The pair that also allows for lasting differences between units (over-dispersion).
    Lasting,
}

impl Pair {
    /// By the name of its column.
    pub(super) fn of(column: &str) -> Self {
        match column {
            name if name.ends_with("_od") => Self::Lasting,
            name if name.contains("99") => Self::Outer,
            _ => Self::Inner,
        }
    }
}

/// A point outside at least one pair of limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Outside {
    /// The number beside its point in the picture, counted in the order of the rows: it is no rank.
    pub number: usize,
    /// Its row in the data.
    pub row: usize,
    /// What the reader sees for it.
    pub label: String,
    /// Its place along the horizontal axis, such as its expected number or its staff.
    pub exposure: f64,
    /// Its figure.
    pub value: f64,
    /// What was expected there: the column of [`Part::Centre`], when the chart names one.
    pub expected: Option<f64>,
    /// The low and the high end of each pair that is known at this point, the narrowest first.
    pub limits: Vec<(Pair, f64, f64)>,
    /// The widest pair it lies outside of.
    pub beyond: Pair,
    /// Whether it lies above them.
    pub above: bool,
}

/// The points of a funnel that lie outside a pair of limits, in the order of the rows.
///
/// The same judgement as in the picture, so that a table of outliers and the marks agree. A point on a
/// limit lies inside. A pair counts only when both of its ends are known at the point.
///
/// # Errors
/// When a column is missing or holds text.
pub fn outside(spec: &ChartSpec, data: &ChartData) -> Result<Vec<Outside>, ChartError> {
    let places = places(spec, data)?;
    Ok(places
        .into_iter()
        .filter_map(|place| place.outside)
        .collect())
}

/// A point of the funnel.
pub(super) struct Place {
    pub label: String,
    pub x: f64,
    pub y: f64,
    pub outside: Option<Outside>,
}

pub(super) fn places(spec: &ChartSpec, data: &ChartData) -> Result<Vec<Place>, ChartError> {
    let (xs, ys) = (data.figures(&spec.x)?, data.figures(&spec.y)?);
    let labels = match &spec.series {
        Some(name) => data.texts(name)?,
        None => vec![String::new(); xs.len()],
    };
    let expected = match spec.parts.get(&Part::Centre) {
        Some(name) => data.figures(name)?,
        None => vec![None; xs.len()],
    };
    let mut curves: Vec<(Pair, Vec<Option<f64>>)> = Vec::new();
    for name in &spec.limits {
        curves.push((Pair::of(name), data.figures(name)?));
    }
    let mut places = Vec::new();
    let mut number = 0;
    for row in 0..data.rows() {
        let (Some(x), Some(y)) = (xs[row], ys[row]) else {
            continue;
        };
        let limits = limits(&curves, row);
        let beyond = limits
            .iter()
            .filter(|(_, low, high)| y < *low || y > *high)
            .map(|(pair, ..)| *pair)
            .max();
        let above = limits.iter().any(|(_, _, high)| y > *high);
        let label = spec.label(&labels[row]);
        let outside = beyond.map(|beyond| {
            number += 1;
            Outside {
                number,
                row,
                label: label.clone(),
                exposure: x,
                value: y,
                expected: expected[row],
                limits,
                beyond,
                above,
            }
        });
        places.push(Place {
            label,
            x,
            y,
            outside,
        });
    }
    Ok(places)
}

/// The pairs whose two ends are known in a row.
fn limits(curves: &[(Pair, Vec<Option<f64>>)], row: usize) -> Vec<(Pair, f64, f64)> {
    let mut found = Vec::new();
    for pair in [Pair::Inner, Pair::Outer, Pair::Lasting] {
        let ends: Vec<f64> = curves
            .iter()
            .filter(|(of, _)| *of == pair)
            .filter_map(|(_, values)| values[row])
            .collect();
        if ends.len() > 1 {
            let low = ends.iter().copied().fold(f64::INFINITY, f64::min);
            let high = ends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            found.push((pair, low, high));
        }
    }
    found
}
