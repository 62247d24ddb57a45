//! Moves from one world to another: signed paths that share a profile.
//!
//! A path is one case with all its attributes; the cube set is a join tree, so any choice of leaves
//! that agree on shared attributes is a case that may exist. The legs of paths that agree cancel.

use std::collections::{BTreeMap, BTreeSet};

use super::board::Board;
use super::proof::LeafChange;
use super::world::{Changes, Term, World};

/// Attempts at completing one profile before giving up.
const ATTEMPTS: usize = 400;

/// A move found: changes of cells, and of leaves.
pub(super) struct Found {
    pub(super) changes: Changes,
    pub(super) leaves: Vec<LeafChange>,
}

/// Cells by (period, set, cell) that a path had better not pass.
pub(super) type Avoided = BTreeSet<(usize, usize, usize)>;

/// Completes a partial profile cube by cube so that every cell that the terms change stays within
/// the tolerance.
pub(super) fn complete(
    board: &Board,
    world: &World,
    fixed: &[Option<u16>],
    start: usize,
    terms: &[Term],
    tolerance: i64,
    avoided: &Avoided,
) -> Option<Found> {
    let mut search = Completion {
        board,
        world,
        terms,
        tolerance,
        order: order(board, start),
        left: ATTEMPTS,
        avoided,
    };
    let changes = search.extend(0, fixed, Changes::new())?;
    let leaves = leaf_changes(board, &changes);
    Some(Found { changes, leaves })
}

fn leaf_changes(board: &Board, changes: &Changes) -> Vec<LeafChange> {
    let mut leaves = Vec::new();
    for (cube, own) in board.cubes.iter().enumerate() {
        for ((period, set, cell), change) in changes {
            if *set == own.leaf_set && *change != 0 {
                leaves.push(LeafChange {
                    period: *period as u16,
                    cube: cube as u16,
                    leaf: *cell as u32,
                    change: *change as i8,
                });
            }
        }
    }
    leaves.sort_unstable();
    leaves
}

/// Cubes in an order in which each hangs on an earlier one, from a given cube on.
fn order(board: &Board, start: usize) -> Vec<usize> {
    let mut order = vec![start];
    let mut seen = vec![false; board.cubes.len()];
    seen[start] = true;
    let mut place = 0;
    while order.len() < board.cubes.len() {
        if let Some(cube) = order.get(place) {
            for (next, _) in &board.cubes[*cube].neighbours {
                if !seen[*next] {
                    seen[*next] = true;
                    order.push(*next);
                }
            }
            place += 1;
        } else if let Some(next) = seen.iter().position(|seen| !seen) {
            seen[next] = true;
            order.push(next);
        }
    }
    order
}

struct Completion<'a> {
    board: &'a Board,
    world: &'a World,
    terms: &'a [Term],
    tolerance: i64,
    order: Vec<usize>,
    left: usize,
    avoided: &'a Avoided,
}

impl Completion<'_> {
    fn extend(&mut self, depth: usize, codes: &[Option<u16>], changes: Changes) -> Option<Changes> {
        let Some(cube) = self.order.get(depth).copied() else {
            return Some(changes);
        };
        let mut options: Vec<(i64, Vec<Option<u16>>, Changes)> = Vec::new();
        for leaf in self.leaves(cube, codes) {
            let Some((room, own)) = self.change(cube, &leaf) else {
                continue;
            };
            let mut both = changes.clone();
            both.extend(own);
            options.push((room, leaf, both));
        }
        options.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
        for (_, leaf, both) in options {
            if self.left == 0 {
                return None;
            }
            self.left -= 1;
            if let Some(found) = self.extend(depth + 1, &leaf, both) {
                return Some(found);
            }
        }
        None
    }

    /// Assignments that complete the dimensions of a cube.
    fn leaves(&self, cube: usize, codes: &[Option<u16>]) -> Vec<Vec<Option<u16>>> {
        let mut leaves = vec![codes.to_vec()];
        for dim in &self.board.cubes[cube].dims {
            let mut next = Vec::new();
            for leaf in leaves {
                let choices = match leaf[*dim] {
                    Some(code) => code..code + 1,
                    None => 0..self.board.attributes[*dim].codes.len() as u16,
                };
                for code in choices {
                    let mut leaf = leaf.clone();
                    if self.board.assign(&mut leaf, *dim, code) {
                        next.push(leaf);
                    }
                }
            }
            leaves = next;
        }
        leaves
    }

    /// What the terms change in a cube with this profile, and how much room is left; nothing
    /// when a cell would leave its bounds.
    fn change(&self, cube: usize, codes: &[Option<u16>]) -> Option<(i64, Changes)> {
        let own = &self.board.cubes[cube];
        let mut changes = Changes::new();
        for term in self.terms {
            let mut codes = codes.to_vec();
            for (attribute, code) in &term.instead {
                codes[*attribute] = Some(*code);
            }
            for set in &own.sets {
                let cell = self.board.cell(&self.board.sets[*set].attributes, &codes);
                *changes.entry((term.period, *set, cell)).or_default() += term.amount;
            }
        }
        changes.retain(|_, change| *change != 0);
        let mut room = 0;
        for (cell, change) in &changes {
            if !self
                .world
                .allows(self.board, *cell, *change, self.tolerance)
            {
                return None;
            }
            let (period, set, place) = *cell;
            if set == own.leaf_set {
                let published = self.board.published[period][set][place];
                let after = self.world.values[period][set][place] + change;
                // A leg through cells that are published as more than zero is a likelier case.
                room += 4 * published.min(6) - 3 * (after - published).abs();
                if self.avoided.contains(cell) {
                    room -= 100;
                }
            }
        }
        Some((room, changes))
    }
}

