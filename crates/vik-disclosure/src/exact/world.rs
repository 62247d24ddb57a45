//! A world: whole numbers for every controlled cell, near what is published.

use std::collections::BTreeMap;

use super::board::Board;
use super::proof::LeafChange;

/// Values by period, set and cell. Margins are kept in step with leaves.
#[derive(Clone)]
pub(super) struct World {
    pub(super) values: Vec<Vec<Vec<i64>>>,
}

/// One signed path of a move: a case added or taken away, with its attributes.
#[derive(Debug, Clone)]
pub(super) struct Term {
    pub(super) amount: i64,
    pub(super) period: usize,
    /// Attributes in which this path differs from the common profile.
    pub(super) instead: Vec<(usize, u16)>,
}

/// Changes of cells by (period, set, cell).
pub(super) type Changes = BTreeMap<(usize, usize, usize), i64>;

impl World {
    pub(super) fn published(board: &Board) -> Self {
        Self {
            values: board.published.clone(),
        }
    }

    /// Whether a cell may change so, within a tolerance of what is published.
    pub(super) fn allows(
        &self,
        board: &Board,
        (period, set, cell): (usize, usize, usize),
        change: i64,
        tolerance: i64,
    ) -> bool {
        let value = self.values[period][set][cell] + change;
        value >= 0 && (value - board.published[period][set][cell]).abs() <= tolerance
    }

    pub(super) fn apply(&mut self, changes: &Changes) {
        for ((period, set, cell), change) in changes {
            self.values[*period][*set][*cell] += change;
        }
    }

    /// How much each frame cell lacks.
    pub(super) fn lacks(&self, board: &Board) -> Vec<Vec<i64>> {
        board
            .frames
            .iter()
            .map(|frame| {
                let mut lacks = frame.totals.clone();
                let cube = &board.cubes[frame.cube];
                let set = &board.sets[cube.leaf_set];
                for (period, group) in frame.group.iter().enumerate() {
                    let Some(group) = group else { continue };
                    for (cell, value) in self.values[period][cube.leaf_set].iter().enumerate() {
                        if *value != 0 {
                            let mut codes = vec![None; board.attributes.len()];
                            for (attribute, code) in board.codes(&set.attributes, cell) {
                                board.assign(&mut codes, attribute, code);
                            }
                            let place = board.cell(&frame.attributes, &codes);
                            lacks[group * frame.size + place] -= value;
                        }
                    }
                }
                lacks
            })
            .collect()
    }
}

/// The changes of all sets that leaf changes add up to; each set is counted from one cube.
pub(super) fn spread(board: &Board, leaves: &[LeafChange]) -> Option<Changes> {
    let mut changes = Changes::new();
    let mut by_cube: BTreeMap<usize, Changes> = BTreeMap::new();
    for leaf in leaves {
        let (cube, period) = (usize::from(leaf.cube), usize::from(leaf.period));
        let own = board.cubes.get(cube)?;
        let set = &board.sets[own.leaf_set];
        let cell = usize::try_from(leaf.leaf).ok()?;
        if cell >= set.size || period >= board.periods.len() {
            return None;
        }
        let mut codes = vec![None; board.attributes.len()];
        for (attribute, code) in board.codes(&set.attributes, cell) {
            if !board.assign(&mut codes, attribute, code) {
                return None;
            }
        }
        for set in &own.sets {
            let cell = board.cell(&board.sets[*set].attributes, &codes);
            *by_cube
                .entry(cube)
                .or_default()
                .entry((period, *set, cell))
                .or_default() += i64::from(leaf.change);
        }
    }
    for own in by_cube.values_mut() {
        own.retain(|_, change| *change != 0);
        for (key, change) in own.iter() {
            // A margin that two cubes share must change alike in both.
            if changes
                .insert(*key, *change)
                .is_some_and(|known| known != *change)
            {
                return None;
            }
        }
    }
    for (cube, own) in board.cubes.iter().enumerate() {
        let none = Changes::new();
        let mine = by_cube.get(&cube).unwrap_or(&none);
        let alike = changes
            .iter()
            .filter(|((_, set, _), _)| own.sets.contains(set))
            .all(|(key, change)| mine.get(key) == Some(change));
        if !alike {
            return None;
        }
    }
    Some(changes)
}
