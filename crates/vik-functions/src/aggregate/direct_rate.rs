//! `direct_rate`: what is left of a difference after the mix has been accounted for.

use datafusion::logical_expr::AggregateUDF;
use vik_trends::standardised::{Stratum, direct};

use super::adapter::aggregate;
use crate::spec::{Kind, Spec, Type, column, field, number};

static DIRECT_RATE: Spec = Spec {
    name: "direct_rate",
    sentence: "The directly standardised rate of a unit: its rates by stratum, weighted by a standard population.",
    columns: &[
        column("count", Kind::Number, "events counted in a stratum"),
        column(
            "exposure",
            Kind::Number,
            "what they are counted over in the unit",
        ),
        column(
            "standard",
            Kind::Number,
            "the size of the stratum in the standard population",
        ),
    ],
    settings: &[number("confidence", 0.95, "of the interval")],
    breaks: false,
    gives: &[
        field("rate", Type::Number, "the standardised rate"),
        field(
            "low",
            Type::Number,
            "the lower end of its interval (Dobson)",
        ),
        field("high", Type::Number, "the upper end"),
    ],
    example: "SELECT unit, direct_rate(n, fte, 1)['rate'] AS rate\n\
              FROM (SELECT unit, date_part('quarter', month) AS season, sum(cases) AS n, sum(fte) AS fte FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month) GROUP BY 1, 2) GROUP BY unit ORDER BY unit",
};

pub(super) fn direct_rate() -> AggregateUDF {
    aggregate(&DIRECT_RATE, |rows, settings, answer| {
        let strata: Vec<Stratum> = (0..rows[0].len())
            .map(|row| Stratum {
                count: rows[0][row],
                exposure: rows[1][row],
                standard: rows[2][row],
            })
            .collect();
        if let Some(found) = direct(&strata, settings.number(0)) {
            answer.push(&[
                found.value.into(),
                found.interval.low.into(),
                found.interval.high.into(),
            ]);
        }
    })
}
