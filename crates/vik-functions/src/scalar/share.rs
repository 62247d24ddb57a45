//! `share`, `share_low` and `share_high`: a percentage and what rounding leaves of it.

use datafusion::logical_expr::ScalarUDF;
use vik_trends::{Interval, rounding};

use super::optional;
use crate::{describe::documentation, numeric::numeric};

const ARGUMENTS: &[(&str, &str)] = &[
    ("numerator", "the published part"),
    ("denominator", "the published whole"),
    ("base", "the rounding base; 3 when left out"),
    (
        "periods",
        "how many months (or quarters at base 5) each sum spans; 1 when left out",
    ),
    (
        "cells",
        "how many cells of one period each sum spans; 1 when left out",
    ),
];

pub(super) fn share() -> ScalarUDF {
    let about = documentation(
        "A part of a whole in percent, at most 100.",
        "share(numerator, denominator)",
        "SELECT quarter, share(sum(cases) FILTER (WHERE category = 'INF'), sum(cases)) AS share\n\
         FROM cube_unit_issue GROUP BY quarter ORDER BY quarter",
        &ARGUMENTS[..2],
    );
    numeric("share", 2..=2, about, |a| {
        (a[1] > 0.0).then(|| (100.0 * a[0] / a[1]).clamp(0.0, 100.0))
    })
}

pub(super) fn share_low() -> ScalarUDF {
    let about = documentation(
        "The lowest true share in percent, given the rounding of both counts.",
        "share_low(numerator, denominator [, base [, periods [, cells]]])",
        "SELECT quarter, share_low(sum(cases) FILTER (WHERE category = 'INF'), sum(cases), 3, 3, count(*) / 3) AS low\n\
         FROM cube_unit_issue GROUP BY quarter ORDER BY quarter",
        ARGUMENTS,
    );
    numeric("share_low", 2..=5, about, |a| bounds(a).map(|i| i.low))
}

pub(super) fn share_high() -> ScalarUDF {
    let about = documentation(
        "The highest true share in percent, given the rounding of both counts.",
        "share_high(numerator, denominator [, base [, periods [, cells]]])",
        "SELECT quarter, share_high(sum(cases) FILTER (WHERE category = 'INF'), sum(cases), 3, 3, count(*) / 3) AS high\n\
         FROM cube_unit_issue GROUP BY quarter ORDER BY quarter",
        ARGUMENTS,
    );
    numeric("share_high", 2..=5, about, |a| bounds(a).map(|i| i.high))
}

fn bounds(a: &[f64]) -> Option<Interval> {
    let window = rounding::window_error(optional(a, 3, 1.0), optional(a, 2, 3.0));
    rounding::share(a[0], a[1], window * optional(a, 4, 1.0))
}
