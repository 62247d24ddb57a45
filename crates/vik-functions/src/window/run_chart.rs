//! `run_chart`: has the process shifted? Anhøj's tests, which need no limits.

use datafusion::logical_expr::WindowUDF;
use vik_trends::control::runs::{run_chart as chart, runs};

use super::adapter::window;
use crate::spec::{Kind, Spec, Type, column, field};

static RUN_CHART: Spec = Spec {
    name: "run_chart",
    sentence: "Run chart around the median with Anhøj's two tests; they need ten points off the median.",
    columns: &[column("value", Kind::Number, "what is plotted")],
    settings: &[],
    breaks: true,
    gives: &[
        field("centre", Type::Number, "the median"),
        field("longest", Type::Number, "the longest run on one side"),
        field(
            "longest_expected",
            Type::Number,
            "the longest run that chance explains",
        ),
        field(
            "crossings",
            Type::Number,
            "how often the line crosses the median",
        ),
        field(
            "crossings_expected",
            Type::Number,
            "the fewest crossings that chance explains",
        ),
        field("signal", Type::Flag, "whether the series has shifted"),
    ],
    example: "SELECT DISTINCT unit, run_chart(sum(cases)) OVER (PARTITION BY unit ORDER BY month)['signal'] AS shifted\n\
              FROM cube_unit_issue GROUP BY unit, month ORDER BY unit",
};

pub(super) fn run_chart() -> WindowUDF {
    window(&RUN_CHART, |rows, _, answers| {
        let Some(points) = chart(rows[0]) else {
            return;
        };
        let found = runs(&points);
        let count = |of: fn(&vik_trends::control::runs::Runs) -> usize| {
            found.as_ref().map(|runs| of(runs) as f64).into()
        };
        for point in &points {
            answers.push(&[
                point.centre.into(),
                count(|runs| runs.longest),
                count(|runs| runs.longest_expected),
                count(|runs| runs.crossings),
                count(|runs| runs.crossings_expected),
                found.map(|runs| runs.shifted()).into(),
            ]);
        }
    })
}
