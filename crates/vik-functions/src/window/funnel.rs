//! `funnel`: a unit among units that may differ a little, by an amount that is learned from all.

use datafusion::logical_expr::WindowUDF;
use vik_trends::funnel::Spread;

use super::adapter::window;
use crate::{
    answer::Part,
    spec::{Kind, Spec, Type, column, field, number},
};

static FUNNEL: Spec = Spec {
    name: "funnel",
    sentence: "Funnel limits that allow for differences between the units of the partition (over-dispersion). The order of rows does not matter.",
    columns: &[
        column("count", Kind::Number, "events counted in the unit"),
        column("expected", Kind::Exposure, "events expected of it"),
    ],
    settings: &[number(
        "alpha",
        0.002,
        "the chance to lie outside both limits: 0.05 or 0.002",
    )],
    breaks: false,
    gives: &[
        field("lower", Type::Number, "the lower limit, as a count"),
        field("upper", Type::Number, "the upper limit"),
        field("p_value", Type::Number, "the upper mid-p of the count"),
        field(
            "deviation",
            Type::Number,
            "the standard deviation between units, relative to the rate",
        ),
        field(
            "signal",
            Type::Flag,
            "whether the count lies outside the limits",
        ),
    ],
    example: "SELECT unit, cases, funnel(cases, expected) OVER ()['upper'] AS upper\n\
              FROM (SELECT unit, sum(cases) AS cases, avg(sum(cases)) OVER () AS expected FROM cube_unit_issue GROUP BY unit)",
};

pub(super) fn funnel() -> WindowUDF {
    window(&FUNNEL, |rows, settings, answers| {
        let spread = Spread::learn(rows[0], rows[1]);
        let tail = settings.number(0) / 2.0;
        for (&count, &expected) in rows[0].iter().zip(rows[1]) {
            let lower = spread.limit(expected, tail);
            let upper = spread.limit(expected, 1.0 - tail);
            let signal = match (lower, upper) {
                (Some(lower), Some(upper)) => Part::Flag(count < lower || count > upper),
                _ => Part::Empty,
            };
            answers.push(&[
                lower.into(),
                upper.into(),
                spread.upper_mid_p(expected, count).into(),
                spread.deviation().into(),
                signal,
            ]);
        }
    })
}
