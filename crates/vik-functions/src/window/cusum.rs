//! `cusum`: small excesses that keep coming add up.

use datafusion::logical_expr::WindowUDF;
use vik_trends::cusum::{AfterAlarm, Design, Transform, cusum as steps};

use super::adapter::window;
use crate::spec::{Kind, Spec, Type, column, field, number};

static CUSUM: Spec = Spec {
    name: "cusum",
    sentence: "CUSUM of counts around their expectation (Rossi's transformation); starts again after an alarm.",
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
            "reference",
            0.5,
            "subtracted each period, in standard deviations: half the rise that is looked for",
        ),
        number("limit", 4.0, "the sum that alarms"),
    ],
    breaks: true,
    gives: &[
        field("statistic", Type::Number, "the sum so far"),
        field(
            "bound",
            Type::Number,
            "the count from which the period alarms",
        ),
        field("signal", Type::Flag, "whether it does"),
    ],
    example: "SELECT month, cases, cusum(cases, expected) OVER (ORDER BY month)['statistic'] AS statistic\n\
              FROM (SELECT month, sum(cases) AS cases, avg(sum(cases)) OVER () AS expected FROM cube_unit_issue GROUP BY month)",
};

pub(super) fn cusum() -> WindowUDF {
    window(&CUSUM, |rows, settings, answers| {
        let design = Design {
            reference: settings.number(0),
            limit: settings.number(1),
        };
        let sound = design.reference.is_finite() && design.limit.is_finite() && design.limit > 0.0;
        if !sound {
            return;
        }
        for step in steps(
            rows[0],
            rows[1],
            Transform::Rossi,
            design,
            AfterAlarm::Restart,
        ) {
            match step {
                Some(s) => answers.push(&[s.statistic.into(), s.bound.into(), s.alarm.into()]),
                None => answers.gap(),
            }
        }
    })
}
