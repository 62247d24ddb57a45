//! XmR: one value a month, with limits from the differences between neighbours.

use super::{Point, mean};

/// The mean range of two normal values, in standard deviations.
const D2: f64 = 1.128;
/// The upper limit of a range of two, in mean ranges.
const D4: f64 = 3.267;

/// How an XmR chart is made; [`Individuals::new`] is the usual way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Individuals {
    /// Whether ranges beyond their own limit are left out, so that one jump does not widen the limits.
    pub screen: bool,
    /// One standard deviation in mean ranges: `1 / 1.128`, or `2.66 / 3` as the NHS rounds it.
    pub sigma_per_range: f64,
    /// The smallest value possible: limits do not go below it. Zero for counts, rates and durations.
    pub smallest: f64,
}

impl Individuals {
    /// Screened, exact constant, limits not below zero.
    #[must_use]
    pub fn new() -> Self {
        Self {
            screen: true,
            sigma_per_range: 1.0 / D2,
            smallest: 0.0,
        }
    }

    /// The NHS's constant (Plot the Dots), without a smallest value, for comparison with their figures.
    #[must_use]
    pub fn plot_the_dots() -> Self {
        Self {
            screen: true,
            sigma_per_range: 2.66 / 3.0,
            smallest: f64::NEG_INFINITY,
        }
    }
}

impl Default for Individuals {
    fn default() -> Self {
        Self::new()
    }
}

/// The X chart of individual values.
///
/// # Source
/// Shewhart (1931); Wheeler (1993): mean ± 2.66 mean ranges; ranges above 3.267 times their mean are
/// screened once (Nelson 1982).
///
/// # Assumptions
/// Neighbours differ by chance only. For counts below about five prefer probability limits: XmR limits
/// of a mean of three would go below zero and miss its skewness.
///
/// # Edge cases
/// `None` with fewer than two neighbouring values. A range across a missing month is not formed.
/// Constant values have limits at the centre; any change is then outside.
#[must_use]
pub fn individuals(values: &[f64], settings: Individuals) -> Option<Vec<Point>> {
    let centre = mean(values.iter().copied())?;
    let sigma = settings.sigma_per_range * mean_range(&ranges(values), settings.screen)?;
    let within = (settings.smallest, f64::INFINITY);
    let point = |&value: &f64| Point::three_sigma(value, centre, sigma, within);
    Some(values.iter().map(point).collect())
}

/// The moving range chart: the difference of each value from the one before.
///
/// Source as [`individuals`]; limits at 0 and 3.267 mean ranges. The first point is missing.
#[must_use]
pub fn moving_range(values: &[f64]) -> Option<Vec<Point>> {
    let ranges = ranges(values);
    let centre = mean_range(&ranges, false)?;
    let point = |value: f64| Point {
        value,
        centre,
        sigma: (D4 - 1.0) / 3.0 * centre,
        lower: 0.0,
        upper: D4 * centre,
    };
    Some(std::iter::once(f64::NAN).chain(ranges).map(point).collect())
}

/// Taylor's normalised chart of rates: an XmR whose limits follow the denominator.
///
/// # Source
/// Taylor (2017): each range divided by `sqrt(1/n + 1/n')` and times `sqrt(pi / 2)`.
///
/// # Assumptions
/// The variance falls with the denominator but need not be Poisson.
///
/// # Edge cases
/// A month without positive denominator is missing. `None` as for [`individuals`].
#[must_use]
pub fn normalised(values: &[f64], sizes: &[f64], settings: Individuals) -> Option<Vec<Point>> {
    if values.len() != sizes.len() {
        return None;
    }
    let months: Vec<(f64, f64)> = values
        .iter()
        .zip(sizes)
        .map(|(&value, &size)| {
            if size > 0.0 {
                (value / size, size)
            } else {
                (f64::NAN, f64::NAN)
            }
        })
        .collect();
    let present = months.iter().filter(|m| !m.0.is_nan());
    let (count, size) = present.fold((0.0, 0.0), |s, m| (s.0 + m.0 * m.1, s.1 + m.1));
    let centre = count / size;
    let ranges: Vec<f64> = months
        .windows(2)
        .map(|pair| {
            let width = (1.0 / pair[0].1 + 1.0 / pair[1].1).sqrt();
            (std::f64::consts::PI / 2.0).sqrt() * (pair[1].0 - pair[0].0).abs() / width
        })
        .collect();
    let spread = mean_range(&ranges, settings.screen)?;
    let within = (settings.smallest, f64::INFINITY);
    let point = |&(value, size): &(f64, f64)| {
        let size = if size > 0.0 { size } else { f64::NAN };
        Point::three_sigma(value, centre, spread / size.sqrt(), within)
    };
    Some(months.iter().map(point).collect())
}

/// The standard deviation that the screened mean range of these values stands for.
pub(super) fn moving_range_sigma(values: &[f64]) -> Option<f64> {
    Some(mean_range(&ranges(values), true)? / D2)
}

fn ranges(values: &[f64]) -> Vec<f64> {
    let pairs = values.windows(2);
    pairs.map(|pair| (pair[1] - pair[0]).abs()).collect()
}

fn mean_range(ranges: &[f64], screen: bool) -> Option<f64> {
    let all = mean(ranges.iter().copied())?;
    if !screen || all == 0.0 {
        return Some(all);
    }
    mean(ranges.iter().copied().filter(|r| *r < D4 * all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_jump_does_not_widen_the_limits() {
        let values = [
            5.0, 6.0, 5.0, 6.0, 5.0, 40.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0, 6.0,
        ];
        let screened = individuals(&values, Individuals::new()).unwrap();
        let plain = Individuals {
            screen: false,
            ..Individuals::new()
        };
        assert!(screened[5].outside());
        assert!(individuals(&values, plain).unwrap()[5].upper > 2.0 * screened[5].upper - 40.0);
    }

    #[test]
    fn too_little_has_no_chart() {
        assert_eq!(individuals(&[3.0], Individuals::new()), None);
        assert_eq!(individuals(&[3.0, f64::NAN, 4.0], Individuals::new()), None);
        assert_eq!(
            normalised(&[3.0, 1.0], &[0.0, 0.0], Individuals::new()),
            None
        );
    }

    #[test]
    fn constant_values_have_no_width() {
        let chart = individuals(&[2.0; 6], Individuals::new()).unwrap();
        assert!(
            chart
                .iter()
                .all(|p| p.lower == 2.0 && p.upper == 2.0 && !p.outside())
        );
    }

    proptest! {
        #[test]
        fn limits_never_leave_what_is_possible(values in proptest::collection::vec(0u32..8, 3..40)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            for point in individuals(&values, Individuals::new()).unwrap() {
                prop_assert!(point.lower >= 0.0 && point.centre <= point.upper);
            }
        }
    }
}
