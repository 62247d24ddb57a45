//! Which rows count: one for each person and case, at most two cases for each person and month.

use std::collections::{HashMap, HashSet};

use ahash::RandomState;
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

/// The two places that a person has in a month; base 3 protects two.
type Places = [Option<i64>; 2];

/// Hands out turns over a whole import, knowing what the warehouse already holds.
///
/// # Guarantee
/// A person counts at most twice in any month, over all imports. A case that counts in a frozen month
/// keeps that month when it is corrected; a case that closes in a frozen month counts in the first open
/// one. So what has been published never changes.
pub struct Counter {
    frontier: i32,
    counted_in: HashMap<i64, i32>,
    places: HashMap<(i64, i32), Places, RandomState>,
    seen: HashSet<(i64, i64), RandomState>,
    marks: HashMap<i64, i64>,
}

impl Counter {
    /// A counter over an empty warehouse, or over what one holds.
    ///
    /// `frontier` is the first month that is not frozen; `counted_in` gives for each case key the day of
    /// its month; `person_months` gives for a person key and a month the cases that count there, the one
    /// with `first_of_person` in front.
    #[must_use]
    pub fn new(
        frontier: Month,
        counted_in: HashMap<i64, i32>,
        person_months: HashMap<(i64, i32), Vec<i64>>,
    ) -> Self {
        let places = |cases: Vec<i64>| [0, 1].map(|place| cases.get(place).copied());
        Self {
            frontier: frontier.first_day_number(),
            counted_in,
            places: person_months
                .into_iter()
                .map(|(key, cases)| (key, places(cases)))
                .collect(),
            seen: HashSet::default(),
            marks: HashMap::new(),
        }
    }

    /// Frees the places of cases that are about to be replaced; without it a person who is no longer in
    /// a corrected case would keep a place there. In a frozen month the places stay as they were
    /// published.
    pub fn forget(&mut self, replaced: &HashSet<i64>) {
        let frontier = self.frontier;
        for ((_, month), places) in &mut self.places {
            if *month >= frontier {
                for place in places {
                    *place = place.filter(|case| !replaced.contains(case));
                }
            }
        }
    }

    /// The sum of row marks of each case that passed; equal sums mean equal content, in whatever order
    /// the rows came.
    #[must_use]
    pub fn into_marks(self) -> HashMap<i64, i64> {
        self.marks
    }

    pub(super) fn turn(&mut self, case: i64, person: i64, closed_on: i32, mark: i64) -> Turn {
        let sum = self.marks.entry(case).or_default();
        *sum = sum.wrapping_add(mark);
        let closing = Month::of_day(closed_on).first_day_number();
        let before = self.counted_in.get(&case).copied();
        let frozen = before.filter(|month| *month < self.frontier);
        let counted_in = frozen.unwrap_or(closing.max(self.frontier));
        let place = if self.seen.insert((case, person)) {
            self.place(case, person, counted_in)
        } else {
            None
        };
        Turn {
            counted_in,
            counted: place.is_some(),
            first_of_person: place == Some(0),
        }
    }

    fn place(&mut self, case: i64, person: i64, month: i32) -> Option<usize> {
        let places = self.places.entry((person, month)).or_default();
        let own = places.iter().position(|taken| *taken == Some(case));
        let place = own.or_else(|| places.iter().position(Option::is_none))?;
        places[place] = Some(case);
        Some(place)
    }
}
