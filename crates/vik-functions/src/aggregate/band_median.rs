//! `band_median`, `band_median_low` and `band_median_high`: the median of banded cases.

use datafusion::{
    arrow::datatypes::DataType,
    common::ScalarValue,
    logical_expr::{AggregateUDF, Documentation},
};
use vik_trends::band_median::{Band, BandMedian, band_median as median_of};

use super::adapter::{Summary, aggregate, number};
use crate::describe::documentation;

pub(super) fn band_median() -> AggregateUDF {
    let about = about("The median, interpolated within its band.", "band_median");
    make("band_median", about, |rows| median(rows).map(|m| m.middle))
}

pub(super) fn band_median_low() -> AggregateUDF {
    let about = about(
        "The lower end of the band that holds the median.",
        "band_median_low",
    );
    make("band_median_low", about, |rows| {
        median(rows).map(|m| m.lower)
    })
}

pub(super) fn band_median_high() -> AggregateUDF {
    let about = about(
        "The upper end of the band that holds the median; null when it is open.",
        "band_median_high",
    );
    make("band_median_high", about, |rows| {
        median(rows).and_then(|m| m.upper)
    })
}

fn make(name: &'static str, about: Documentation, summary: Summary) -> AggregateUDF {
    aggregate(name, vec![DataType::Float64; 3], about, summary)
}

/// Rows without a lower end (band unknown) or without a count are left out.
fn median(rows: &[Vec<ScalarValue>]) -> Option<BandMedian> {
    let bands: Vec<Band> = rows
        .iter()
        .filter_map(|row| {
            Some(Band {
                lower: number(&row[0])?,
                upper: number(&row[1]),
                count: number(&row[2])?,
            })
        })
        .collect();
    median_of(&bands)
}

fn about(sentence: &str, name: &str) -> Documentation {
    let syntax = format!("{name}(lower, upper, count)");
    documentation(
        sentence,
        &syntax,
        &[
            ("lower", "the lower end of the band"),
            ("upper", "the upper end of the band; null when it is open"),
            ("count", "cases in the band"),
        ],
    )
}
