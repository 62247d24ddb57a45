//! The chances of every state at every token, by the forward-backward algorithm.

use super::tags::{Row, STATES};

/// The weights between neighbouring states, as factors (`exp` of the trained weight).
pub type Transitions = [Row; STATES];

/// Working space for one line after another.
#[derive(Debug, Default)]
pub struct Lattice {
    emission: Vec<Row>,
    forward: Vec<Row>,
}

impl Lattice {
    /// Turns `scores` (one row of sums of weights a token) into chances, in place; returns the log of
    /// the total. `allowed` has a bit for each state that a token may have; without it, all may.
    ///
    /// Rows are scaled at each step, so no length of line overflows.
    pub fn chances(
        &mut self,
        scores: &mut [Row],
        transitions: &Transitions,
        allowed: Option<&[u8]>,
    ) -> f64 {
        self.emission.clear();
        self.forward.clear();
        let mut total = 0.0;
        for (at, row) in scores.iter().enumerate() {
            let most = row.iter().copied().fold(f32::MIN, f32::max);
            let mask = allowed.and_then(|a| a.get(at)).copied().unwrap_or(u8::MAX);
            let mut factors = [0.0; STATES];
            for (state, (factor, score)) in factors.iter_mut().zip(row).enumerate() {
                if mask >> state & 1 == 1 {
                    *factor = (score - most).exp().max(1e-30);
                }
            }
            total += f64::from(most);
            self.emission.push(factors);
        }
        let mut before: Option<Row> = None;
        for factors in &self.emission {
            let mut now = match before {
                None => *factors,
                Some(before) => {
                    let mut sums = [0.0; STATES];
                    for (from, row) in before.iter().zip(transitions) {
                        for (sum, factor) in sums.iter_mut().zip(row) {
                            *sum += from * factor;
                        }
                    }
                    times(&sums, factors)
                }
            };
            total += f64::from(scale(&mut now).ln());
            self.forward.push(now);
            before = Some(now);
        }
        let mut after = [1.0; STATES];
        for (at, row) in scores.iter_mut().enumerate().rev() {
            let (Some(forward), Some(factors)) = (self.forward.get(at), self.emission.get(at))
            else {
                continue;
            };
            *row = times(forward, &after);
            scale(row);
            let ahead = times(&after, factors);
            for (sum, row) in after.iter_mut().zip(transitions) {
                *sum = row.iter().zip(&ahead).map(|(factor, a)| factor * a).sum();
            }
            scale(&mut after);
        }
        total
    }
}

fn times(a: &Row, b: &Row) -> Row {
    let mut out = *a;
    for (o, b) in out.iter_mut().zip(b) {
        *o *= b;
    }
    out
}

fn scale(row: &mut Row) -> f32 {
    let sum: f32 = row.iter().sum::<f32>().max(1e-35);
    let by = 1.0 / sum;
    for value in row.iter_mut() {
        *value *= by;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_add_up_and_follow_the_scores() {
        let mut scores = vec![[0.0; STATES]; 40];
        if let Some(value) = scores.get_mut(7).and_then(|row| row.get_mut(3)) {
            *value = 6.0;
        }
        let total = Lattice::default().chances(&mut scores, &[[1.0; STATES]; STATES], None);
        assert!(total.is_finite());
        for row in &scores {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
        assert!(
            scores
                .get(7)
                .and_then(|row| row.get(3))
                .is_some_and(|p| *p > 0.97)
        );
    }

    #[test]
    fn what_is_not_allowed_has_no_chance() {
        let mut scores = vec![[0.0; STATES]; 3];
        let allowed = [0b1, 0b110, u8::MAX];
        Lattice::default().chances(&mut scores, &[[1.0; STATES]; STATES], Some(&allowed));
        assert!(scores.first().is_some_and(|row| row[0] > 0.999));
        assert!(
            scores
                .get(1)
                .is_some_and(|row| row[0] < 1e-6 && row[1] > 0.4)
        );
    }
}
