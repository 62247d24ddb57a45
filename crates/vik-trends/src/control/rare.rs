//! Rare events: chart what lies between them, because most months are empty.
//!
//! Use it below about one event a quarter. Limits are probability limits: around a mean gap of eight and
//! a half three sigma lies at 36, but one gap in 740 exceeds 60 by chance.

use super::{
    Point,
    individuals::{Individuals, individuals},
    mean,
};

/// The probability between the limits that three sigma promises.
const BETWEEN: f64 = 0.9973;

/// The gaps between events, in the order of their dates.
///
/// Events of one day are separate events with a gap of zero: merging them would hide exactly the
/// clusters that the chart is for. Dates that are not finite are left out.
#[must_use]
pub fn gaps(dates: &[f64]) -> Vec<f64> {
    let mut dates: Vec<f64> = dates.iter().copied().filter(|d| d.is_finite()).collect();
    dates.sort_by(f64::total_cmp);
    dates.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

/// The g chart with probability limits: whole opportunities (days, cases) between events.
///
/// # Source
/// Benneyan (2001): geometric with share `1 / (1 + mean)`; limits at its 0.135 % and 99.865 % quantiles.
/// The centre is the geometric median, so that runs have even odds.
///
/// # Assumptions
/// Each opportunity has the same chance.
///
/// # Edge cases
/// The lower limit is nearly always zero: a cluster shows as a run below the centre, not as one point.
/// `None` without any gap or with a negative one.
#[must_use]
pub fn between(gaps: &[f64]) -> Option<Vec<Point>> {
    let mean = sound_mean(gaps)?;
    Some(geometric(gaps, mean / (1.0 + mean)))
}

/// The g chart with the probability limits of the R package qcc. For comparison only.
///
/// It takes `1 / mean` for the share of gaps that count from zero, where `1 / (1 + mean)` belongs: around
/// a mean gap of eight and a half its limit is 53 instead of 60, and chance exceeds it twice as often as
/// it says. `None` also when the mean is below one.
#[must_use]
pub fn between_compat(gaps: &[f64]) -> Option<Vec<Point>> {
    let mean = sound_mean(gaps)?;
    (mean >= 1.0).then(|| geometric(gaps, 1.0 - 1.0 / mean))
}

/// Limits at quantiles of a geometric gap, when the next opportunity is no event with this probability.
fn geometric(gaps: &[f64], miss: f64) -> Vec<Point> {
    limits(gaps, |p| {
        if miss == 0.0 {
            0.0
        } else {
            // The smallest k with 1 - miss^(k + 1) >= p.
            ((-p).ln_1p() / miss.ln() - 1.0).ceil().max(0.0)
        }
    })
}

/// The t chart with probability limits: time between events.
///
/// # Source
/// Exponential quantiles at 0.135 %, 50 % and 99.865 %; Montgomery (2009), section 7.3.5, uses the same
/// model on a transformed scale.
///
/// # Assumptions
/// Events arise at a constant rate per unit of time.
///
/// # Edge cases
/// As [`between`].
#[must_use]
pub fn time_between(gaps: &[f64]) -> Option<Vec<Point>> {
    let mean = sound_mean(gaps)?;
    Some(limits(gaps, |p| -mean * (-p).ln_1p()))
}

/// The g chart with three-sigma limits, as the common R package draws it. For comparison only.
///
/// Centre at the median of the gaps, limits at mean ± 3 `sqrt(mean (mean + 1))`.
#[must_use]
pub fn between_three_sigma(gaps: &[f64]) -> Option<Vec<Point>> {
    let mean = sound_mean(gaps)?;
    let mut sorted: Vec<f64> = gaps.iter().copied().filter(|g| !g.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    let median = if sorted.len() % 2 == 1 {
        sorted[half]
    } else {
        (sorted[half - 1] + sorted[half]) / 2.0
    };
    let sigma = (mean * (mean + 1.0)).sqrt();
    let point = |&value: &f64| Point {
        centre: median,
        ..Point::three_sigma(value, mean, sigma, (0.0, f64::INFINITY))
    };
    Some(gaps.iter().map(point).collect())
}

/// The t chart on Nelson's scale: an XmR of the gaps to the power `1 / 3.6`, transformed back.
///
/// # Source
/// Nelson (1994). Nearly normal, so its limits are near [`time_between`] without assuming a constant rate.
///
/// # Edge cases
/// As [`between`]; `None` too with fewer than two neighbouring gaps.
#[must_use]
pub fn time_between_transformed(gaps: &[f64]) -> Option<Vec<Point>> {
    sound_mean(gaps)?;
    let power: Vec<f64> = gaps.iter().map(|gap| gap.powf(1.0 / 3.6)).collect();
    let chart = individuals(&power, Individuals::new())?;
    let back = |(point, &value): (Point, &f64)| Point {
        value,
        centre: point.centre.powf(3.6),
        sigma: f64::NAN,
        lower: point.lower.powf(3.6),
        upper: point.upper.powf(3.6),
    };
    Some(chart.into_iter().zip(gaps).map(back).collect())
}

fn limits(gaps: &[f64], quantile: impl Fn(f64) -> f64) -> Vec<Point> {
    let tail = (1.0 - BETWEEN) / 2.0;
    let (lower, centre, upper) = (quantile(tail), quantile(0.5), quantile(1.0 - tail));
    let point = |&value: &f64| Point {
        value,
        centre,
        sigma: f64::NAN,
        lower,
        upper,
    };
    gaps.iter().map(point).collect()
}

fn sound_mean(gaps: &[f64]) -> Option<f64> {
    let sound = gaps
        .iter()
        .all(|gap| gap.is_nan() || (0.0..f64::INFINITY).contains(gap));
    if sound {
        mean(gaps.iter().copied())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn events_of_one_day_are_two_events() {
        assert_eq!(gaps(&[9.0, 2.0, 2.0, 5.0]), [0.0, 3.0, 4.0]);
        assert!(gaps(&[3.0]).is_empty());
    }

    #[test]
    fn nothing_between_has_no_width() {
        let chart = between(&[0.0, 0.0]).unwrap();
        assert_eq!(chart[0].upper, 0.0);
        assert_eq!(between(&[]), None);
        assert_eq!(between(&[-1.0]), None);
    }

    proptest! {
        #[test]
        fn the_limit_is_a_quantile(mean in 0.3f64..60.0) {
            let chart = between(&[mean, mean]).unwrap();
            let miss = mean / (1.0 + mean);
            let beyond = |k: f64| miss.powf(k + 1.0);
            prop_assert!(beyond(chart[0].upper) <= 0.001_35 * (1.0 + 1e-9));
            prop_assert!(chart[0].upper == 0.0 || beyond(chart[0].upper - 1.0) > 0.001_35 * (1.0 - 1e-9));
        }

        #[test]
        fn gaps_add_up_to_the_span(dates in proptest::collection::vec(0u32..900, 2..40)) {
            let dates: Vec<f64> = dates.into_iter().map(f64::from).collect();
            let span = dates.iter().copied().fold(0.0, f64::max) - dates.iter().copied().fold(900.0, f64::min);
            prop_assert_eq!(gaps(&dates).iter().sum::<f64>(), span);
        }
    }
}
