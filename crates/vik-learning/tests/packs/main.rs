//! Course packs over HTTP: made by forms, exported in every format, stopped by a withdrawn story.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where it cannot go on"
)]

mod house;
mod making;
mod samples;
mod stopping;
mod taking;
mod world;
