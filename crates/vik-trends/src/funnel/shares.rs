//! Funnels of shares: so many of so many, around the pooled share.

use crate::binomial;

/// The count out of `total` below which a unit in control falls with probability `p`, interpolated
/// between whole counts: the binomial counterpart of [`limit`](super::limit).
///
/// # Source
/// Spiegelhalter (2005), appendix, for proportions.
///
/// # Assumptions
/// The share is known, the events independent and at most one for each of the total.
///
/// # Edge cases
/// Never below zero or above the total. `None` unless `share` and `p` lie strictly between 0 and 1 and
/// `total` is positive; fractional totals are rounded.
#[must_use]
pub fn share_limit(share: f64, total: f64, p: f64) -> Option<f64> {
    let n = total.round();
    let inside = |x: f64| x > 0.0 && x < 1.0;
    if !(inside(share) && inside(p) && n >= 1.0 && n.is_finite()) {
        return None;
    }
    let count = binomial::quantile(p, n, share);
    let density = binomial::probability(count, n, share);
    Some((count - (binomial::at_most(count, n, share) - p) / density).max(0.0))
}

/// How much more shares vary between units than chance explains: the mean squared Pearson score around
/// the pooled share. About one when chance explains all.
///
/// # Source
/// Spiegelhalter (2005), equation 3, without winsorising.
///
/// # Assumptions
/// Outliers count fully; with few units it is uncertain (its standard error is about `sqrt(2 / units)`).
///
/// # Edge cases
/// Units without a total are left out. `None` with fewer than two units, a count outside its total, or a
/// pooled share of zero or one.
#[must_use]
pub fn share_dispersion(counts: &[f64], totals: &[f64]) -> Option<f64> {
    let sound = counts.len() == totals.len()
        && counts
            .iter()
            .zip(totals)
            .all(|(k, n)| n.is_finite() && 0.0 <= *k && k <= n);
    let units: Vec<(f64, f64)> = counts
        .iter()
        .copied()
        .zip(totals.iter().copied())
        .filter(|unit| unit.1 > 0.0)
        .collect();
    let (count, total) = units.iter().fold((0.0, 0.0), |s, u| (s.0 + u.0, s.1 + u.1));
    if !sound || units.len() < 2 || count == 0.0 || count == total {
        return None;
    }
    let share = count / total;
    let square = |&(k, n): &(f64, f64)| (k - n * share).powi(2) / (n * share * (1.0 - share));
    Some(units.iter().map(square).sum::<f64>() / units.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::funnel;
    use proptest::prelude::*;

    #[test]
    fn without_a_total_there_is_no_limit() {
        assert_eq!(share_limit(0.1, 0.0, 0.975), None);
        assert_eq!(share_limit(0.0, 10.0, 0.975), None);
        assert_eq!(share_dispersion(&[0.0, 0.0], &[5.0, 6.0]), None);
        assert_eq!(share_dispersion(&[7.0, 0.0], &[5.0, 6.0]), None);
    }

    proptest! {
        #[test]
        fn a_small_share_of_many_is_a_count(expected in 0.5f64..40.0, p in 0.001f64..0.999) {
            let share = share_limit(expected / 1e6, 1e6, p).unwrap();
            prop_assert!((share - funnel::limit(expected, p).unwrap()).abs() < 0.01);
        }

        #[test]
        fn limits_stay_within_the_total(share in 0.01f64..0.99, total in 1u32..60) {
            let total = f64::from(total);
            let limits = [0.001, 0.025, 0.975, 0.999].map(|p| share_limit(share, total, p).unwrap());
            prop_assert!(limits[0] >= 0.0 && limits[3] <= total);
            prop_assert!(limits.windows(2).all(|pair| pair[0] <= pair[1]));
        }
    }
}
