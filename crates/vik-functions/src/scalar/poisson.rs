//! `poisson_low`, `poisson_high`, `byar_low` and `byar_high`: the interval around one count.

use datafusion::logical_expr::{Documentation, ScalarUDF};
use vik_trends::poisson::{byar, garwood};

use super::CONFIDENCE;
use crate::{describe::documentation, numeric::numeric};

pub(super) fn poisson_low() -> ScalarUDF {
    let about = about(
        "The lower end of Garwood's exact 95 % interval.",
        "poisson_low",
    );
    numeric("poisson_low", 1..=1, about, |a| {
        garwood(a[0], CONFIDENCE).map(|i| i.low)
    })
}

pub(super) fn poisson_high() -> ScalarUDF {
    let about = about(
        "The upper end of Garwood's exact 95 % interval.",
        "poisson_high",
    );
    numeric("poisson_high", 1..=1, about, |a| {
        garwood(a[0], CONFIDENCE).map(|i| i.high)
    })
}

pub(super) fn byar_low() -> ScalarUDF {
    let about = about(
        "The lower end of Byar's approximate 95 % interval.",
        "byar_low",
    );
    numeric("byar_low", 1..=1, about, |a| {
        byar(a[0], CONFIDENCE).map(|i| i.low)
    })
}

pub(super) fn byar_high() -> ScalarUDF {
    let about = about(
        "The upper end of Byar's approximate 95 % interval.",
        "byar_high",
    );
    numeric("byar_high", 1..=1, about, |a| {
        byar(a[0], CONFIDENCE).map(|i| i.high)
    })
}

fn about(sentence: &str, name: &str) -> Documentation {
    let syntax = format!("{name}(count)");
    documentation(sentence, &syntax, &[("count", "events counted")])
}
