//! A card of good practice: what a unit did, for whom, what it gave; and which units use it too.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::check::Clean;
use crate::workshop::deed::{Deed, Line};

/// Most letters in each field of a card.
pub const LENGTH: usize = 280;

/// A card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// The unit that shares it; a coordinator writes it, and no coordinator is named.
    pub unit: String,
    /// What was done.
    pub what: Clean,
    /// For whom.
    pub audience: Clean,
    /// What it gave.
    pub gave: Clean,
    /// The theme.
    pub theme: Option<String>,
    /// The instrument of the toolkit that was used.
    pub instrument: Option<String>,
}

/// A card on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared<'a> {
    /// The place of its line.
    pub place: i64,
    /// The day, in days since 1970-01-01.
    pub day: i32,
    /// The card.
    pub card: &'a Practice,
    /// Units that say that they use it too.
    pub reused: BTreeSet<&'a str>,
}

/// Every card of an organisation, newest first.
#[must_use]
pub fn shared<'a>(org: &str, lines: &'a [Line]) -> Vec<Shared<'a>> {
    let mut all: Vec<Shared<'a>> = Vec::new();
    for line in lines.iter().filter(|line| line.org == org) {
        match &line.deed {
            Some(Deed::Shared(card)) => all.push(Shared {
                place: line.place,
                day: line.day,
                card,
                reused: BTreeSet::new(),
            }),
            Some(Deed::Reused { practice, unit }) => {
                if let Some(card) = all.iter_mut().find(|card| card.place == *practice) {
                    card.reused.insert(unit);
                }
            }
            _ => {}
        }
    }
    all.reverse();
    all
}

/// Whether a unit may still say that it uses a card: the card is there, it is another unit's, and the
/// unit has not said so before.
#[must_use]
pub fn reusable(org: &str, lines: &[Line], practice: i64, unit: &str) -> bool {
    let all = shared(org, lines);
    let card = all.iter().find(|card| card.place == practice);
    card.is_some_and(|card| card.card.unit != unit && !card.reused.contains(unit))
}
