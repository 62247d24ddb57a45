//! The numbers of the gate.

use serde::{Deserialize, Serialize};

/// What the records of a warehouse must satisfy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateRule {
    /// Fewest distinct persons in a class.
    pub k: u32,
    /// Fewest staff who fit the description of a class.
    pub minimum_roster: u32,
    /// Largest share of those staff who may have a record: above it the group is disclosed.
    pub largest_share: f64,
    /// Fewest distinct values of each sensitive attribute in a class.
    pub diversity: u32,
    /// Largest distance of a class to all records; reported, not enforced.
    pub closeness: f64,
    /// Counts from 1 to below this are not shown, nor are bins with fewer classes.
    pub floor: u32,
}

impl Default for GateRule {
    fn default() -> Self {
        Self {
            k: 5,
            minimum_roster: 25,
            largest_share: 0.5,
            diversity: 3,
            closeness: 0.3,
            floor: 5,
        }
    }
}

/// A setting outside its limits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("gate setting `{setting}`: expected {expected}")]
pub struct GateRuleError {
    /// Name of the setting.
    pub setting: &'static str,
    /// What was expected.
    pub expected: &'static str,
}

impl GateRule {
    /// Checks every setting.
    ///
    /// # Errors
    /// Names the first setting outside its limits, and the limits.
    pub fn validate(&self) -> Result<(), GateRuleError> {
        let share = |value: f64| value > 0.0 && value <= 1.0;
        let rules = [
            (self.k >= 3, "k", "3 persons or more"),
            (
                self.minimum_roster >= self.k,
                "minimum_roster",
                "at least `k` persons",
            ),
            (
                share(self.largest_share),
                "largest_share",
                "above 0, at most 1",
            ),
            (self.diversity >= 1, "diversity", "1 value or more"),
            (share(self.closeness), "closeness", "above 0, at most 1"),
            (self.floor >= 3, "floor", "3 or more"),
        ];
        match rules.into_iter().find(|(holds, ..)| !holds) {
            Some((_, setting, expected)) => Err(GateRuleError { setting, expected }),
            None => Ok(()),
        }
    }
}
