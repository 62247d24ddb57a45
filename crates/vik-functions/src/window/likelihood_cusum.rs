//! `likelihood_cusum`: how much better does a higher rate explain the recent counts?

use datafusion::logical_expr::WindowUDF;
use vik_trends::likelihood_cusum::{Alternative, likelihood_cusum as steps};

use super::adapter::window;
use crate::spec::{Kind, Spec, Type, column, field, number};

static LIKELIHOOD_CUSUM: Spec = Spec {
    name: "likelihood_cusum",
    sentence: "Likelihood-ratio CUSUM of counts around their expectation; works at any count and starts again after an alarm.",
    columns: &[
        column("count", Kind::Number, "events counted"),
        column(
            "expected",
            Kind::Exposure,
            "the usual rate times the exposure of the period",
        ),
    ],
    settings: &[
        number(
            "ratio",
            2.0,
            "how many times the usual rate is looked for; 0 for any rise",
        ),
        number("limit", 5.0, "the log-likelihood ratio that alarms"),
        number(
            "size",
            f64::INFINITY,
            "the size of the negative binomial: smaller when counts vary more",
        ),
    ],
    breaks: true,
    gives: &[
        field("statistic", Type::Number, "the log-likelihood ratio so far"),
        field("signal", Type::Flag, "whether it has reached the limit"),
    ],
    example: "SELECT month, cases, likelihood_cusum(cases, expected, 1.5) OVER (ORDER BY month)['statistic'] AS statistic\n\
              FROM (SELECT month, sum(cases) AS cases, avg(sum(cases)) OVER () AS expected FROM cube_unit_issue GROUP BY month)",
};

pub(super) fn likelihood_cusum() -> WindowUDF {
    window(&LIKELIHOOD_CUSUM, |rows, settings, answers| {
        let ratio = settings.number(0);
        let alternative = if ratio == 0.0 {
            Alternative::Any
        } else {
            Alternative::Ratio(ratio)
        };
        let (limit, size) = (settings.number(1), settings.number(2));
        for step in steps(rows[0], rows[1], alternative, size, limit) {
            match step {
                Some(step) => answers.push(&[step.statistic.into(), step.alarm.into()]),
                None => answers.gap(),
            }
        }
    })
}
