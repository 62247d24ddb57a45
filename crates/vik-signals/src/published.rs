//! What is watched: published counts by unit and kind of case, with staff and breaks.

use vik_domain::Month;

/// Why figures from a month on cannot be compared with those before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakKind {
    /// Units were merged, split or got other tasks.
    Reorganisation,
    /// Another rule says what is registered.
    Registration,
    /// Attention was drawn to a subject, so more may be reported.
    Campaign,
    /// Kinds of cases were defined anew.
    Taxonomy,
}

impl BreakKind {
    /// The kind by its word in a breaks file; `None` for another word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "reorganisation" => Self::Reorganisation,
            "registration" => Self::Registration,
            "campaign" => Self::Campaign,
            "taxonomy" => Self::Taxonomy,
            _ => return None,
        })
    }

    /// Whether the months before it say nothing about the months after.
    #[must_use]
    pub fn resets(self) -> bool {
        !matches!(self, Self::Campaign)
    }
}

/// A moment from which a series cannot be compared with its past, or only with care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The unit by its place in [`Published::units`]; `None` for all units.
    pub unit: Option<usize>,
    /// The first month that counts differently.
    pub month: Month,
    /// Why.
    pub kind: BreakKind,
}

/// Published counts of one organisation.
#[derive(Clone, Debug)]
pub struct Published {
    /// The first month.
    pub first: Month,
    /// How many months.
    pub months: usize,
    /// Codes of the units.
    pub units: Vec<String>,
    /// Codes of the kinds of case.
    pub categories: Vec<String>,
    /// Cases by month of closing: `[(unit * categories + category) * months + month]`.
    pub cases: Vec<f64>,
    /// Of these, with something established; laid out alike.
    pub established: Vec<f64>,
    /// Staff in full-time equivalents: `[unit * months + month]`; zero where a unit did not exist.
    /// Empty when nothing is known of any unit: then every unit counts for one.
    pub staff: Vec<f64>,
    /// Breaks, in any order.
    pub breaks: Vec<Break>,
}

impl Published {
    /// Whether all lengths fit and all numbers are finite and not negative.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let cells = self.units.len() * self.categories.len() * self.months;
        let rows = self.units.len() * self.months;
        let fine = |numbers: &[f64]| numbers.iter().all(|n| n.is_finite() && *n >= 0.0);
        cells > 0
            && self.cases.len() == cells
            && self.established.len() == cells
            && (self.staff.is_empty() || self.staff.len() == rows)
            && [&self.cases, &self.established, &self.staff].map(|n| fine(n)) == [true; 3]
    }

    /// The month with this number.
    #[must_use]
    pub fn month(&self, at: usize) -> Month {
        self.first.plus(i32::try_from(at).unwrap_or(i32::MAX))
    }

    /// Cases of a series in one month.
    #[must_use]
    pub fn count(
        &self,
        numbers: &[f64],
        unit: Option<usize>,
        category: Option<usize>,
        at: usize,
    ) -> f64 {
        let mut sum = 0.0;
        for u in (0..self.units.len()).filter(|u| unit.is_none_or(|only| only == *u)) {
            for c in (0..self.categories.len()).filter(|c| category.is_none_or(|only| only == *c)) {
                let cell = u * self.categories.len() + c;
                sum += numbers.get(cell * self.months + at).copied().unwrap_or(0.0);
            }
        }
        sum
    }

    /// Staff of a unit in a month; one where nothing is known of any unit.
    #[must_use]
    pub fn staff_of(&self, unit: usize, at: usize) -> f64 {
        if self.staff.is_empty() {
            1.0
        } else {
            self.staff
                .get(unit * self.months + at)
                .copied()
                .unwrap_or(0.0)
        }
    }
}
