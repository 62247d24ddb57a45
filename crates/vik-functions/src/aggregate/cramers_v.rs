//! `cramers_v`: the strength of the link between two ways of dividing cases.

use std::collections::BTreeMap;

use datafusion::logical_expr::AggregateUDF;
use vik_trends::mix;

use super::adapter::aggregate;
use crate::spec::{Kind, Spec, Type, column, field};

static CRAMERS_V: Spec = Spec {
    name: "cramers_v",
    sentence: "Cramér's V of a table of counts.",
    columns: &[
        column("row", Kind::Word, "the first division"),
        column("column", Kind::Word, "the second division"),
        column(
            "count",
            Kind::Number,
            "cases in that cell; equal cells are added",
        ),
    ],
    settings: &[],
    breaks: false,
    gives: &[field(
        "",
        Type::Number,
        "0 for no link, 1 for a complete one",
    )],
    example: "SELECT category, cramers_v(unit, finding, cases) AS link\n\
              FROM cube_unit_category_finding GROUP BY category ORDER BY category",
};

pub(super) fn cramers_v() -> AggregateUDF {
    aggregate(&CRAMERS_V, |rows, _, answer| {
        // The measure does not depend on what rows and columns are called.
        let mut cells = BTreeMap::new();
        for ((down, across), count) in rows[0].iter().zip(rows[1]).zip(rows[2]) {
            *cells
                .entry((down.to_string(), across.to_string()))
                .or_insert(0.0) += count;
        }
        answer.push(&[mix::cramers_v(&cells).into()]);
    })
}
