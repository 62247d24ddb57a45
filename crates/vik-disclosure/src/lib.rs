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
//! 6. A [`Proof`] gives every leaf the worlds above and below it, and [`verify`] checks a whole
//!    history on published data alone; [`theorem`] says what a pass means, and proves it.
//! 7. Where exact cells must be shown, [`suppress`] hides what they would give away, and [`exact`]
//!    proves exact totals beside rounded cubes or refuses them.
//! 8. [`ledger`] writes down every number that was ever published, and [`attack`] tries to learn a
//!    small count from it; [`microdata`] looks at the warehouse itself.
//!
//! 9. [`story`] lets a case story out if enough people share what it tells.
//!
//! # Guarantee
//! In every period, every leaf of persons and of cases is a multiple of the base within `base - 1`
//! of the truth. Zero stays zero, linked cubes agree on the case counts they share, and
//! `persons <= cases <= 2 * persons` holds in every controlled cell.
//! Margins of cases are sums of leaves; single attributes and what cubes share are within
//! `base - 1` too, and the other margins prefer it (`docs/ROUNDING.md` says when they cannot).
//! Sums over the year to date and over the rolling year prefer to stay within `2 * base - 1`, and
//! never buy that with the rule of the period.
//! Margins of persons are not linked between cubes, because a person counts once in each leaf and
//! the true sums differ.
//! Not covered: exact totals published elsewhere, and colleagues who know their own cases.
//!
//! There is no clock, no file, no randomness and no hash map here: the same counts, key and
//! history give the same table.

mod acyclic;
mod appraise;
pub mod attack;
mod cells;
mod cube;
mod draw;
mod error_state;
pub mod exact;
mod freeze;
mod key;
mod leadership;
pub mod ledger;
pub mod microdata;
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
mod rounding;
mod solver;
mod stages;
pub mod story;
pub mod suppress;
mod witness;
mod year_end;

#[cfg(test)]
mod tests;

pub use acyclic::{CyclicSet, JoinTree, check_acyclic};
pub use appraise::{Appraisal, appraise};
pub use cube::{Cube, CubeError, CubeSpec, DimSpec, Measure, Pair};
pub use error_state::{ErrorState, Largest};
pub use freeze::{Elastic, FreezeError, Frozen, Occasion, freeze};
pub use key::RoundingKey;
pub use leadership::{LeadershipError, derive_leadership};
pub use policy::{Policy, PolicyError};
pub use protected::{Protected, Released};
pub use published::{PublishedCube, PublishedLeaf};
pub use record::{ChainError, CubeDigest, ProofDigest, ReleaseRecord, cube_digest, verify_chain};
pub use reference::{ReferenceFact, release_reference};
pub use refusal::Refusal;
pub use roster::{
    GroupDisclosure, MergeError, Merged, Rosters, merge_by_rosters, merge_small_rosters,
};
pub use solver::{Answer, Microlp, Row, Solver, Variable};
pub use witness::{
    Branch, Broken, CubeLeaves, Definitions, History, HistoryError, HistoryRelease,
    ImpossibleLeaves, Interval, Kind, Learnt, PairInterval, Persons, Proof, Row as WitnessRow,
    Sentence, Step, Unproven, Verified, Way, Witness, World, Worlds, learn, pair_interval, theorem,
    verify,
};
pub use year_end::{YEAR_END_TOLERANCE, round_year_end};
