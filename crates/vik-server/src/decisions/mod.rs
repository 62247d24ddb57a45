//! What the central team decided about a signal, and what came of it.
//!
//! A decision is made of choices, never of free text, so that nothing about a person can be written
//! down here. Deeds are only ever added; the newest of each kind counts.

mod store;

use serde::{Deserialize, Serialize};

pub use store::{Decisions, StoreError};

/// What is to be done with a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Take it up in learning circles and training.
    Learn,
    /// See whether registration explains it.
    CheckRegistration,
    /// Look at the way of working.
    LookAtProcess,
    /// Do nothing.
    NoAction,
}

/// What a signal turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// There was something to it.
    Confirmed,
    /// Registration, staff or another thing in the figures explained it.
    Explained,
    /// Nothing was found.
    Chance,
}

/// One thing that was decided or found out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "deed")]
pub enum Deed {
    /// The team decided.
    Decided {
        /// What to do.
        verdict: Verdict,
        /// Code of the unit that does it; `None` for the central team.
        owner: Option<String>,
        /// The month before whose end it is done: `2026-03`.
        due: Option<String>,
    },
    /// The team found out what it was.
    Found {
        /// What it was.
        outcome: Outcome,
    },
}

/// A deed with when and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The month it was done in: `2026-11`.
    pub at: String,
    /// The account that did it.
    pub by: String,
    /// What was done.
    pub deed: Deed,
}

/// Where a signal stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The newest decision.
    pub decided: Option<Line>,
    /// The newest finding.
    pub found: Option<Line>,
}

impl Standing {
    /// Where a signal stands after these lines.
    #[must_use]
    pub fn after(lines: &[Line]) -> Self {
        let mut standing = Self::default();
        for line in lines {
            match line.deed {
                Deed::Decided { .. } => standing.decided = Some(line.clone()),
                Deed::Found { .. } => standing.found = Some(line.clone()),
            }
        }
        standing
    }

    /// What it turned out to be.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        match self.found.as_ref()?.deed {
            Deed::Found { outcome } => Some(outcome),
            Deed::Decided { .. } => None,
        }
    }
}

/// How many signals that were followed up had something to them: confirmed, and all.
#[must_use]
pub fn hit_rate<'a>(standings: impl IntoIterator<Item = &'a Standing>) -> (usize, usize) {
    let outcomes: Vec<Outcome> = standings
        .into_iter()
        .filter_map(Standing::outcome)
        .collect();
    let hits = outcomes.iter().filter(|o| **o == Outcome::Confirmed);
    (hits.count(), outcomes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(deed: Deed) -> Line {
        Line {
            at: "2026-01".to_owned(),
            by: "analist".to_owned(),
            deed,
        }
    }

    #[test]
    fn the_newest_of_each_kind_counts() {
        let decided = |verdict| {
            line(Deed::Decided {
                verdict,
                owner: None,
                due: None,
            })
        };
        let found = line(Deed::Found {
            outcome: Outcome::Confirmed,
        });
        let lines = [
            decided(Verdict::Learn),
            found.clone(),
            decided(Verdict::NoAction),
        ];
        let standing = Standing::after(&lines);
        assert_eq!(standing.decided, Some(decided(Verdict::NoAction)));
        assert_eq!(standing.found, Some(found));
        assert_eq!(hit_rate([&standing, &Standing::default()]), (1, 1));
    }
}
