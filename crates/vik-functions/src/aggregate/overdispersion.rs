//! `overdispersion`: how much more do units vary than chance explains?

use datafusion::logical_expr::AggregateUDF;
use vik_trends::funnel::{Dispersion, Scale, Spread};

use super::adapter::aggregate;
use crate::spec::{Kind, Spec, Type, column, field};

static OVERDISPERSION: Spec = Spec {
    name: "overdispersion",
    sentence: "How much more counts vary around their expectations than chance explains.",
    columns: &[
        column("count", Kind::Number, "events counted in a unit"),
        column("expected", Kind::Exposure, "events expected of it"),
    ],
    settings: &[],
    breaks: false,
    gives: &[
        field(
            "factor",
            Type::Number,
            "the mean squared score after winsorising a tenth at each end (Spiegelhalter); about one when chance explains all",
        ),
        field(
            "between",
            Type::Number,
            "the variance between units on the square-root scale, for `funnel_between_high`",
        ),
        field(
            "deviation",
            Type::Number,
            "the standard deviation between units relative to the rate, allowing for not knowing it",
        ),
    ],
    example: "SELECT overdispersion(cases, expected)['factor'] AS factor\n\
              FROM (SELECT unit, sum(cases) AS cases, avg(sum(cases)) OVER () AS expected FROM cube_unit_issue GROUP BY unit)",
};

pub(super) fn overdispersion() -> AggregateUDF {
    aggregate(&OVERDISPERSION, |rows, _, answer| {
        if let Some(found) = Dispersion::estimate(rows[0], rows[1], Scale::SquareRoot) {
            let deviation = Spread::learn(rows[0], rows[1]).deviation();
            answer.push(&[found.factor.into(), found.between.into(), deviation.into()]);
        }
    })
}
