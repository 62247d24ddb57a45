//! `smr`, `smr_low` and `smr_high`: observed over expected.

use datafusion::logical_expr::{Documentation, ScalarUDF};
use vik_trends::standardised::{Standardised, indirect};

use super::{CONFIDENCE, optional};
use crate::{describe::documentation, numeric::numeric};

pub(super) fn smr() -> ScalarUDF {
    let sentence = "The indirectly standardised ratio: events observed over events expected.";
    numeric("smr", 2..=2, about(sentence, "smr"), |a| {
        ratio(a).map(|r| r.value)
    })
}

pub(super) fn smr_low() -> ScalarUDF {
    let sentence = "The lower end of the exact interval of a standardised ratio.";
    numeric("smr_low", 2..=3, about(sentence, "smr_low"), |a| {
        ratio(a).map(|r| r.interval.low)
    })
}

pub(super) fn smr_high() -> ScalarUDF {
    let sentence = "The upper end of the exact interval of a standardised ratio.";
    numeric("smr_high", 2..=3, about(sentence, "smr_high"), |a| {
        ratio(a).map(|r| r.interval.high)
    })
}

fn ratio(a: &[f64]) -> Option<Standardised> {
    indirect(a[0], a[1], optional(a, 2, CONFIDENCE))
}

fn about(sentence: &str, name: &str) -> Documentation {
    let arguments = [
        ("observed", "events counted"),
        ("expected", "events expected; taken as known"),
        ("confidence", "0.95 when left out"),
    ];
    let (confidence, arguments) = if name == "smr" {
        ("", &arguments[..2])
    } else {
        (" [, confidence]", &arguments[..])
    };
    let syntax = format!("{name}(observed, expected{confidence})");
    let example = format!(
        "SELECT unit, {name}(cases, expected) AS answer\n\
         FROM (SELECT unit, sum(cases) AS cases, avg(sum(cases)) OVER () AS expected FROM cube_unit_issue GROUP BY unit)"
    );
    documentation(sentence, &syntax, &example, arguments)
}
