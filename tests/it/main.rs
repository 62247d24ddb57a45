//! One binary of cross-crate tests, a module each.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

mod attacks;
mod canaries;
mod desk;
mod journey;
mod killed;
mod layering;
mod program;
mod server;
mod tables;
mod top_level;
