//! `array_scan`: is there a recent stretch with more cases than the rest of the series?

use datafusion::logical_expr::ScalarUDF;
use vik_trends::scan::{scan, significance};

use super::adapter::{Method, array};
use crate::spec::{Kind, Spec, Type, column, field, number};

static SCAN: Spec = Spec {
    name: "array_scan",
    sentence: "The prospective scan statistic over the last periods of one series (Kulldorff); null when the series has a gap. A rise of the whole series is not found.",
    columns: &[
        column("counts", Kind::Number, "events counted, in order of time"),
        column(
            "expected",
            Kind::Number,
            "events expected, up to one factor",
        ),
    ],
    settings: &[
        number("longest", 6.0, "the longest stretch that is looked at"),
        number(
            "replicates",
            999.0,
            "simulations for the p-value; fewer when there are many cases",
        ),
    ],
    breaks: false,
    gives: &[
        field(
            "periods",
            Type::Number,
            "the length of the strongest stretch",
        ),
        field("observed", Type::Number, "events in it"),
        field("expected", Type::Number, "events expected in it"),
        field(
            "score",
            Type::Number,
            "the log-likelihood ratio; 0 when no stretch is high",
        ),
        field(
            "p_value",
            Type::Number,
            "the chance of one at least as strong, always the same for the same series",
        ),
    ],
    example: "SELECT unit, array_scan(array_agg(cases ORDER BY month), array_agg(fte ORDER BY month))['p_value'] AS p\n\
              FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month) GROUP BY unit ORDER BY unit",
};

/// Cases that are thrown at most in all simulations of a series together: a second or so.
const THROWS: f64 = 3e7;

/// The simulations of every series start alike, so that an answer can be had again.
const SEED: u64 = 20_240_101;

pub(super) fn array_scan() -> ScalarUDF {
    let method = Method::Parts(|series, settings, answer| {
        let (counts, expected) = (vec![series[0].to_vec()], vec![series[1].to_vec()]);
        let zones = [vec![0]];
        let longest = settings.whole(0);
        let cases: f64 = series[0].iter().sum();
        let replicates = settings.number(1).min(THROWS / cases.max(1.0));
        let replicates = if replicates >= 1.0 {
            replicates as u32
        } else {
            0
        };
        let Some(found) = scan(&counts, &expected, &zones, longest) else {
            return;
        };
        let p_value = (replicates > 0)
            .then(|| significance(&counts, &expected, &zones, longest, replicates, SEED))
            .flatten();
        let strongest = found.first();
        answer.push(&[
            strongest.map(|c| c.months as f64).into(),
            strongest.map(|c| c.observed).into(),
            strongest.map(|c| c.expected).into(),
            strongest.map_or(0.0, |c| c.score).into(),
            p_value.into(),
        ]);
    });
    array(&SCAN, method)
}
