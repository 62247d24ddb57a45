//! Intervals, charts and detectors beside the peers' numbers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

mod charts;
mod counts;
mod detectors;
mod explained;
mod funnels;
mod hostile;
mod peer_defects;
mod vectors;
