//! `round_low` and `round_high`: the bounds of a sum of rounded cells.

use datafusion::logical_expr::ScalarUDF;
use vik_trends::{Interval, rounding};

use crate::{describe::documentation, numeric::numeric};

const ARGUMENTS: &[(&str, &str)] = &[
    ("value", "the sum of published cells"),
    ("cells", "how many cells were summed"),
    ("base", "the rounding base: 3, or 5 for quarter tables"),
];

pub(super) fn round_low() -> ScalarUDF {
    let about = documentation(
        "The lowest true count behind a sum of rounded cells.",
        "round_low(value, cells, base)",
        "SELECT unit, sum(cases) AS cases, round_low(sum(cases), count(*), 3) AS low\n\
         FROM cube_unit_issue GROUP BY unit ORDER BY unit",
        ARGUMENTS,
    );
    numeric("round_low", 3..=3, about, |a| bounds(a).map(|i| i.low))
}

pub(super) fn round_high() -> ScalarUDF {
    let about = documentation(
        "The highest true count behind a sum of rounded cells.",
        "round_high(value, cells, base)",
        "SELECT unit, sum(cases) AS cases, round_high(sum(cases), count(*), 3) AS high\n\
         FROM cube_unit_issue GROUP BY unit ORDER BY unit",
        ARGUMENTS,
    );
    numeric("round_high", 3..=3, about, |a| bounds(a).map(|i| i.high))
}

fn bounds(arguments: &[f64]) -> Option<Interval> {
    rounding::sum(arguments[0], arguments[1], arguments[2])
}
