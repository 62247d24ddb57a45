//! `funnel_low` and `funnel_high`: limits around an expected count.

use datafusion::logical_expr::ScalarUDF;
use vik_trends::funnel::limit;

use crate::{describe::documentation, numeric::numeric};

const ARGUMENTS: &[(&str, &str)] = &[
    ("expected", "the count expected"),
    (
        "alpha",
        "the chance to lie outside both limits: 0.05 or 0.002",
    ),
];

pub(super) fn funnel_low() -> ScalarUDF {
    let about = documentation(
        "The count that chance alone rarely falls below (exact Poisson, interpolated).",
        "funnel_low(expected, alpha)",
        ARGUMENTS,
    );
    numeric("funnel_low", 2..=2, about, |a| limit(a[0], a[1] / 2.0))
}

pub(super) fn funnel_high() -> ScalarUDF {
    let about = documentation(
        "The count that chance alone rarely exceeds (exact Poisson, interpolated).",
        "funnel_high(expected, alpha)",
        ARGUMENTS,
    );
    numeric("funnel_high", 2..=2, about, |a| {
        limit(a[0], 1.0 - a[1] / 2.0)
    })
}
