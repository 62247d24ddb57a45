//! Quantiles found by bisection on the regularised functions.
//!
//! The distribution functions are exact to machine precision; a generic quantile routine is not,
//! and a published limit must not move with a library version. Bisection is slow and certain.

use statrs::function::{beta::beta_reg, erf::erfc_inv, gamma::gamma_lr};

/// The point where the gamma distribution with this shape and unit rate reaches `p`.
pub(crate) fn gamma(shape: f64, p: f64) -> f64 {
    let mut high = shape.max(1.0);
    while gamma_lr(shape, high) < p {
        high *= 2.0;
    }
    bisect(0.0, high, |x| x > 0.0 && gamma_lr(shape, x) >= p)
}

/// The point where the beta distribution reaches `p`.
pub(crate) fn beta(a: f64, b: f64, p: f64) -> f64 {
    bisect(0.0, 1.0, |x| {
        x >= 1.0 || (x > 0.0 && beta_reg(a, b, x) >= p)
    })
}

/// The point that a standard normal variable exceeds with probability `tail`.
pub(crate) fn normal_upper(tail: f64) -> f64 {
    std::f64::consts::SQRT_2 * erfc_inv(2.0 * tail)
}

/// The smallest point between `low` and `high` where `reached` becomes true.
pub(crate) fn bisect(mut low: f64, mut high: f64, reached: impl Fn(f64) -> bool) -> f64 {
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return high;
        }
        if reached(middle) {
            high = middle;
        } else {
            low = middle;
        }
        if high < f64::MIN_POSITIVE {
            return 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_invert_their_distribution() {
        let x = gamma(3.0, 0.975);
        assert!((gamma_lr(3.0, x) - 0.975).abs() < 1e-12);
        assert!((normal_upper(0.025) - 1.959_963_984_540_054).abs() < 1e-12);
        assert!((normal_upper(0.001) - 3.090_232_306_167_813).abs() < 1e-12);
        let y = beta(2.0, 5.0, 0.025);
        assert!((beta_reg(2.0, 5.0, y) - 0.025).abs() < 1e-12);
    }
}
