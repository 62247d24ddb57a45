//! `change_points`: where did the level of a series change?

use datafusion::logical_expr::WindowUDF;
use vik_trends::pelt::{Cost, changes, penalty};

use super::adapter::window;
use crate::{
    answer::Part,
    spec::{Kind, Spec, Type, column, field, number},
};

static CHANGE_POINTS: Spec = Spec {
    name: "change_points",
    sentence: "The segments of a series of counts, by exact penalised likelihood (PELT). Gaps are passed over; a season or a trend is cut into steps.",
    columns: &[
        column("count", Kind::Number, "events counted"),
        column(
            "exposure",
            Kind::Exposure,
            "what they are counted over; 1 for none",
        ),
    ],
    settings: &[
        number("shortest", 3.0, "the fewest periods of a segment"),
        number(
            "penalty",
            f64::NAN,
            "the cost of a change; twice the logarithm of the number of periods is usual",
        ),
    ],
    breaks: true,
    gives: &[
        field(
            "segment",
            Type::Number,
            "the number of the segment, from one",
        ),
        field("start", Type::Flag, "whether the level changed here"),
        field("rate", Type::Number, "events over exposure in the segment"),
    ],
    example: "SELECT unit, month, change_points(sum(cases), max(fte)) OVER (PARTITION BY unit ORDER BY month)['rate'] AS level\n\
              FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month ORDER BY unit, month",
};

pub(super) fn change_points() -> WindowUDF {
    window(&CHANGE_POINTS, |rows, settings, answers| {
        let known: Vec<(f64, f64)> = rows[0]
            .iter()
            .copied()
            .zip(rows[1].iter().copied())
            .filter(|row| !row.0.is_nan() && !row.1.is_nan())
            .collect();
        let (counts, exposure): (Vec<f64>, Vec<f64>) = known.iter().copied().unzip();
        let wanted = settings.number(1);
        let cost = if wanted.is_nan() {
            penalty(known.len())
        } else {
            wanted
        };
        let found = changes(
            &counts,
            Some(&exposure),
            Cost::Poisson,
            cost,
            settings.whole(0),
        );
        let Some(starts) = found else {
            return;
        };
        let ends = starts.iter().copied().chain([known.len()]);
        let mut start = 0;
        let mut segments = ends.map(|end| {
            let segment = start..end;
            let sum = known[segment.clone()]
                .iter()
                .fold((0.0, 0.0), |s, row| (s.0 + row.0, s.1 + row.1));
            start = end;
            (segment, sum.0 / sum.1)
        });
        let Some(mut now) = segments.next() else {
            return;
        };
        let (mut number, mut at) = (1_usize, 0);
        for (count, exposure) in rows[0].iter().zip(rows[1]) {
            if count.is_nan() || exposure.is_nan() {
                answers.gap();
                continue;
            }
            if at >= now.0.end
                && let Some(next) = segments.next()
            {
                (now, number) = (next, number + 1);
            }
            let changed = Part::Flag(number > 1 && at == now.0.start);
            answers.push(&[number.into(), changed, now.1.into()]);
            at += 1;
        }
    })
}
