//! A count against the predictive distribution of a few reference periods.

use crate::{CountLaw, ears::Verdict};

/// Which earlier periods are the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// Periods on either side of the same season in earlier years, and before the current one.
    pub width: usize,
    /// Whether the periods directly before the current one count.
    pub recent: bool,
    /// How many earlier years count.
    pub years: usize,
    /// Periods in a year: 12 or 52.
    pub year: usize,
}

/// The Bayes method over a series; `None` where the reference reaches before the start.
///
/// # Source
/// Höhle (2007); Riebler (2004): with Jeffreys' prior the next count is negative binomial with size
/// `sum + 1/2` and mean `(sum + 1/2) / n`; the bound is its `1 - alpha` quantile.
///
/// # Assumptions
/// One rate, no trend, no exposure: a growing unit alarms. On the public-health simulation one series in
/// ten alarmed in a normal week at `alpha` 0.05.
///
/// # Edge cases
/// A missing count in the reference leaves no verdict; a missing current count has a bound and no alarm.
/// An empty reference, or an `alpha` that is not between 0 and 1, gives no verdict at all.
#[must_use]
pub fn bayes(counts: &[f64], reference: Reference, alpha: f64) -> Vec<Option<Verdict>> {
    (0..counts.len())
        .map(|t| verdict(counts, t, reference, alpha))
        .collect()
}

fn verdict(counts: &[f64], t: usize, reference: Reference, alpha: f64) -> Option<Verdict> {
    let (mut sum, mut n) = (0.0, 0.0);
    let mut add = |from: usize, to: usize| {
        for count in counts.get(from..to)? {
            sum += count;
            n += 1.0;
        }
        Some(())
    };
    if reference.recent {
        add(t.checked_sub(reference.width)?, t)?;
    }
    for back in 1..=reference.years {
        let middle = t.checked_sub(back * reference.year)?;
        let end = (middle + reference.width + 1).min(t);
        add(middle.checked_sub(reference.width)?, end)?;
    }
    if n == 0.0 || !(alpha > 0.0 && alpha < 1.0) {
        return None;
    }
    let size = sum + 0.5;
    let bound = CountLaw::negative_binomial(size / n, size)?.quantile(1.0 - alpha)?;
    Some(Verdict {
        bound,
        alarm: counts[t] > bound,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HALF_YEAR: Reference = Reference {
        width: 6,
        recent: true,
        years: 0,
        year: 12,
    };

    #[test]
    fn the_start_has_no_reference() {
        let found = bayes(&[1.0; 8], HALF_YEAR, 0.05);
        assert!(found[5].is_none() && found[6].is_some());
        let last_year = Reference {
            years: 1,
            ..HALF_YEAR
        };
        assert!(
            bayes(&[1.0; 18], last_year, 0.05)
                .iter()
                .all(Option::is_none)
        );
        assert!(bayes(&[1.0; 19], last_year, 0.05)[18].is_some());
        assert!(bayes(&[1.0; 8], HALF_YEAR, 0.0)[6].is_none());
    }

    #[test]
    fn six_empty_periods_allow_one_case() {
        let found = bayes(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0], HALF_YEAR, 0.01);
        assert_eq!(found[6].unwrap().bound, 1.0);
        assert!(!found[6].unwrap().alarm);
    }

    proptest! {
        #[test]
        fn a_stricter_alpha_has_a_higher_bound(counts in proptest::collection::vec(0u32..9, 7..20)) {
            let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
            let loose = bayes(&counts, HALF_YEAR, 0.05);
            let strict = bayes(&counts, HALF_YEAR, 0.001);
            for (l, s) in loose.iter().zip(&strict) {
                prop_assert_eq!(l.is_some(), s.is_some());
                if let (Some(l), Some(s)) = (l, s) {
                    prop_assert!(l.bound <= s.bound);
                }
            }
        }
    }
}
