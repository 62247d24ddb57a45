//! Many tests at once: p-values adjusted so that the list as a whole can be trusted.
//!
//! A p-value that is not a number belongs to a series that could not be tested: it stays as it is and
//! does not count as a test.

/// Benjamini and Hochberg (1995): the expected share of false alarms among what is reported.
///
/// # Source
/// Step-up procedure of their theorem 1, as adjusted values: the running minimum of `p(i) × n / i` from
/// the largest down.
///
/// # Assumptions
/// Tests independent or positively dependent (Benjamini and Yekutieli 2001, theorem 1.2); a cell and the
/// total that contains it are.
///
/// # Edge cases
/// Ties share a value; nothing in gives nothing out; values outside 0 to 1 are treated as not tested.
#[must_use]
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    step_up(p, 1.0)
}

/// Benjamini and Yekutieli (2001), theorem 1.3: the same guarantee under any dependence.
///
/// Costs a factor of about `ln n`. Edge cases as in [`benjamini_hochberg`].
#[must_use]
pub fn benjamini_yekutieli(p: &[f64]) -> Vec<f64> {
    let harmonic = (1..=ranked(p).len()).map(|i| 1.0 / i as f64).sum();
    step_up(p, harmonic)
}

/// Holm (1979): the probability that the list holds any false alarm at all.
///
/// Valid under any dependence. Edge cases as in [`benjamini_hochberg`].
#[must_use]
pub fn holm(p: &[f64]) -> Vec<f64> {
    let order = ranked(p);
    let mut adjusted = vec![f64::NAN; p.len()];
    let mut so_far: f64 = 0.0;
    for (rank, &i) in order.iter().enumerate() {
        so_far = so_far.max(p[i] * (order.len() - rank) as f64).min(1.0);
        adjusted[i] = so_far;
    }
    adjusted
}

fn step_up(p: &[f64], penalty: f64) -> Vec<f64> {
    let order = ranked(p);
    let mut adjusted = vec![f64::NAN; p.len()];
    let mut so_far: f64 = 1.0;
    for (rank, &i) in order.iter().enumerate().rev() {
        so_far = so_far.min(penalty * p[i] * order.len() as f64 / (rank + 1) as f64);
        adjusted[i] = so_far;
    }
    adjusted
}

/// The tests that were really done, smallest p-value first.
fn ranked(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len())
        .filter(|&i| (0.0..=1.0).contains(&p[i]))
        .collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_not_tested_does_not_count() {
        let with = benjamini_hochberg(&[0.01, f64::NAN, 0.04]);
        assert_eq!(with[0], 0.02);
        assert!(with[1].is_nan());
        assert_eq!(with[2], 0.04);
        assert!(benjamini_hochberg(&[]).is_empty());
    }

    #[test]
    fn ties_share_a_value() {
        let adjusted = benjamini_hochberg(&[0.03, 0.5, 0.03]);
        assert_eq!(adjusted[0], adjusted[2]);
    }

    proptest! {
        #[test]
        fn stricter_procedures_give_larger_values(p in proptest::collection::vec(0.0f64..=1.0, 1..40)) {
            let (bh, by, holm) = (benjamini_hochberg(&p), benjamini_yekutieli(&p), holm(&p));
            for i in 0..p.len() {
                prop_assert!(p[i] <= bh[i] + 1e-12 && bh[i] <= by[i] + 1e-12 && bh[i] <= holm[i] + 1e-12);
                prop_assert!(by[i] <= 1.0 && holm[i] <= 1.0);
            }
        }

        #[test]
        fn order_in_is_order_out(p in proptest::collection::vec(0.0f64..=1.0, 2..40)) {
            let adjusted = benjamini_hochberg(&p);
            for i in 1..p.len() {
                prop_assert!((p[i - 1] <= p[i]) <= (adjusted[i - 1] <= adjusted[i]));
            }
        }
    }
}
