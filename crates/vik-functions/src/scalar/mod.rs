//! Functions of one row.

mod ebgm;
mod funnel;
mod nowcast;
mod poisson;
mod rate;
mod rate_ratio;
mod rounding;
mod share;
mod shrinkage;
mod standardised;
mod tail;

use datafusion::logical_expr::ScalarUDF;

/// The confidence of every interval that a function gives without being asked.
const CONFIDENCE: f64 = 0.95;

/// An argument that may be left out.
fn optional(arguments: &[f64], place: usize, default: f64) -> f64 {
    arguments.get(place).copied().unwrap_or(default)
}

/// Every scalar function.
pub(crate) fn all() -> Vec<ScalarUDF> {
    vec![
        rounding::round_low(),
        rounding::round_high(),
        share::share(),
        share::share_low(),
        share::share_high(),
        rate::rate(),
        poisson::poisson_low(),
        poisson::poisson_high(),
        poisson::byar_low(),
        poisson::byar_high(),
        poisson::mid_p_low(),
        poisson::mid_p_high(),
        rate_ratio::rate_ratio(),
        rate_ratio::rate_ratio_low(),
        rate_ratio::rate_ratio_high(),
        rate_ratio::rate_ratio_mid_low(),
        rate_ratio::rate_ratio_mid_high(),
        rate_ratio::rate_ratio_p(),
        standardised::smr(),
        standardised::smr_low(),
        standardised::smr_high(),
        shrinkage::shrunken_rate(),
        shrinkage::shrunken_rate_low(),
        shrinkage::shrunken_rate_high(),
        shrinkage::rate_above(),
        funnel::funnel_low(),
        funnel::funnel_high(),
        funnel::funnel_share_low(),
        funnel::funnel_share_high(),
        funnel::funnel_between_low(),
        funnel::funnel_between_high(),
        tail::count_tail(),
        tail::count_mid_tail(),
        tail::phase_tail(),
        tail::count_quantile(),
        nowcast::nowcast(),
        nowcast::nowcast_low(),
        nowcast::nowcast_high(),
        ebgm::ebgm(),
        ebgm::ebgm_low(),
        ebgm::ratio_above(),
    ]
}
