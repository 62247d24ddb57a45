//! The statistics: numbers in, numbers out.
//!
//! Counts of integrity cases are small, so every interval here is exact or says that it is not.
//!
//! Sure of a figure:
//! [`poisson`] (one count), [`rate_ratio`] (two), [`standardised`] (a mix accounted for),
//! [`shrinkage`] (small units), [`rounding`] (what controlled rounding leaves),
//! [`band_median`] (published in bands), [`lead_time`] (cases still open), [`agreement`] (coded twice).
//!
//! Unusual or not:
//! [`funnel`] (a unit among units), [`control`] (a month among months), [`multiple`] (many tests at once),
//! [`mix`] and [`loglinear`] (tables), [`scan`] (a place and a period).
//!
//! Something new:
//! [`ears`] and [`bayes`] (a few months of history), [`cusum`] and [`likelihood_cusum`] (small excesses that
//! keep coming), [`intervention`] (did a measure help?).
//!
//! [`farrington`] (a period against its own seasonal past; [`harmonic`] against a smooth season),
//! [`detector`] (which series of a table run above what their past predicts), [`disproportion`] (which
//! combinations occur out of proportion), [`pelt`] and [`bocpd`] (when a level changed).
//!
//! Not all there yet:
//! [`delay`] (how much of a period can be seen already), [`pace`] (a place that works faster),
//! [`nowcast`] and [`chain_ladder`] (what it will have come to), [`closing`] (something new, when only
//! closed cases are counted).
//!
//! Underneath: [`count_law`] (how a count behaves by chance), [`regression`] (counts explained),
//! [`random`] (chance that can be repeated).
//!
//! This crate never knows units, SQL, Arrow or policy.

mod binomial;
mod linear;
mod quantile;

pub mod agreement;
pub mod bayes;
pub mod control;
pub mod count_law;
pub mod cusum;
pub mod ears;
pub mod intervention;
pub mod lead_time;
pub mod likelihood_cusum;
pub mod loglinear;
pub mod multiple;
pub mod regression;
pub mod scan;
pub mod shrinkage;
pub mod standardised;

pub mod band_median;
pub mod funnel;
pub mod mix;
pub mod poisson;
pub mod random;
pub mod rate_ratio;
pub mod rounding;

pub mod bocpd;
pub mod chain_ladder;
pub mod closing;
pub mod delay;
pub mod detector;
pub mod disproportion;
pub mod farrington;
pub mod harmonic;
pub mod nowcast;
pub mod pace;
pub mod pelt;

pub use band_median::{Band, BandMedian};
pub use count_law::CountLaw;

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
