//! Anhøj's two tests: is the longest run too long, or are there too few crossings?

use statrs::function::beta::beta_reg;

use super::Point;

/// The runs of a series around its centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Runs {
    /// Points that lie off the centre.
    pub useful: usize,
    /// The most points in a row on one side.
    pub longest: usize,
    /// The longest run that chance explains.
    pub longest_expected: usize,
    /// How often the line crosses the centre.
    pub crossings: usize,
    /// The fewest crossings that chance explains.
    pub crossings_expected: usize,
}

impl Runs {
    /// Whether the process has shifted: either test fails.
    #[must_use]
    pub fn shifted(&self) -> bool {
        self.longest > self.longest_expected || self.crossings < self.crossings_expected
    }
}

/// Anhøj's run analysis. `None` with fewer than ten useful points, where it cannot tell.
///
/// # Source
/// Anhøj and Olesen (2014): longest run at most `round(log2 n) + 3` (Schilling 2012), crossings at least
/// the 5 % quantile of a binomial with `n - 1` trials and share one half (Chen 2010).
///
/// # Assumptions
/// Independent points with even odds for either side: take the median as centre. Around a mean, skewed
/// small counts alarm too often.
///
/// # Edge cases
/// Points on the centre and missing points are left out: they neither end nor lengthen a run.
#[must_use]
pub fn runs(points: &[Point]) -> Option<Runs> {
    let sides: Vec<i8> = points
        .iter()
        .filter_map(Point::side)
        .filter(|side| *side != 0)
        .collect();
    if sides.len() < 10 {
        return None;
    }
    let crossings = sides.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let longest = sides.chunk_by(|a, b| a == b).map(<[i8]>::len).max()?;
    Some(Runs {
        useful: sides.len(),
        longest,
        longest_expected: (sides.len() as f64).log2().round() as usize + 3,
        crossings,
        crossings_expected: fewest_crossings(sides.len() - 1),
    })
}

/// A run chart: the median as centre and no limits. `None` without any value.
#[must_use]
pub fn run_chart(values: &[f64]) -> Option<Vec<Point>> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|x| !x.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    let above = sorted.get(half)?;
    let centre = if sorted.len() % 2 == 1 {
        *above
    } else {
        (sorted[half - 1] + above) / 2.0
    };
    let point = |&value: &f64| Point {
        value,
        centre,
        sigma: f64::NAN,
        lower: f64::NAN,
        upper: f64::NAN,
    };
    Some(values.iter().map(point).collect())
}

/// The 5 % quantile of a binomial with even odds.
fn fewest_crossings(trials: usize) -> usize {
    let n = trials as f64;
    (0..trials)
        .find(|&k| beta_reg(n - k as f64, k as f64 + 1.0, 0.5) >= 0.05)
        .unwrap_or(trials)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_few_points_cannot_tell() {
        assert_eq!(runs(&run_chart(&[1.0; 30]).unwrap()), None);
        assert_eq!(run_chart(&[f64::NAN]), None);
    }

    #[test]
    fn a_step_is_a_shift() {
        let mut values = vec![4.0, 6.0, 5.0, 7.0, 3.0, 6.0, 4.0, 5.0, 3.0, 7.0];
        values.extend(values.clone().iter().map(|x| x + 20.0));
        let found = runs(&run_chart(&values).unwrap()).unwrap();
        assert_eq!((found.longest, found.crossings), (10, 1));
        assert!(found.shifted());
    }

    proptest! {
        #[test]
        fn a_gap_changes_nothing(values in proptest::collection::vec(0u32..9, 12..40), at in 0usize..12) {
            let mut values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let whole = runs(&run_chart(&values).unwrap());
            values.insert(at, f64::NAN);
            prop_assert_eq!(runs(&run_chart(&values).unwrap()), whole);
        }
    }
}
