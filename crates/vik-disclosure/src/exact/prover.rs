//! Worlds for one leaf: moves from a base world first, the integer programme last.

use std::collections::BTreeMap;

use super::ask::ask;
use super::base::{Base, listed};
use super::board::Board;
use super::moves::{Avoided, balanced, complete, instead};
use super::paths::{Paths, Places};
use super::proof::{LeafChange, spans};
use super::world::{Term, spread};
use crate::solver::Microlp;

/// A search for worlds, leaf by leaf.
pub(super) struct Prover<'a> {
    pub(super) board: &'a Board,
    /// Base worlds to start from; the first is the one in the proof.
    pub(super) bases: &'a [Base],
    pub(super) tolerance: i64,
    /// Leaves proven by moves from the first base, from another, and by the integer programme.
    pub(super) counts: [usize; 3],
    /// Leaves that the programme may still be asked for.
    pub(super) asked: usize,
    pub(super) solver: Microlp,
    /// Pairs of paths, made where they are first asked for.
    pub(super) paths: Known<'a>,
    pub(super) places: &'a Places,
}

/// First pairs that are tried before a second.
const PAIRS: usize = 12;

/// Plans that the programme is asked for.
const PLANS: usize = 4;

/// Periods that it may exchange between at most: the programme grows with each.
const PERIODS: usize = 4;

/// Pairs of paths by base, period and amount.
pub(super) type Known<'a> = BTreeMap<(usize, usize, i64), Paths<'a>>;

type Leaf = (usize, usize, u32);
type Worlds = Vec<Vec<LeafChange>>;

impl<'a> Prover<'a> {
    /// Worlds that span enough for one leaf, by moves if possible.
    pub(super) fn leaf(&mut self, leaf: Leaf) -> Option<Worlds> {
        for place in 0..self.bases.len() {
            if let Some(worlds) = self.by_moves(place, leaf) {
                self.counts[usize::from(place > 0)] += 1;
                return Some(worlds);
            }
        }
        let worlds = self.by_solver(leaf)?;
        self.counts[2] += 1;
        Some(worlds)
    }

    fn value(&self, base: usize, leaf: Leaf) -> i64 {
        let set = self.board.cubes[leaf.1].leaf_set;
        self.bases[base].world.values[leaf.0][set][leaf.2 as usize]
    }

    /// Amounts to change a leaf by, one or two worlds, that span enough; fewest and least first.
    fn plans(&self, base: usize, leaf: Leaf) -> Vec<Vec<i64>> {
        let (first, value) = (self.value(0, leaf), self.value(base, leaf));
        let set = self.board.cubes[leaf.1].leaf_set;
        let published = self.board.published[leaf.0][set][leaf.2 as usize];
        let (floor, ceiling) = (
            (published - self.tolerance).max(0),
            published + self.tolerance,
        );
        let mut plans = Vec::new();
        for own in floor..=ceiling {
            if spans(first.min(own), first.max(own)) {
                plans.push(vec![own - value]);
            }
            for other in floor..own {
                if spans(first.min(other), first.max(own)) {
                    plans.push(vec![own - value, other - value]);
                }
            }
        }
        for plan in &mut plans {
            plan.retain(|amount| *amount != 0 || base > 0);
        }
        plans.sort_by_key(|plan| {
            let size: i64 = plan.iter().map(|amount| amount.abs()).sum();
            (plan.len(), size, plan.clone())
        });
        plans.dedup();
        plans
    }

    fn by_moves(&mut self, base: usize, leaf: Leaf) -> Option<Worlds> {
        let mut known: BTreeMap<i64, Option<Vec<LeafChange>>> = BTreeMap::new();
        for plan in self.plans(base, leaf) {
            let mut worlds = Vec::new();
            for amount in &plan {
                if !known.contains_key(amount) {
                    let found = self.change(base, leaf, *amount);
                    known.insert(*amount, found);
                }
                match &known[amount] {
                    Some(changes) => worlds.push(changes.clone()),
                    None => break,
                }
            }
            if worlds.len() == plan.len() {
                return Some(worlds);
            }
        }
        None
    }

    /// A world in which the leaf changes by an amount, as changes from the first base.
    fn change(&mut self, base: usize, leaf: Leaf, amount: i64) -> Option<Vec<LeafChange>> {
        let moved = if amount == 0 {
            Vec::new()
        } else {
            self.pair(base, leaf, amount)
                .or_else(|| self.two_pairs(base, leaf, amount))
                .or_else(|| self.search(base, leaf, amount))?
        };
        if base == 0 {
            return Some(moved);
        }
        let mut sum = self.bases[base].changes.clone();
        for (leaf, change) in &self.bases[0].changes {
            *sum.entry(*leaf).or_default() -= change;
        }
        for change in moved {
            *sum.entry((change.period, change.cube, change.leaf))
                .or_default() += i64::from(change.change);
        }
        let changes = listed(&sum);
        let spread = spread(self.board, &changes)?;
        let world = &self.bases[0].world;
        let fits = spread
            .iter()
            .all(|(cell, change)| world.allows(self.board, *cell, *change, self.tolerance));
        fits.then_some(changes)
    }

