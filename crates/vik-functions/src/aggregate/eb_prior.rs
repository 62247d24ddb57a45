//! `eb_prior`: how much do the rates of units differ?

use datafusion::logical_expr::AggregateUDF;
use vik_trends::shrinkage::Prior;

use super::adapter::aggregate;
use crate::spec::{Kind, Spec, Type, column, field};

static EB_PRIOR: Spec = Spec {
    name: "eb_prior",
    sentence: "The gamma prior of rates that makes the counts of all units most likely, for `shrunken_rate` and `rate_above`.",
    columns: &[
        column("count", Kind::Number, "events counted in a unit"),
        column("exposure", Kind::Exposure, "what they are counted over"),
    ],
    settings: &[],
    breaks: false,
    gives: &[
        field(
            "shape",
            Type::Number,
            "the weight of the prior in expected cases; 100,000 when units differ by chance only",
        ),
        field("mean", Type::Number, "the mean rate"),
    ],
    example: "SELECT eb_prior(cases, fte)['shape'] AS weight, eb_prior(cases, fte)['mean'] AS mean\n\
              FROM (SELECT unit, sum(cases) AS cases, sum(fte) AS fte FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month) GROUP BY unit)",
};

pub(super) fn eb_prior() -> AggregateUDF {
    aggregate(&EB_PRIOR, |rows, _, answer| {
        if let Some(prior) = Prior::fit(rows[0], rows[1]) {
            answer.push(&[prior.shape.into(), prior.mean.into()]);
        }
    })
}
