//! What rounding has added or taken away so far, for each cell. Closed side only.

mod hand_over;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::published::{PublishedCube, PublishedLeaf};

/// What rounding did to the cases of each controlled cell: in all, and in each of the last periods.
///
/// Persons have no memory: where a leaf holds at most one base of cases, the published persons
/// *are* the published cases, so their sum strays from the truth by nature (see the crate's
/// `docs/ROUNDING.md`).
///
/// It reveals the truth to whoever holds the published table, so it never leaves the closed side
/// and has no `Debug`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorState {
    /// The last periods, oldest first: those that a window of a year can still reach, and one.
    periods: Vec<String>,
    cells: BTreeMap<String, Drift>,
    /// The rounded parts of the windows that are still open, oldest first, by cube.
    #[serde(default)]
    windows: BTreeMap<String, Vec<Part>>,
}

/// The leaves of one rounded part of a window; only sums of parts are ever published.
type Part = Vec<(Vec<String>, u32, u32)>;

/// The sum of all errors (published minus true), and the errors of the last periods, the newest
/// last and in step with [`ErrorState::periods`] from the end.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Drift(i64, Vec<i64>);

/// The largest absolute error of cases in any cell, for the closed side's control.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Largest {
    /// Since the first period.
    pub cumulative: u64,
    /// Since the start of the last period's year.
    pub year_to_date: u64,
    /// Over the year that ends with the last period: twelve months, or four quarters.
    pub rolling: u64,
}

/// The errors of one cell before a period, over what each window will cover besides that period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Past {
    pub(crate) cumulative: i64,
    pub(crate) year_to_date: i64,
    pub(crate) rolling: i64,
}

/// How many of the last periods lie in the windows that end with some period.
#[derive(Clone, Copy)]
pub(crate) struct Reach {
    year_to_date: usize,
    rolling: usize,
}

impl ErrorState {
    /// The last period frozen with this state.
    pub fn last_period(&self) -> Option<&str> {
        self.periods.last().map(String::as_str)
    }

    /// The largest errors of cases, over all cells, after the last period.
    pub fn largest(&self) -> Largest {
        let reach = self.last_period().map_or(
            Reach {
                year_to_date: 0,
                rolling: 0,
            },
            |last| self.reach(last),
        );
        let mut largest = Largest::default();
        for cell in self.cells.keys() {
            let past = self.past(cell, reach);
            largest.cumulative = largest.cumulative.max(past.cumulative.unsigned_abs());
            largest.year_to_date = largest.year_to_date.max(past.year_to_date.unsigned_abs());
            largest.rolling = largest.rolling.max(past.rolling.unsigned_abs());
        }
        largest
    }

    /// The window that ends with this rounded part: the sum over the last `periods` parts.
    pub(crate) fn window(&self, part: &PublishedCube, periods: u32) -> PublishedCube {
        let earlier = self.windows.get(&part.spec.id).into_iter().flatten();
        let kept = (periods as usize).saturating_sub(1);
        let mut sums: BTreeMap<Vec<String>, (u32, u32)> = BTreeMap::new();
        let own = part_of(part);
        for (codes, persons, cases) in earlier.rev().take(kept).chain([&own]).flatten() {
            let sum = sums.entry(codes.clone()).or_default();
            *sum = (sum.0 + persons, sum.1 + cases);
        }
        let leaf = |(codes, (persons, cases))| PublishedLeaf {
            codes,
            persons,
            cases,
        };
        PublishedCube {
            spec: part.spec.clone(),
            leaves: sums.into_iter().map(leaf).collect(),
        }
    }

    /// Keeps a rounded part for the windows to come.
    pub(crate) fn keep(&mut self, part: &PublishedCube, periods: u32) {
        let parts = self.windows.entry(part.spec.id.clone()).or_default();
        parts.push(part_of(part));
        let stale = parts.len().saturating_sub(periods as usize);
        parts.drain(..stale);
    }

    /// How far back the windows go that end with a period.
    pub(crate) fn reach(&self, period: &str) -> Reach {
        let end = Place::of(period);
        let count = |within: &dyn Fn(&Place) -> bool| {
            let covered = |known: &&String| within(&Place::of(known));
            self.periods.iter().rev().take_while(covered).count()
        };
        Reach {
            year_to_date: count(&|place| place.year == end.year),
            rolling: count(&|place| place.number > end.number - end.per_year),
        }
    }

    pub(crate) fn past(&self, cell: &str, reach: Reach) -> Past {
        self.cells.get(cell).map_or(Past::default(), |drift| {
            let newest = |count: usize| drift.1.iter().rev().take(count).sum();
            Past {
                cumulative: drift.0,
                year_to_date: newest(reach.year_to_date),
                rolling: newest(reach.rolling),
            }
        })
    }

    /// Remembers a period; cells that are not named had no error.
    pub(crate) fn close(&mut self, period: &str, errors: &BTreeMap<String, i64>) {
        let place = Place::of(period);
        self.periods.push(period.to_owned());
        self.periods
            .retain(|known| Place::of(known).number > place.number - place.per_year);
        for (cell, error) in errors {
            if *error != 0 {
                self.cells.entry(cell.clone()).or_default();
            }
            if let Some(drift) = self.cells.get_mut(cell) {
                drift.0 += error;
            }
        }
        let kept = self.periods.len();
        self.cells.retain(|cell, Drift(sum, recent)| {
            recent.push(errors.get(cell).copied().unwrap_or(0));
            let stale = recent.len().saturating_sub(kept);
            recent.drain(..stale);
            let leading = recent.iter().take_while(|error| **error == 0).count();
            recent.drain(..leading);
            *sum != 0 || !recent.is_empty()
        });
    }
}

