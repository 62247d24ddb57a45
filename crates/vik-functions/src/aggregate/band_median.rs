//! `band_median`, `band_median_low` and `band_median_high`: the median of banded cases.

use datafusion::logical_expr::AggregateUDF;
use vik_trends::band_median::{Band, BandMedian, band_median as median_of};

use super::adapter::aggregate;
use crate::spec::{Column, Field, Kind, Spec, Type, column, field};

const BANDS: [Column; 3] = [
    column(
        "lower",
        Kind::Number,
        "the lower end of the band; a null is left out",
    ),
    column(
        "upper",
        Kind::Optional,
        "the upper end; null when it is open",
    ),
    column("count", Kind::Number, "cases in the band"),
];

const fn gives(meaning: &'static str) -> [Field; 1] {
    [field("", Type::Number, meaning)]
}

static MEDIAN: Spec = Spec {
    name: "band_median",
    sentence: "The median of cases that were published in bands.",
    columns: &BANDS,
    settings: &[],
    breaks: false,
    gives: &gives("the median, interpolated within its band"),
    example: "SELECT route, band_median(CASE lead WHEN 'd0_30' THEN 0 ELSE 31 END, CASE lead WHEN 'd0_30' THEN 31 END, cases) AS months\n\
              FROM cube_unit_route_lead GROUP BY route ORDER BY route",
};

static LOW: Spec = Spec {
    name: "band_median_low",
    sentence: "How low the median of banded cases may be.",
    columns: &BANDS,
    settings: &[],
    breaks: false,
    gives: &gives("the lower end of the band that holds the median"),
    example: "SELECT route, band_median_low(CASE lead WHEN 'd0_30' THEN 0 ELSE 31 END, CASE lead WHEN 'd0_30' THEN 31 END, cases) AS months\n\
              FROM cube_unit_route_lead GROUP BY route ORDER BY route",
};

static HIGH: Spec = Spec {
    name: "band_median_high",
    sentence: "How high the median of banded cases may be.",
    columns: &BANDS,
    settings: &[],
    breaks: false,
    gives: &gives("the upper end of the band that holds the median; null when it is open"),
    example: "SELECT route, band_median_high(CASE lead WHEN 'd0_30' THEN 0 ELSE 31 END, CASE lead WHEN 'd0_30' THEN 31 ELSE 91 END, cases) AS months\n\
              FROM cube_unit_route_lead GROUP BY route ORDER BY route",
};

pub(super) fn band_median() -> AggregateUDF {
    aggregate(&MEDIAN, |rows, _, answer| {
        answer.push(&[median(rows).map(|m| m.middle).into()]);
    })
}

pub(super) fn band_median_low() -> AggregateUDF {
    aggregate(&LOW, |rows, _, answer| {
        answer.push(&[median(rows).map(|m| m.lower).into()]);
    })
}

pub(super) fn band_median_high() -> AggregateUDF {
    aggregate(&HIGH, |rows, _, answer| {
        answer.push(&[median(rows).and_then(|m| m.upper).into()]);
    })
}

fn median(rows: &[&[f64]]) -> Option<BandMedian> {
    let bands: Vec<Band> = (0..rows[0].len())
        .map(|row| Band {
            lower: rows[0][row],
            upper: Some(rows[1][row]).filter(|upper| !upper.is_nan()),
            count: rows[2][row],
        })
        .collect();
    median_of(&bands)
}
