//! Proves frames, or refuses them and offers the controlled ones.

use std::collections::BTreeMap;

use super::ask::ask;
use super::base::{Base, listed, repair};
use super::board::Board;
use super::frame::{Frame, FrameError};
use super::moves::{Found, balanced, complete, instead};
use super::proof::{LeafChange, LeafProof, Proof, check, needed, spans};
use super::world::{Term, World, spread};
use crate::published::PublishedCube;
use crate::solver::Microlp;

/// How hard to try. Every limit is a count, so that the outcome is the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Tolerance of every published cell that the attacker reckons with: the base less one.
    pub tolerance: u8,
    /// Base worlds to try moves from; the first is the one in the proof.
    pub bases: usize,
    /// Branch-and-bound nodes for one leaf.
    pub nodes: u64,
    /// Leaves that may be asked of the integer programme before the frames are refused.
    pub asked: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            tolerance: 2,
            bases: 3,
            nodes: 200,
            asked: 40,
        }
    }
}

/// Frames that may be shown exactly, with their proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Frames that are proven; show these exactly and no others.
    pub frames: Vec<Frame>,
    /// The proof of all of them together, for [`verify_exact`](super::verify_exact); absent when
    /// none is proven.
    pub proof: Option<Proof>,
    /// Leaves proven by moves from the first base.
    pub by_moves: usize,
    /// Leaves proven by moves from another base.
    pub by_other_bases: usize,
    /// Leaves proven by the integer programme.
    pub by_solver: usize,
    /// Frames refused.
    pub refused: Vec<RefusedFrames>,
}

/// A frame refused, and what may be shown in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedFrames {
    /// The rule, in words.
    pub rule: &'static str,
    /// Name of the frame.
    pub id: String,
    /// Leaves left without a proof when the search stopped.
    pub unproven: usize,
    /// The same frame as a sum of published cells: rounded, and free to show.
    pub offered: Frame,
}

/// Proves frames against published cubes, given by period.
///
/// All frames together first; if that fails, one after the other, and the ones that cannot be
/// proven beside those before them are refused.
///
/// # Guarantee
/// The proof passes [`verify_exact`](super::verify_exact). Only published numbers and the totals
/// of the frames are read, so a refusal tells nothing else.
///
/// # Errors
/// When a frame does not fit the cubes.
pub fn prove_exact(
    published: &[(String, &[PublishedCube])],
    frames: &[Frame],
    effort: &Effort,
) -> Result<Outcome, FrameError> {
    if let Ok(found) = attempt(published, frames, effort)? {
        return Ok(found);
    }
    let mut best = Outcome {
        frames: Vec::new(),
        proof: None,
        by_moves: 0,
        by_other_bases: 0,
        by_solver: 0,
        refused: Vec::new(),
    };
    for frame in frames {
        let mut together = best.frames.clone();
        together.push(frame.clone());
        match attempt(published, &together, effort)? {
            Ok(found) => {
                let refused = std::mem::take(&mut best.refused);
                best = Outcome { refused, ..found };
            }
            Err(unproven) => best.refused.push(RefusedFrames {
                rule: "every leaf keeps an interval of 2 that reaches zero or 5",
                id: frame.id.clone(),
                unproven,
                offered: offered(published, frame)?,
            }),
        }
    }
    Ok(best)
}

fn offered(published: &[(String, &[PublishedCube])], frame: &Frame) -> Result<Frame, FrameError> {
    let empty = Frame {
        totals: Vec::new(),
        ..frame.clone()
    };
    let board = Board::new(published, &[empty])?;
    let lacks = World::published(&board).lacks(&board);
    let mut sums = BTreeMap::new();
    for (own, lacks) in board.frames.iter().zip(&lacks) {
        for (cell, lack) in lacks.iter().enumerate() {
            let codes = board.codes(&own.attributes, cell % own.size);
            let mut named: Vec<(usize, String)> = codes
                .into_iter()
                .map(|(attribute, code)| {
                    let code = board.attributes[attribute].codes[usize::from(code)].clone();
                    (attribute, code)
                })
                .collect();
            let place = |attribute: &usize| own.attributes.iter().position(|own| own == attribute);
            named.sort_by_key(|(attribute, _)| place(attribute));
            let codes = named.into_iter().map(|(_, code)| code).collect();
            sums.insert((cell / own.size.max(1), codes), -lack);
        }
    }
    Ok(frame.controlled(&sums))
}