fn part_of(cube: &PublishedCube) -> Part {
    let leaf = |leaf: &PublishedLeaf| (leaf.codes.clone(), leaf.persons, leaf.cases);
    cube.leaves.iter().map(leaf).collect()
}

/// Where a period lies: `2024-03` is a month, `2024-Q1` a quarter, anything else a year.
struct Place {
    year: i64,
    number: i64,
    per_year: i64,
}

impl Place {
    fn of(period: &str) -> Self {
        let (year, part) = period.split_once('-').unwrap_or((period, "1"));
        let year = year.parse().unwrap_or(0);
        let (part, per_year) = match part.strip_prefix('Q') {
            Some(quarter) => (quarter, 4),
            None if period.contains('-') => (part, 12),
            None => (part, 1),
        };
        Self {
            year,
            number: year * per_year + part.parse().unwrap_or(1),
            per_year,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cube::{CubeSpec, Measure};

    fn state(periods: &[(&str, i64)]) -> ErrorState {
        let mut state = ErrorState::default();
        for (period, error) in periods {
            state.close(period, &BTreeMap::from([("cell".to_owned(), *error)]));
        }
        state
    }

    #[test]
    fn windows_cover_a_year_and_the_calendar_year() {
        let months: Vec<(String, i64)> = (0..14)
            .map(|n| (format!("{}-{:02}", 2023 + n / 12, n % 12 + 1), 1))
            .collect();
        let months: Vec<(&str, i64)> = months.iter().map(|(p, e)| (p.as_str(), *e)).collect();
        let state = state(&months);
        let after = Largest {
            cumulative: 14,
            year_to_date: 2,
            rolling: 12,
        };
        assert_eq!(state.largest(), after);
        // March 2024 will close a window that holds eleven known months, two of them of its year.
        let past = state.past("cell", state.reach("2024-03"));
        assert_eq!(
            past,
            Past {
                cumulative: 14,
                year_to_date: 2,
                rolling: 11
            }
        );
        let past = state.past("cell", state.reach("2025-01"));
        assert_eq!(
            past,
            Past {
                cumulative: 14,
                year_to_date: 0,
                rolling: 1
            }
        );
    }

    #[test]
    fn a_year_has_four_quarters() {
        let state = state(&[
            ("2023-Q2", 1),
            ("2023-Q3", 1),
            ("2023-Q4", -2),
            ("2024-Q1", 1),
        ]);
        let past = state.past("cell", state.reach("2024-Q2"));
        assert_eq!(
            past,
            Past {
                cumulative: 1,
                year_to_date: 1,
                rolling: 0
            }
        );
    }

    #[test]
    fn months_without_a_release_age_a_window_too() {
        let state = state(&[("2023-01", 2), ("2023-12", 1)]);
        assert_eq!(state.past("cell", state.reach("2024-01")).rolling, 1);
        assert_eq!(state.past("cell", state.reach("2023-12")).rolling, 3);
    }

    #[test]
    fn a_cell_that_came_back_to_zero_is_forgotten_after_a_year() {
        let mut state = state(&[("2023-01", 1), ("2023-02", -1)]);
        assert_eq!(state.cells.len(), 1);
        for month in 3..=12 {
            state.close(&format!("2023-{month:02}"), &BTreeMap::new());
        }
        state.close("2024-01", &BTreeMap::new());
        assert_eq!(state.cells.len(), 1);
        state.close("2024-02", &BTreeMap::new());
        assert!(state.cells.is_empty() && state.periods.len() == 12);
    }

    #[test]
    fn a_window_is_the_sum_of_its_rounded_parts() {
        let part = |cases: u32| PublishedCube {
            spec: CubeSpec {
                id: "window".to_owned(),
                dims: Vec::new(),
                margins: Vec::new(),
                linked: false,
                base: 3,
                measure: Measure::Window,
            },
            leaves: vec![PublishedLeaf {
                codes: Vec::new(),
                persons: cases,
                cases,
            }],
        };
        let mut state = ErrorState::default();
        let mut shown = Vec::new();
        for cases in [3, 0, 6, 3, 9] {
            shown.push(state.window(&part(cases), 3).leaves[0].cases);
            state.keep(&part(cases), 3);
        }
        assert_eq!(shown, [3, 3, 9, 9, 18]);
        assert!(state.windows["window"].len() <= 3);
    }

    #[test]
    fn a_saved_state_comes_back_and_unknown_fields_do_not() {
        let state = state(&[("2023-01", 1), ("2023-02", -2)]);
        let text = serde_json::to_string(&state).unwrap();
        assert!(serde_json::from_str::<ErrorState>(&text).unwrap() == state);
        let more = text.replacen('{', "{\"more\":1,", 1);
        assert!(serde_json::from_str::<ErrorState>(&more).is_err());
    }
}
