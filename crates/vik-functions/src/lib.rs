//! Offers `vik-trends` to SQL.
//!
//! The arithmetic lives in `vik-trends` and is tested there without Arrow; this crate only adapts.
//! The rules are the same for every function: a null argument gives null, and so does a question
//! that has no answer, such as a rate without exposure or a share of nothing.
//!
//! - [`scalar`]: one row in, one number out: bounds of rounding, shares, rates and intervals.
//! - [`aggregate`]: many rows in, one number out: median of bands, difference and link of mixes.
//!
//! [`register`] offers all of them to a session. This crate never reads a table.

pub mod aggregate;
mod describe;
mod numeric;
pub mod scalar;

use datafusion::{
    logical_expr::{AggregateUDF, ScalarUDF},
    prelude::SessionContext,
};

/// Every scalar function, in the order of the documentation.
#[must_use]
pub fn all_scalar() -> Vec<ScalarUDF> {
    scalar::all()
}

/// Every aggregate function, in the order of the documentation.
#[must_use]
pub fn all_aggregate() -> Vec<AggregateUDF> {
    aggregate::all()
}

/// Makes every function of this crate known to the session.
pub fn register(session: &SessionContext) {
    for function in all_scalar() {
        session.register_udf(function);
    }
    for function in all_aggregate() {
        session.register_udaf(function);
    }
}