/// Whether leaf changes leave every frame as it is.
pub(super) fn keeps_frames(board: &Board, leaves: &[LeafChange]) -> bool {
    board.frames.iter().all(|frame| {
        let cube = &board.cubes[frame.cube];
        let set = &board.sets[cube.leaf_set];
        let mut sums: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for leaf in leaves
            .iter()
            .filter(|leaf| usize::from(leaf.cube) == frame.cube)
        {
            if let Some(group) = frame.group[usize::from(leaf.period)] {
                let mut codes = vec![None; board.attributes.len()];
                for (attribute, code) in board.codes(&set.attributes, leaf.leaf as usize) {
                    board.assign(&mut codes, attribute, code);
                }
                let cell = board.cell(&frame.attributes, &codes);
                *sums.entry((group, cell)).or_default() += i64::from(leaf.change);
            }
        }
        sums.values().all(|sum| *sum == 0)
    })
}

/// Group of periods, and the frame's attributes that differ from the common profile.
type FrameKey = (Option<usize>, Vec<(usize, u16)>);

/// Whether terms leave every frame as it is, whatever the common profile.
pub(super) fn balanced(board: &Board, terms: &[Term]) -> bool {
    board.frames.iter().all(|frame| {
        let mut sums: BTreeMap<FrameKey, i64> = BTreeMap::new();
        for term in terms {
            let instead = term.instead.iter().copied();
            let seen = instead.filter(|(attribute, _)| frame.attributes.contains(attribute));
            *sums
                .entry((frame.group[term.period], seen.collect()))
                .or_default() += term.amount;
        }
        sums.iter()
            .all(|((group, _), sum)| group.is_none() || *sum == 0)
    })
}

/// The ways to write another code for an attribute: with the coarser codes above it, and, for a
/// coarser attribute, with a finer code below it.
pub(super) fn instead(
    board: &Board,
    world: &World,
    period: usize,
    fixed: &[Option<u16>],
    attribute: usize,
) -> Vec<Vec<(usize, u16)>> {
    let mut ways = Vec::new();
    for code in 0..board.attributes[attribute].codes.len() as u16 {
        if fixed[attribute] == Some(code) {
            continue;
        }
        let mut way = vec![(attribute, code)];
        if let Some((above, numbers)) = &board.attributes[attribute].parent {
            let number = numbers[usize::from(code)];
            if fixed[*above] != Some(number) {
                way.push((*above, number));
            }
        }
        let below = board.attributes.iter().position(|own| {
            own.parent
                .as_ref()
                .is_some_and(|(above, _)| *above == attribute)
        });
        match below {
            None => ways.push(way),
            Some(below) => {
                let Some((_, numbers)) = &board.attributes[below].parent else {
                    continue;
                };
                let single = board.sets.iter().position(|set| set.attributes == [below]);
                let mut children: Vec<u16> = (0..numbers.len() as u16)
                    .filter(|child| numbers[usize::from(*child)] == code)
                    .collect();
                children.sort_by_key(|child| {
                    let held =
                        single.map_or(0, |set| world.values[period][set][usize::from(*child)]);
                    (-held, *child)
                });
                for child in children.into_iter().take(2) {
                    let mut way = way.clone();
                    way.push((below, child));
                    way.sort_unstable();
                    ways.push(way);
                }
            }
        }
    }
    ways.iter_mut().for_each(|way| way.sort_unstable());
    ways
}
