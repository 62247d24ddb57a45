//! Every function through SQL: its rules, its example, its figures and its laws.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may fail loudly and needs no limits"
)]

mod fixture;

mod ask;
mod documentation;
mod figures;
mod laws;
mod queries;
mod rules;
mod vectors;
