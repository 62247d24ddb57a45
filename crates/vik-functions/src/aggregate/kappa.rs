//! `kappa`: do two coders of the same case choose the same code?

use datafusion::logical_expr::AggregateUDF;
use vik_trends::agreement::kappa as agreement;

use super::adapter::aggregate;
use crate::spec::{Kind, Spec, Type, column, field, number};

static KAPPA: Spec = Spec {
    name: "kappa",
    sentence: "Cohen's kappa: how far two coders agree beyond chance (Cohen 1960; standard error by Fleiss, Cohen and Everitt 1969).",
    columns: &[
        column("first", Kind::Word, "the code of the first coder"),
        column("second", Kind::Word, "the code of the second coder"),
        column(
            "count",
            Kind::Number,
            "cases coded so; equal pairs are added",
        ),
    ],
    settings: &[number("confidence", 0.95, "of the interval")],
    breaks: false,
    gives: &[
        field("kappa", Type::Number, "1 is complete, 0 is chance"),
        field("low", Type::Number, "the lower end of the interval"),
        field("high", Type::Number, "the upper end"),
        field("agreed", Type::Number, "the share of cases with one code"),
    ],
    example: "SELECT kappa(first, second, n)['kappa'] AS agreement\n\
              FROM (VALUES ('INF', 'INF', 40), ('INF', 'GEW', 4), ('GEW', 'GEW', 30), ('GEW', 'INF', 6)) AS coded(first, second, n)",
};

pub(super) fn kappa() -> AggregateUDF {
    aggregate(&KAPPA, |rows, settings, answer| {
        let pairs = rows[0].iter().zip(rows[1]).zip(rows[2]);
        let pairs: Vec<(usize, usize, f64)> = pairs
            .map(|((first, second), n)| (*first as usize, *second as usize, *n))
            .collect();
        let Some(found) = agreement(&pairs) else {
            return;
        };
        let interval = found.interval(settings.number(0));
        answer.push(&[
            found.kappa.into(),
            interval.map(|i| i.low).into(),
            interval.map(|i| i.high).into(),
            found.observed.into(),
        ]);
    })
}
