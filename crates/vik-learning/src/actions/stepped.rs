//! What a chart of a theme needs to mark an intervention: when which units were reached, and which
//! were not yet. The chart itself is drawn elsewhere, from published figures.
//!
//! # Source
//! Units that are reached one after the other are each other's comparison, as in a stepped-wedge
//! design (Hussey and Hughes 2007, *Contemporary Clinical Trials* 28:182).

use std::collections::{BTreeMap, BTreeSet};

use vik_domain::Month;

use super::register::{Entry, month};
use crate::closed::Closed;
use crate::library::Shelf;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A learning circle was held.
    Circle,
    /// An action was due.
    Action,
}

/// An intervention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intervention {
    /// The month.
    pub month: Month,
    /// What was done.
    pub what: What,
    /// The theme.
    pub theme: Option<String>,
    /// The category of cases.
    pub category: Option<String>,
    /// The units that it reached.
    pub units: BTreeSet<String>,
}

/// Every intervention of an organisation, oldest first. An action counts from the month in which it was
/// due, unless its owner answered that it was not done; a group from several units reaches none of
/// them as a whole.
#[must_use]
pub fn interventions(
    org: &str,
    circles: &[(i64, Closed)],
    entries: &[Entry],
    shelf: &Shelf,
) -> Vec<Intervention> {
    let mut all: Vec<Intervention> = Vec::new();
    for (_, circle) in circles.iter().filter(|(_, circle)| circle.plan.org == org) {
        let Some(month) = month(&circle.month) else {
            continue;
        };
        let story = shelf.story(&circle.plan.story);
        let category = story.and_then(|entry| entry.story.facets.attributes.get("category"));
        all.push(Intervention {
            month,
            what: What::Circle,
            theme: Some(circle.plan.theme.clone()).filter(|theme| !theme.is_empty()),
            category: category.cloned(),
            units: circle.plan.unit.iter().cloned().collect(),
        });
    }
    let every = || shelf.units.iter().map(|unit| unit.code.clone()).collect();
    for entry in entries {
        if entry
            .answer()
            .is_some_and(|it| it.done == super::agreement::Done::Not)
        {
            continue;
        }
        let from_circle = matches!(entry.source, super::agreement::Source::Circle(_));
        all.push(Intervention {
            month: entry.due,
            what: What::Action,
            theme: entry.theme.clone(),
            category: entry.category.clone(),
            units: if entry.units.is_empty() && !from_circle {
                every()
            } else {
                entry.units.iter().cloned().collect()
            },
        });
    }
    all.sort_by_key(|one| (one.month, one.what));
    all
}

/// For each unit that a theme has reached, the first month in which it did.
#[must_use]
pub fn first_reached(interventions: &[Intervention], theme: &str) -> BTreeMap<String, Month> {
    let mut first = BTreeMap::new();
    let about = interventions
        .iter()
        .filter(|one| one.theme.as_deref() == Some(theme));
    for one in about {
        for unit in &one.units {
            let month = first.entry(unit.clone()).or_insert(one.month);
            *month = (*month).min(one.month);
        }
    }
    first
}

/// The units that a theme has not reached up to and with a month: the comparison.
#[must_use]
pub fn untouched(
    interventions: &[Intervention],
    theme: &str,
    until: Month,
    shelf: &Shelf,
) -> Vec<String> {
    let first = first_reached(interventions, theme);
    let codes = shelf.units.iter().map(|unit| unit.code.clone());
    codes
        .filter(|unit| first.get(unit).is_none_or(|month| *month > until))
        .collect()
}
