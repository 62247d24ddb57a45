//! The numbers that an organisation sets for suppression.

use crate::policy::PolicyError;

/// What happens to cells that are truly zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zeros {
    /// Every zero is shown. The attacker then knows that a hidden cell is at least 1, and the
    /// protection counts with that.
    Shown,
    /// A zero is not sensitive, and may be hidden to protect another cell.
    Usable,
    /// A zero is as sensitive as a small number, and hidden.
    Protected,
}

/// What hiding a cell costs. Every cost is at least 1, so that no cell is hidden for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// Its value, plus 1.
    Value,
    /// 100 times the natural logarithm of one more than its value, plus 1.
    Log,
    /// 1 for each cell.
    Unit,
    /// Its distance to the total: 1 for a leaf, and more the more leaves it adds up.
    Breadth,
}

impl Cost {
    /// The cost of hiding a cell with this value and number of leaves.
    pub fn of(self, value: i64, leaves: usize) -> i64 {
        match self {
            Self::Value => value + 1,
            Self::Log => 1 + (100.0 * (value as f64).ln_1p()).round() as i64,
            Self::Unit => 1,
            Self::Breadth => leaves.max(1) as i64,
        }
    }
}

/// A cell is sensitive when its largest contributors hold too much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dominance {
    /// How many of the largest contributors.
    pub largest: usize,
    /// Their share in percent, above which the cell is sensitive.
    pub percent: u64,
}

/// Primary rules and the protection that every primary cell gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuppressionPolicy {
    /// Minimum frequency rule: a cell with 1 to `threshold - 1` persons is sensitive. 0 is off.
    pub threshold: u64,
    /// Zero handling.
    pub zeros: Zeros,
    /// A cell on fewer staff than this is sensitive whatever it holds. 0 is off.
    pub minimum_roster: u64,
    /// A cell in which more than this percentage of the staff appears is sensitive. 0 is off.
    pub staff_percent: u64,
    /// Group disclosure: a cell is sensitive when at most this many of a group fall outside it.
    pub group: Option<u64>,
    /// The (n, k) dominance rule, for magnitudes.
    pub dominance: Option<Dominance>,
    /// The p% rule, for magnitudes: percentage of the largest contribution. 0 is off.
    pub p_percent: u64,
    /// Width of the interval that an attacker may reach for a sensitive count.
    pub width: u64,
    /// Whether an attacker may prove that a hidden count is at least 1 and below the threshold.
    pub hide_existence: bool,
    /// Whether a sole contributor, who knows the whole of a cell, must not learn another.
    pub singleton: bool,
    /// Colleagues who pool what they know of themselves, wherever they are.
    pub coalition: u64,
    /// What hiding costs.
    pub cost: Cost,
    /// Whether a table under a higher threshold hides all that a lower threshold hides.
    pub nested: bool,
    /// How many attempts to show a cell again after all is safe. It bounds the running time.
    pub effort: usize,
}

impl SuppressionPolicy {
    /// Cells with fewer than `threshold` persons, with intervals as wide as the rule itself.
    pub fn counts(threshold: u64) -> Self {
        Self {
            threshold,
            zeros: Zeros::Usable,
            minimum_roster: 0,
            staff_percent: 0,
            group: None,
            dominance: None,
            p_percent: 0,
            width: threshold.saturating_sub(1).max(1),
            hide_existence: true,
            singleton: true,
            coalition: 1,
            cost: Cost::Value,
            nested: true,
            effort: 200,
        }
    }

    /// Only what sparse elimination guarantees elsewhere: no sensitive cell is known exactly.
    pub fn exact_only(threshold: u64) -> Self {
        Self {
            width: 1,
            hide_existence: false,
            coalition: 0,
            nested: false,
            ..Self::counts(threshold)
        }
    }

    /// The p% rule for magnitudes, with no rule on counts.
    pub fn magnitudes(p_percent: u64) -> Self {
        Self {
            p_percent,
            hide_existence: false,
            coalition: 0,
            nested: false,
            ..Self::counts(0)
        }
    }

    /// Checks every setting against the limits within which released tables are safe, for so many
    /// linked tables.
    ///
    /// # Errors
    /// The first setting that is outside its limits.
    pub fn validate(&self, tables: usize) -> Result<(), PolicyError> {
        let dominance = self.dominance.is_none_or(|rule| {
            (1..=10).contains(&rule.largest) && (40..=99).contains(&rule.percent)
        });
        let rules = [
            (tables > 0, "cubes", "one linked cube at least"),
            (
                (3..=100).contains(&self.threshold),
                "threshold",
                "3 to 100 persons",
            ),
            (
                self.zeros != Zeros::Shown || tables <= 1,
                "zeros",
                "usable or protected: several linked tables need zeros that may be hidden",
            ),
            (self.minimum_roster <= 1_000, "roster", "0 to 1000 staff"),
            (
                self.staff_percent == 0 || (10..=100).contains(&self.staff_percent),
                "staff_percent",
                "0 for off, or 10 to 100",
            ),
            (
                self.group.is_none_or(|group| group <= 10),
                "group",
                "-1 for off, or 0 to 10 persons",
            ),
            (
                dominance,
                "dominance",
                "0 for off, or the 1 to 10 largest with 40 to 99 percent",
            ),
            (self.p_percent <= 100, "p", "0 for off, or up to 100"),
            (
                (self.threshold.saturating_sub(1)..=1_000).contains(&self.width),
                "width",
                "the threshold less one, to 1000",
            ),
            (self.hide_existence, "hide_existence", "true"),
            (self.coalition <= 3, "coalition", "0 to 3 colleagues"),
            (self.effort <= 2_000, "effort", "0 to 2000"),
        ];
        match rules.into_iter().find(|(holds, ..)| !holds) {
            Some((_, setting, expected)) => Err(PolicyError { setting, expected }),
            None => Ok(()),
        }
    }
}
