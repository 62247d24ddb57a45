//! `same_mix`: may two mixes be draws from the same one?

use datafusion::logical_expr::AggregateUDF;
use vik_trends::mix;

use super::adapter::aggregate;
use crate::spec::{Kind, Spec, Type, column, field};

static SAME_MIX: Spec = Spec {
    name: "same_mix",
    sentence: "Pearson's test of two mixes; `total_variation` tells how far apart they are. Rounding of counts adds to the statistic.",
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
    gives: &[
        field("statistic", Type::Number, "chi-square"),
        field("freedom", Type::Number, "kinds that occur, less one"),
        field(
            "p_value",
            Type::Number,
            "the chance of such a difference when both are draws from one mix",
        ),
    ],
    example: "SELECT same_mix(early, late)['p_value'] AS p\n\
              FROM (SELECT category, sum(cases) FILTER (WHERE year <= 2022) AS early, sum(cases) FILTER (WHERE year > 2022) AS late FROM cube_unit_issue GROUP BY category)",
};

pub(super) fn same_mix() -> AggregateUDF {
    aggregate(&SAME_MIX, |rows, _, answer| {
        let none = |count: &f64| if count.is_nan() { 0.0 } else { *count };
        let pairs = rows[0].iter().map(none).zip(rows[1].iter().map(none));
        if let Some(found) = mix::same_mix(&pairs.collect::<Vec<_>>()) {
            answer.push(&[
                found.statistic.into(),
                found.freedom.into(),
                found.p_value.into(),
            ]);
        }
    })
}
