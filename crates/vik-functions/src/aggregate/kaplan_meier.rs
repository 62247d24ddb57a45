//! `kaplan_meier` and `kaplan_meier_quantile`: how long cases take, when some are still open.

use datafusion::logical_expr::AggregateUDF;
use vik_trends::lead_time::{KaplanMeier, compliance};

use super::adapter::aggregate;
use crate::spec::{Column, Default, Kind, Setting, Spec, Type, column, field, number};

/// The cases of a lead time.
const CASES: [Column; 2] = [
    column("days", Kind::Number, "days of the case so far"),
    column("closed", Kind::Flag, "whether it has been closed"),
];

static WITHIN: Spec = Spec {
    name: "kaplan_meier",
    sentence: "The share of cases closed within a norm, told both ways: among closed cases, and with open cases counted for as long as they have lasted.",
    columns: &CASES,
    settings: &[
        Setting {
            name: "norm",
            meaning: "the norm in days",
            default: Default::Needed,
        },
        number("confidence", 0.95, "of the interval"),
    ],
    breaks: false,
    gives: &[
        field(
            "closed_only",
            Type::Number,
            "the share among closed cases, which flatters",
        ),
        field("share", Type::Number, "the share by Kaplan and Meier"),
        field("low", Type::Number, "the lower end of its interval"),
        field("high", Type::Number, "the upper end"),
        field("open", Type::Number, "cases still open"),
        field("open_too_long", Type::Number, "of those, beyond the norm"),
    ],
    example: "SELECT kaplan_meier(days, closed, 90)['share'] AS within_90_days\n\
              FROM (VALUES (30, true), (80, true), (120, true), (60, false)) AS cases(days, closed)",
};

static QUANTILE: Spec = Spec {
    name: "kaplan_meier_quantile",
    sentence: "The days within which a share of all cases is closed, open cases included; null when that lies beyond what was observed.",
    columns: &CASES,
    settings: &[number("share", 0.5, "the share: 0.5 for the median")],
    breaks: false,
    gives: &[field("", Type::Number, "days")],
    example: "SELECT kaplan_meier_quantile(days, closed) AS median\n\
              FROM (VALUES (30, true), (80, true), (120, true), (60, false)) AS cases(days, closed)",
};

pub(super) fn kaplan_meier() -> AggregateUDF {
    aggregate(&WITHIN, |rows, settings, answer| {
        let (norm, confidence) = (settings.number(0), settings.number(1));
        if let Some(found) = compliance(rows[0], &flags(rows[1]), norm, confidence) {
            answer.push(&[
                found.closed_only.into(),
                found.estimate.into(),
                found.interval.map(|i| i.low).into(),
                found.interval.map(|i| i.high).into(),
                found.open.into(),
                found.open_too_long.into(),
            ]);
        }
    })
}

pub(super) fn kaplan_meier_quantile() -> AggregateUDF {
    aggregate(&QUANTILE, |rows, settings, answer| {
        let curve = KaplanMeier::fit(rows[0], &flags(rows[1]));
        let days = curve.and_then(|curve| curve.quantile(settings.number(0)));
        answer.push(&[days.into()]);
    })
}

fn flags(column: &[f64]) -> Vec<bool> {
    column.iter().map(|flag| *flag > 0.0).collect()
}
