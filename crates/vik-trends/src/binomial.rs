//! The binomial distribution of whole counts, for conditional tests and shares.

use statrs::function::{beta::beta_reg, gamma::ln_gamma};

/// The probability of `count` out of `n`.
pub(crate) fn probability(count: f64, n: f64, share: f64) -> f64 {
    if share <= 0.0 || share >= 1.0 {
        let certain = if share <= 0.0 { 0.0 } else { n };
        return if count == certain { 1.0 } else { 0.0 };
    }
    let ways = ln_gamma(n + 1.0) - ln_gamma(count + 1.0) - ln_gamma(n - count + 1.0);
    (ways + count * share.ln() + (n - count) * (-share).ln_1p()).exp()
}

/// The probability of at least `count` out of `n`.
pub(crate) fn at_least(count: f64, n: f64, share: f64) -> f64 {
    if count <= 0.0 {
        1.0
    } else if count > n {
        0.0
    } else {
        beta_reg(count, n - count + 1.0, share.clamp(0.0, 1.0))
    }
}

/// The probability of at most `count` out of `n`.
pub(crate) fn at_most(count: f64, n: f64, share: f64) -> f64 {
    if count < 0.0 {
        0.0
    } else if count >= n {
        1.0
    } else {
        beta_reg(n - count, count + 1.0, (1.0 - share).clamp(0.0, 1.0))
    }
}

/// The smallest count out of `n` whose cumulative probability reaches `p`.
pub(crate) fn quantile(p: f64, n: f64, share: f64) -> f64 {
    let (mut low, mut high) = (-1.0, n.floor());
    while high - low > 1.0 {
        let middle = ((low + high) / 2.0_f64).floor();
        if at_most(middle, n, share) >= p {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn certainty_has_one_outcome() {
        assert_eq!(probability(0.0, 5.0, 0.0), 1.0);
        assert_eq!(probability(5.0, 5.0, 1.0), 1.0);
        assert_eq!(quantile(0.9, 5.0, 1.0), 5.0);
        assert_eq!(quantile(0.9, 5.0, 0.0), 0.0);
    }

    proptest! {
        #[test]
        fn the_parts_add_up(n in 1u32..200, share in 0.0f64..=1.0, at in 0u32..200) {
            let (n, at) = (f64::from(n), f64::from(at % (n + 1)));
            prop_assert!((at_most(at, n, share) + at_least(at + 1.0, n, share) - 1.0).abs() < 1e-10);
            let step = at_most(at, n, share) - at_most(at - 1.0, n, share);
            prop_assert!((step - probability(at, n, share)).abs() < 1e-10);
        }
    }
}
