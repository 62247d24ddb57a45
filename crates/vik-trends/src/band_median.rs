//! The median of something that was only published in bands.

/// One band with the number of cases in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The lower end.
    pub lower: f64,
    /// The upper end; `None` for the open band at the top.
    pub upper: Option<f64>,
    /// Cases in the band.
    pub count: f64,
}

/// The interpolated median and the band that is certain to hold it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BandMedian {
    /// Interpolated within the band as if cases lay evenly; the lower end of an open band.
    pub middle: f64,
    /// The lower end of the band that holds the median.
    pub lower: f64,
    /// Its upper end; `None` when the band is open.
    pub upper: Option<f64>,
}

/// The median of banded cases, in any order. `None` when there are no cases.
///
/// Only `lower` and `upper` are facts; `middle` assumes that cases lie evenly within the band.
#[must_use]
pub fn band_median(bands: &[Band]) -> Option<BandMedian> {
    let mut bands: Vec<Band> = bands.iter().copied().filter(|b| b.count > 0.0).collect();
    bands.sort_by(|a, b| a.lower.total_cmp(&b.lower));
    let half = bands.iter().map(|b| b.count).sum::<f64>() / 2.0;
    let mut before = 0.0;
    for band in bands {
        if before + band.count >= half {
            let share = (half - before) / band.count;
            let middle = band.upper.map_or(band.lower, |upper| {
                band.lower + share * (upper - band.lower)
            });
            return Some(BandMedian {
                middle,
                lower: band.lower,
                upper: band.upper,
            });
        }
        before += band.count;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn band(lower: f64, upper: impl Into<Option<f64>>, count: u32) -> Band {
        Band {
            lower,
            upper: upper.into(),
            count: f64::from(count),
        }
    }

    #[test]
    fn interpolates_within_the_middle_band() {
        let found = band_median(&[band(30.0, 90.0, 4), band(0.0, 30.0, 3), band(90.0, None, 1)]);
        assert_eq!(found.unwrap().middle, 45.0);
    }

    #[test]
    fn the_open_band_gives_only_its_lower_end() {
        let found = band_median(&[band(0.0, 30.0, 1), band(30.0, None, 9)]).unwrap();
        assert_eq!((found.middle, found.upper), (30.0, None));
        assert_eq!(band_median(&[band(0.0, 30.0, 0)]), None);
    }

    proptest! {
        #[test]
        fn the_true_median_lies_in_the_band(mut days in proptest::collection::vec(0u32..400, 1..60)) {
            days.sort_unstable();
            let edges = [0u32, 31, 91, 181, 401];
            let bands: Vec<Band> = edges.windows(2).map(|edge| {
                let count = days.iter().filter(|d| edge[0] <= **d && **d < edge[1]).count();
                band(f64::from(edge[0]), f64::from(edge[1]), u32::try_from(count).unwrap())
            }).collect();
            let found = band_median(&bands).unwrap();
            let truth = f64::from(days[(days.len() - 1) / 2]);
            prop_assert!(found.lower <= truth && truth < found.upper.unwrap());
        }
    }
}
