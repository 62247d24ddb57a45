//! `cramers_v`: the strength of the link between two ways of dividing cases.

use std::collections::BTreeMap;

use datafusion::{arrow::datatypes::DataType, common::ScalarValue, logical_expr::AggregateUDF};
use vik_trends::mix;

use super::adapter::{aggregate, number};
use crate::describe::documentation;

pub(super) fn cramers_v() -> AggregateUDF {
    let about = documentation(
        "Cramér's V of a table of counts: 0 is no link, 1 is a complete one.",
        "cramers_v(row, column, count)",
        &[
            ("row", "the first division"),
            ("column", "the second division"),
            ("count", "cases in that cell; equal cells are added"),
        ],
    );
    let types = vec![DataType::Utf8, DataType::Utf8, DataType::Float64];
    aggregate("cramers_v", types, about, |rows| {
        let mut cells = BTreeMap::new();
        for row in rows {
            if let (Some(down), Some(across), Some(count)) =
                (word(&row[0]), word(&row[1]), number(&row[2]))
            {
                *cells.entry((down, across)).or_insert(0.0) += count;
            }
        }
        mix::cramers_v(&cells)
    })
}

fn word(value: &ScalarValue) -> Option<String> {
    match value {
        ScalarValue::Utf8(word) => word.clone(),
        _ => None,
    }
}
