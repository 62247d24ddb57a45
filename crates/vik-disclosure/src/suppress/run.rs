//! Suppression of one report, alone or against everything published before.

use std::collections::{BTreeMap, BTreeSet};

use super::complementary::complementary;
use super::forms::Forms;
use super::history::History;
use super::policy::SuppressionPolicy;
use super::primary::primaries;
use super::result::{SuppressedCell, Suppression};
use super::table::{Table, TableError};
use crate::solver::{Microlp, Solver};

/// Protects a report on its own.
///
/// # Guarantee
/// From the published cells, the additive structure and the zero rule, an attacker with as many
/// colleagues as the policy says reaches an interval for every sensitive number that is as wide as
/// the policy wants; there are worlds at its ends, found before this returns, that fit everything
/// shown. No sole contributor learns another sensitive number exactly by linear combination.
/// Not covered: what was published before (see [`suppress_after`]), and an intruder who reruns
/// this program on guesses of the truth.
///
/// # Errors
/// When a cell names an unknown code.
pub fn suppress(table: &Table, policy: &SuppressionPolicy) -> Result<Suppression, TableError> {
    suppress_after(table, policy, &History::new())
}

/// Protects a report together with everything published before (the incremental mode).
///
/// A number shown before stays as it is; the cells that it would give away together with it are
/// hidden. What the history alone gives away is counted in [`Suppression::exposed`].
///
/// # Errors
/// When a cell names an unknown code, or a number published before has changed.
pub fn suppress_after(
    table: &Table,
    policy: &SuppressionPolicy,
    history: &History,
) -> Result<Suppression, TableError> {
    suppress_with(table, policy, history, &Microlp { nodes: 200 })
}

/// As [`suppress_after`], with another solver.
///
/// # Errors
/// As [`suppress_after`].
pub fn suppress_with(
    table: &Table,
    policy: &SuppressionPolicy,
    history: &History,
    solver: &dyn Solver,
) -> Result<Suppression, TableError> {
    suppress_beside(table, policy, history, solver, BTreeSet::new())
}

/// As [`suppress_after`], with cells that must be hidden whatever they hold, because another table
/// hides them.
pub(super) fn suppress_beside(
    table: &Table,
    policy: &SuppressionPolicy,
    history: &History,
    solver: &dyn Solver,
    mut hidden: BTreeSet<Vec<String>>,
) -> Result<Suppression, TableError> {
    let first = if policy.nested {
        policy.threshold.min(1)
    } else {
        policy.threshold
    };
    let mut result = None;
    for threshold in first..=policy.threshold {
        // Under a lower threshold the interval is never wider than that threshold's own.
        let width = if threshold < policy.threshold {
            policy.width.min(threshold.saturating_sub(1)).max(1)
        } else {
            policy.width
        };
        let step = SuppressionPolicy {
            threshold,
            width,
            ..policy.clone()
        };
        let found = one_step(table, &step, history, solver, &hidden)?;
        let without = found.cells.iter().filter(|cell| cell.value.is_none());
        hidden.extend(without.map(|cell| cell.codes.clone()));
        result = Some(found);
    }
    match result {
        Some(found) => Ok(found),
        None => one_step(table, policy, history, solver, &hidden),
    }
}

fn one_step(
    table: &Table,
    policy: &SuppressionPolicy,
    history: &History,
    solver: &dyn Solver,
    hidden: &BTreeSet<Vec<String>>,
) -> Result<Suppression, TableError> {
    let mut forms = Forms::of(table, policy, history)?;
    let found = primaries(table, &mut forms, policy)?;
    let mut forced: BTreeSet<usize> = found.needs.keys().copied().collect();
    for (place, form) in forms.forms.iter().enumerate() {
        if form.cells.iter().any(|cell| hidden.contains(cell)) {
            forced.insert(place);
        }
    }
    let pattern = complementary(&forms, &found.needs, &forced, policy, solver);
    let mut cells: Vec<SuppressedCell> = forms
        .empty
        .iter()
        .map(|codes| SuppressedCell {
            codes: codes.clone(),
            value: Some(0),
        })
        .collect();
    let mut shown = BTreeMap::new();
    for (place, form) in forms.forms.iter().enumerate() {
        let value = (!pattern.hidden[place]).then_some(form.value);
        cells.extend(form.cells.iter().map(|codes| SuppressedCell {
            codes: codes.clone(),
            value,
        }));
        if let (Some(value), false) = (value, form.cells.is_empty()) {
            let leaves = form.leaves.iter();
            let leaves = leaves.map(|leaf| forms.atoms[*leaf].codes.clone());
            shown.insert(leaves.collect(), value);
        }
    }
    cells.sort();
    let mut reasons = BTreeMap::new();
    for (place, own) in &found.reasons {
        for cell in &forms.forms[*place].cells {
            reasons.insert(cell.clone(), own.clone());
        }
    }
    let bare = pattern.exposed.iter().flat_map(|place| {
        let leaves = forms.forms[*place].leaves.iter();
        leaves.map(|leaf| forms.atoms[*leaf].codes.clone())
    });
    Ok(Suppression {
        cells,
        reasons,
        cost: pattern.cost,
        exposed: pattern.exposed.len(),
        bare: bare.collect(),
        shown,
    })
}
