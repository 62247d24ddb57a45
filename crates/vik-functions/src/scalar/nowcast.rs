//! `nowcast`, `nowcast_low` and `nowcast_high`: what a period will have come to.

use datafusion::logical_expr::{Documentation, ScalarUDF};
use vik_trends::nowcast::{Nowcast, Prior, total};

use super::CONFIDENCE;
use crate::{describe::documentation, numeric::numeric};

pub(super) fn nowcast() -> ScalarUDF {
    let about = about("The count that a period is expected to come to.", "nowcast");
    numeric("nowcast", 4..=4, about, |a| projected(a).map(|n| n.mean))
}

pub(super) fn nowcast_low() -> ScalarUDF {
    let about = about(
        "The lower end of the 95 % interval of a nowcast; never below what was seen.",
        "nowcast_low",
    );
    numeric("nowcast_low", 4..=4, about, |a| projected(a).map(|n| n.low))
}

pub(super) fn nowcast_high() -> ScalarUDF {
    let about = about(
        "The upper end of the 95 % interval of a nowcast.",
        "nowcast_high",
    );
    numeric("nowcast_high", 4..=4, about, |a| {
        projected(a).map(|n| n.high)
    })
}

fn projected(a: &[f64]) -> Option<Nowcast> {
    let prior = Prior {
        mean: a[2],
        shape: a[3],
    };
    total(a[0], a[1], 0.0, prior, CONFIDENCE)
}

fn about(sentence: &str, name: &str) -> Documentation {
    let syntax = format!("{name}(seen, share, mean, shape)");
    let example = format!(
        "SELECT month, {name}(sum(cases), 0.6, 30, 10) AS answer\n\
         FROM cube_unit_issue GROUP BY month ORDER BY month"
    );
    let arguments = [
        ("seen", "what has arrived of the period"),
        ("share", "the share of it that has usually arrived by now"),
        ("mean", "the usual count of a period"),
        ("shape", "how sure that is, in cases"),
    ];
    documentation(sentence, &syntax, &example, &arguments)
}
