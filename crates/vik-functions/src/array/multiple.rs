//! `array_bh_adjust`, `array_by_adjust` and `array_holm_adjust`: p-values of many tests.

use datafusion::logical_expr::ScalarUDF;
use vik_trends::multiple::{benjamini_hochberg, benjamini_yekutieli, holm};

use super::adapter::{Method, array};
use crate::spec::{Column, Field, Kind, Spec, Type, column, field};

const P: [Column; 1] = [column(
    "p",
    Kind::Number,
    "the p-values; a null was not tested",
)];
const ADJUSTED: [Field; 1] = [field(
    "",
    Type::Number,
    "the adjusted p-values, in the same order",
)];

static BH: Spec = Spec {
    name: "array_bh_adjust",
    sentence: "Benjamini and Hochberg over an array; `bh_adjust` does the same over rows.",
    columns: &P,
    settings: &[],
    breaks: false,
    gives: &ADJUSTED,
    example: "SELECT array_bh_adjust(array_agg(count_tail(cases, 2) ORDER BY unit)) AS q\n\
              FROM cube_unit_issue WHERE month = DATE '2024-01-01'",
};

static BY: Spec = Spec {
    name: "array_by_adjust",
    sentence: "Benjamini and Yekutieli over an array.",
    columns: &P,
    settings: &[],
    breaks: false,
    gives: &ADJUSTED,
    example: "SELECT array_by_adjust(array_agg(count_tail(cases, 2) ORDER BY unit)) AS q\n\
              FROM cube_unit_issue WHERE month = DATE '2024-01-01'",
};

static HOLM: Spec = Spec {
    name: "array_holm_adjust",
    sentence: "Holm over an array.",
    columns: &P,
    settings: &[],
    breaks: false,
    gives: &ADJUSTED,
    example: "SELECT array_holm_adjust(array_agg(count_tail(cases, 2) ORDER BY unit)) AS p\n\
              FROM cube_unit_issue WHERE month = DATE '2024-01-01'",
};

pub(super) fn array_bh_adjust() -> ScalarUDF {
    array(&BH, Method::Array(|a, _| Some(benjamini_hochberg(a[0]))))
}

pub(super) fn array_by_adjust() -> ScalarUDF {
    array(&BY, Method::Array(|a, _| Some(benjamini_yekutieli(a[0]))))
}

pub(super) fn array_holm_adjust() -> ScalarUDF {
    array(&HOLM, Method::Array(|a, _| Some(holm(a[0]))))
}
