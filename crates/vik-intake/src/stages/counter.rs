//! Which rows count: one for each person and case, at most two cases for each person and month.

use std::collections::{HashMap, HashSet};

use vik_domain::Month;

/// What one row adds to the cubes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    /// First day of the month the case counts in.
    pub counted_in: i32,
    /// Whether the row counts: the first of its person and case, within the person's cap.
    pub counted: bool,
    /// Whether it is also the person's first case of that month.
    pub first_of_person: bool,
}

/// Hands out turns over a whole import, knowing what the warehouse already holds.
///
/// # Guarantee
/// A person counts at most twice in any month, over all imports. A case that counts in a frozen month
/// keeps that month when it is corrected; a case that closes in a frozen month counts in the first open
/// one. So what has been published never changes.
pub struct Counter {
    frontier: i32,
    counted_in: HashMap<i64, i32>,
    person_months: HashMap<(i64, i32), Vec<i64>>,
    seen: HashSet<(i64, i64)>,
    marks: HashMap<i64, i64>,
}

/// The most cases of one person that count in a month; base 3 protects two.
const CAP: usize = 2;

impl Counter {
    /// A counter over an empty warehouse, or over what one holds.
    ///
    /// `frontier` is the first month that is not frozen; `counted_in` gives for each case key the day of
    /// its month; `person_months` gives for a person key and a month the cases that count there.
    #[must_use]
    pub fn new(
        frontier: Month,
        counted_in: HashMap<i64, i32>,
        person_months: HashMap<(i64, i32), Vec<i64>>,
    ) -> Self {
        Self {
            frontier: frontier.first_day_number(),
            counted_in,
            person_months,
            seen: HashSet::new(),
            marks: HashMap::new(),
        }
    }

    /// The sum of row marks of each case that passed; equal sums mean equal content.
    #[must_use]
    pub fn into_marks(self) -> HashMap<i64, i64> {
        self.marks
    }

    pub(super) fn turn(&mut self, case: i64, person: i64, closed_on: i32, mark: i64) -> Turn {
        let sum = self.marks.entry(case).or_default();
        *sum = sum.wrapping_add(mark);
        let closing = Month::of_day(closed_on).first_day_number();
        let frozen = self
            .counted_in
            .get(&case)
            .copied()
            .filter(|month| *month < self.frontier);
        let counted_in = frozen.unwrap_or(closing.max(self.frontier));
        if !self.seen.insert((case, person)) {
            return Turn {
                counted_in,
                counted: false,
                first_of_person: false,
            };
        }
        let cases = self.person_months.entry((person, counted_in)).or_default();
        let place = cases
            .iter()
            .position(|known| *known == case)
            .unwrap_or_else(|| {
                cases.push(case);
                cases.len() - 1
            });
        Turn {
            counted_in,
            counted: place < CAP,
            first_of_person: place == 0,
        }
    }
}
