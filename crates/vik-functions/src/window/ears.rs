//! `ears`: a count against the few periods before it.

use datafusion::logical_expr::WindowUDF;
use vik_trends::ears::{Method, Settings as Ears, ears as judge};

use super::adapter::window;
use crate::spec::{Kind, Spec, Type, choice, column, field, number};

static EARS: Spec = Spec {
    name: "ears",
    sentence: "EARS: a count against mean and spread of seven periods before it. Raises many false alarms at small counts.",
    columns: &[column("count", Kind::Number, "events counted")],
    settings: &[
        choice(
            "method",
            &["C2", "C1", "C3"],
            "with a gap of two periods, without, or the excess of three periods together",
        ),
        number(
            "alpha",
            f64::NAN,
            "the nominal chance of a false alarm in a period",
        ),
    ],
    breaks: true,
    gives: &[
        field("bound", Type::Number, "a count above this alarms"),
        field("signal", Type::Flag, "whether it does"),
    ],
    example: "SELECT month, sum(cases) AS cases, ears(sum(cases), 'C2') OVER (ORDER BY month)['bound'] AS bound\n\
              FROM cube_unit_issue GROUP BY month ORDER BY month",
};

pub(super) fn ears() -> WindowUDF {
    window(&EARS, |rows, settings, answers| {
        let mut wanted = Ears::new(match settings.word(0) {
            "C1" => Method::C1,
            "C3" => Method::C3,
            _ => Method::C2,
        });
        if !settings.number(1).is_nan() {
            wanted.alpha = settings.number(1);
        }
        for verdict in judge(rows[0], wanted) {
            match verdict {
                Some(verdict) => answers.push(&[verdict.bound.into(), verdict.alarm.into()]),
                None => answers.gap(),
            }
        }
    })
}
