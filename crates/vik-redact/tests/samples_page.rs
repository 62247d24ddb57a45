//! The page of samples shows what the library does today.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    reason = "a test may stop, and shares its readers"
)]

mod gold;
mod samples;

#[test]
fn the_page_of_samples_is_current() {
    let committed = include_str!("../docs/SAMPLES.md");
    let now = samples::page();
    for (line, (old, new)) in committed.lines().zip(now.lines()).enumerate() {
        assert_eq!(
            old,
            new,
            "docs/SAMPLES.md line {}; run the example `samples`",
            line + 1
        );
    }
    assert_eq!(committed.len(), now.len());
}
