//! The proof of a set of frames, and its verifier: look-ups and sums, no solver.

use serde::{Deserialize, Serialize};

use super::board::Board;
use super::frame::{Frame, FrameError};
use super::world::{World, spread};
use crate::published::PublishedCube;

/// A change of one leaf. Numbers are positions: period in the list given, linked cubes by name,
/// leaf in mixed radix over the sorted attributes' sorted codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LeafChange {
    /// Period.
    pub period: u16,
    /// Cube.
    pub cube: u16,
    /// Leaf.
    pub leaf: u32,
    /// Cases more, or fewer.
    pub change: i8,
}

/// Worlds for one leaf, as changes from the base world.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeafProof {
    /// Period.
    pub period: u16,
    /// Cube.
    pub cube: u16,
    /// Leaf.
    pub leaf: u32,
    /// One or two worlds.
    pub worlds: Vec<Vec<LeafChange>>,
}

/// A base world that fits every frame, as changes from what is published, and a proof by leaf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The tolerance that every controlled cell keeps.
    pub tolerance: u8,
    /// The base world.
    pub base: Vec<LeafChange>,
    /// Leaves, sorted.
    pub leaves: Vec<LeafProof>,
}

/// Why a proof is no proof.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The frames do not fit the cubes.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// The base world breaks a rule.
    #[error("the base world: expected {0}")]
    Base(&'static str),
    /// A world of a leaf breaks a rule.
    #[error("world of leaf {leaf} of cube {cube}: expected {expected}")]
    World {
        /// Cube number.
        cube: u16,
        /// Leaf number.
        leaf: u32,
        /// What was expected.
        expected: &'static str,
    },
    /// A leaf has no proof.
    #[error("expected a proof for every leaf of the frames' periods")]
    Missing,
}

/// What the worlds of a leaf must span: at least 2 wide, from zero or up to 5, so that nobody can
/// prove that somebody is there and fewer than five.
pub(super) fn spans(low: i64, high: i64) -> bool {
    high - low >= 2 && (low == 0 || high >= 5)
}

/// Checks a proof against published cubes and frames.
///
/// # Guarantee
/// On success every linked leaf of the frames' periods has worlds at both ends of an interval of
/// at least 2, reaching zero or 5, and each world is whole, not negative, alike in all linked
/// cubes, within the tolerance of everything published, and equal to every frame.
/// Not covered: persons, whose counts are not exact anywhere.
///
/// # Errors
/// The first rule that is broken.
pub fn verify_exact(
    published: &[(String, &[PublishedCube])],
    frames: &[Frame],
    proof: &Proof,
) -> Result<(), ProofError> {
    let board = Board::new(published, frames)?;
    let mut base = World::published(&board);
    let tolerance = i64::from(proof.tolerance);
    let changes = spread(&board, &proof.base).ok_or(ProofError::Base("linked cubes to agree"))?;
    let fits = changes
        .iter()
        .all(|(cell, change)| base.allows(&board, *cell, *change, tolerance));
    if !fits {
        return Err(ProofError::Base("every cell near what is published"));
    }
    base.apply(&changes);
    if base.lacks(&board).iter().flatten().any(|lack| *lack != 0) {
        return Err(ProofError::Base("every exact total"));
    }
    let mut leaves = proof.leaves.iter();
    for (period, cube, leaf) in needed(&board) {
        let own = leaves.next().ok_or(ProofError::Missing)?;
        if (usize::from(own.period), usize::from(own.cube), own.leaf) != (period, cube, leaf) {
            return Err(ProofError::Missing);
        }
        check(&board, &base, own, tolerance)?;
    }
    Ok(())
}

/// Every possible leaf of the frames' periods, in order.
pub(super) fn needed(board: &Board) -> Vec<(usize, usize, u32)> {
    let mut needed = Vec::new();
    for period in 0..board.periods.len() {
        if !board
            .frames
            .iter()
            .any(|frame| frame.group[period].is_some())
        {
            continue;
        }
        for (cube, own) in board.cubes.iter().enumerate() {
            for leaf in 0..board.sets[own.leaf_set].size {
                needed.push((period, cube, leaf as u32));
            }
        }
    }
    needed
}

/// Checks the worlds of one leaf against the base world.
pub(super) fn check(
    board: &Board,
    base: &World,
    own: &LeafProof,
    tolerance: i64,
) -> Result<(), ProofError> {
    let fail = |expected| ProofError::World {
        cube: own.cube,
        leaf: own.leaf,
        expected,
    };
    let set = board.cubes[usize::from(own.cube)].leaf_set;
    let key = (usize::from(own.period), set, own.leaf as usize);
    let value = base.values[key.0][key.1][key.2];
    let (mut low, mut high) = (value, value);
    for world in &own.worlds {
        let changes = spread(board, world).ok_or_else(|| fail("linked cubes to agree"))?;
        let near = |(cell, change): (&(usize, usize, usize), &i64)| {
            base.allows(board, *cell, *change, tolerance)
        };
        if !changes.iter().all(near) {
            return Err(fail("every cell near what is published"));
        }
        if !super::moves::keeps_frames(board, world) {
            return Err(fail("every exact total"));
        }
        let value = value + changes.get(&key).copied().unwrap_or(0);
        low = low.min(value);
        high = high.max(value);
    }
    if spans(low, high) {
        Ok(())
    } else {
        Err(fail("an interval of 2, from zero or up to 5"))
    }
}
