//! The columns that only some kinds of chart know.

use std::str::FromStr;

use crate::{ChartError, ChartSpec};

/// What a column is in a chart, beyond its x, its figure, its series and its interval.
///
/// A kind reads the parts it knows and passes over the others. Columns of flags hold booleans or
/// numbers, where zero is no.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The centre line of a control chart; in a funnel, what was expected.
    Centre,
    /// The lower control limit.
    Lower,
    /// The upper control limit.
    Upper,
    /// The stretch of time over which limits were computed: the text says why a new one began.
    Segment,
    /// The code of the rule by which a point is a signal; empty for ordinary points.
    Signal,
    /// A flag: this period is still filling up.
    Filling,
    /// What a period is expected to become once it is complete.
    Nowcast,
    /// The lower end of that expectation.
    NowcastLow,
    /// The upper end of that expectation.
    NowcastHigh,
    /// What is aimed for; it may change along the axis.
    Target,
    /// `higher`, `lower`, `ordinary` or `recurring`; empty when there is too little to judge.
    Variation,
    /// `met`, `missed` or `varies`; empty where there is no norm.
    Assurance,
    /// `up`, `down` or `level`.
    Trend,
    /// The curve of closed cases only.
    Closed,
    /// The x of the norm, the same in every row.
    Norm,
    /// What would have been without the intervention.
    Counterfactual,
    /// The name of the intervention, in the row of the period in which it starts.
    Event,
    /// The difference the intervention made, the same in every row.
    Difference,
    /// The lower end of that difference.
    DifferenceLow,
    /// The upper end of that difference.
    DifferenceHigh,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 20] = [
        Self::Centre,
        Self::Lower,
        Self::Upper,
        Self::Segment,
        Self::Signal,
        Self::Filling,
        Self::Nowcast,
        Self::NowcastLow,
        Self::NowcastHigh,
        Self::Target,
        Self::Variation,
        Self::Assurance,
        Self::Trend,
        Self::Closed,
        Self::Norm,
        Self::Counterfactual,
        Self::Event,
        Self::Difference,
        Self::DifferenceLow,
        Self::DifferenceHigh,
    ];

    /// The word for it in a query's header.
    pub fn code(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Lower => "lower",
            Self::Upper => "upper",
            Self::Segment => "segment",
            Self::Signal => "signal",
            Self::Filling => "filling",
            Self::Nowcast => "nowcast",
            Self::NowcastLow => "nowcast_low",
            Self::NowcastHigh => "nowcast_high",
            Self::Target => "target",
            Self::Variation => "variation",
            Self::Assurance => "assurance",
            Self::Trend => "trend",
            Self::Closed => "closed",
            Self::Norm => "norm",
            Self::Counterfactual => "counterfactual",
            Self::Event => "event",
            Self::Difference => "difference",
            Self::DifferenceLow => "difference_low",
            Self::DifferenceHigh => "difference_high",
        }
    }
}

impl FromStr for Part {
    type Err = ChartError;

    fn from_str(word: &str) -> Result<Self, ChartError> {
        Self::ALL
            .into_iter()
            .find(|part| part.code() == word)
            .ok_or_else(|| ChartError::UnknownPart(word.to_owned()))
    }
}

impl ChartSpec {
    /// Names the column that plays a part.
    pub fn part(mut self, part: Part, column: impl Into<String>) -> Self {
        self.parts.insert(part, column.into());
        self
    }
}
