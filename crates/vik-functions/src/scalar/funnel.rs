//! `funnel_low` and `funnel_high`, for shares and for units that differ: limits around what is expected.

use datafusion::logical_expr::{Documentation, ScalarUDF};
use vik_trends::funnel::{Dispersion, Scale, limit, share_limit};

use crate::{describe::documentation, numeric::numeric};

const ALPHA: (&str, &str) = (
    "alpha",
    "the chance to lie outside both limits: 0.05 or 0.002",
);

pub(super) fn funnel_low() -> ScalarUDF {
    let sentence = "The count that chance alone rarely falls below (exact Poisson, interpolated).";
    numeric("funnel_low", 2..=2, counts(sentence, "funnel_low"), |a| {
        limit(a[0], a[1] / 2.0)
    })
}

pub(super) fn funnel_high() -> ScalarUDF {
    let sentence = "The count that chance alone rarely exceeds (exact Poisson, interpolated).";
    numeric("funnel_high", 2..=2, counts(sentence, "funnel_high"), |a| {
        limit(a[0], 1.0 - a[1] / 2.0)
    })
}

pub(super) fn funnel_share_low() -> ScalarUDF {
    let sentence = "The part of a whole that chance alone rarely falls below (exact binomial).";
    let about = shares(sentence, "funnel_share_low");
    numeric("funnel_share_low", 3..=3, about, |a| {
        share_limit(a[0], a[1], a[2] / 2.0)
    })
}

pub(super) fn funnel_share_high() -> ScalarUDF {
    let sentence = "The part of a whole that chance alone rarely exceeds (exact binomial).";
    let about = shares(sentence, "funnel_share_high");
    numeric("funnel_share_high", 3..=3, about, |a| {
        share_limit(a[0], a[1], 1.0 - a[2] / 2.0)
    })
}

pub(super) fn funnel_between_low() -> ScalarUDF {
    let sentence = "The count that chance and known differences between units rarely fall below; \
                    the window function `funnel` also allows for not knowing them.";
    let about = between(sentence, "funnel_between_low");
    numeric("funnel_between_low", 3..=3, about, |a| {
        between_limit(a, a[1] / 2.0)
    })
}

pub(super) fn funnel_between_high() -> ScalarUDF {
    let sentence = "The count that chance and known differences between units rarely exceed.";
    let about = between(sentence, "funnel_between_high");
    numeric("funnel_between_high", 3..=3, about, |a| {
        between_limit(a, 1.0 - a[1] / 2.0)
    })
}

fn between_limit(a: &[f64], p: f64) -> Option<f64> {
    let spread = Dispersion {
        scale: Scale::SquareRoot,
        factor: 1.0,
        between: a[2],
    };
    let known = a[2] >= 0.0 && a[2].is_finite();
    spread
        .additive_limit(a[0], p)
        .filter(|_| known)
        .map(|ratio| a[0] * ratio)
}

fn counts(sentence: &str, name: &str) -> Documentation {
    let example = format!(
        "SELECT unit, cases, {name}(expected, 0.05) AS bound\n\
         FROM (SELECT unit, sum(cases) AS cases, avg(sum(cases)) OVER () AS expected FROM cube_unit_issue GROUP BY unit)"
    );
    let arguments = [("expected", "the count expected"), ALPHA];
    documentation(
        sentence,
        &format!("{name}(expected, alpha)"),
        &example,
        &arguments,
    )
}

fn shares(sentence: &str, name: &str) -> Documentation {
    let example = format!(
        "SELECT unit, {name}(0.3, sum(cases), 0.05) AS bound\n\
         FROM cube_unit_issue GROUP BY unit ORDER BY unit"
    );
    let arguments = [
        ("share", "the share of all units together, between 0 and 1"),
        ("whole", "the whole of the unit"),
        ALPHA,
    ];
    documentation(
        sentence,
        &format!("{name}(share, whole, alpha)"),
        &example,
        &arguments,
    )
}

fn between(sentence: &str, name: &str) -> Documentation {
    let example = format!(
        "SELECT unit, cases, {name}(expected, 0.05, 0.02) AS bound\n\
         FROM (SELECT unit, sum(cases) AS cases, avg(sum(cases)) OVER () AS expected FROM cube_unit_issue GROUP BY unit)"
    );
    let arguments = [
        ("expected", "the count expected"),
        ALPHA,
        (
            "between",
            "the variance between units, from `overdispersion`",
        ),
    ];
    let syntax = format!("{name}(expected, alpha, between)");
    documentation(sentence, &syntax, &example, &arguments)
}
