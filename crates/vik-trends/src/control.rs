//! Control charts: which points differ from the process itself?
//!
//! 1. [`counts`]: c, u and p charts, with three-sigma or probability limits, and the prime charts that
//!    allow for large denominators.
//! 2. [`individuals`]: XmR, moving range and Taylor's normalised chart.
//! 3. [`rare`]: g and t charts for events so rare that months are mostly empty.
//! 4. [`runs`]: Anhøj's tests for a shift without any limit.
//! 5. [`rules`]: Shewhart's and the NHS's rules, point by point.
//! 6. [`rebase`]: new limits after a sustained shift, proposed with the reason.
//!
//! A value that is not a number is a month without data: it is drawn as a gap, never as zero, and counts
//! in no centre, limit or run. A month without cases is a zero and must be passed as one.

pub mod counts;
pub mod individuals;
pub mod rare;
pub mod rebase;
pub mod rules;
pub mod runs;

/// One point of a chart with its own limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// What is plotted; not a number when missing.
    pub value: f64,
    /// The centre line.
    pub centre: f64,
    /// The standard deviation that the limits rest on; not a number for probability limits.
    pub sigma: f64,
    /// Below this the process has probably changed.
    pub lower: f64,
    /// Above this too.
    pub upper: f64,
}

impl Point {
    /// Three sigma around the centre, not beyond what the quantity can be.
    fn three_sigma(value: f64, centre: f64, sigma: f64, range: (f64, f64)) -> Self {
        Self {
            value,
            centre,
            sigma,
            lower: (centre - 3.0 * sigma).max(range.0),
            upper: (centre + 3.0 * sigma).min(range.1),
        }
    }

    /// Whether the value lies outside its limits; never when it is missing.
    #[must_use]
    pub fn outside(&self) -> bool {
        self.value < self.lower || self.value > self.upper
    }

    /// The side of the centre: -1, 0 or 1, or `None` when missing.
    #[must_use]
    pub fn side(&self) -> Option<i8> {
        let order = self.value.partial_cmp(&self.centre)?;
        Some(order as i8)
    }
}

/// The mean of what is there.
fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values
        .filter(|x| !x.is_nan())
        .fold((0.0, 0.0), |(sum, n), x| (sum + x, n + 1.0));
    (n > 0.0).then(|| sum / n)
}