    /// A pair of paths through the leaf.
    fn pair(&mut self, base: usize, leaf: Leaf, amount: i64) -> Option<Vec<LeafChange>> {
        let (board, places) = (self.board, self.places);
        let (world, tolerance) = (&self.bases[base].world, self.tolerance);
        let paths = self
            .paths
            .entry((base, leaf.0, amount))
            .or_insert_with(|| Paths::new(board, places, world, leaf.0, amount, tolerance));
        paths.change(leaf.1, leaf.2)
    }

    /// Two pairs of paths, one after the other: the first may go back along the path that mended the
    /// published table, which has no room left for more.
    fn two_pairs(&mut self, base: usize, leaf: Leaf, amount: i64) -> Option<Vec<LeafChange>> {
        let (board, tolerance) = (self.board, self.tolerance);
        if amount.abs() < 2 {
            return None;
        }
        for first in (1..amount.abs()).map(|size| size * amount.signum()) {
            if self.pair(base, leaf, first).is_none() {
                continue;
            }
            let firsts = &self.paths[&(base, leaf.0, first)];
            for one in firsts.changes(leaf.1, leaf.2).take(PAIRS) {
                let mut world = self.bases[base].world.clone();
                world.apply(&spread(board, &one)?);
                let rest = amount - first;
                let paths = Paths::new(board, self.places, &world, leaf.0, rest, tolerance);
                if let Some(two) = paths.change(leaf.1, leaf.2) {
                    let mut sum = BTreeMap::new();
                    for own in one.into_iter().chain(two) {
                        *sum.entry((own.period, own.cube, own.leaf)).or_default() +=
                            i64::from(own.change);
                    }
                    return Some(listed(&sum));
                }
            }
        }
        None
    }

    /// Swaps that share a profile, also between periods.
    fn search(&self, base: usize, leaf: Leaf, amount: i64) -> Option<Vec<LeafChange>> {
        let (period, cube, cell) = leaf;
        let board = self.board;
        let world = &self.bases[base].world;
        let own = &board.cubes[cube];
        let mut fixed = vec![None; board.attributes.len()];
        for (attribute, code) in board.codes(&board.sets[own.leaf_set].attributes, cell as usize) {
            board.assign(&mut fixed, attribute, code);
        }
        let term = |sign: i64, period: usize, instead: &[(usize, u16)]| Term {
            amount: sign * amount,
            period,
            instead: instead.to_vec(),
        };
        let attempt = |terms: &[Term]| {
            if !balanced(board, terms) {
                return None;
            }
            let none = Avoided::new();
            let found = complete(board, world, &fixed, cube, terms, self.tolerance, &none)?;
            Some(found.leaves)
        };
        let ways: Vec<Vec<Vec<(usize, u16)>>> = own
            .dims
            .iter()
            .map(|dim| instead(board, world, period, &fixed, *dim))
            .collect();
        // A swap within the period.
        for way in ways.iter().flatten() {
            let found = attempt(&[term(1, period, &[]), term(-1, period, way)]);
            if found.is_some() {
                return found;
            }
        }
        // A swap between two periods.
        let others = || (0..board.periods.len()).filter(|other| *other != period);
        for other in others() {
            let found = attempt(&[term(1, period, &[]), term(-1, other, &[])]);
            if found.is_some() {
                return found;
            }
        }
        // Two swaps that cancel in every margin: other codes in two dimensions.
        for (place, first) in ways.iter().enumerate() {
            for second in &ways[place + 1..] {
                for left in first {
                    for right in second {
                        let both = [left.as_slice(), right.as_slice()].concat();
                        let found = attempt(&[
                            term(1, period, &[]),
                            term(-1, period, left),
                            term(-1, period, right),
                            term(1, period, &both),
                        ]);
                        if found.is_some() {
                            return found;
                        }
                    }
                }
            }
        }
        // A swap here, and the same swap back in another period.
        for way in ways.iter().flatten() {
            for other in others() {
                let found = attempt(&[
                    term(1, period, &[]),
                    term(-1, period, way),
                    term(-1, other, &[]),
                    term(1, other, way),
                ]);
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    fn by_solver(&mut self, leaf: Leaf) -> Option<Worlds> {
        if self.asked == 0 {
            return None;
        }
        self.asked -= 1;
        let value = self.value(0, leaf);
        let groups: Vec<Option<usize>> = self
            .board
            .frames
            .iter()
            .map(|frame| frame.group[leaf.0])
            .collect();
        let alike = |other: &usize| {
            let own = self.board.frames.iter().map(|frame| frame.group[*other]);
            own.eq(groups.iter().copied())
        };
        let others = (0..self.board.periods.len()).filter(|other| *other != leaf.0);
        let mut periods: Vec<usize> = others.filter(alike).collect();
        periods.insert(0, leaf.0);
        periods.truncate(PERIODS);
        // The period with one other first, which is quick; with a few more if that fails.
        let mut widths = vec![periods.len().min(2), periods.len()];
        widths.dedup();
        let plans = self.plans(0, leaf);
        for (width, plan) in (widths.iter())
            .flat_map(|width| plans.iter().take(PLANS).map(move |plan| (*width, plan)))
        {
            let worlds: Worlds = plan
                .iter()
                .map_while(|amount| {
                    ask(
                        self.board,
                        &self.bases[0].world,
                        leaf,
                        value + amount,
                        &periods[..width],
                        self.tolerance,
                        &self.solver,
                    )
                })
                .collect();
            if worlds.len() == plan.len() {
                return Some(worlds);
            }
        }
        None
    }
}
