//! A series beside what its past predicted, month by month: the figure on a signal card.

use vik_trends::CountLaw;
use vik_trends::detector::expectation::Model;

use crate::held::comparable;
use crate::published::Published;
use crate::watch::{panel, settings};

/// Mean variance of rounding a count to a multiple of three without bias: 2 unless it is one already.
const ROUNDING: f64 = 4.0 / 3.0;

/// One month of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// The number of the month.
    pub at: usize,
    /// Cases, as published.
    pub observed: f64,
    /// Of these, with something established.
    pub established: f64,
    /// Cases expected.
    pub expected: f64,
    /// Lower end of what 95 in 100 such months hold, rounding included.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The last `months` months of a series up to `at`, beside what the past of month `at` predicts.
///
/// Codes that are not watched give nothing, and so does a history that is too short.
#[must_use]
pub fn history(
    published: &Published,
    unit: Option<&str>,
    category: Option<&str>,
    at: usize,
    months: usize,
) -> Vec<Expected> {
    let place = |codes: &[String], code: Option<&str>| match code {
        None => Some(None),
        Some(code) => codes.iter().position(|c| c == code).map(Some),
    };
    let (Some(unit), Some(category)) = (
        place(&published.units, unit),
        place(&published.categories, category),
    ) else {
        return Vec::new();
    };
    if !published.is_sound() || at >= published.months {
        return Vec::new();
    }
    let known = comparable(published, at);
    let (panel, settings) = (panel(published, &known, at), settings());
    let Some(model) = Model::fit(&panel, &settings) else {
        return Vec::new();
    };
    let (cells, columns) = (panel.rows * panel.columns, panel.columns);
    let series = match (unit, category) {
        (Some(u), Some(c)) => u * columns + c,
        (Some(u), None) => cells + u,
        (None, Some(c)) => cells + panel.rows + c,
        (None, None) => cells + panel.rows + columns,
    };
    let inside = |cell: usize| {
        unit.is_none_or(|u| u == cell / columns) && category.is_none_or(|c| c == cell % columns)
    };
    let one = |t: usize| {
        let sum: f64 = (0..cells)
            .filter(|cell| inside(*cell))
            .map(|cell| model.expected(&panel, cell, t))
            .sum();
        let expected = sum * model.factor(series);
        let spread = expected * expected / model.shape(series);
        let law =
            CountLaw::with_variance(expected, settings.dispersion * expected + spread + ROUNDING);
        let end = |p: f64| {
            law.as_ref()
                .and_then(|law| law.quantile(p))
                .unwrap_or(expected)
        };
        Expected {
            at: t,
            observed: published.count(&published.cases, unit, category, t),
            established: published.count(&published.established, unit, category, t),
            expected,
            low: end(0.025),
            high: end(0.975),
        }
    };
    ((at + 1).saturating_sub(months)..=at).map(one).collect()
}
