//! Time, cut where statements tell it apart: the first merging of equal columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::attack::plan::Plan;
use crate::ledger::Entry;

/// A stretch of months that no statement tells apart.
pub(crate) struct Stretch {
    pub(crate) name: String,
    /// Periods that cover it.
    pub(crate) periods: Vec<u32>,
}

/// Months that the same periods cover are one stretch.
pub(crate) fn stretches(plan: &Plan<'_>, chosen: &[(&Entry, bool)]) -> Vec<Stretch> {
    let periods: BTreeSet<u32> = chosen.iter().map(|(entry, _)| entry.period).collect();
    let mut cover: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for period in periods {
        for month in &plan.months[&period] {
            cover.entry(month).or_default().push(period);
        }
    }
    let mut groups: BTreeMap<Vec<u32>, Vec<&str>> = BTreeMap::new();
    for (month, periods) in cover {
        groups.entry(periods).or_default().push(month);
    }
    let mut stretches: Vec<(Vec<&str>, Vec<u32>)> = groups
        .into_iter()
        .map(|(periods, months)| (months, periods))
        .collect();
    stretches.sort();
    stretches
        .into_iter()
        .map(|(months, periods)| {
            let own = periods
                .iter()
                .find(|period| plan.months[*period].len() == months.len());
            let name = match (own, &months[..]) {
                (Some(period), _) => plan.ledger.word(*period).to_owned(),
                (None, [first, .., last]) => format!("{first}..{last}"),
                (None, _) => months.concat(),
            };
            Stretch { name, periods }
        })
        .collect()
}
