//! How often a room code may be tried, without knowing who tries.
//!
//! A limit for each address would need the addresses of participants, and those are never read. So
//! there is one bucket for the whole server: [`BURST`] wrong codes at once and then one a second.
//! With a hundred rooms open for eight hours, somebody who takes every try guesses one with
//! 100 × 28,860 / 2.56 × 10¹⁰ ≈ 0.0001. A right code takes nothing from the bucket; while it is empty,
//! nobody is let in, and the page says for how long.

/// Wrong codes that may come at once.
pub const BURST: u32 = 60;
/// Milliseconds in which one more try is given back.
pub const EACH: u64 = 1_000;

/// The bucket.
#[derive(Clone, Copy, Debug)]
pub struct Tries {
    left: u32,
    counted: u64,
}

impl Tries {
    /// A full bucket.
    #[must_use]
    pub fn new(now: u64) -> Self {
        Self {
            left: BURST,
            counted: now,
        }
    }

    /// Whether a code may be tried now; otherwise in how many whole seconds, at least one.
    ///
    /// # Errors
    /// The seconds to wait.
    pub fn may(&mut self, now: u64) -> Result<(), u64> {
        let back = now.saturating_sub(self.counted) / EACH;
        self.left = self
            .left
            .saturating_add(u32::try_from(back).unwrap_or(u32::MAX))
            .min(BURST);
        self.counted = if self.left == BURST {
            now
        } else {
            self.counted + back * EACH
        };
        if self.left > 0 {
            return Ok(());
        }
        let wait = (self.counted + EACH).saturating_sub(now);
        Err(wait.div_ceil(1_000).max(1))
    }

    /// Notes a wrong code.
    pub fn wrong(&mut self) {
        self.left = self.left.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guesser_gets_the_burst_and_then_one_a_second() {
        let mut tries = Tries::new(0);
        let mut made = 0;
        for now in (0..600_000).step_by(10) {
            if tries.may(now).is_ok() {
                tries.wrong();
                made += 1;
            }
        }
        assert!((BURST + 598..=BURST + 600).contains(&made), "{made}");
        assert_eq!(tries.may(600_000 - 10), Err(1));
        assert!(tries.may(602_000).is_ok());
    }

    #[test]
    fn right_codes_cost_nothing() {
        let mut tries = Tries::new(0);
        assert!((0..1_000).all(|_| tries.may(0).is_ok()));
    }
}
