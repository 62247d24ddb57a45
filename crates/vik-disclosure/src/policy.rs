//! The numbers that an organisation may set, within the limits that keep the proof true.

use serde::Deserialize;

/// The freeze policy (`policies/freeze.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Version of the policy, written into every release record.
    pub version: String,
    /// Rounding base of the mother cubes.
    pub base: u32,
    /// Rounding base of the leadership cubes; derived from the mother cubes.
    pub leadership_base: u32,
    /// Cases that one person may contribute to a cube in one period. Whoever counts has to apply
    /// it: a cube holds sums, and cannot show who is in them.
    pub person_cap: u32,
    /// Error of cases since the first period that a leaf should not exceed.
    pub leaf_error_preference: u32,
    /// Error of cases since the first period that a margin should not exceed.
    pub margin_error_preference: u32,
    /// Smallest roster for which a unit is shown on its own.
    pub minimum_roster: u32,
    /// How many periods a cube of [`Measure::Window`](crate::Measure::Window) adds up.
    pub window_periods: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            version: "1".to_owned(),
            base: 3,
            leadership_base: 5,
            person_cap: 2,
            leaf_error_preference: 3,
            margin_error_preference: 5,
            minimum_roster: 25,
            window_periods: 8,
        }
    }
}

/// A policy setting outside its limits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("policy setting `{setting}`: expected {expected}")]
pub struct PolicyError {
    /// Name of the setting.
    pub setting: &'static str,
    /// What was expected.
    pub expected: &'static str,
}

impl Policy {
    /// Checks every setting against the limits within which the guarantee holds.
    pub fn validate(&self) -> Result<(), PolicyError> {
        let rules = [
            (!self.version.is_empty(), "version", "a non-empty word"),
            (
                self.base == 3,
                "base",
                "3: a person counts at most twice, which is base - 1",
            ),
            (
                (4..=25).contains(&self.leadership_base),
                "leadership_base",
                "a base from 4 to 25, larger than `base`",
            ),
            (
                self.person_cap == 2,
                "person_cap",
                "2, which is base - 1: then the guarantee is per person",
            ),
            (
                (2..=12).contains(&self.leaf_error_preference),
                "leaf_error_preference",
                "2 to 12",
            ),
            (
                (2..=24).contains(&self.margin_error_preference),
                "margin_error_preference",
                "2 to 24",
            ),
            (
                (10..=1_000).contains(&self.minimum_roster),
                "minimum_roster",
                "10 to 1000 persons",
            ),
            (
                (1..=40).contains(&self.window_periods),
                "window_periods",
                "1 to 40 periods",
            ),
        ];
        match rules.into_iter().find(|(holds, ..)| !holds) {
            Some((_, setting, expected)) => Err(PolicyError { setting, expected }),
            None => Ok(()),
        }
    }
}
