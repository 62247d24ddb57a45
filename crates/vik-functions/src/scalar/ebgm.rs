//! `ebgm`, `ebgm_low` and `ratio_above`: which combinations occur out of proportion?

use datafusion::logical_expr::{Documentation, ScalarUDF};
use vik_trends::disproportion::{Posterior, Prior, posterior};

use crate::{describe::documentation, numeric::either};

pub(super) fn ebgm() -> ScalarUDF {
    let sentence = "The empirical-Bayes ratio of observed to expected (geometric mean): small counts are drawn towards one.";
    let about = about(sentence, "ebgm", false);
    either("ebgm", &[2, 7], about, |a| {
        Some(ratio(a, 2)?.geometric_mean())
    })
}

pub(super) fn ebgm_low() -> ScalarUDF {
    let sentence = "EB05: the ratio that the true one exceeds with a probability of 95 %.";
    let about = about(sentence, "ebgm_low", false);
    either("ebgm_low", &[2, 7], about, |a| ratio(a, 2)?.quantile(0.05))
}

pub(super) fn ratio_above() -> ScalarUDF {
    let sentence = "The probability that the true ratio of observed to expected exceeds a value.";
    let about = about(sentence, "ratio_above", true);
    either("ratio_above", &[3, 8], about, |a| {
        Some(ratio(a, 3)?.exceeds(a[2]))
    })
}

/// The posterior of a count; the parts of its prior start at this place, if they are given.
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

fn about(sentence: &str, name: &str, asks_ratio: bool) -> Documentation {
    let (ratio, value) = if asks_ratio {
        (", ratio", ", 1.5")
    } else {
        ("", "")
    };
    let syntax =
        format!("{name}(count, expected{ratio} [, shape_1, rate_1, shape_2, rate_2, share])");
    let example = format!(
        "SELECT unit, category, {name}(cases, expected{value}) AS answer\n\
         FROM (SELECT unit, category, sum(cases) AS cases, avg(sum(cases)) OVER (PARTITION BY category) AS expected FROM cube_unit_issue GROUP BY unit, category)"
    );
    let mut arguments = vec![
        ("count", "cases of the combination"),
        ("expected", "cases expected of it"),
    ];
    if asks_ratio {
        arguments.push(("ratio", "the ratio in question"));
    }
    arguments.push((
        "shape_1 … share",
        "the parts of `ebgm_prior`; for a table too small for its own, one made for recurring issues",
    ));
    documentation(sentence, &syntax, &example, &arguments)
}
