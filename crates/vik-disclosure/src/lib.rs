//! Statistical disclosure control: the only road from a protected count to a published one.
//!
//! The warehouse *seals* counts in [`Protected`]; anyone may seal, only this crate opens.
//! [`freeze`] rounds all cubes of one period to base 3 and returns them as [`Released`]; the open
//! side accepts nothing else.
//!
//! 1. [`CubeSpec`] says which cells of a cube are controlled; [`check_acyclic`] makes sure that
//!    the linked cubes form a join tree, because the proof of protection rests on that.
//! 2. [`freeze`] draws a direction for each cell with a [`RoundingKey`] and feeds back the error
//!    of earlier periods ([`ErrorState`]), then solves one integer programme over all linked cubes.
//! 3. The result is checked again in whole numbers, without the solver.
//! 4. A [`ReleaseRecord`] binds what was published to what was published before.
//! 5. [`derive_leadership`] rounds published quarters to base 5 and never sees the truth.
//!
//! # Guarantee
//! Every published leaf is a multiple of the base within `base - 1` of the truth, zero stays zero,
//! linked cubes agree on the case counts they share, and `persons <= cases <= 2 * persons` holds
//! in every controlled cell.
//! Margins prefer the same bound, and may in rare periods lie one base further away.
//! Not covered: exact totals published elsewhere, and colleagues who know their own cases.
//!
//! There is no clock, no file, no randomness and no hash map here: the same counts, key and
//! history give the same table.

mod acyclic;
mod cells;
mod cube;
mod draw;
mod error_state;
pub mod exact;
mod freeze;
mod key;
mod leadership;
mod policy;
mod presolve;
mod programme;
mod protected;
mod published;
mod recheck;
mod record;
mod reference;
mod refusal;
mod roster;
mod solver;
pub mod suppress;

#[cfg(test)]
mod tests;

pub use acyclic::{CyclicSet, JoinTree, check_acyclic};
pub use cube::{Cube, CubeError, CubeSpec, DimSpec, Measure, Pair};
pub use error_state::ErrorState;
pub use freeze::{FreezeError, Frozen, Occasion, freeze};
pub use key::RoundingKey;
pub use leadership::{LeadershipError, derive_leadership};
pub use policy::{Policy, PolicyError};
pub use protected::{Protected, Released};
pub use published::{PublishedCube, PublishedLeaf};
pub use record::{ChainError, CubeDigest, ReleaseRecord, cube_digest, verify_chain};
pub use reference::{ReferenceFact, release_reference};
pub use refusal::Refusal;
pub use roster::{MergeError, merge_small_rosters};
pub use solver::{Answer, Microlp, Row, Solver, Variable};
