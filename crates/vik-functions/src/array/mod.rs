//! Functions of arrays: a series, or a list of tests, as one value. Their names start with `array_`.
//!
//! `array_agg(x ORDER BY month)` makes an array of rows.

mod adapter;
mod change_points;
mod kaplan_meier;
mod multiple;
mod scan;
mod segmented;

use datafusion::logical_expr::ScalarUDF;

/// Every function of arrays.
pub(crate) fn all() -> Vec<ScalarUDF> {
    vec![
        multiple::array_bh_adjust(),
        multiple::array_by_adjust(),
        multiple::array_holm_adjust(),
        change_points::array_change_points(),
        scan::array_scan(),
        segmented::array_segmented(),
        kaplan_meier::array_kaplan_meier(),
    ]
}
