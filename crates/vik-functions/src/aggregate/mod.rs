//! Functions of many rows. A row with a null that is needed is left out; without rows the answer is null.

mod adapter;
mod arrivals;
mod band_median;
mod chain_ladder;
mod cramers_v;
mod direct_rate;
mod eb_prior;
mod ebgm_prior;
pub(crate) mod intervention;
mod kaplan_meier;
mod kappa;
mod overdispersion;
mod same_mix;
mod seen_share;
mod total_variation;

use datafusion::logical_expr::AggregateUDF;

/// Every aggregate function.
pub(crate) fn all() -> Vec<AggregateUDF> {
    vec![
        band_median::band_median(),
        band_median::band_median_low(),
        band_median::band_median_high(),
        total_variation::total_variation(),
        same_mix::same_mix(),
        cramers_v::cramers_v(),
        kappa::kappa(),
        direct_rate::direct_rate(),
        eb_prior::eb_prior(),
        overdispersion::overdispersion(),
        ebgm_prior::ebgm_prior(),
        kaplan_meier::kaplan_meier(),
        kaplan_meier::kaplan_meier_quantile(),
        seen_share::seen_share(),
        chain_ladder::chain_ladder(),
        intervention::exact_change(),
        intervention::exact_change_beside(),
        intervention::segmented(),
    ]
}
