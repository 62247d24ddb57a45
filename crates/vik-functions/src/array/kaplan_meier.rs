//! `array_kaplan_meier`: the share of cases closed within a norm, for cases in arrays.

use datafusion::logical_expr::ScalarUDF;
use vik_trends::lead_time::KaplanMeier;

use super::adapter::{Method, array};
use crate::spec::{Default, Kind, Setting, Spec, Type, column, field};

static ARRAY_KAPLAN_MEIER: Spec = Spec {
    name: "array_kaplan_meier",
    sentence: "The share of cases closed within a norm, with open cases counted for as long as they have lasted; `kaplan_meier` does the same over rows. Null when a case has a gap.",
    columns: &[
        column("days", Kind::Number, "days of each case so far"),
        column("closed", Kind::Flag, "whether it has been closed"),
    ],
    settings: &[Setting {
        name: "norm",
        meaning: "the norm in days",
        default: Default::Needed,
    }],
    breaks: false,
    gives: &[
        field("share", Type::Number, "the share by Kaplan and Meier"),
        field("low", Type::Number, "the lower end of its 95 % interval"),
        field("high", Type::Number, "the upper end"),
    ],
    example: "SELECT array_kaplan_meier(array_agg(days), array_agg(closed), 90)['share'] AS within_90_days\n\
              FROM (VALUES (30, true), (80, true), (120, true), (60, false)) AS cases(days, closed)",
};

pub(super) fn array_kaplan_meier() -> ScalarUDF {
    let method = Method::Parts(|series, settings, answer| {
        let norm = settings.number(0);
        if series[1].iter().any(|flag| flag.is_nan()) {
            return;
        }
        let closed: Vec<bool> = series[1].iter().map(|flag| *flag > 0.0).collect();
        if let Some(curve) = KaplanMeier::fit(series[0], &closed) {
            let interval = curve.interval(norm, 0.95);
            answer.push(&[
                curve.within(norm).into(),
                interval.map(|i| i.low).into(),
                interval.map(|i| i.high).into(),
            ]);
        }
    });
    array(&ARRAY_KAPLAN_MEIER, method)
}
