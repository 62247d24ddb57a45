//! `rate`: a count over its exposure.

use datafusion::logical_expr::ScalarUDF;

use crate::{describe::documentation, numeric::numeric};

pub(super) fn rate() -> ScalarUDF {
    let about = documentation(
        "Events per so much exposure, for example per 1,000 FTE; null without exposure.",
        "rate(count, exposure, per)",
        "SELECT unit, rate(sum(cases), sum(fte) / 12, 1000) AS per_1000_fte\n\
         FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month) GROUP BY unit ORDER BY unit",
        &[
            ("count", "events counted"),
            ("exposure", "what they are counted over"),
            ("per", "the exposure to express the rate in"),
        ],
    );
    numeric("rate", 3..=3, about, |a| {
        (a[1] > 0.0).then(|| a[0] / a[1] * a[2])
    })
}
