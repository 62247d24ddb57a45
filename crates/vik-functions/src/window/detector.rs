//! `detector`: how far does a series run above what its own past predicts?

use datafusion::logical_expr::WindowUDF;
use vik_trends::detector::{Panel, Settings as Watch, assess, statistic::Statistic};

use super::adapter::window;
use crate::spec::{Kind, Spec, Type, choice, column, field, number};

static DETECTOR: Spec = Spec {
    name: "detector",
    sentence: "Our detector for one monthly series: windows of one to nine months against a season and level learned from up to five years before. The score has no level of its own: compare it with a threshold from a budget of false alarms.",
    columns: &[
        column("count", Kind::Number, "events counted"),
        column(
            "exposure",
            Kind::Exposure,
            "what they are counted over, times the share of the month that can be seen already",
        ),
    ],
    settings: &[
        choice(
            "counts",
            &["rounded", "exact"],
            "published in multiples of three, or as they are",
        ),
        number(
            "last",
            f64::INFINITY,
            "judge only so many last months; each is a fit of its own",
        ),
    ],
    breaks: true,
    gives: &[
        field("score", Type::Number, "higher is more alarming"),
        field(
            "periods",
            Type::Number,
            "months in the window that speaks loudest",
        ),
        field("observed", Type::Number, "events in that window"),
        field("expected", Type::Number, "events expected in it"),
        field(
            "p_value",
            Type::Number,
            "the tail of that window, not corrected for looking at several",
        ),
    ],
    example: "SELECT unit, month, detector(sum(cases), max(fte)) OVER (PARTITION BY unit ORDER BY month)['score'] AS score\n\
              FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month ORDER BY unit, month",
};

pub(super) fn detector() -> WindowUDF {
    window(&DETECTOR, |rows, settings, answers| {
        let watch = Watch {
            statistic: match settings.word(0) {
                "exact" => Statistic::Mixture,
                _ => Statistic::PhaseMixture,
            },
            ..Watch::monthly()
        };
        // A gap is a month of which nothing can be seen: nothing is expected of it, and it counts nowhere.
        let known = |t: &usize| !rows[0][*t].is_nan() && !rows[1][*t].is_nan();
        let months: Vec<usize> = (0..rows[0].len()).collect();
        let or = |column: usize, otherwise: f64| -> Vec<f64> {
            let value = |t: &usize| {
                if known(t) {
                    rows[column][*t]
                } else {
                    otherwise
                }
            };
            months.iter().map(value).collect()
        };
        let (counts, exposure) = (or(0, 0.0), or(1, 1.0));
        let seen: Vec<f64> = months
            .iter()
            .map(|t| f64::from(u8::from(known(t))))
            .collect();
        let last = settings.number(1).max(0.0) as usize;
        let skipped = counts.len().saturating_sub(last);
        (0..skipped).for_each(|_| answers.gap());
        for periods in skipped + 1..=counts.len() {
            let panel = Panel {
                rows: 1,
                columns: 1,
                periods,
                counts: &counts[..periods],
                exposure: &exposure[..periods],
                seen: Some(&seen[..periods]),
                doubt: None,
                faster: None,
            };
            // The totals of a panel of one cell are the cell again.
            match assess(&panel, &watch).as_deref() {
                Some([cell, ..]) => answers.push(&[
                    cell.verdict.score.into(),
                    cell.verdict.periods.into(),
                    cell.verdict.window.observed.into(),
                    cell.verdict.window.expected.into(),
                    cell.verdict.p_value.into(),
                ]),
                _ => answers.gap(),
            }
        }
    })
}
