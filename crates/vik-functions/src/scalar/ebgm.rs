//! `ebgm`, `ebgm_low` and `ratio_above`: which combinations occur out of proportion?

use datafusion::logical_expr::{Documentation, ScalarUDF};
use vik_trends::disproportion::{Posterior, Prior, posterior};

use crate::{
    describe::documentation,
    numeric::{Arithmetic, either},
};

pub(super) fn ebgm() -> ScalarUDF {
    let about = about(
        "The empirical-Bayes ratio of observed to expected (geometric mean): small counts are drawn towards one.",
        "ebgm",
        "",
    );
    make("ebgm", 0, about, |a| ratio(a, 2)?.geometric_mean().into())
}

pub(super) fn ebgm_low() -> ScalarUDF {
    let about = about(
        "EB05: the ratio that the true one exceeds with a probability of 95 %.",
        "ebgm_low",
        "",
    );
    make("ebgm_low", 0, about, |a| ratio(a, 2)?.quantile(0.05))
}

pub(super) fn ratio_above() -> ScalarUDF {
    let about = about(
        "The probability that the true ratio of observed to expected exceeds a value.",
        "ratio_above",
        "ratio, ",
    );
    make("ratio_above", 1, about, |a| {
        ratio(a, 3)?.exceeds(a[2]).into()
    })
}

fn make(
    name: &'static str,
    more: usize,
    about: Documentation,
    arithmetic: Arithmetic,
) -> ScalarUDF {
    either(name, &[2 + more, 7 + more], about, arithmetic)
}

fn ratio(a: &[f64], from: usize) -> Option<Posterior> {
    let prior = match a.get(from..from + 5) {
        Some(p) => Prior {
            first: (p[0], p[1]),
            second: (p[2], p[3]),
            share: p[4],
        },
        None => Prior::recurrence(),
    };
    posterior(a[0], a[1], &prior)
}

fn about(sentence: &str, name: &str, ratio: &str) -> Documentation {
    let separated = ratio.trim_end_matches(", ");
    let between = if separated.is_empty() { "" } else { ", " };
    let syntax = format!(
        "{name}(count, expected{between}{separated} [, shape_1, rate_1, shape_2, rate_2, share])"
    );
    let value = if separated.is_empty() { "" } else { ", 1.5" };
    let example = format!(
        "SELECT unit, category, {name}(cases, expected{value}) AS answer\n\
         FROM (SELECT unit, category, sum(cases) AS cases, avg(sum(cases)) OVER (PARTITION BY category) AS expected FROM cube_unit_issue GROUP BY unit, category)"
    );
    let mut arguments = vec![
        ("count", "cases of the combination"),
        ("expected", "cases expected of it"),
    ];
    if !separated.is_empty() {
        arguments.push(("ratio", "the ratio in question"));
    }
    arguments.push((
        "shape_1 … share",
        "the parts of `ebgm_prior`; for a table too small for its own, one made for recurring issues",
    ));
    documentation(sentence, &syntax, &example, &arguments)
}
