//! `ebgm_prior`: what a table says about how far combinations stray from their expectations.

use datafusion::logical_expr::AggregateUDF;
use vik_trends::disproportion::fit;

use super::adapter::aggregate;
use crate::spec::{Kind, Spec, Type, column, field, number};

static EBGM_PRIOR: Spec = Spec {
    name: "ebgm_prior",
    sentence: "The mixture of two gamma distributions that fits the ratios of a table best (DuMouchel), for `ebgm` and `ratio_above`. Needs five combinations.",
    columns: &[
        column("count", Kind::Number, "cases of a combination"),
        column("expected", Kind::Exposure, "cases expected of it"),
    ],
    settings: &[number(
        "largest",
        200.0,
        "the largest shape: a quiet table has none of its own",
    )],
    breaks: false,
    gives: &[
        field("shape_1", Type::Number, "the shape of the first component"),
        field("rate_1", Type::Number, "its rate"),
        field("shape_2", Type::Number, "the shape of the second"),
        field("rate_2", Type::Number, "its rate"),
        field("share", Type::Number, "the weight of the first"),
    ],
    example: "SELECT ebgm_prior(cases, expected)['share'] AS share\n\
              FROM (SELECT unit, category, sum(cases) AS cases, avg(sum(cases)) OVER (PARTITION BY category) AS expected FROM cube_unit_issue GROUP BY unit, category)",
};

pub(super) fn ebgm_prior() -> AggregateUDF {
    aggregate(&EBGM_PRIOR, |rows, settings, answer| {
        let pairs: Vec<(f64, f64)> = rows[0]
            .iter()
            .copied()
            .zip(rows[1].iter().copied())
            .collect();
        if let Some(fitted) = fit(&pairs, false, settings.number(0)) {
            let prior = fitted.prior;
            answer.push(&[
                prior.first.0.into(),
                prior.first.1.into(),
                prior.second.0.into(),
                prior.second.1.into(),
                prior.share.into(),
            ]);
        }
    })
}
