//! How much of each period can be seen already: reverse hazards of the delay.
//!
//! The reverse hazard at delay `d` is the share that arrived at exactly `d` among what arrived by
//! `d`; unlike a share of the (unknown) total it can be estimated from incomplete periods
//! (Lawless 1994, "Adjustments for reporting delays"). The share seen at age `a` is the product of
//! one minus the hazards beyond `a`.
//!
//! Assumes that delays of one class are alike over the periods pooled. A place that works faster
//! than its peers is allowed for by [`crate::pace`].

/// Arrivals by delay: how many arrived at exactly each delay, and by each delay, over the periods
/// old enough to tell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Delays {
    arrived: Vec<f64>,
    by: Vec<f64>,
}

impl Delays {
    /// No arrivals yet, with delays of 0 to `longest` periods.
    #[must_use]
    pub fn new(longest: usize) -> Self {
        Self {
            arrived: vec![0.0; longest + 1],
            by: vec![0.0; longest + 1],
        }
    }

    /// Adds the arrivals of one period, by delay, of which only delays up to its age are known.
    ///
    /// Only arrivals in the last `recent` periods count, so that a slower practice of long ago
    /// does not speak for today. Delays beyond the longest are left out.
    pub fn add(&mut self, arrivals: &[f64], age: usize, recent: usize) {
        let mut by = 0.0;
        for (d, n) in arrivals.iter().take(self.by.len()).enumerate() {
            if d > age {
                break;
            }
            by += n;
            if age - d < recent {
                self.arrived[d] += n;
                self.by[d] += by;
            }
        }
    }

    /// Adds all of another class.
    pub fn merge(&mut self, other: &Self) {
        for (a, b) in self.arrived.iter_mut().zip(&other.arrived) {
            *a += b;
        }
        for (a, b) in self.by.iter_mut().zip(&other.by) {
            *a += b;
        }
    }

    /// The reverse hazards; zero where nothing arrived by that delay. The first is one as soon as
    /// something arrived, and never enters a share.
    #[must_use]
    pub fn hazards(&self) -> Vec<f64> {
        self.shrunk(&vec![0.0; self.by.len()], 0.0)
    }

    /// The reverse hazards drawn towards those of a larger class with this weight in arrivals.
    ///
    /// Delays that the larger class does not know are taken to have no hazard.
    #[must_use]
    pub fn shrunk(&self, towards: &[f64], weight: f64) -> Vec<f64> {
        let hazard = |d: usize| {
            let (n, by) = (self.arrived[d], self.by[d]);
            let prior = towards.get(d).copied().unwrap_or(0.0);
            if by + weight <= 0.0 {
                0.0
            } else {
                (n + weight * prior) / (by + weight)
            }
        };
        (0..self.by.len()).map(hazard).collect()
    }

    /// How many arrived at exactly each delay, and by each delay.
    pub fn pairs(&self) -> impl Iterator<Item = (f64, f64)> {
        self.arrived.iter().copied().zip(self.by.iter().copied())
    }
}

/// The share of a period seen at each age: `F(a) = Π (1 - g_j)` over `j > a`.
///
/// One from the longest delay on. Ages beyond the list are complete.
#[must_use]
pub fn seen(hazards: &[f64]) -> Vec<f64> {
    let mut share = vec![1.0; hazards.len()];
    for age in (0..hazards.len().saturating_sub(1)).rev() {
        share[age] = share[age + 1] * (1.0 - hazards[age + 1]);
    }
    share
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_complete_past_gives_the_plain_shares() {
        let mut delays = Delays::new(3);
        delays.add(&[4.0, 3.0, 2.0, 1.0], 9, 99);
        let share = seen(&delays.hazards());
        for (ours, theirs) in share.iter().zip([0.4, 0.7, 0.9, 1.0]) {
            assert!((ours - theirs).abs() < 1e-12);
        }
    }

    #[test]
    fn nothing_arrived_means_nothing_known_and_everything_seen() {
        assert_eq!(seen(&Delays::new(2).hazards()), vec![1.0; 3]);
        assert!(seen(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn shares_rise_to_one(rows in proptest::collection::vec([0u8..9, 0u8..9, 0u8..9, 0u8..9], 1..30)) {
            let mut delays = Delays::new(3);
            for (age, row) in rows.iter().enumerate() {
                delays.add(&row.map(f64::from), age, 99);
            }
            let share = seen(&delays.hazards());
            prop_assert!(share.windows(2).all(|w| w[0] <= w[1] + 1e-12));
            prop_assert_eq!(share[3], 1.0);
        }
    }
}
