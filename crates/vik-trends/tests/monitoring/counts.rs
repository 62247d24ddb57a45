//! Quantiles, tests of rates, adjusted p-values and shrinkage.

use vik_trends::{
    CountLaw,
    multiple::{benjamini_hochberg, benjamini_yekutieli, holm},
    rate_ratio::{Rate, equality, ratio},
    shrinkage::{Prior, marshall},
    standardised::indirect,
};

use crate::vectors::{all_near, near, number, numbers, vectors, within};

#[test]
fn quantiles_of_counts() {
    let Some(reference) = vectors("quantiles_nb_pois.json") else {
        return;
    };
    for row in reference["rows"].as_array().unwrap() {
        let (mean, p) = (number(&row["mu"]), number(&row["p"]));
        let law = CountLaw::dispersed(mean, number(&row["phi"])).unwrap();
        assert_eq!(law.quantile(p), row["nbinom"].as_f64(), "{row}");
        let poisson = CountLaw::poisson(mean).unwrap();
        assert_eq!(poisson.quantile(p), row["pois"].as_f64(), "{row}");
    }
}

#[test]
fn tests_of_equal_rates() {
    let Some(reference) = vectors("rate_ratio_exact.json") else {
        return;
    };
    for case in reference["cases"].as_array().unwrap() {
        let rate = |count: &str, exposure: &str| Rate {
            count: number(&case[count]),
            exposure: number(&case[exposure]),
        };
        let (first, second) = (rate("a", "Ta"), rate("b", "Tb"));
        let found = equality(first, second).unwrap();
        near(found.two_sided, number(&case["p"]));
        near(found.greater, number(&case["p_greater"]));
        near(found.greater_mid_p, number(&case["midp_greater"]));
        if let Some(theirs) = case["rr"].as_f64() {
            near(ratio(first, second).unwrap(), theirs);
        }
    }
}

#[test]
fn adjusted_p_values() {
    let Some(reference) = vectors("padjust.json") else {
        return;
    };
    let p = numbers(&reference["p"]);
    all_near(&benjamini_hochberg(&p), &numbers(&reference["BH"]));
    all_near(&benjamini_yekutieli(&p), &numbers(&reference["BY"]));
    all_near(&holm(&p), &numbers(&reference["holm"]));
}

#[test]
fn shrunken_rates() {
    let Some(reference) = vectors("eb_shrinkage.json") else {
        return;
    };
    let (counts, exposures) = (numbers(&reference["O"]), numbers(&reference["fte"]));
    let prior = Prior::fit(&counts, &exposures).unwrap();
    within(prior.shape, number(&reference["theta_k"]), 1e-5);
    within(prior.mean, number(&reference["rate"]), 1e-7);
    // The peer's own estimate of the prior, so that only the posterior is compared.
    let theirs = Prior {
        shape: number(&reference["theta_k"]),
        mean: number(&reference["rate"]),
    };
    let column = |name: &str| numbers(&reference[name]);
    for (row, (count, exposure)) in counts.iter().zip(&exposures).enumerate() {
        let found = theirs.posterior(*count, *exposure).unwrap();
        let interval = found.interval(0.95).unwrap();
        within(found.mean(), column("post_mean_rate")[row], 1e-9);
        within(interval.low, column("post_lo")[row], 1e-9);
        within(interval.high, column("post_hi")[row], 1e-9);
        let above = found.above(1.5 * theirs.mean);
        near(above, column("prob_rate_gt_1.5x")[row]);
    }
    let shrunk = marshall(&counts, &exposures).unwrap();
    for (ours, theirs) in shrunk.iter().zip(numbers(&reference["marshall"]["shrunk"])) {
        within(*ours, theirs, 1e-9);
    }
}

#[test]
fn standardised_ratios() {
    let Some(reference) = vectors("funnel.json") else {
        return;
    };
    let column = |name: &str| numbers(&reference[name]);
    for (row, ratio) in column("SIR").into_iter().enumerate() {
        let found = indirect(column("O")[row], column("E")[row], 0.95).unwrap();
        near(found.value, ratio);
        assert!(found.interval.contains(ratio));
        let law = CountLaw::poisson(column("E")[row]).unwrap();
        let mid_p = law.upper_mid_p(column("O")[row]);
        near(mid_p, column("mid_p")[row]);
    }
}
