//! `total_variation`: how different are two mixes?

use datafusion::{arrow::datatypes::DataType, logical_expr::AggregateUDF};
use vik_trends::mix;

use super::adapter::{aggregate, number};
use crate::describe::documentation;

pub(super) fn total_variation() -> AggregateUDF {
    let about = documentation(
        "Half the summed difference between two mixes: 0 is the same, 1 has nothing in common.",
        "total_variation(first, second)",
        &[
            ("first", "cases of one kind in the first mix"),
            ("second", "cases of that kind in the second mix"),
        ],
    );
    aggregate(
        "total_variation",
        vec![DataType::Float64; 2],
        about,
        |rows| {
            let pairs: Vec<(f64, f64)> = rows
                .iter()
                .map(|row| {
                    (
                        number(&row[0]).unwrap_or(0.0),
                        number(&row[1]).unwrap_or(0.0),
                    )
                })
                .collect();
            mix::total_variation(&pairs)
        },
    )
}
