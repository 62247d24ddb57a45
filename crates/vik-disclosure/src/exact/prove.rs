//! Proves frames, or refuses them and offers the controlled ones.

use std::collections::BTreeMap;

use super::base::{listed, repair};
use super::board::Board;
use super::frame::{Frame, FrameError};
use super::paths::Places;
use super::proof::{LeafProof, Proof, check, needed};
use super::prover::Prover;
use super::world::World;
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
            bases: 8,
            nodes: 200,
            asked: 80,
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
            if let Some(base) = repair(&board, room, variant, &bases) {
                bases.push(base);
                break;
            }
        }
    }
    if bases.is_empty() {
        return Ok(Err(all.len()));
    }
    let tolerance = i64::from(effort.tolerance);
    let places = Places::new(&board);
    let mut prover = Prover {
        paths: BTreeMap::new(),
        places: &places,
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
