//! `rate_ratio`, `rate_ratio_low` and `rate_ratio_high`: did a rate change?

use datafusion::logical_expr::{Documentation, ScalarUDF};
use vik_trends::{
    Interval,
    rate_ratio::{Rate, interval, ratio},
};

use super::{CONFIDENCE, finite};
use crate::{describe::documentation, numeric::numeric};

pub(super) fn rate_ratio() -> ScalarUDF {
    let about = about("The first rate divided by the second.", "rate_ratio");
    numeric("rate_ratio", 4..=4, about, |a| {
        let (first, second) = rates(a);
        ratio(first, second).and_then(finite)
    })
}

pub(super) fn rate_ratio_low() -> ScalarUDF {
    let about = about(
        "The lower end of the exact 95 % interval of a rate ratio.",
        "rate_ratio_low",
    );
    numeric("rate_ratio_low", 4..=4, about, |a| {
        bounds(a).and_then(|i| finite(i.low))
    })
}

pub(super) fn rate_ratio_high() -> ScalarUDF {
    let about = about(
        "The upper end of the exact 95 % interval of a rate ratio; null when it is open.",
        "rate_ratio_high",
    );
    numeric("rate_ratio_high", 4..=4, about, |a| {
        bounds(a).and_then(|i| finite(i.high))
    })
}

fn bounds(a: &[f64]) -> Option<Interval> {
    let (first, second) = rates(a);
    interval(first, second, CONFIDENCE)
}

fn rates(a: &[f64]) -> (Rate, Rate) {
    let rate = |count, exposure| Rate { count, exposure };
    (rate(a[0], a[1]), rate(a[2], a[3]))
}

fn about(sentence: &str, name: &str) -> Documentation {
    let syntax = format!("{name}(n1, e1, n2, e2)");
    documentation(
        sentence,
        &syntax,
        &[
            ("n1", "events of the rate in question"),
            ("e1", "its exposure"),
            ("n2", "events of the rate it is compared with"),
            ("e2", "its exposure"),
        ],
    )
}
