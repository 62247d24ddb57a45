//! `array_segmented`: did a measure help, for a series in arrays?

use datafusion::logical_expr::ScalarUDF;
use vik_trends::regression::Errors;

use super::adapter::{Method, array};
use crate::{
    aggregate::intervention::{SEGMENTED, answer_segmented},
    spec::{Default, Kind, Setting, Spec, column},
};

static ARRAY_SEGMENTED: Spec = Spec {
    name: "array_segmented",
    sentence: "Segmented regression of a monthly series in arrays; `segmented` does the same over rows. Null when the series has a gap.",
    columns: &[
        column("counts", Kind::Number, "events counted, in order of time"),
        column("exposures", Kind::Exposure, "what they are counted over"),
    ],
    settings: &[Setting {
        name: "before",
        meaning: "how many months lie before the measure",
        default: Default::Needed,
    }],
    breaks: false,
    gives: &SEGMENTED,
    example: "SELECT unit, array_segmented(array_agg(cases ORDER BY month), array_agg(fte ORDER BY month), 36)['level'] AS level\n\
              FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month) GROUP BY unit ORDER BY unit",
};

pub(super) fn array_segmented() -> ScalarUDF {
    let method = Method::Parts(|series, settings, answer| {
        answer_segmented(
            series[0],
            series[1],
            settings.whole(0),
            Errors::Quasi,
            answer,
        );
    });
    array(&ARRAY_SEGMENTED, method)
}
