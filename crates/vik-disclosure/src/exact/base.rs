//! The base world: the published table, mended by paths of one case until every frame fits.

use std::collections::BTreeMap;

use super::board::Board;
use super::moves::{Avoided, complete};
use super::proof::LeafChange;
use super::world::{Term, World};

/// Paths before giving up.
const PATHS: usize = 600;
/// How many steps further away from the totals of the frames one path may lead.
const BACK: i64 = 2;
/// Choices of a cell for each further frame.
const CHOICES: usize = 4;

/// A world that fits every frame, and its changes from what is published.
pub(super) struct Base {
    pub(super) world: World,
    pub(super) changes: BTreeMap<(u16, u16, u32), i64>,
}

/// Mends the published table; no controlled cell moves more than `room`. The variant turns the
/// order in which periods and cells are tried, and leaves that earlier bases changed are avoided, so
/// that several bases can be had: what one has no room for, another may have.
pub(super) fn repair(board: &Board, room: i64, variant: usize, earlier: &[Base]) -> Option<Base> {
    let changed = earlier.iter().flat_map(|base| base.changes.keys());
    let avoided: Avoided = changed
        .map(|(period, cube, leaf)| {
            let set = board.cubes[usize::from(*cube)].leaf_set;
            (usize::from(*period), set, *leaf as usize)
        })
        .collect();
    let mut world = World::published(board);
    let mut changes: BTreeMap<(u16, u16, u32), i64> = BTreeMap::new();
    let mut lacks = world.lacks(board);
    for step in 0..PATHS {
        if lacks.iter().flatten().all(|lack| *lack == 0) {
            changes.retain(|_, change| *change != 0);
            return Some(Base { world, changes });
        }
        let turn = step + 7 * variant;
        // Where every path forward is closed, a step back may lead around.
        let (found, cells, sign) =
            (0..=BACK).find_map(|back| path(board, &world, &lacks, room, turn, &avoided, back))?;
        world.apply(&found.changes);
        for leaf in found.leaves {
            *changes
                .entry((leaf.period, leaf.cube, leaf.leaf))
                .or_default() += i64::from(leaf.change);
        }
        for (frame, cell) in cells {
            lacks[frame][cell] -= sign;
        }
    }
    None
}

type Step = (super::moves::Found, Vec<(usize, usize)>, i64);

/// One path that brings the frames nearer, or at most `back` further away than they were.
fn path(
    board: &Board,
    world: &World,
    lacks: &[Vec<i64>],
    room: i64,
    turn: usize,
    avoided: &Avoided,
    back: i64,
) -> Option<Step> {
    for (first, frame) in board.frames.iter().enumerate() {
        let mut cells: Vec<usize> = (0..lacks[first].len())
            .filter(|cell| lacks[first][*cell] != 0)
            .collect();
        cells.sort_by_key(|cell| (-lacks[first][*cell].abs(), *cell));
        for cell in cells {
            let sign = lacks[first][cell].signum();
            let periods: Vec<usize> = (0..board.periods.len())
                .filter(|period| frame.group[*period] == Some(cell / frame.size))
                .collect();
            for place in 0..periods.len() {
                let period = periods[(place + turn) % periods.len()];
                let mut fixed = vec![None; board.attributes.len()];
                let codes = board.codes(&frame.attributes, cell % frame.size);
                if !codes
                    .iter()
                    .all(|(own, code)| board.assign(&mut fixed, *own, *code))
                {
                    continue;
                }
                let mut plan = Plan {
                    board,
                    world,
                    lacks,
                    room,
                    sign,
                    period,
                    turn,
                    avoided,
                };
                if let Some(found) = plan.choose(first, 0, fixed, vec![(first, cell)], 1 + back) {
                    return Some(found);
                }
            }
        }
    }
    None
}

struct Plan<'a> {
    board: &'a Board,
    world: &'a World,
    lacks: &'a [Vec<i64>],
    room: i64,
    sign: i64,
    period: usize,
    turn: usize,
    avoided: &'a Avoided,
}

impl Plan<'_> {
    /// Chooses a cell of each further frame, those that lack the same way first.
    fn choose(
        &mut self,
        first: usize,
        next: usize,
        fixed: Vec<Option<u16>>,
        cells: Vec<(usize, usize)>,
        gain: i64,
    ) -> Option<Step> {
        let board = self.board;
        let Some(frame) = board.frames.get(next) else {
            if gain < 0 {
                return None;
            }
            let term = Term {
                amount: self.sign,
                period: self.period,
                instead: Vec::new(),
            };
            let start = board.frames[first].cube;
            let (world, room) = (self.world, self.room);
            let found = complete(board, world, &fixed, start, &[term], room, self.avoided)?;
            return Some((found, cells, self.sign));
        };
        let Some(group) = frame.group[self.period].filter(|_| next != first) else {
            return self.choose(first, next + 1, fixed, cells, gain);
        };
        let mut choices: Vec<(i64, usize, usize, Vec<Option<u16>>)> = Vec::new();
        for place in 0..frame.size {
            let mut codes = fixed.clone();
            let own = board.codes(&frame.attributes, place);
            if own
                .iter()
                .all(|(own, code)| board.assign(&mut codes, *own, *code))
            {
                let cell = group * frame.size + place;
                let lack = self.lacks[next][cell];
                let better = lack.abs() - (lack - self.sign).abs();
                let turned = (place + self.turn) % frame.size;
                choices.push((-better, turned, cell, codes));
            }
        }
        choices.sort();
        for (worse, _, cell, codes) in choices.into_iter().take(CHOICES) {
            let mut cells = cells.clone();
            cells.push((next, cell));
            if let Some(found) = self.choose(first, next + 1, codes, cells, gain - worse) {
                return Some(found);
            }
        }
        None
    }
}

/// Changes as a sorted list.
pub(super) fn listed(changes: &BTreeMap<(u16, u16, u32), i64>) -> Vec<LeafChange> {
    let entry = |((period, cube, leaf), change): (&(u16, u16, u32), &i64)| LeafChange {
        period: *period,
        cube: *cube,
        leaf: *leaf,
        change: *change as i8,
    };
    changes
        .iter()
        .filter(|(_, change)| **change != 0)
        .map(entry)
        .collect()
}
