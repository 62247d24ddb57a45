//! Stories in, documents out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

mod cards;
mod hostile;
mod pack;
mod pack_sample;
mod report;
mod report_sample;
mod samples;
mod sheet;
mod sheets;
mod tools;
