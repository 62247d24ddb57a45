//! The clock of the phases. It is the server's; a screen only counts down between two messages.

use serde::{Deserialize, Serialize};

/// How long each phase has taken so far, and whether one is running.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timer {
    /// Milliseconds spent in each phase, by position, up to when it was last stopped.
    spent: Vec<u64>,
    /// Since when the current phase runs; none while it is paused.
    running: Option<u64>,
}

impl Timer {
    /// Whether it runs.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.running.is_some()
    }

    /// Milliseconds spent in a phase of which `current` is the one that runs.
    #[must_use]
    pub fn spent(&self, phase: usize, current: usize, now: u64) -> u64 {
        let before = self.spent.get(phase).copied().unwrap_or(0);
        let since = self.running.filter(|_| phase == current);
        before + since.map_or(0, |since| now.saturating_sub(since))
    }

    /// Starts, or goes on; nothing happens when it runs already.
    pub fn start(&mut self, now: u64) {
        self.running.get_or_insert(now);
    }

    /// Stops and books what was spent.
    pub fn stop(&mut self, current: usize, now: u64) {
        let spent = self.spent(current, current, now);
        if self.spent.len() <= current {
            self.spent.resize(current + 1, 0);
        }
        self.spent[current] = spent;
        self.running = None;
    }

    /// Books what was spent and goes on in another phase as it was, running or paused.
    pub fn turn(&mut self, from: usize, now: u64) {
        let ran = self.runs();
        self.stop(from, now);
        if ran {
            self.start(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_time_is_lost_or_made(steps in prop::collection::vec((0_u8..4, 0_usize..4, 0_u64..100_000), 1..60)) {
            let (mut timer, mut now, mut current, mut ran) = (Timer::default(), 1_000, 0, 0);
            for (what, to, time) in steps {
                now += time;
                if timer.runs() { ran += time; }
                match what {
                    0 => timer.start(now),
                    1 => timer.stop(current, now),
                    _ => { timer.turn(current, now); current = to; }
                }
            }
            let sum: u64 = (0..4).map(|phase| timer.spent(phase, current, now)).sum();
            prop_assert_eq!(sum, ran);
        }
    }
}
