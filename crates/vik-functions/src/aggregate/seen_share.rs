//! `seen_share`: how much of a period can be seen already?

use datafusion::logical_expr::AggregateUDF;
use vik_trends::delay::{Delays, seen};

use super::{adapter::aggregate, arrivals::arrivals};
use crate::spec::{Default, Kind, Setting, Spec, Type, column, field, number};

static SEEN_SHARE: Spec = Spec {
    name: "seen_share",
    sentence: "The share of the cases of a period that has usually arrived at an age, from the delays of earlier periods (reverse hazards), for `nowcast`.",
    columns: &[
        column(
            "age",
            Kind::Number,
            "how many periods ago the period was; 0 for now",
        ),
        column(
            "delay",
            Kind::Number,
            "how many periods later the cases arrived",
        ),
        column("count", Kind::Number, "how many arrived so"),
    ],
    settings: &[
        Setting {
            name: "at",
            meaning: "the age in question",
            default: Default::Needed,
        },
        number(
            "recent",
            f64::INFINITY,
            "only arrivals of so many last periods speak for today",
        ),
    ],
    breaks: false,
    gives: &[field("", Type::Number, "a share between 0 and 1")],
    example: "SELECT seen_share(age, delay, n, 0) AS share\n\
              FROM (VALUES (2, 0, 4), (2, 1, 3), (2, 2, 2), (1, 0, 5), (1, 1, 2), (0, 0, 6)) AS arrivals(age, delay, n)",
};

pub(super) fn seen_share() -> AggregateUDF {
    aggregate(&SEEN_SHARE, |rows, settings, answer| {
        let Some(periods) = arrivals(rows) else {
            return;
        };
        let longest = periods.values().map(|a| a.len() - 1).max().unwrap_or(0);
        let mut delays = Delays::new(longest);
        for (age, arrivals) in &periods {
            delays.add(arrivals, *age, settings.number(1) as usize);
        }
        let shares = seen(&delays.hazards());
        let at = settings.number(0);
        if at >= 0.0 && !periods.is_empty() {
            // Beyond the longest delay everything has arrived.
            let share = shares.get(at as usize).copied().unwrap_or(1.0);
            answer.push(&[share.into()]);
        }
    })
}
