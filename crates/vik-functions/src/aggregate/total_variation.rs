//! `total_variation`: how different are two mixes?

use datafusion::logical_expr::AggregateUDF;
use vik_trends::mix;

use super::adapter::aggregate;
use crate::spec::{Kind, Spec, Type, column, field};

static TOTAL_VARIATION: Spec = Spec {
    name: "total_variation",
    sentence: "Half the summed difference between two mixes.",
    columns: &[
        column(
            "first",
            Kind::Optional,
            "cases of one kind in the first mix; a null is none",
        ),
        column(
            "second",
            Kind::Optional,
            "cases of that kind in the second mix",
        ),
    ],
    settings: &[],
    breaks: false,
    gives: &[field(
        "",
        Type::Number,
        "0 for the same mix, 1 for nothing in common",
    )],
    example: "SELECT total_variation(early, late) AS difference\n\
              FROM (SELECT category, sum(cases) FILTER (WHERE year <= 2022) AS early, sum(cases) FILTER (WHERE year > 2022) AS late FROM cube_unit_issue GROUP BY category)",
};

pub(super) fn total_variation() -> AggregateUDF {
    aggregate(&TOTAL_VARIATION, |rows, _, answer| {
        let none = |count: &f64| if count.is_nan() { 0.0 } else { *count };
        let pairs: Vec<(f64, f64)> = rows[0]
            .iter()
            .map(none)
            .zip(rows[1].iter().map(none))
            .collect();
        answer.push(&[mix::total_variation(&pairs).into()]);
    })
}
