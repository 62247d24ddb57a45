//! The statistics: numbers in, numbers out.
//!
//! Counts of integrity cases are small, so every interval here is exact or says that it is not.
//!
//! 1. [`poisson`]: how sure is one count? Garwood's exact interval and Byar's approximation.
//! 2. [`rate_ratio`]: did a rate change? The exact conditional interval of two counts with exposure.
//! 3. [`funnel`]: is a unit unusual? Interpolated exact limits around an expected count.
//! 4. [`rounding`]: what does controlled rounding leave of a sum or a share?
//! 5. [`band_median`]: the median of something that was only published in bands.
//! 6. [`mix`]: how different are two mixes? Total-variation distance and Cramér's V.
//!
//! 7. [`negbin`]: the tail of an over-dispersed count.
//! 8. [`farrington`]: is this period high against its own seasonal past?
//!    [`harmonic`] asks the same of a smooth season.
//! 9. [`delay`]: how much of each period can be seen already?
//! 10. [`detector`]: which series of a table run above what their past predicts?
//! 11. [`nowcast`] and [`chain_ladder`]: what will a period have come to?
//! 12. [`disproportion`]: which combinations occur out of proportion?
//! 13. [`pelt`] and [`bocpd`]: when did a level change, and how long has it lasted?
//!
//! This crate never knows units, SQL, Arrow or policy.

mod quantile;

pub mod band_median;
pub mod funnel;
pub mod mix;
pub mod poisson;
pub mod rate_ratio;
pub mod rounding;

pub mod bocpd;
pub mod chain_ladder;
pub mod delay;
pub mod detector;
pub mod disproportion;
pub mod farrington;
pub mod harmonic;
pub mod negbin;
pub mod nowcast;
pub mod pelt;

pub use band_median::{Band, BandMedian};

/// A closed interval of real numbers; `high` may be infinite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether the value lies in the interval, ends included.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}
