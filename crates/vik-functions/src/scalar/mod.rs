//! Functions of one row.

mod funnel;
mod poisson;
mod rate;
mod rate_ratio;
mod rounding;
mod share;

use datafusion::logical_expr::ScalarUDF;

/// The confidence of every interval that a function gives without being asked.
const CONFIDENCE: f64 = 0.95;

/// An argument that may be left out.
fn optional(arguments: &[f64], place: usize, default: f64) -> f64 {
    arguments.get(place).copied().unwrap_or(default)
}

/// A number, unless it is infinite: an open end is shown as empty.
fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// Every scalar function.
pub(crate) fn all() -> Vec<ScalarUDF> {
    vec![
        rounding::round_low(),
        rounding::round_high(),
        share::share(),
        share::share_low(),
        share::share_high(),
        rate::rate(),
        poisson::poisson_low(),
        poisson::poisson_high(),
        poisson::byar_low(),
        poisson::byar_high(),
        rate_ratio::rate_ratio(),
        rate_ratio::rate_ratio_low(),
        rate_ratio::rate_ratio_high(),
        funnel::funnel_low(),
        funnel::funnel_high(),
    ]
}
