//! The time, which a test turns by hand: phases are measured by it and rooms end by it.

use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Milliseconds since 1970-01-01 in UTC; never goes back by more than the system's clock does.
    fn now(&self) -> u64;
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.map_or(0, |since| {
            u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
        })
    }
}

/// A minute in milliseconds.
pub const MINUTE: u64 = 60_000;
/// An hour in milliseconds.
pub const HOUR: u64 = 60 * MINUTE;
/// A day in milliseconds.
pub const DAY: u64 = 24 * HOUR;

/// The day of a time, in days since 1970-01-01, for [`vik_domain::civil`].
#[must_use]
pub fn day(time: u64) -> i32 {
    i32::try_from(time / DAY).unwrap_or(i32::MAX)
}
