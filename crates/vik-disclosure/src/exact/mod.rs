//! Registered exact totals: frames that an organisation must show exactly beside rounded cubes.
//!
//! Once something exact is known, the published table is no possible world any more, and the
//! crate's theorem does not apply. What is shown exactly is therefore *registered* as a [`Frame`]
//! and proven cell by cell, from published numbers only:
//!
//! 1. a *base world* turns the published table into one that fits the frames, by paths of one case
//!    that keep every controlled cell within 1 of what is published;
//! 2. for every leaf, a pair of *paths* over the join tree, or a *move*, leads from there to worlds with
//!    a higher and a lower leaf: a case more here and one fewer there; two swaps that cancel in every
//!    margin (2 x 2); a swap between two periods;
//! 3. where no move is found, an integer programme with the cell fixed;
//! 4. a frame with a leaf that cannot be proven is *refused*, and the same frame as a sum of
//!    rounded cells is offered in its place.
//!
//! [`freeze_exact`] is the door: it adds up the totals of one frame and releases them with the proof
//! of all frames together; [`verify_totals`] checks what was published.
//!
//! For the proof the truth is never read: a witness is published, so it may contain nothing that is not.

mod ask;
mod base;
mod board;
mod frame;
mod moves;
mod paths;
mod proof;
mod prove;
mod prover;
mod release;
mod world;

#[cfg(test)]
mod tests;

pub use frame::{Frame, FrameError};
pub use proof::{LeafChange, LeafProof, Proof, ProofError, verify_exact};
pub use prove::{Effort, Outcome, RefusedFrames, prove_exact};
pub use release::{
    BrokenTotals, ExactError, ExactTotals, Month, freeze_exact, told_exact, verify_totals,
};
