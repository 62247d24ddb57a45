//! One released number.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Cases.
    Cases,
    /// Pairs of a person and a leaf.
    Persons,
}

/// What a published number says about the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Rounded to a multiple of a base.
    Rounded {
        /// The base.
        base: u32,
        /// Largest distance between the published and the true number.
        tolerance: u32,
        /// A true zero is published as zero, so a published positive number proves one case.
        zero_stays_zero: bool,
    },
    /// Rounded from the sum of numbers that were published before; zero stays zero.
    Derived {
        /// The base.
        base: u32,
        /// Largest distance between this number and the sum of the published ones.
        tolerance: u32,
        /// Base of the published ones.
        mother_base: u32,
        /// Largest distance between each published number and the true one.
        mother_tolerance: u32,
        /// How many published numbers were added up.
        mother_periods: u32,
    },
    /// The true number.
    Exact,
    /// Suppressed, for whatever reason.
    Hidden,
    /// The true number is at least this, as for the facets of a story.
    AtLeast,
}

/// What a number is about: everything of a [`Statement`] but its value, rule and audience.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell {
    /// Cube.
    pub cube: String,
    /// Period.
    pub period: String,
    /// Attribute to code.
    pub codes: BTreeMap<String, String>,
    /// What is counted.
    pub measure: Counted,
}

/// One published number: one line of a ledger file, as the [module](self) describes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Cube.
    pub cube: String,
    /// What is counted; cubes of one population count the same cases.
    pub population: String,
    /// Period.
    pub period: String,
    /// Who may read it.
    pub audience: String,
    /// Attribute to code.
    pub codes: BTreeMap<String, String>,
    /// Cases or persons.
    pub measure: Counted,
    /// The number as published; `None` if suppressed.
    pub value: Option<u32>,
    /// What it says about the truth.
    pub rule: Rule,
}

impl Statement {
    /// What it is about.
    pub fn cell(&self) -> Cell {
        Cell {
            cube: self.cube.clone(),
            period: self.period.clone(),
            codes: self.codes.clone(),
            measure: self.measure,
        }
    }
}

impl Rule {
    /// Every true number that this published one allows lies between these two; `i64::MAX` is open.
    ///
    /// `hidden_least` is what a suppressed cell holds at least: 1 if zeros are shown, else 0.
    ///
    /// # Guarantee
    /// The bounds are the smallest and the largest true number that the rule allows, except that
    /// `derived` with a mother tolerance at or above the mother base gives the lower bound of the
    /// most even split.
    pub fn range(&self, value: Option<u32>, hidden_least: i64) -> (i64, i64) {
        let shown = i64::from(value.unwrap_or_default());
        match *self {
            Self::Rounded {
                tolerance,
                zero_stays_zero,
                ..
            } => {
                let least = i64::from(zero_stays_zero && shown > 0);
                let tolerance = i64::from(tolerance);
                ((shown - tolerance).max(least), shown + tolerance)
            }
            Self::Derived {
                tolerance,
                mother_base,
                mother_tolerance,
                mother_periods,
                ..
            } => {
                let (base, each) = (i64::from(mother_base.max(1)), i64::from(mother_tolerance));
                let (reach, periods) = (i64::from(tolerance), i64::from(mother_periods));
                let least = (shown - reach).max(i64::from(shown > 0));
                let least = least + (-least).rem_euclid(base);
                let most = (shown + reach) - (shown + reach).rem_euclid(base);
                // A sum spread over more periods hides more: each part that is not zero proves one.
                let low = (1..=periods.min(least / base))
                    .map(|parts| (least - parts * each).max(parts))
                    .min()
                    .unwrap_or(0);
                (low, most + periods * each)
            }
            Self::Exact => (shown, shown),
            Self::Hidden => (hidden_least.max(0), i64::MAX),
            Self::AtLeast => (shown, i64::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_range_holds_every_truth_and_no_more() {
        let rule = Rule::Derived {
            base: 5,
            tolerance: 4,
            mother_base: 3,
            mother_tolerance: 2,
            mother_periods: 3,
        };
        // All truths of up to eight a month, all mothers and all leadership numbers.
        let mothers = |truth: i64| -> Vec<i64> {
            (0..=10)
                .step_by(3)
                .filter(|shown: &i64| (shown - truth).abs() <= 2 && (truth > 0 || *shown == 0))
                .collect()
        };
        let mut seen: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        for truth in 0..729_i64 {
            let months = [truth % 9, truth / 9 % 9, truth / 81];
            for first in mothers(months[0]) {
                for second in mothers(months[1]) {
                    for third in mothers(months[2]) {
                        let sum = first + second + third;
                        for shown in (0..=35_i64).step_by(5) {
                            if (shown - sum).abs() <= 4 && (sum > 0 || shown == 0) {
                                let total: i64 = months.iter().sum();
                                let range = seen.entry(shown).or_insert((total, total));
                                *range = (range.0.min(total), range.1.max(total));
                            }
                        }
                    }
                }
            }
        }
        for shown in [0, 5, 10, 15] {
            assert_eq!(rule.range(Some(shown), 0), seen[&i64::from(shown)]);
        }
    }
}