/// One search; without a proof, how many leaves were left.
fn attempt(
    published: &[(String, &[PublishedCube])],
    frames: &[Frame],
    effort: &Effort,
) -> Result<Result<Outcome, usize>, FrameError> {
    let board = Board::new(published, frames)?;
    let all = needed(&board);
    let mut bases = Vec::new();
    for variant in 0..effort.bases.max(1) {
        for room in 1..=i64::from(effort.tolerance) {
            if let Some(base) = repair(&board, room, variant) {
                bases.push(base);
                break;
            }
        }
    }
    if bases.is_empty() {
        return Ok(Err(all.len()));
    }
    let tolerance = i64::from(effort.tolerance);
    let mut prover = Prover {
        board: &board,
        bases: &bases,
        tolerance,
        counts: [0; 3],
        asked: effort.asked,
        solver: Microlp {
            nodes: effort.nodes,
        },
    };
    let (mut leaves, mut unproven) = (Vec::with_capacity(all.len()), 0);
    for leaf in &all {
        let worlds = prover.leaf(*leaf).map(|worlds| LeafProof {
            period: leaf.0 as u16,
            cube: leaf.1 as u16,
            leaf: leaf.2,
            worlds,
        });
        // What the verifier would not take is no proof, whoever found it.
        match worlds.filter(|own| check(&board, &bases[0].world, own, tolerance).is_ok()) {
            Some(own) => leaves.push(own),
            None => unproven += 1,
        }
        if unproven > effort.asked {
            break;
        }
    }
    if unproven > 0 {
        return Ok(Err(unproven));
    }
    let [by_moves, by_other_bases, by_solver] = prover.counts;
    Ok(Ok(Outcome {
        frames: frames.to_vec(),
        proof: Some(Proof {
            tolerance: effort.tolerance,
            base: listed(&bases[0].changes),
            leaves,
        }),
        by_moves,
        by_other_bases,
        by_solver,
        refused: Vec::new(),
    }))
}

struct Prover<'a> {
    board: &'a Board,
    bases: &'a [Base],
    tolerance: i64,
    counts: [usize; 3],
    asked: usize,
    solver: Microlp,
}

type Leaf = (usize, usize, u32);
type Worlds = Vec<Vec<LeafChange>>;

impl Prover<'_> {
    fn leaf(&mut self, leaf: Leaf) -> Option<Worlds> {
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

    fn by_moves(&self, base: usize, leaf: Leaf) -> Option<Worlds> {
        let mut known: BTreeMap<i64, Option<Vec<LeafChange>>> = BTreeMap::new();
        for plan in self.plans(base, leaf) {
            let mut worlds = Vec::new();
            for amount in &plan {
                let found = known
                    .entry(*amount)
                    .or_insert_with(|| self.change(base, leaf, *amount));
                match found {
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
    fn change(&self, base: usize, leaf: Leaf, amount: i64) -> Option<Vec<LeafChange>> {
        let moved = if amount == 0 {
            Vec::new()
        } else {
            self.search(base, leaf, amount)?.leaves
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

    fn search(&self, base: usize, leaf: Leaf, amount: i64) -> Option<Found> {
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
            complete(board, world, &fixed, cube, terms, self.tolerance)
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
        let other = (0..self.board.periods.len())
            .filter(|other| *other != leaf.0)
            .find(alike);
        let periods: Vec<usize> = [Some(leaf.0), other].into_iter().flatten().collect();
        for plan in self.plans(0, leaf).into_iter().take(4) {
            let worlds: Worlds = plan
                .iter()
                .map_while(|amount| {
                    ask(
                        self.board,
                        &self.bases[0].world,
                        leaf,
                        value + amount,
                        &periods,
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
