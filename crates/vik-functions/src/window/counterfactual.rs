//! `counterfactual`: what each month would have come to without a measure.

use datafusion::logical_expr::WindowUDF;
use vik_trends::{intervention::segmented, regression::Errors};

use super::adapter::window;
use crate::spec::{Kind, Spec, Type, choice, column, field};

static COUNTERFACTUAL: Spec = Spec {
    name: "counterfactual",
    sentence: "What each month of a series would have come to without a measure, by segmented regression with trend and season; at least twelve months on either side, without a gap.",
    columns: &[
        column(
            "count",
            Kind::Optional,
            "events counted; a null leaves the series without an answer",
        ),
        column(
            "exposure",
            Kind::Optional,
            "what they are counted over; 1 for none",
        ),
        column(
            "after",
            Kind::Flag,
            "whether the month lies after the measure",
        ),
    ],
    settings: &[choice(
        "errors",
        &["quasi", "newey_west"],
        "intervals that allow for extra variation, or also for neighbouring months resembling each other",
    )],
    breaks: false,
    gives: &[
        field(
            "expected",
            Type::Number,
            "the count expected without the measure; before it, the fitted count",
        ),
        field("low", Type::Number, "the lower end of its 95 % interval"),
        field("high", Type::Number, "the upper end"),
    ],
    example: "SELECT unit, month, counterfactual(cases, fte, month >= DATE '2023-01-01') OVER (PARTITION BY unit ORDER BY month)['expected'] AS expected\n\
              FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month) ORDER BY unit, month",
};

pub(super) fn counterfactual() -> WindowUDF {
    window(&COUNTERFACTUAL, |rows, settings, answers| {
        let start = rows[2].iter().take_while(|after| **after <= 0.0).count();
        // A measure that stops and starts again is another question.
        if rows[2][start..].iter().any(|after| *after <= 0.0) {
            return;
        }
        let errors = match settings.word(0) {
            "newey_west" => Errors::NeweyWest(3),
            _ => Errors::Quasi,
        };
        let Some(found) = segmented(rows[0], rows[1], start, errors) else {
            return;
        };
        for (month, expected) in found.counterfactual.iter().enumerate() {
            let interval = found.counterfactual_interval(month, 0.95);
            answers.push(&[
                (*expected).into(),
                interval.map(|i| i.low).into(),
                interval.map(|i| i.high).into(),
            ]);
        }
    })
}
