//! `array_change_points`: where did the level of a series change?

use datafusion::logical_expr::ScalarUDF;
use vik_trends::pelt::{Cost, changes, penalty};

use super::adapter::{Method, array};
use crate::spec::{Kind, Spec, Type, column, field, number};

static CHANGE_POINTS: Spec = Spec {
    name: "array_change_points",
    sentence: "The places where the level of a series of counts changed, by exact penalised likelihood (PELT); null when the series has a gap.",
    columns: &[
        column("counts", Kind::Number, "events counted, in order of time"),
        column("exposures", Kind::Exposure, "what they are counted over"),
    ],
    settings: &[
        number("shortest", 3.0, "the fewest periods of a segment"),
        number(
            "penalty",
            f64::NAN,
            "the cost of a change; twice the logarithm of the number of periods is usual",
        ),
    ],
    breaks: false,
    gives: &[field(
        "",
        Type::Number,
        "the place of the first period of each new level, counted from one",
    )],
    example: "SELECT unit, array_change_points(array_agg(cases ORDER BY month), array_agg(fte ORDER BY month)) AS changes\n\
              FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month) GROUP BY unit ORDER BY unit",
};

pub(super) fn array_change_points() -> ScalarUDF {
    let method = Method::Array(|series, settings| {
        let wanted = settings.number(1);
        let cost = if wanted.is_nan() {
            penalty(series[0].len())
        } else {
            wanted
        };
        let shortest = settings.whole(0);
        let found = changes(series[0], Some(series[1]), Cost::Poisson, cost, shortest)?;
        Some(found.into_iter().map(|at| (at + 1) as f64).collect())
    });
    array(&CHANGE_POINTS, method)
}
