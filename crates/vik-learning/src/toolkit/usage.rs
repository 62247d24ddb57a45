//! How often each unit used each instrument (I-47): meetings, not people.

use std::collections::BTreeMap;

use vik_domain::Month;

use crate::actions::reach::Window;
use crate::workshop::deed::{Deed, Line};

/// Uses by instrument and unit in a window. A scan is a use, and so is a vote of a unit's own group.
#[must_use]
pub fn uses(org: &str, lines: &[Line], window: Window) -> BTreeMap<(String, String), usize> {
    let mut all = BTreeMap::new();
    let own = lines
        .iter()
        .filter(|line| line.org == org && window.holds(Month::of_day(line.day)));
    for line in own {
        let used = match &line.deed {
            Some(
                Deed::Used { instrument, unit }
                | Deed::Scanned {
                    instrument, unit, ..
                }
                | Deed::Voted {
                    instrument,
                    unit: Some(unit),
                    ..
                },
            ) => (instrument.clone(), unit.clone()),
            _ => continue,
        };
        *all.entry(used).or_insert(0) += 1;
    }
    all
}
