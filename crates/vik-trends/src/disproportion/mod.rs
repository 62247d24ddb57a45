//! Which combinations occur out of proportion? Empirical-Bayes ratios of observed to expected.
//!
//! DuMouchel (1999), "Bayesian data mining in large frequency tables" (the gamma-Poisson
//! shrinker): each ratio of a count to its expectation is drawn from a mixture of two gamma
//! distributions, one around the ordinary and one for the extraordinary, fitted to all
//! combinations; a small count is drawn towards the ordinary.
//!
//! What is expected decides what is found. Under plain independence the method rediscovers that
//! kinds have typical circumstances; [`expected`] therefore takes the profile of the kind from
//! history and only spreads what a place has now.

mod prior;

pub use prior::{Fitted, fit};

use statrs::function::gamma::{digamma, gamma_lr, gamma_ur, ln_gamma};

/// A mixture of two gamma distributions of the ratio of observed to expected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// Shape and rate of the first component.
    pub first: (f64, f64),
    /// Shape and rate of the second.
    pub second: (f64, f64),
    /// The weight of the first.
    pub share: f64,
}

impl Prior {
    /// About one combination in two hundred occurs some four times as often as expected; the
    /// others vary by ten per cent. Fixed on simulated recurring issues; use it where a table is
    /// too small to fit its own.
    #[must_use]
    pub fn recurrence() -> Self {
        Self {
            first: (4.0, 0.95),
            second: (100.0, 101.0),
            share: 0.0053,
        }
    }

    fn is_sound(&self) -> bool {
        let parts = [self.first.0, self.first.1, self.second.0, self.second.1];
        parts.iter().all(|x| x.is_finite() && *x > 0.0) && (0.0..=1.0).contains(&self.share)
    }
}

/// What is known about the ratio of one combination after seeing its count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Posterior {
    first: (f64, f64),
    second: (f64, f64),
    /// The probability that the first component speaks (`Q_n`).
    pub share: f64,
}

/// The posterior of a count against its expectation. `None` when either is negative or not finite,
/// or the prior makes no sense. With nothing expected the count says nothing about the ratio
/// beyond its components' shapes.
#[must_use]
pub fn posterior(count: f64, expected: f64, prior: &Prior) -> Option<Posterior> {
    let sound = |x: f64| x.is_finite() && x >= 0.0;
    if !(sound(count) && sound(expected) && prior.is_sound()) {
        return None;
    }
    let first = prior.share.ln() + ln_marginal(count, expected, prior.first);
    let second = (1.0 - prior.share).ln() + ln_marginal(count, expected, prior.second);
    let share = if expected == 0.0 && count > 0.0 {
        prior.share
    } else {
        1.0 / (1.0 + (second - first).exp())
    };
    let update = |(shape, rate): (f64, f64)| (shape + count, rate + expected);
    Some(Posterior {
        first: update(prior.first),
        second: update(prior.second),
        share,
    })
}

/// The probability of a count under the prior, whatever its ratio: the mixture of two negative
/// binomials. Zero when a number makes no sense.
#[must_use]
pub fn marginal(count: f64, expected: f64, prior: &Prior) -> f64 {
    let sound = |x: f64| x.is_finite() && x >= 0.0;
    if !(sound(count) && sound(expected) && prior.is_sound()) || (expected == 0.0 && count > 0.0) {
        return 0.0;
    }
    prior.share * ln_marginal(count, expected, prior.first).exp()
        + (1.0 - prior.share) * ln_marginal(count, expected, prior.second).exp()
}

impl Posterior {
    /// The geometric mean of the ratio (EBGM).
    #[must_use]
    pub fn geometric_mean(&self) -> f64 {
        let log = |(shape, rate): (f64, f64)| digamma(shape) - rate.ln();
        (self.share * log(self.first) + (1.0 - self.share) * log(self.second)).exp()
    }

    /// The point below which the ratio lies with probability `p`: 0.05 gives EB05.
    ///
    /// `None` unless `p` lies between 0 and 1.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        if !(p > 0.0 && p < 1.0) {
            return None;
        }
        let below = |x: f64| {
            self.share * gamma_lr(self.first.0, x * self.first.1)
                + (1.0 - self.share) * gamma_lr(self.second.0, x * self.second.1)
        };
        let (mut low, mut high) = (0.0, 1.0);
        while below(high) < p {
            high *= 2.0;
        }
        for _ in 0..100 {
            let middle = f64::midpoint(low, high);
            if below(middle) < p {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(high)
    }

    /// The probability that the ratio exceeds a positive number.
    #[must_use]
    pub fn exceeds(&self, ratio: f64) -> f64 {
        if ratio <= 0.0 {
            return 1.0;
        }
        self.share * gamma_ur(self.first.0, ratio * self.first.1)
            + (1.0 - self.share) * gamma_ur(self.second.0, ratio * self.second.1)
    }
}

/// The logarithm of the negative binomial probability of a count under one component.
fn ln_marginal(count: f64, expected: f64, (shape, rate): (f64, f64)) -> f64 {
    let seen = if count == 0.0 {
        0.0
    } else {
        count * (expected / (rate + expected)).ln()
    };
    ln_gamma(shape + count) - ln_gamma(shape) - ln_gamma(count + 1.0)
        + shape * (rate / (rate + expected)).ln()
        + seen
}

/// What is expected of each circumstance in a place, given how many cases of one kind it has now
/// and the history of that kind everywhere.
///
/// `history` holds the kind's cases by circumstance, `overall` those of all kinds; the profile of
/// the kind is drawn towards the overall one with `weight` cases, for kinds with little history.
/// All zeros when there is no history at all.
#[must_use]
pub fn expected(now: f64, history: &[f64], overall: &[f64], weight: f64) -> Vec<f64> {
    let (total, all): (f64, f64) = (history.iter().sum(), overall.iter().sum());
    let share = |i: usize| {
        let prior = if all > 0.0 {
            overall.get(i).copied().unwrap_or(0.0) / all
        } else {
            0.0
        };
        if total + weight > 0.0 {
            (history[i] + weight * prior) / (total + weight)
        } else {
            0.0
        }
    };
    (0..history.len()).map(|i| now * share(i)).collect()
}

/// Flags as many of the likeliest as keeps the expected share of false ones within `rate`.
///
/// Bayesian false discovery rate (Newton and others 2004): the mean of one minus the probability
/// over what is flagged. Ties are flagged together or not at all.
#[must_use]
pub fn flag(probabilities: &[f64], rate: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|a, b| probabilities[*b].total_cmp(&probabilities[*a]));
    let (mut false_ones, mut lowest) = (0.0, f64::INFINITY);
    let mut i = 0;
    while i < order.len() {
        let level = probabilities[order[i]];
        let ties = order[i..]
            .iter()
            .take_while(|o| probabilities[**o] == level);
        let ties = ties.count().max(1);
        false_ones += ties as f64 * (1.0 - level);
        i += ties;
        // Also false when a probability is not a number.
        if false_ones <= rate * i as f64 {
            lowest = level;
        }
    }
    probabilities.iter().map(|p| *p >= lowest).collect()
}

#[cfg(test)]
mod tests;
