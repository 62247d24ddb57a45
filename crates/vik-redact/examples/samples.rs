//! Writes the page of samples: `cargo run -p vik-redact --example samples > crates/vik-redact/docs/SAMPLES.md`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    reason = "an example may stop at a bad line, and shares its readers"
)]

#[path = "../tests/gold/mod.rs"]
mod gold;
#[path = "../tests/samples/mod.rs"]
mod samples;

fn main() {
    print!("{}", samples::page());
}
