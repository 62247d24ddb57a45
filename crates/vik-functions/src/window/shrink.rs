//! `shrink`: the rates of small units drawn towards what all units have in common.

use datafusion::logical_expr::WindowUDF;
use vik_trends::shrinkage::Prior;

use super::adapter::window;
use crate::spec::{Kind, Spec, Type, column, field, number};

static SHRINK: Spec = Spec {
    name: "shrink",
    sentence: "Empirical-Bayes rates: the rate of each row drawn towards that of the partition, more so where it rests on little. The order of rows does not matter.",
    columns: &[
        column("count", Kind::Number, "events counted"),
        column("exposure", Kind::Exposure, "what they are counted over"),
    ],
    settings: &[number(
        "ratio",
        1.5,
        "`above` is the probability of more than so many times the mean rate",
    )],
    breaks: false,
    gives: &[
        field("rate", Type::Number, "the shrunken rate"),
        field("low", Type::Number, "the lower end of its 95 % interval"),
        field("high", Type::Number, "the upper end"),
        field(
            "mean",
            Type::Number,
            "the mean rate that it is drawn towards",
        ),
        field(
            "above",
            Type::Number,
            "the probability of a rate above `ratio` times the mean",
        ),
    ],
    example: "SELECT unit, shrink(sum(cases), sum(fte)) OVER ()['rate'] AS rate\n\
              FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month) GROUP BY unit ORDER BY unit",
};

pub(super) fn shrink() -> WindowUDF {
    window(&SHRINK, |rows, settings, answers| {
        let known = rows[0]
            .iter()
            .copied()
            .zip(rows[1].iter().copied())
            .filter(|row| !row.0.is_nan() && !row.1.is_nan());
        let (counts, exposures): (Vec<f64>, Vec<f64>) = known.unzip();
        let Some(prior) = Prior::fit(&counts, &exposures) else {
            return;
        };
        for (&count, &exposure) in rows[0].iter().zip(rows[1]) {
            let Some(rate) = prior.posterior(count, exposure) else {
                answers.gap();
                continue;
            };
            let interval = rate.interval(0.95);
            answers.push(&[
                rate.mean().into(),
                interval.map(|i| i.low).into(),
                interval.map(|i| i.high).into(),
                prior.mean.into(),
                rate.above(settings.number(0) * prior.mean).into(),
            ]);
        }
    })
}
