//! The dearest help: an integer programme for the cheapest cells to hide for one sensitive form.

use super::worlds::Worlds;
use crate::solver::{Answer, Row, Solver, Variable};

use super::moves::Move;

/// Searches the world nearest to what is shown in which a form reaches the target, and `still`
/// stays; distance is cost times change, as in the heuristic of Kelly, Golden and Assad (1992).
/// Every shown cell in which that world differs must be hidden.
pub(super) fn cheapest(
    worlds: &Worlds<'_>,
    solver: &dyn Solver,
    form: usize,
    target: i64,
    still: Option<usize>,
) -> Option<Move> {
    let total: i64 = worlds.truth.iter().sum();
    let truth = worlds.forms.forms[form].value;
    let reach = (target - truth).abs().max(1);
    let (low, high) = if target > truth {
        (target, i64::MAX)
    } else {
        (i64::MIN, target)
    };
    let mut variables: Vec<Variable> = worlds
        .floor
        .iter()
        .zip(&worlds.truth)
        .map(|(low, own)| Variable {
            low: *low,
            high: own + 2 * reach + total.min(100),
            cost: 0,
        })
        .collect();
    let mut rows = Vec::new();
    for (place, own) in worlds.forms.forms.iter().enumerate() {
        let mut terms: Vec<(usize, i64)> = own.leaves.iter().map(|leaf| (*leaf, 1)).collect();
        if place == form {
            rows.push(Row {
                terms: terms.clone(),
                low,
                high,
            });
        }
        if own.fixed || still == Some(place) {
            rows.push(Row {
                terms,
                low: own.value,
                high: own.value,
            });
        } else if worlds.shown(place) {
            for sign in [1, -1] {
                terms.push((variables.len(), sign));
                variables.push(Variable {
                    low: 0,
                    high: 4 * reach,
                    cost: own.cost * 100,
                });
            }
            rows.push(Row {
                terms,
                low: own.value,
                high: own.value,
            });
        }
    }
    let Answer::Optimal(world) = solver.minimise(&variables, &rows) else {
        return None;
    };
    let changes: Vec<(usize, i64)> = (0..worlds.truth.len())
        .filter(|leaf| world[*leaf] != worlds.truth[*leaf])
        .map(|leaf| (leaf, world[leaf] - worlds.truth[leaf]))
        .collect();
    let hide: Vec<usize> = (0..worlds.forms.forms.len())
        .filter(|place| {
            let value = worlds.value(*place, &world[..worlds.truth.len()]);
            worlds.shown(*place) && value != worlds.forms.forms[*place].value
        })
        .collect();
    let cost = hide
        .iter()
        .map(|place| worlds.forms.forms[*place].cost)
        .sum();
    Some(Move {
        cost,
        changes,
        hide,
    })
}
