//! `count_tail`, `count_mid_tail`, `phase_tail` and `count_quantile`: how a count behaves by chance.

use datafusion::logical_expr::{Documentation, ScalarUDF};
use vik_trends::CountLaw;

use super::optional;
use crate::{describe::documentation, numeric::numeric};

pub(super) fn count_tail() -> ScalarUDF {
    let about = about(
        "The chance of at least this count (Poisson, or negative binomial when counts vary more).",
        "count_tail",
        "count",
        "the count",
    );
    numeric("count_tail", 2..=3, about, |a| tail(a, CountLaw::at_least))
}

pub(super) fn count_mid_tail() -> ScalarUDF {
    let about = about(
        "The chance of more than this count, and half that of the count itself (mid-p).",
        "count_mid_tail",
        "count",
        "the count",
    );
    numeric("count_mid_tail", 2..=3, about, |a| {
        tail(a, CountLaw::upper_mid_p)
    })
}

pub(super) fn phase_tail() -> ScalarUDF {
    let about = about(
        "The tail of a count that was published rounded to a multiple of three: use it on cubes.",
        "phase_tail",
        "count",
        "the published count",
    );
    numeric("phase_tail", 2..=3, about, |a| {
        tail(a, CountLaw::phase_tail)
    })
}

pub(super) fn count_quantile() -> ScalarUDF {
    let arguments = [
        ("p", "a probability between 0 and 1"),
        ("mean", "the count expected"),
        (
            "dispersion",
            "variance over mean; 1 (Poisson) when left out",
        ),
    ];
    let about = documentation(
        "The smallest count that chance stays at or below with probability `p`.",
        "count_quantile(p, mean [, dispersion])",
        "SELECT unit, count_quantile(0.99, avg(cases)) AS high\n\
         FROM cube_unit_issue GROUP BY unit ORDER BY unit",
        &arguments,
    );
    numeric("count_quantile", 2..=3, about, |a| {
        law(a[1], optional(a, 2, 1.0))?.quantile(a[0])
    })
}

fn tail(a: &[f64], of: fn(&CountLaw, f64) -> f64) -> Option<f64> {
    let law = law(a[1], optional(a, 2, 1.0))?;
    (a[0].is_finite() && a[0] >= 0.0).then(|| of(&law, a[0]))
}

fn law(mean: f64, dispersion: f64) -> Option<CountLaw> {
    CountLaw::dispersed(mean, dispersion)
}

fn about(sentence: &str, name: &str, count: &str, meaning: &str) -> Documentation {
    let syntax = format!("{name}({count}, mean [, dispersion])");
    let example = format!(
        "SELECT unit, sum(cases) AS cases, {name}(sum(cases), 40, 1.2) AS p\n\
         FROM cube_unit_issue GROUP BY unit ORDER BY unit"
    );
    let arguments = [
        (count, meaning),
        ("mean", "the count expected"),
        (
            "dispersion",
            "variance over mean; 1 (Poisson) when left out",
        ),
    ];
    documentation(sentence, &syntax, &example, &arguments)
}
