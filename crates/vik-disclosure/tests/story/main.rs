//! Laws of the story gate, over the public interface alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

mod door;
mod hand;
mod laws;
mod world;
