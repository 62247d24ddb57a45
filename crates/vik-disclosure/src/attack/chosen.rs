//! One chosen cell: what everything published so far says about it, and what colleagues learn.

use serde::{Deserialize, Serialize};

use crate::attack::build::build;
use crate::attack::interval::Interval;
use crate::attack::plan::Plan;
use crate::attack::polytope::Polytope;
use crate::attack::report::{Finding, Sampled};
use crate::attack::run::Options;
use crate::attack::trial::try_one;
use crate::ledger::{Cell, Ledger, months};

/// What a coalition of colleagues learns about the cases of others, in the worst place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Learning {
    /// How many colleagues.
    pub size: u32,
    /// Between which values the number of other cases must lie.
    pub others: Interval,
}

/// What is to be learnt about a chosen cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CellReport {
    /// The cell and its interval.
    pub sampled: Sampled,
    /// What colleagues learn, by the size of their coalition; for single leaves of cases.
    pub colleagues: Vec<Learning>,
    /// Disclosures, if there are any.
    pub findings: Vec<Finding>,
}

/// Attacks one cell with everything in a ledger.
///
/// A period whose statement follows from its months, such as a derived quarter beside published
/// months, is the sum of those months: they are attacked one by one, and the ends added up.
///
/// Returns `None` if nobody published the cell, if it was published exactly, or if no world fits
/// the ledger.
///
/// # Guarantee
/// As for [`attack`](crate::attack::attack), for this cell.
pub fn attack_cell(ledger: &Ledger, cell: &Cell, options: &Options) -> Option<CellReport> {
    let elsewhere = ledger.len();
    let mut all = ledger.clone();
    all.extend(options.known.iter().cloned());
    let plan = Plan::new(&all, i64::from(options.zeros_shown));
    if let Some(report) = within(&plan, cell, options, elsewhere) {
        return Some(report);
    }
    let parts = months(&cell.period);
    if parts.len() < 2 {
        return None;
    }
    let shown = ledger
        .statements()
        .find(|statement| statement.cell() == *cell)
        .and_then(|statement| statement.value.map(i64::from));
    let mut sum = Interval {
        low: 0.0,
        high: Some(0.0),
    };
    let mut proven = true;
    for period in parts {
        let month = Cell {
            period,
            ..cell.clone()
        };
        let found = within(&plan, &month, options, elsewhere)?.sampled;
        sum.low += found.interval.low;
        sum.high = sum
            .high
            .zip(found.interval.high)
            .map(|(left, right)| left + right);
        proven &= found.proven;
    }
    Some(CellReport {
        sampled: Sampled {
            cell: cell.clone(),
            shown,
            interval: sum,
            proven,
        },
        colleagues: Vec::new(),
        findings: Vec::new(),
    })
}

fn within(plan: &Plan<'_>, cell: &Cell, options: &Options, elsewhere: usize) -> Option<CellReport> {
    let entries = plan.ledger.entries();
    let wanted = months(&cell.period);
    let touches = |place: &usize| {
        let entry = &entries[*place];
        plan.ledger.word(entry.cube) == cell.cube
            && plan.months[&entry.period]
                .iter()
                .any(|month| wanted.contains(month))
    };
    for island in plan
        .islands
        .iter()
        .filter(|island| island.iter().any(touches))
    {
        for part in build(plan, island, elsewhere).system.parts() {
            let Some(target) = part.targets.iter().find(|target| target.cell == *cell) else {
                continue;
            };
            let trial = try_one(&part, &Polytope::new(&part), target, options);
            let attacked = trial.attacked?;
            let colleagues = trial.learnt.into_iter();
            return Some(CellReport {
                sampled: Sampled {
                    cell: cell.clone(),
                    shown: target.shown,
                    interval: attacked.interval,
                    proven: attacked.proven,
                },
                colleagues: colleagues
                    .map(|(size, others)| Learning { size, others })
                    .collect(),
                findings: trial.findings,
            });
        }
    }
    None
}
