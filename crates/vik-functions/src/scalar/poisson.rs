//! `poisson_low`, `byar_low`, `mid_p_low` and their upper ends: the interval around one count.

use datafusion::logical_expr::{Documentation, ScalarUDF};
use vik_trends::poisson::{byar, garwood, mid_p};

use super::{CONFIDENCE, optional};
use crate::{describe::documentation, numeric::numeric};

pub(super) fn poisson_low() -> ScalarUDF {
    let about = about("The lower end of Garwood's exact interval.", "poisson_low");
    numeric("poisson_low", 1..=2, about, |a| {
        garwood(a[0], optional(a, 1, CONFIDENCE)).map(|i| i.low)
    })
}

pub(super) fn poisson_high() -> ScalarUDF {
    let about = about("The upper end of Garwood's exact interval.", "poisson_high");
    numeric("poisson_high", 1..=2, about, |a| {
        garwood(a[0], optional(a, 1, CONFIDENCE)).map(|i| i.high)
    })
}

pub(super) fn byar_low() -> ScalarUDF {
    let about = about("The lower end of Byar's approximate interval.", "byar_low");
    numeric("byar_low", 1..=2, about, |a| {
        byar(a[0], optional(a, 1, CONFIDENCE)).map(|i| i.low)
    })
}

pub(super) fn byar_high() -> ScalarUDF {
    let about = about("The upper end of Byar's approximate interval.", "byar_high");
    numeric("byar_high", 1..=2, about, |a| {
        byar(a[0], optional(a, 1, CONFIDENCE)).map(|i| i.high)
    })
}

pub(super) fn mid_p_low() -> ScalarUDF {
    let sentence =
        "The lower end of the mid-p interval: narrower than `poisson_low`, right on average.";
    numeric("mid_p_low", 1..=2, about(sentence, "mid_p_low"), |a| {
        mid_p(a[0], optional(a, 1, CONFIDENCE)).map(|i| i.low)
    })
}

pub(super) fn mid_p_high() -> ScalarUDF {
    let sentence = "The upper end of the mid-p interval.";
    numeric("mid_p_high", 1..=2, about(sentence, "mid_p_high"), |a| {
        mid_p(a[0], optional(a, 1, CONFIDENCE)).map(|i| i.high)
    })
}

fn about(sentence: &str, name: &str) -> Documentation {
    let syntax = format!("{name}(count [, confidence])");
    let example = format!(
        "SELECT unit, sum(cases) AS cases, {name}(sum(cases)) AS bound\n\
         FROM cube_unit_issue GROUP BY unit ORDER BY unit"
    );
    let arguments = [
        ("count", "events counted"),
        ("confidence", "0.95 when left out"),
    ];
    documentation(sentence, &syntax, &example, &arguments)
}
