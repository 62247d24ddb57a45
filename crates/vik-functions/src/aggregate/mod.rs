//! Functions of many rows. Their partial states are the rows themselves, kept as lists, so that
//! merging partial states equals one pass.

mod adapter;
mod band_median;
mod cramers_v;
mod total_variation;

use datafusion::logical_expr::AggregateUDF;

/// Every aggregate function.
pub(crate) fn all() -> Vec<AggregateUDF> {
    vec![
        band_median::band_median(),
        band_median::band_median_low(),
        band_median::band_median_high(),
        total_variation::total_variation(),
        cramers_v::cramers_v(),
    ]
}
