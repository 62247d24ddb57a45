//! `shrunken_rate`, its interval, and `rate_above`: what a small unit's count says of its rate.

use datafusion::logical_expr::{Documentation, ScalarUDF};
use vik_trends::{
    Interval,
    shrinkage::{Posterior, Prior},
};

use super::CONFIDENCE;
use crate::{describe::documentation, numeric::numeric};

pub(super) fn shrunken_rate() -> ScalarUDF {
    let about = about(
        "The rate of a unit drawn towards the mean of all: `(count + shape) / (exposure + shape / mean)`.",
        "shrunken_rate",
    );
    numeric("shrunken_rate", 4..=4, about, |a| {
        posterior(a).map(|p| p.mean())
    })
}

pub(super) fn shrunken_rate_low() -> ScalarUDF {
    let about = about(
        "The lower end of the 95 % interval of a shrunken rate.",
        "shrunken_rate_low",
    );
    numeric("shrunken_rate_low", 4..=4, about, |a| {
        interval(a).map(|i| i.low)
    })
}

pub(super) fn shrunken_rate_high() -> ScalarUDF {
    let about = about(
        "The upper end of the 95 % interval of a shrunken rate.",
        "shrunken_rate_high",
    );
    numeric("shrunken_rate_high", 4..=4, about, |a| {
        interval(a).map(|i| i.high)
    })
}

pub(super) fn rate_above() -> ScalarUDF {
    let about = about(
        "The probability that the true rate of a unit exceeds a value.",
        "rate_above",
    );
    numeric("rate_above", 5..=5, about, |a| {
        posterior(a).map(|p| p.above(a[4])).filter(|p| !p.is_nan())
    })
}

fn posterior(a: &[f64]) -> Option<Posterior> {
    let prior = Prior {
        shape: a[2],
        mean: a[3],
    };
    prior.posterior(a[0], a[1])
}

fn interval(a: &[f64]) -> Option<Interval> {
    posterior(a)?.interval(CONFIDENCE)
}

fn about(sentence: &str, name: &str) -> Documentation {
    let arguments = [
        ("count", "events counted"),
        ("exposure", "what they are counted over"),
        ("shape", "the weight of the prior, from `eb_prior`"),
        ("mean", "its mean rate, from `eb_prior`"),
        ("rate", "the rate in question"),
    ];
    let (rate, value, arguments) = if name == "rate_above" {
        (", rate", ", 0.015", &arguments[..])
    } else {
        ("", "", &arguments[..4])
    };
    let syntax = format!("{name}(count, exposure, shape, mean{rate})");
    let example = format!(
        "SELECT unit, {name}(sum(cases), sum(fte), 12, 0.01{value}) AS answer\n\
         FROM (SELECT unit, month, sum(cases) AS cases, max(fte) AS fte FROM cube_unit_issue JOIN unit_fte USING (unit, month) GROUP BY unit, month) GROUP BY unit ORDER BY unit"
    );
    documentation(sentence, &syntax, &example, arguments)
}
