//! `rate_ratio` with its intervals and test: did a rate change?

use datafusion::logical_expr::{Documentation, ScalarUDF};
use vik_trends::{
    Interval,
    rate_ratio::{Rate, equality, interval, mid_p_interval, ratio},
};

use super::{CONFIDENCE, optional};
use crate::{describe::documentation, numeric::numeric};

pub(super) fn rate_ratio() -> ScalarUDF {
    let about = about("The first rate divided by the second.", "rate_ratio");
    numeric("rate_ratio", 4..=4, about, |a| {
        let (first, second) = rates(a);
        ratio(first, second)
    })
}

pub(super) fn rate_ratio_low() -> ScalarUDF {
    let about = about(
        "The lower end of the exact interval of a rate ratio.",
        "rate_ratio_low",
    );
    numeric("rate_ratio_low", 4..=5, about, |a| bounds(a).map(|i| i.low))
}

pub(super) fn rate_ratio_high() -> ScalarUDF {
    let about = about(
        "The upper end of the exact interval of a rate ratio; null when it is open.",
        "rate_ratio_high",
    );
    numeric("rate_ratio_high", 4..=5, about, |a| {
        bounds(a).map(|i| i.high)
    })
}

pub(super) fn rate_ratio_mid_low() -> ScalarUDF {
    let about = about(
        "The lower end of the mid-p interval of a rate ratio: right on average, not always.",
        "rate_ratio_mid_low",
    );
    numeric("rate_ratio_mid_low", 4..=5, about, |a| {
        mid_bounds(a).map(|i| i.low)
    })
}

pub(super) fn rate_ratio_mid_high() -> ScalarUDF {
    let about = about(
        "The upper end of the mid-p interval of a rate ratio; null when it is open.",
        "rate_ratio_mid_high",
    );
    numeric("rate_ratio_mid_high", 4..=5, about, |a| {
        mid_bounds(a).map(|i| i.high)
    })
}

pub(super) fn rate_ratio_p() -> ScalarUDF {
    let about = about(
        "The exact chance of a difference this large, either way, when the true rates are equal; null beyond a million events.",
        "rate_ratio_p",
    );
    numeric("rate_ratio_p", 4..=4, about, |a| {
        let (first, second) = rates(a);
        // The test sums over every possible outcome.
        let few = first.count + second.count <= 1e6;
        few.then(|| equality(first, second))?
            .map(|test| test.two_sided)
    })
}

fn bounds(a: &[f64]) -> Option<Interval> {
    let (first, second) = rates(a);
    interval(first, second, optional(a, 4, CONFIDENCE))
}

fn mid_bounds(a: &[f64]) -> Option<Interval> {
    let (first, second) = rates(a);
    mid_p_interval(first, second, optional(a, 4, CONFIDENCE))
}

fn rates(a: &[f64]) -> (Rate, Rate) {
    let rate = |count, exposure| Rate { count, exposure };
    (rate(a[0], a[1]), rate(a[2], a[3]))
}

fn about(sentence: &str, name: &str) -> Documentation {
    let arguments = [
        ("n1", "events of the rate in question"),
        ("e1", "its exposure"),
        ("n2", "events of the rate it is compared with"),
        ("e2", "its exposure"),
        ("confidence", "0.95 when left out"),
    ];
    let bound = name.ends_with("low") || name.ends_with("high");
    let (confidence, arguments) = if bound {
        (" [, confidence]", &arguments[..])
    } else {
        ("", &arguments[..4])
    };
    let syntax = format!("{name}(n1, e1, n2, e2{confidence})");
    let example = format!(
        "SELECT unit, {name}(sum(cases) FILTER (WHERE year = 2024), 12, sum(cases) FILTER (WHERE year = 2023), 12) AS answer\n\
         FROM cube_unit_issue GROUP BY unit ORDER BY unit"
    );
    documentation(sentence, &syntax, &example, arguments)
}
