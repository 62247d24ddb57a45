//! The last resort for one leaf: an integer programme over two periods with the cell fixed.

use std::collections::BTreeMap;

use super::board::Board;
use super::proof::LeafChange;
use super::world::World;
use crate::presolve;
use crate::solver::{Answer, Row, Solver, Variable};

/// Leaf changes that give a leaf the wanted value, within the given periods and the tolerance.
pub(super) fn ask(
    board: &Board,
    world: &World,
    (period, cube, leaf): (usize, usize, u32),
    value: i64,
    periods: &[usize],
    tolerance: i64,
    solver: &dyn Solver,
) -> Option<Vec<LeafChange>> {
    let mut variables = Vec::new();
    let mut places: BTreeMap<(usize, usize, usize), usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for own in periods {
        for (number, part) in board.cubes.iter().enumerate() {
            for (cell, published) in board.published[*own][part.leaf_set].iter().enumerate() {
                places.insert((*own, number, cell), variables.len());
                let target = (*own, number, cell) == (period, cube, leaf as usize);
                variables.push(Variable {
                    low: if target {
                        value
                    } else {
                        (published - tolerance).max(0)
                    },
                    high: if target { value } else { published + tolerance },
                    cost: 0,
                });
            }
        }
        margins(board, *own, tolerance, &places, &mut rows);
    }
    for frame in &board.frames {
        let mut sums: BTreeMap<usize, (Vec<(usize, i64)>, i64)> = BTreeMap::new();
        let part = &board.cubes[frame.cube];
        for own in periods {
            let Some(group) = frame.group[*own] else {
                continue;
            };
            for cell in 0..board.sets[part.leaf_set].size {
                let key = group * frame.size + place_in(board, frame.cube, cell, &frame.attributes);
                let sum = sums.entry(key).or_default();
                sum.0.push((places[&(*own, frame.cube, cell)], 1));
                sum.1 += world.values[*own][part.leaf_set][cell];
            }
        }
        // The other periods stay as they are, so these must keep what they have together.
        rows.extend(sums.into_values().map(|(terms, held)| Row {
            terms,
            low: held,
            high: held,
        }));
    }
    let Answer::Optimal(values) = presolve::solve(solver, &variables, &rows) else {
        return None;
    };
    let mut changes = Vec::new();
    for ((own, number, cell), place) in &places {
        let before = world.values[*own][board.cubes[*number].leaf_set][*cell];
        if values[*place] != before {
            changes.push(LeafChange {
                period: *own as u16,
                cube: *number as u16,
                leaf: *cell as u32,
                change: (values[*place] - before) as i8,
            });
        }
    }
    changes.sort_unstable();
    Some(changes)
}

fn place_in(board: &Board, cube: usize, cell: usize, attributes: &[usize]) -> usize {
    let set = &board.sets[board.cubes[cube].leaf_set];
    let mut codes = vec![None; board.attributes.len()];
    for (attribute, code) in board.codes(&set.attributes, cell) {
        board.assign(&mut codes, attribute, code);
    }
    board.cell(attributes, &codes)
}

/// Margins stay near what is published, and are alike in every cube that has them.
fn margins(
    board: &Board,
    period: usize,
    tolerance: i64,
    places: &BTreeMap<(usize, usize, usize), usize>,
    rows: &mut Vec<Row>,
) {
    let mut first: BTreeMap<(usize, usize), Vec<(usize, i64)>> = BTreeMap::new();
    for (cube, own) in board.cubes.iter().enumerate() {
        for set in own.sets.iter().filter(|set| **set != own.leaf_set) {
            let mut sums: BTreeMap<usize, Vec<(usize, i64)>> = BTreeMap::new();
            for cell in 0..board.sets[own.leaf_set].size {
                let margin = place_in(board, cube, cell, &board.sets[*set].attributes);
                sums.entry(margin)
                    .or_default()
                    .push((places[&(period, cube, cell)], 1));
            }
            for (margin, terms) in sums {
                if let Some(other) = first.get(&(*set, margin)) {
                    let minus = other.iter().map(|(place, _)| (*place, -1));
                    let mut both: Vec<(usize, i64)> = terms.into_iter().chain(minus).collect();
                    both.sort_unstable();
                    rows.push(Row {
                        terms: both,
                        low: 0,
                        high: 0,
                    });
                } else {
                    let published = board.published[period][*set][margin];
                    rows.push(Row {
                        terms: terms.clone(),
                        low: (published - tolerance).max(0),
                        high: published + tolerance,
                    });
                    first.insert((*set, margin), terms);
                }
            }
        }
    }
}
