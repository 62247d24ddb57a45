//! `lead_time_curve`: how long cases take, told for every number of days, with open cases counted in.

use datafusion::logical_expr::WindowUDF;
use vik_trends::lead_time::KaplanMeier;

use super::adapter::window;
use crate::{
    answer::Part,
    spec::{Kind, Spec, Type, column, field, number},
};

static LEAD_TIME_CURVE: Spec = Spec {
    name: "lead_time_curve",
    sentence: "The share of cases that is closed within the days of each row, told both ways, for rows that stand for so many cases or for a part of one. The order of rows does not matter.",
    columns: &[
        column("days", Kind::Number, "days of these cases so far"),
        column("closed", Kind::Flag, "whether they have been closed"),
        column("cases", Kind::Number, "how many cases the row stands for"),
    ],
    settings: &[number("confidence", 0.95, "of the interval")],
    breaks: false,
    gives: &[
        field(
            "share",
            Type::Number,
            "the share by Kaplan and Meier, open cases counted for as long as they have lasted",
        ),
        field("low", Type::Number, "the lower end of its interval"),
        field("high", Type::Number, "the upper end"),
        field(
            "closed_only",
            Type::Number,
            "the share among closed cases, which flatters",
        ),
        field(
            "open",
            Type::Number,
            "cases of the partition that are still open",
        ),
    ],
    example: "SELECT days, lead_time_curve(days, closed, cases) OVER ()['share'] AS share\n\
              FROM (VALUES (30, true, 4), (80, true, 2), (120, true, 1), (60, false, 2)) AS cases(days, closed, cases)",
};

pub(super) fn lead_time_curve() -> WindowUDF {
    window(&LEAD_TIME_CURVE, |rows, settings, answers| {
        // Rows with a gap are no cases; the adapter empties their answers.
        let known: Vec<usize> = (0..rows[0].len())
            .filter(|at| rows.iter().all(|column| !column[*at].is_nan()))
            .collect();
        let of = |column: usize| -> Vec<f64> { known.iter().map(|at| rows[column][*at]).collect() };
        let (days, cases) = (of(0), of(2));
        let closed: Vec<bool> = of(1).into_iter().map(|flag| flag > 0.0).collect();
        let Some(curve) = KaplanMeier::fit_weighted(&days, &closed, &cases) else {
            return;
        };
        let mut done: Vec<(f64, f64)> = (0..days.len())
            .filter(|at| closed[*at])
            .map(|at| (days[at], cases[at]))
            .collect();
        done.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut so_far = 0.0;
        for step in &mut done {
            so_far += step.1;
            step.1 = so_far;
        }
        let open = cases.iter().sum::<f64>() - so_far;
        for &day in rows[0] {
            let up_to = done.partition_point(|step| step.0 <= day);
            let within = up_to.checked_sub(1).map_or(0.0, |last| done[last].1);
            let interval = curve.interval(day, settings.number(0));
            answers.push(&[
                curve.within(day).into(),
                interval.map(|i| i.low).into(),
                interval.map(|i| i.high).into(),
                if so_far > 0.0 {
                    Part::from(within / so_far)
                } else {
                    Part::Empty
                },
                open.max(0.0).into(),
            ]);
        }
    })
}
