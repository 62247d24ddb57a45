//! How long has the present level lasted? Bayesian online change-point detection.
//!
//! Adams and MacKay (2007): after each period, the probability of every length of the current run,
//! for Poisson counts with a gamma prior on the rate of a run and a constant hazard of a change.
//! The predictive distribution of a run is negative binomial.
//!
//! Assumes that a new run forgets the old one entirely. Work grows with the square of the length.

use statrs::function::gamma::ln_gamma;

/// The prior of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// Shape of the gamma distribution of the rate.
    pub shape: f64,
    /// Its rate parameter: the exposure that the prior is worth.
    pub rate: f64,
    /// The probability that a run ends in any period.
    pub hazard: f64,
}

/// What is believed after one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Belief {
    /// The probability of each run length, from zero (a change right after this period).
    pub run_length: Vec<f64>,
    /// The logarithm of the probability that the past gave to this period's count.
    pub log_evidence: f64,
}

impl Belief {
    /// The likeliest run length; the shortest when several are equally likely.
    #[must_use]
    pub fn likeliest(&self) -> usize {
        let mut best = 0;
        for (length, p) in self.run_length.iter().enumerate() {
            if *p > self.run_length[best] {
                best = length;
            }
        }
        best
    }

    /// The probability that the run has lasted less than so many periods.
    #[must_use]
    pub fn shorter_than(&self, periods: usize) -> f64 {
        self.run_length.iter().take(periods).sum()
    }
}

/// The beliefs after each period.
///
/// `exposure`, when given, is what the counts are taken over. `None` when lengths differ, a number
/// is negative or not finite, an exposure or a parameter of the prior is not positive, or the
/// hazard does not lie between zero and one. An empty series has no beliefs.
#[must_use]
pub fn run_lengths(counts: &[f64], exposure: Option<&[f64]>, prior: Prior) -> Option<Vec<Belief>> {
    let positive = |x: &f64| x.is_finite() && *x > 0.0;
    let exposed = exposure.is_none_or(|e| e.len() == counts.len() && e.iter().all(positive));
    let sound = positive(&prior.shape)
        && positive(&prior.rate)
        && prior.hazard > 0.0
        && prior.hazard < 1.0
        && counts.iter().all(|y| y.is_finite() && *y >= 0.0);
    if !(exposed && sound) {
        return None;
    }
    let mut shapes = vec![prior.shape];
    let mut rates = vec![prior.rate];
    let mut weights = vec![1.0];
    let mut beliefs = Vec::with_capacity(counts.len());
    for (t, y) in counts.iter().enumerate() {
        let e = exposure.map_or(1.0, |e| e[t]);
        let joint: Vec<f64> = weights
            .iter()
            .zip(shapes.iter().zip(&rates))
            .map(|(w, (a, b))| w * predictive(*y, e, *a, *b).exp())
            .collect();
        let evidence: f64 = joint.iter().sum();
        weights = Vec::with_capacity(joint.len() + 1);
        weights.push(prior.hazard);
        weights.extend(joint.iter().map(|j| j / evidence * (1.0 - prior.hazard)));
        shapes.iter_mut().for_each(|a| *a += y);
        rates.iter_mut().for_each(|b| *b += e);
        shapes.insert(0, prior.shape);
        rates.insert(0, prior.rate);
        beliefs.push(Belief {
            run_length: weights.clone(),
            log_evidence: evidence.ln(),
        });
    }
    Some(beliefs)
}

/// The logarithm of the negative binomial probability of a count in a run.
fn predictive(y: f64, exposure: f64, shape: f64, rate: f64) -> f64 {
    ln_gamma(shape + y) - ln_gamma(shape) - ln_gamma(y + 1.0)
        + shape * (rate / (rate + exposure)).ln()
        + y * (exposure / (rate + exposure)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PRIOR: Prior = Prior {
        shape: 1.0,
        rate: 0.5,
        hazard: 1.0 / 60.0,
    };

    #[test]
    fn nonsense_has_no_belief() {
        assert_eq!(run_lengths(&[-1.0], None, PRIOR), None);
        assert_eq!(run_lengths(&[1.0], Some(&[]), PRIOR), None);
        let certain = Prior {
            hazard: 1.0,
            ..PRIOR
        };
        assert_eq!(run_lengths(&[1.0], None, certain), None);
        assert_eq!(run_lengths(&[], None, PRIOR), Some(vec![]));
    }

    #[test]
    fn a_jump_shortens_the_run() {
        let counts: Vec<f64> = (0..40).map(|t| if t < 30 { 2.0 } else { 12.0 }).collect();
        let last = run_lengths(&counts, None, PRIOR).unwrap().pop().unwrap();
        assert_eq!(last.likeliest(), 10);
        assert!(last.shorter_than(12) > 0.99);
    }

    proptest! {
        #[test]
        fn probabilities_sum_to_one(counts in proptest::collection::vec(0u8..30, 1..80)) {
            let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
            for belief in run_lengths(&counts, None, PRIOR).unwrap() {
                prop_assert!((belief.run_length.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                prop_assert!(belief.log_evidence <= 0.0);
            }
        }
    }
}
