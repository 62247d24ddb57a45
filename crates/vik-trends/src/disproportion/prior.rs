//! The prior that a table suggests, by maximum likelihood within bounds.
//!
//! Without bounds the ordinary component of a quiet table runs off to a point mass and the search
//! never ends, which is how the common implementation fails; a bounded shape says instead that
//! ordinary ratios vary by at least one over its root.

use super::{Prior, ln_marginal};

/// A fitted prior.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fitted {
    /// The prior.
    pub prior: Prior,
    /// Minus the log-likelihood of the table under it.
    pub negative_log_likelihood: f64,
}

/// Fits the prior to the counts and expectations of a table, with shapes of at most `largest`.
///
/// With `truncated` only combinations that occur are in the table, and the likelihood knows it.
/// Nelder-Mead (1965) on logarithms from several starts, each restarted until it no longer gains.
/// Pairs without an expectation are left out. `None` with fewer than five usable pairs or a bound
/// that is not above one.
#[must_use]
pub fn fit(pairs: &[(f64, f64)], truncated: bool, largest: f64) -> Option<Fitted> {
    let usable = |p: &&(f64, f64)| {
        p.0.is_finite() && p.1.is_finite() && p.1 > 0.0 && p.0 >= f64::from(u8::from(truncated))
    };
    let pairs: Vec<(f64, f64)> = pairs.iter().filter(usable).copied().collect();
    if pairs.len() < 5 || !largest.is_finite() || largest <= 1.0 {
        return None;
    }
    let cost = |x: &[f64; 5]| cost(&pairs, truncated, &prior(x, largest));
    let starts = [
        [1.0, 0.0, 3.0, 3.0, -3.0],
        [-1.0, -2.5, 4.5, 4.5, -4.0],
        [0.0, -1.0, 0.5, 0.5, -1.0],
        [1.4, 0.0, 6.0, 6.0, -5.0],
    ];
    let mut best: Option<([f64; 5], f64)> = None;
    for start in starts {
        let mut now = nelder_mead(start, &cost);
        loop {
            let next = nelder_mead(now.0, &cost);
            let gained = now.1 - next.1;
            now = next;
            if gained.is_nan() || gained < 1e-4 {
                break;
            }
        }
        if best.is_none_or(|b| now.1 < b.1) {
            best = Some(now);
        }
    }
    let (x, negative_log_likelihood) = best?;
    Some(Fitted {
        prior: prior(&x, largest),
        negative_log_likelihood,
    })
}

/// Logarithms of shapes and rates, and the logit of the share, made into a prior within bounds.
fn prior(x: &[f64; 5], largest: f64) -> Prior {
    let bounded = |x: f64, most: f64| x.max(-7.0).exp().min(most);
    Prior {
        first: (bounded(x[0], largest), bounded(x[1], 10.0 * largest)),
        second: (bounded(x[2], largest), bounded(x[3], 10.0 * largest)),
        share: 1.0 / (1.0 + (-x[4].clamp(-12.0, 12.0)).exp()),
    }
}

fn cost(pairs: &[(f64, f64)], truncated: bool, prior: &Prior) -> f64 {
    let probability = |n: f64, e: f64| {
        prior.share * ln_marginal(n, e, prior.first).exp()
            + (1.0 - prior.share) * ln_marginal(n, e, prior.second).exp()
    };
    let one = |&(n, e): &(f64, f64)| {
        let ln = probability(n, e).max(f64::MIN_POSITIVE).ln();
        if truncated {
            ln - (1.0 - probability(0.0, e)).max(f64::MIN_POSITIVE).ln()
        } else {
            ln
        }
    };
    -pairs.iter().map(one).sum::<f64>()
}

/// The downhill simplex with its usual coefficients.
fn nelder_mead(start: [f64; 5], cost: &impl Fn(&[f64; 5]) -> f64) -> ([f64; 5], f64) {
    let mut simplex = vec![(start, cost(&start))];
    for i in 0..5 {
        let mut corner = start;
        corner[i] += 0.5;
        simplex.push((corner, cost(&corner)));
    }
    for _ in 0..2000 {
        simplex.sort_by(|a, b| a.1.total_cmp(&b.1));
        if simplex[5].1 - simplex[0].1 < 1e-10 {
            break;
        }
        let worst = simplex[5];
        let centre: [f64; 5] =
            std::array::from_fn(|i| simplex[..5].iter().map(|c| c.0[i]).sum::<f64>() / 5.0);
        let along = |by: f64| {
            let x: [f64; 5] = std::array::from_fn(|i| centre[i] + by * (centre[i] - worst.0[i]));
            (x, cost(&x))
        };
        let reflected = along(1.0);
        if reflected.1 < simplex[0].1 {
            let expanded = along(2.0);
            simplex[5] = if expanded.1 < reflected.1 {
                expanded
            } else {
                reflected
            };
        } else if reflected.1 < simplex[4].1 {
            simplex[5] = reflected;
        } else {
            let contracted = along(if reflected.1 < worst.1 { 0.5 } else { -0.5 });
            if contracted.1 < worst.1.min(reflected.1) {
                simplex[5] = contracted;
            } else {
                let best = simplex[0].0;
                for corner in &mut simplex[1..] {
                    corner.0 = std::array::from_fn(|i| f64::midpoint(best[i], corner.0[i]));
                    corner.1 = cost(&corner.0);
                }
            }
        }
    }
    simplex.sort_by(|a, b| a.1.total_cmp(&b.1));
    simplex[0]
}
