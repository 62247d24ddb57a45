//! `chain_ladder`: what will a period have come to, from how earlier periods grew?

use datafusion::logical_expr::AggregateUDF;
use vik_trends::chain_ladder::{factors, ultimate};

use super::{adapter::aggregate, arrivals::arrivals};
use crate::spec::{Default, Kind, Setting, Spec, Type, column, field};

static CHAIN_LADDER: Spec = Spec {
    name: "chain_ladder",
    sentence: "What a period will have come to, by volume-weighted development factors (Mack 1993). A period of which nothing has arrived stays at zero; `nowcast` knows what is usual and gives an interval.",
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
    settings: &[Setting {
        name: "at",
        meaning: "the age of the period in question",
        default: Default::Needed,
    }],
    breaks: false,
    gives: &[
        field(
            "seen",
            Type::Number,
            "cases of that period that have arrived",
        ),
        field("ultimate", Type::Number, "what it will have come to"),
    ],
    example: "SELECT chain_ladder(age, delay, n, 0)['ultimate'] AS to_come\n\
              FROM (VALUES (2, 0, 4), (2, 1, 3), (2, 2, 2), (1, 0, 5), (1, 1, 2), (0, 0, 6)) AS arrivals(age, delay, n)",
};

pub(super) fn chain_ladder() -> AggregateUDF {
    aggregate(&CHAIN_LADDER, |rows, settings, answer| {
        let Some(periods) = arrivals(rows) else {
            return;
        };
        // A period is known for as many delays as it is old, also where nothing arrived.
        let triangle: Vec<Vec<f64>> = periods
            .iter()
            .map(|(age, arrivals)| {
                let mut row = arrivals.clone();
                row.resize(age + 1, 0.0);
                row
            })
            .collect();
        let at = settings.whole(0);
        let Some(place) = periods.keys().position(|age| *age == at) else {
            return;
        };
        let seen: f64 = triangle[place].iter().sum();
        let all = ultimate(&triangle, &factors(&triangle));
        answer.push(&[seen.into(), all[place].into()]);
    })
}
