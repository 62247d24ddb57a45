//! Laws against each other: sums, tails, quantiles and rounding agree however they are computed.

use super::*;
use proptest::prelude::*;

#[test]
fn nonsense_has_no_law() {
    assert_eq!(CountLaw::poisson(-1.0), None);
    assert_eq!(CountLaw::poisson(f64::NAN), None);
    assert_eq!(CountLaw::negative_binomial(1.0, 0.0), None);
    assert_eq!(CountLaw::poisson(2.0).unwrap().quantile(1.0), None);
}

#[test]
fn nothing_expected_is_always_zero() {
    let law = CountLaw::poisson(0.0).unwrap();
    assert_eq!(law.at_least(1.0), 0.0);
    assert_eq!(law.quantile(0.999), Some(0.0));
    assert_eq!(CountLaw::dispersed(0.0, 2.0), Some(law));
}

#[test]
fn the_phase_tail_is_the_tail_of_the_rounded_count() {
    let law = CountLaw::negative_binomial(2.5, 4.0).unwrap();
    let direct: f64 = (0..3)
        .map(|phase| {
            (0..200)
                .filter(|x| 3 * ((x + phase) / 3) >= 6)
                .map(|x| law.probability(f64::from(x)))
                .sum::<f64>()
        })
        .sum::<f64>()
        / 3.0;
    assert!((law.phase_tail(6.0) - direct).abs() < 1e-12);
    assert_eq!(law.phase_tail(0.0), 1.0);
}

#[test]
fn a_law_without_an_end_still_answers() {
    for (mean, size) in [
        (400.0, 1e-300),
        (1e-300, 1e-300),
        (1e200, 2.0),
        (499.0, 0.01),
        (1e-300, 2.0),
        (1.0, 0.002),
        (400.0, 0.5),
    ] {
        let law = CountLaw::negative_binomial(mean, size).unwrap();
        for count in [1.0, 700.0, 1e5, 1e9, 1e300] {
            assert!((0.0..=1.0).contains(&law.at_least(count)), "{law:?}");
        }
        assert!(
            law.quantile(1.0 - 1e-12).is_some_and(|count| count >= 0.0),
            "{law:?}"
        );
    }
}

proptest! {
    #[test]
    fn the_parts_add_up(mean in 0.01f64..300.0, size in 0.2f64..500.0, count in 0u32..400) {
        let count = f64::from(count);
        for law in [CountLaw::poisson(mean).unwrap(), CountLaw::negative_binomial(mean, size).unwrap()] {
            prop_assert!((law.at_most(count) + law.at_least(count + 1.0) - 1.0).abs() < 1e-10);
            let step = law.at_most(count) - law.at_most(count - 1.0);
            prop_assert!((step - law.probability(count)).abs() < 1e-10);
        }
    }

    #[test]
    fn a_quantile_is_the_first_to_reach(mean in 0.01f64..300.0, size in 0.2f64..500.0, p in 0.001f64..0.999) {
        let law = CountLaw::negative_binomial(mean, size).unwrap();
        let quantile = law.quantile(p).unwrap();
        prop_assert!(law.at_most(quantile) >= p - 1e-12);
        prop_assert!(law.at_most(quantile - 1.0) < p);
    }

    #[test]
    fn a_huge_size_is_poisson(mean in 0.1f64..50.0, count in 0u32..80) {
        let near = CountLaw::negative_binomial(mean, 1e7).unwrap().at_most(f64::from(count));
        let poisson = CountLaw::poisson(mean).unwrap().at_most(f64::from(count));
        prop_assert!((near - poisson).abs() < 1e-4);
    }

    #[test]
    fn the_tails_agree_with_the_beta_function(mean in 0.01f64..60.0, over in 1.0f64..4.0, k in 0u32..120) {
        let count = CountLaw::with_variance(mean, mean * over).unwrap();
        let k = f64::from(k);
        let other = 1.0 - count.at_most(k - 1.0);
        prop_assert!((count.at_least(k) - other).abs() < 1e-10, "{} {other}", count.at_least(k));
        prop_assert!(count.upper_mid_p(k) <= count.at_least(k));
        let pmf = count.at_least(k) - count.at_least(k + 1.0);
        prop_assert!((count.ln_probability(k).exp() - pmf).abs() < 1e-10);
        let below = if k > 0.0 { count.ln_probability(k - 1.0).exp() } else { 0.0 };
        let around = 2.0 * count.ln_probability(k).exp() + below + count.ln_probability(k + 1.0).exp();
        prop_assert!((count.ln_around(k, &[2.0, 1.0]) - around.ln()).abs() < 1e-9);
    }

    #[test]
    fn a_quantile_of_a_large_mean_is_the_first_to_reach(mean in 500.0f64..900.0, over in 1.0f64..4.0, p in 0.001f64..0.9999) {
        let law = CountLaw::with_variance(mean, mean * over).unwrap();
        let q = law.quantile(p).unwrap();
        prop_assert!(law.at_most(q) >= p - 1e-9 && law.at_most(q - 1.0) < p + 1e-9);
    }
}
