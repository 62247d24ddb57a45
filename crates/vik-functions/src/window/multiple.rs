//! `bh_adjust`, `by_adjust` and `holm_adjust`: many tests, and a list that can be trusted.

use datafusion::logical_expr::WindowUDF;
use vik_trends::multiple::{benjamini_hochberg, benjamini_yekutieli, holm};

use super::adapter::window;
use crate::{
    answer::Answers,
    spec::{Column, Field, Kind, Spec, Type, column, field},
};

const P: [Column; 1] = [column(
    "p",
    Kind::Number,
    "the p-value of the row; a null was not tested",
)];
const ADJUSTED: [Field; 1] = [field("", Type::Number, "the adjusted p-value")];

static BH_ADJUST: Spec = Spec {
    name: "bh_adjust",
    sentence: "Benjamini and Hochberg: the expected share of false alarms among rows at or below this value. The rows of the partition are the tests.",
    columns: &P,
    settings: &[],
    breaks: false,
    gives: &ADJUSTED,
    example: "SELECT unit, bh_adjust(count_tail(sum(cases), 20)) OVER () AS q\n\
              FROM cube_unit_issue GROUP BY unit ORDER BY unit",
};

static BY_ADJUST: Spec = Spec {
    name: "by_adjust",
    sentence: "Benjamini and Yekutieli: as `bh_adjust`, under any dependence between the tests.",
    example: "SELECT unit, by_adjust(count_tail(sum(cases), 20)) OVER () AS q\n\
              FROM cube_unit_issue GROUP BY unit ORDER BY unit",
    columns: &P,
    settings: &[],
    breaks: false,
    gives: &ADJUSTED,
};

static HOLM_ADJUST: Spec = Spec {
    name: "holm_adjust",
    sentence: "Holm: the chance that the list holds any false alarm at all.",
    example: "SELECT unit, holm_adjust(count_tail(sum(cases), 20)) OVER () AS p\n\
              FROM cube_unit_issue GROUP BY unit ORDER BY unit",
    columns: &P,
    settings: &[],
    breaks: false,
    gives: &ADJUSTED,
};

pub(super) fn bh_adjust() -> WindowUDF {
    window(&BH_ADJUST, |rows, _, answers| {
        push(benjamini_hochberg(rows[0]), answers);
    })
}

pub(super) fn by_adjust() -> WindowUDF {
    window(&BY_ADJUST, |rows, _, answers| {
        push(benjamini_yekutieli(rows[0]), answers);
    })
}

pub(super) fn holm_adjust() -> WindowUDF {
    window(&HOLM_ADJUST, |rows, _, answers| {
        push(holm(rows[0]), answers)
    })
}

fn push(adjusted: Vec<f64>, answers: &mut Answers) {
    for p in adjusted {
        answers.push(&[p.into()]);
    }
}
