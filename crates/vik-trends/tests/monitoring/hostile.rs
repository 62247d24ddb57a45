//! Nothing panics, whatever numbers come in.

use proptest::prelude::*;
use vik_trends::{
    CountLaw, bayes, control, cusum, ears, funnel, intervention, lead_time, likelihood_cusum,
    loglinear, multiple, poisson, rate_ratio, regression, scan, shrinkage, standardised,
};

/// Numbers as they come out of a database on a bad day.
fn hostile() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (0u32..30).prop_map(f64::from),
        1 => prop_oneof![
            Just(f64::NAN),
            Just(f64::INFINITY),
            Just(f64::NEG_INFINITY),
            Just(-0.0),
            Just(-1.0),
            Just(0.5),
            Just(f64::MIN_POSITIVE),
            Just(1e-300),
            Just(1e5),
        ],
    ]
}

fn series() -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(hostile(), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn single_figures(a in hostile(), b in hostile(), c in hostile(), d in hostile(), p in hostile()) {
        for p in [p, 0.95] {
            let _ = poisson::garwood(a, p);
            let _ = poisson::byar(a, p);
            let _ = poisson::mid_p(a, p);
            let (first, second) = (rate_ratio::Rate { count: a, exposure: b }, rate_ratio::Rate { count: c, exposure: d });
            if a < 1e6 && c < 1e6 {
                let _ = rate_ratio::equality(first, second);
                let _ = intervention::exact_change(first, second, p);
                let _ = intervention::exact_change_beside(first, second, second, first, p);
            }
            let _ = rate_ratio::interval(first, second, p);
            let _ = rate_ratio::mid_p_interval(first, second, p);
            let _ = standardised::indirect(a, b, p);
            let stratum = standardised::Stratum { count: a, exposure: b, standard: c };
            let _ = standardised::direct(&[stratum, stratum], p);
            let _ = funnel::limit(a, p);
            let _ = funnel::share_limit(a, b, p);
            let _ = cusum::average_run_length(cusum::Design { reference: a, limit: b }, c);
            let prior = shrinkage::Prior { shape: a, mean: b };
            if let Some(posterior) = prior.posterior(c, d) {
                let _ = (posterior.interval(p), posterior.above(a));
            }
        }
        for law in [CountLaw::poisson(a), CountLaw::negative_binomial(a, b), CountLaw::dispersed(a, b)].into_iter().flatten() {
            let _ = (law.probability(c), law.at_most(c), law.at_least(c), law.phase_tail(c), law.upper_mid_p(c));
            let _ = (law.quantile(p), law.interpolated_quantile(0.999));
        }
    }

    #[test]
    fn whole_series(y in series(), n in series(), closed in proptest::collection::vec(any::<bool>(), 0..40), start in 0usize..30) {
        for limits in [control::counts::Limits::ThreeSigma, control::counts::Limits::Prime, control::counts::Limits::Probability] {
            let _ = control::counts::counts(&y, limits);
            let _ = control::counts::rates(&y, &n, limits);
            let _ = control::counts::shares(&y, &n, limits);
            let _ = control::rebase::rebase(y.len(), &[start], control::rebase::Settings::new(), |r| control::counts::counts(&y[r], limits));
        }
        let settings = control::individuals::Individuals::new();
        let charts = [
            control::individuals::individuals(&y, settings),
            control::individuals::normalised(&y, &n, settings),
            control::individuals::moving_range(&y),
            control::rare::between(&control::rare::gaps(&y)),
            control::rare::between(&y),
            control::rare::time_between(&y),
            control::rare::time_between_transformed(&y),
            control::runs::run_chart(&y),
        ];
        for chart in charts.into_iter().flatten() {
            let _ = control::runs::runs(&chart);
            let _ = control::rules::special(&chart, control::rules::Rules::plot_the_dots());
        }
        for method in [ears::Method::C1, ears::Method::C3, ears::Method::C3Compat] {
            prop_assert_eq!(ears::ears(&y, ears::Settings::new(method)).len(), y.len());
        }
        let reference = bayes::Reference { width: start, recent: true, years: 1, year: 12 };
        prop_assert_eq!(bayes::bayes(&y, reference, 0.05).len(), y.len());
        let design = cusum::Design { reference: 0.5, limit: 3.0 };
        let _ = cusum::cusum(&y, &n, cusum::Transform::Rossi, design, cusum::AfterAlarm::Restart);
        for alternative in [likelihood_cusum::Alternative::Any, likelihood_cusum::Alternative::Ratio(2.0)] {
            for size in [f64::INFINITY, 5.0] {
                let _ = likelihood_cusum::likelihood_cusum(&y, &n, alternative, size, 4.0);
            }
        }
        let _ = (multiple::benjamini_hochberg(&y), multiple::benjamini_yekutieli(&y), multiple::holm(&y));
        let _ = (shrinkage::Prior::fit(&y, &n), shrinkage::marshall(&y, &n));
        for scale in [funnel::Scale::Log, funnel::Scale::SquareRoot] {
            let _ = funnel::Dispersion::estimate(&y, &n, scale);
        }
        let _ = funnel::share_dispersion(&y, &n);
        let _ = funnel::Spread::learn(&y, &n).limit(3.0, 0.999);
        let _ = intervention::segmented(&y, &n, start, regression::Errors::NeweyWest(3));
        let design: Vec<Vec<f64>> = n.iter().map(|x| vec![1.0, *x]).collect();
        let _ = regression::negative_binomial(&design, &y, &n);
        if let Some(curve) = lead_time::KaplanMeier::fit(&y, &closed) {
            let _ = (curve.quantile(0.5), curve.within(3.0), curve.interval(3.0, 0.95));
        }
        let _ = lead_time::compliance(&y, &closed, 9.0, 0.95);
        let _ = loglinear::fit(&y, &[y.len()], &[vec![0]]);
        let _ = scan::scan(std::slice::from_ref(&y), std::slice::from_ref(&n), &[vec![0]], start);
    }
}
