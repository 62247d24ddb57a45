//! Actions, toolkit and network over a real socket, with a real mail server beside them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where it cannot go on"
)]

#[path = "../rooms/client.rs"]
#[allow(dead_code, reason = "the circles' tests use more of it")]
mod client;
mod hostile;
mod mail;
mod pages;
mod polls;
mod world;
