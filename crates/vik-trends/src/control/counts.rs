//! Charts of counts (c), rates (u) and shares (p), and their prime forms.

use super::{Point, individuals::moving_range_sigma};
use crate::{CountLaw, binomial::quantile};

/// Where the limits come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limits {
    /// Three standard deviations, as most tools have it; below about ten cases far from its promise.
    ThreeSigma,
    /// The same with the spread of the standardised points between months (Laney 2002): for large
    /// denominators, where plain limits are too narrow. Called u' and p'.
    Prime,
    /// The counts that chance exceeds with probability 0.00135 at each side: right at any count.
    Probability,
}

/// The probability outside each limit that three sigma promises for a normal variable.
const TAIL: f64 = 0.001_349_898_031_630_094_6;

/// The c chart: counts over months of equal exposure.
///
/// # Source
/// Shewhart (1931); Montgomery (2009), section 7.3.
///
/// # Assumptions
/// Poisson with one mean; equal exposure, otherwise use [`rates`].
///
/// # Edge cases
/// `None` without any value or with a negative one. Limits stay at or above zero.
#[must_use]
pub fn counts(values: &[f64], limits: Limits) -> Option<Vec<Point>> {
    rates(values, &vec![1.0; values.len()], limits)
}

/// The u chart: counts over an exposure that differs by month.
///
/// # Source
/// Montgomery (2009), section 7.3.2: `sqrt(centre / exposure)`. Prime: Laney (2002).
///
/// # Assumptions
/// Poisson with one rate, unless [`Limits::Prime`].
///
/// # Edge cases
/// A month without positive exposure has no value and no limits. `None` as for [`counts`], or when
/// lengths differ.
#[must_use]
pub fn rates(values: &[f64], exposures: &[f64], limits: Limits) -> Option<Vec<Point>> {
    let (centre, plotted) = centre(values, exposures, f64::INFINITY)?;
    let sigma = |exposure: f64| (centre / exposure).sqrt();
    let bounds = |exposure: f64| {
        let law = CountLaw::poisson(centre * exposure)?;
        Some((law.quantile(TAIL)?, law.quantile(1.0 - TAIL)?))
    };
    Some(points(
        &plotted,
        exposures,
        centre,
        limits,
        f64::INFINITY,
        sigma,
        bounds,
    ))
}

/// The p chart: `values` out of `totals`.
///
/// # Source
/// Montgomery (2009), section 7.2: `sqrt(p (1 - p) / total)`. Prime: Laney (2002).
///
/// # Assumptions
/// Binomial with one share, unless [`Limits::Prime`].
///
/// # Edge cases
/// A month with a total of zero has no value and no limits. `None` as for [`rates`], or when a value
/// exceeds its total.
#[must_use]
pub fn shares(values: &[f64], totals: &[f64], limits: Limits) -> Option<Vec<Point>> {
    let (centre, plotted) = centre(values, totals, 1.0)?;
    let sigma = |total: f64| (centre * (1.0 - centre) / total).sqrt();
    let bounds = |total: f64| {
        Some((
            quantile(TAIL, total, centre),
            quantile(1.0 - TAIL, total, centre),
        ))
    };
    Some(points(&plotted, totals, centre, limits, 1.0, sigma, bounds))
}

/// The pooled centre and what is plotted.
fn centre(values: &[f64], sizes: &[f64], largest: f64) -> Option<(f64, Vec<f64>)> {
    let (mut count, mut size) = (0.0, 0.0);
    if values.len() != sizes.len() {
        return None;
    }
    let mut plotted = Vec::with_capacity(values.len());
    for (&value, &exposure) in values.iter().zip(sizes) {
        if value.is_nan() || exposure.is_nan() || exposure <= 0.0 {
            plotted.push(f64::NAN);
            continue;
        }
        if value < 0.0 || value / exposure > largest || exposure.is_infinite() {
            return None;
        }
        count += value;
        size += exposure;
        plotted.push(value / exposure);
    }
    (size > 0.0).then(|| (count / size, plotted))
}

