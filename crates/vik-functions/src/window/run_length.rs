//! `run_length`: how long has the present level lasted?

use datafusion::logical_expr::WindowUDF;
use vik_trends::bocpd::{Prior, run_lengths};

use super::adapter::window;
use crate::spec::{Kind, Spec, Type, column, field, number};

static RUN_LENGTH: Spec = Spec {
    name: "run_length",
    sentence: "After each period: how long the present level of a count has lasted (Bayesian online change points; Adams and MacKay 2007). Gaps are passed over.",
    columns: &[
        column("count", Kind::Number, "events counted"),
        column(
            "exposure",
            Kind::Exposure,
            "what they are counted over; 1 for none",
        ),
    ],
    settings: &[
        number("hazard", 0.02, "the chance of a new level in any period"),
        number(
            "shape",
            1.0,
            "how sure the usual level is, in events; small lets a new level be anything",
        ),
        number(
            "usual",
            f64::NAN,
            "the usual rate of a new level; the mean of the series is usual",
        ),
        number("recent", 6.0, "what counts as a recent change, in periods"),
    ],
    breaks: true,
    gives: &[
        field("periods", Type::Number, "the likeliest length so far"),
        field(
            "changed",
            Type::Number,
            "the probability that the level changed recently",
        ),
    ],
    example: "SELECT unit, month, run_length(sum(cases), max(fte)) OVER (PARTITION BY unit ORDER BY month)['changed'] AS changed\n\
              FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month ORDER BY unit, month",
};

pub(super) fn run_length() -> WindowUDF {
    window(&RUN_LENGTH, |rows, settings, answers| {
        let there = |t: &usize| !rows[0][*t].is_nan() && !rows[1][*t].is_nan();
        let known: Vec<usize> = (0..rows[0].len()).filter(there).collect();
        let of = |column: usize| -> Vec<f64> { known.iter().map(|t| rows[column][*t]).collect() };
        let (counts, exposure) = (of(0), of(1));
        let shape = settings.number(1);
        let usual = if settings.number(2).is_nan() {
            counts.iter().sum::<f64>() / exposure.iter().sum::<f64>()
        } else {
            settings.number(2)
        };
        let prior = Prior {
            shape,
            rate: shape / usual,
            hazard: settings.number(0),
        };
        let Some(beliefs) = run_lengths(&counts, Some(&exposure), prior) else {
            return;
        };
        let recent = settings.whole(3);
        let mut beliefs = beliefs.iter();
        for t in 0..rows[0].len() {
            match there(&t).then(|| beliefs.next()).flatten() {
                Some(belief) => {
                    let changed = belief.shorter_than(recent);
                    answers.push(&[belief.likeliest().into(), changed.into()]);
                }
                None => answers.gap(),
            }
        }
    })
}
