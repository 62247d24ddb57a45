//! Functions of a series: each row is answered in the light of the other rows of its partition.
//!
//! The rows of a partition are one series, in the order of `ORDER BY`. A null is a gap, never a zero:
//! its row has an empty answer, and it counts in no limit. An exposure that is not positive makes a gap
//! too. Where a function takes breaks, a row with a true break starts a new series. A series without an
//! answer, because it is too short or holds an impossible number, is answered with nulls, not an error.

mod adapter;
mod change_points;
mod counterfactual;
mod counts;
mod cusum;
mod detector;
mod ears;
mod farrington;
mod funnel;
mod lead_time_curve;
mod likelihood_cusum;
mod multiple;
mod points;
mod rare;
mod rebased_chart;
mod residual;
mod run_chart;
mod run_length;
mod shrink;
mod xmr_chart;

use datafusion::logical_expr::WindowUDF;

/// Every window function.
pub(crate) fn all() -> Vec<WindowUDF> {
    vec![
        counts::c_chart(),
        counts::u_chart(),
        counts::p_chart(),
        xmr_chart::xmr_chart(),
        rare::g_chart(),
        rare::t_chart(),
        run_chart::run_chart(),
        rebased_chart::rebased_chart(),
        ears::ears(),
        cusum::cusum(),
        likelihood_cusum::likelihood_cusum(),
        farrington::farrington(),
        detector::detector(),
        change_points::change_points(),
        run_length::run_length(),
        counterfactual::counterfactual(),
        lead_time_curve::lead_time_curve(),
        funnel::funnel(),
        shrink::shrink(),
        residual::two_way_residual(),
        residual::three_way_residual(),
        multiple::bh_adjust(),
        multiple::by_adjust(),
        multiple::holm_adjust(),
    ]
}