fn points(
    plotted: &[f64],
    sizes: &[f64],
    centre: f64,
    limits: Limits,
    largest: f64,
    sigma: impl Fn(f64) -> f64,
    bounds: impl Fn(f64) -> Option<(f64, f64)>,
) -> Vec<Point> {
    let standard: Vec<f64> = plotted
        .iter()
        .zip(sizes)
        .map(|(value, size)| (value - centre) / sigma(*size))
        .collect();
    let between = match limits {
        Limits::Prime => moving_range_sigma(&standard).unwrap_or(1.0),
        Limits::ThreeSigma | Limits::Probability => 1.0,
    };
    let point = |(&value, &size): (&f64, &f64)| {
        let size = if size > 0.0 { size } else { f64::NAN };
        let mut point = Point::three_sigma(value, centre, sigma(size) * between, (0.0, largest));
        if size.is_nan() {
            (point.lower, point.upper) = (f64::NAN, f64::NAN);
        } else if limits == Limits::Probability
            && let Some((low, high)) = bounds(size)
        {
            (point.lower, point.upper) = (low / size, high / size);
        }
        point
    };
    plotted.iter().zip(sizes).map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_missing_month_is_no_zero() {
        let with_gap = counts(&[4.0, f64::NAN, 6.0], Limits::ThreeSigma).unwrap();
        assert_eq!(with_gap[0].centre, 5.0);
        assert!(with_gap[1].value.is_nan() && !with_gap[1].outside());
        assert_eq!(with_gap[1].upper, with_gap[0].upper);
        assert_eq!(
            counts(&[4.0, 0.0, 6.0], Limits::ThreeSigma).unwrap()[0].centre,
            10.0 / 3.0
        );
    }

    #[test]
    fn without_exposure_there_is_no_rate() {
        let chart = rates(&[3.0, 2.0], &[10.0, 0.0], Limits::Probability).unwrap();
        assert!(chart[1].value.is_nan() && chart[1].upper.is_nan());
        assert_eq!(rates(&[3.0], &[0.0], Limits::ThreeSigma), None);
        assert_eq!(shares(&[3.0], &[2.0], Limits::ThreeSigma), None);
        assert_eq!(counts(&[-1.0], Limits::ThreeSigma), None);
    }

    #[test]
    fn all_or_nothing_has_no_width() {
        let all = shares(&[5.0, 7.0], &[5.0, 7.0], Limits::Probability).unwrap();
        assert!(all.iter().all(|p| p.upper == 1.0 && !p.outside()));
        let none = shares(&[0.0, 0.0], &[5.0, 7.0], Limits::Prime).unwrap();
        assert!(none.iter().all(|p| p.upper == 0.0 && !p.outside()));
    }

    proptest! {
        #[test]
        fn probability_limits_keep_their_promise(mean in 0.2f64..30.0) {
            let chart = counts(&[mean, mean], Limits::Probability).unwrap();
            let law = CountLaw::poisson(mean).unwrap();
            prop_assert!(law.at_least(chart[0].upper + 1.0) <= TAIL * (1.0 + 1e-9));
            prop_assert!(law.at_most(chart[0].lower - 1.0) <= TAIL * (1.0 + 1e-9));
        }

        #[test]
        fn limits_enclose_the_centre(values in proptest::collection::vec((0u32..20, 20u32..60), 2..30)) {
            let (hits, totals): (Vec<f64>, Vec<f64>) = values.iter().map(|v| (f64::from(v.0), f64::from(v.1))).unzip();
            for limits in [Limits::ThreeSigma, Limits::Prime, Limits::Probability] {
                for point in shares(&hits, &totals, limits).unwrap() {
                    prop_assert!(point.lower >= 0.0 && point.upper <= 1.0);
                    if limits != Limits::Probability {
                        prop_assert!(point.lower <= point.centre && point.centre <= point.upper);
                    }
                }
            }
        }
    }
}
