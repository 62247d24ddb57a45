//! `farrington`: is this period high against its own seasonal past?

use datafusion::logical_expr::WindowUDF;
use vik_trends::farrington::{Scratch, Settings as Past, Variance, assess};

use super::adapter::window;
use crate::spec::{Kind, Spec, Type, choice, column, field, number};

static FARRINGTON: Spec = Spec {
    name: "farrington",
    sentence: "The flexible Farrington algorithm: a period against the same season of earlier years. Needs four years of months, or five of weeks, without a gap.",
    columns: &[
        column("count", Kind::Number, "events counted"),
        column(
            "exposure",
            Kind::Exposure,
            "what they are counted over; 1 for none",
        ),
    ],
    settings: &[
        choice(
            "variance",
            &["correct", "compat"],
            "the paper's, or that of the R package, whose trend test is wrong",
        ),
        number(
            "alpha",
            0.005,
            "the chance that a count lies above the bound",
        ),
        number("frequency", 12.0, "periods in a year: 12 or 52"),
    ],
    breaks: true,
    gives: &[
        field("expected", Type::Number, "the count that the past predicts"),
        field("bound", Type::Number, "a count above this alarms"),
        field(
            "dispersion",
            Type::Number,
            "how much more counts vary than chance, at least one",
        ),
        field(
            "trend",
            Type::Number,
            "the log-linear change of a period, where one was kept",
        ),
        field("p_value", Type::Number, "the chance of at least this count"),
        field(
            "signal",
            Type::Flag,
            "whether the count lies above the bound",
        ),
    ],
    example: "SELECT unit, month, farrington(sum(cases), max(fte)) OVER (PARTITION BY unit ORDER BY month)['bound'] AS bound\n\
              FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month ORDER BY unit, month",
};

pub(super) fn farrington() -> WindowUDF {
    window(&FARRINGTON, |rows, settings, answers| {
        let usual = if settings.number(2) == 52.0 {
            Past::weekly()
        } else {
            Past::monthly()
        };
        let past = Past {
            variance: match settings.word(0) {
                "compat" => Variance::Compat,
                _ => Variance::Correct,
            },
            alpha: settings.number(1),
            frequency: settings.whole(2),
            ..usual
        };
        let (counts, exposure) = (rows[0], rows[1]);
        let mut scratch = Scratch::new();
        for at in 0..counts.len() {
            match assess(counts, Some(exposure), at, &past, &mut scratch) {
                Some(found) => answers.push(&[
                    found.expected.into(),
                    found.bound.into(),
                    found.dispersion.into(),
                    found.trend.into(),
                    found.p_value.into(),
                    found.alarm.into(),
                ]),
                None => answers.gap(),
            }
        }
    })
}
