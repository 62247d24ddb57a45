//! The door: rounds all cubes of a period, once.

use std::collections::{BTreeMap, BTreeSet};

use crate::cube::{Cube, CubeError};
use crate::error_state::ErrorState;
use crate::key::RoundingKey;
use crate::policy::{Policy, PolicyError};
use crate::protected::{Protected, Released};
use crate::published::PublishedCube;
use crate::record::ReleaseRecord;
use crate::refusal::Refusal;
use crate::rounding::Rounding;
use crate::witness::{Proof, Unproven};

/// Which release this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// Serial number, from 1.
    pub number: u64,
    /// Period, written so that later periods sort later: `2024-03`, `2024-Q1`.
    pub period: String,
    /// Kind of release.
    pub kind: String,
    /// Version of the warehouse.
    pub warehouse_version: String,
    /// The rule that led to this release.
    pub created_by_rule: String,
    /// Hash of the release before.
    pub previous_hash: String,
    /// Codes by dimension that do not exist yet in this period, such as a unit before its first
    /// day. No case can be in their leaves, so the proof calls these impossible and leads no world
    /// through them. A code that has ended is not meant: late cases are still counted there.
    pub absent: BTreeMap<String, BTreeSet<String>>,
}

impl Occasion {
    /// The previous hash of the first release.
    pub const GENESIS: &'static str =
        "0000000000000000000000000000000000000000000000000000000000000000";

    /// The first release of a chain.
    pub fn first(period: &str, warehouse_version: &str) -> Self {
        Self {
            number: 1,
            period: period.to_owned(),
            kind: "month".to_owned(),
            warehouse_version: warehouse_version.to_owned(),
            created_by_rule: "freeze after the month has ended".to_owned(),
            previous_hash: Self::GENESIS.to_owned(),
            absent: BTreeMap::new(),
        }
    }

    /// The release after another.
    pub fn after(previous: &ReleaseRecord, period: &str, warehouse_version: &str) -> Self {
        Self {
            number: previous.number + 1,
            previous_hash: previous.hash.clone(),
            ..Self::first(period, warehouse_version)
        }
    }
}

/// The result of a freeze.
pub struct Frozen {
    pub(crate) cubes: Released<Vec<PublishedCube>>,
    pub(crate) proof: Proof,
    pub(crate) elastic: Elastic,
}

/// What gave way in a freeze. Closed side only: it depends on counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Elastic {
    /// Cells whose year-to-date or rolling error of cases went beyond `2 * base - 1`.
    pub windows: usize,
    /// Margins of cases that are one base or more from the truth.
    pub case_margins: usize,
    /// How far the furthest of these is.
    pub largest_case_margin: u32,
    /// Margins of persons that are one base or more from the sum of the true persons.
    pub person_margins: usize,
}

impl Frozen {
    /// What may be published.
    pub fn cubes(&self) -> &Released<Vec<PublishedCube>> {
        &self.cubes
    }

    /// The proof of what may be published, to be kept and published with it.
    pub fn proof(&self) -> &Proof {
        &self.proof
    }

    /// Takes what may be published, and its proof.
    pub fn into_parts(self) -> (Released<Vec<PublishedCube>>, Proof) {
        (self.cubes, self.proof)
    }

    /// Takes what may be published.
    pub fn into_released(self) -> Released<Vec<PublishedCube>> {
        self.cubes
    }

    /// Which preferences gave way. Closed side only: it depends on counts.
    pub fn elastic(&self) -> Elastic {
        self.elastic
    }
}

/// Why nothing was frozen.
#[derive(Debug, thiserror::Error)]
pub enum FreezeError {
    /// Policy says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A cube is not what its definition says.
    #[error(transparent)]
    Cube(#[from] CubeError),
    /// A policy setting is outside its limits.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// The recheck found a rule broken: a defect in this program, never in the data.
    #[error("cube `{cube}` failed the recheck: expected that {rule}")]
    Defect {
        /// Cube, or `linked cubes`.
        cube: String,
        /// Rule.
        rule: &'static str,
    },
}

impl From<Unproven> for FreezeError {
    fn from(Unproven { cube, rule }: Unproven) -> Self {
        Self::Defect { cube, rule }
    }
}

/// Rounds all cubes of one period and releases them. The state changes only on success.
///
/// # Guarantee
/// As in the crate's introduction, for these cubes together with all earlier ones. The same cubes
/// in any order, with the same key and state, give the same table.
///
/// A refusal is decided by the definitions and by what was frozen before, and these rules come
/// before any look at a count. The one exception is `additive rounding`, when the rule of the
/// period cannot hold at all; it stops the freeze and reads like any other refusal.
///
/// Cubes that run in a circle are refused unless a cube of [`Measure::Clique`] over the attributes
/// they share is among `cubes`; it is rounded along, and published because the proof needs it.
///
/// Not covered: cubes that share cases with these but are declared unlinked; keep them few.
/// The caller sees to it that one person counts at most `policy.person_cap` times in each cube.
///
/// [`Measure::Clique`]: crate::Measure::Clique
pub fn freeze(
    cubes: &Protected<Vec<Cube>>,
    policy: &Policy,
    key: &RoundingKey,
    state: &mut ErrorState,
    occasion: &Occasion,
) -> Result<Frozen, FreezeError> {
    policy.validate()?;
    let rounding = Rounding {
        base: policy.base,
        leaf_preference: policy.leaf_error_preference,
        margin_preference: policy.margin_error_preference,
        draws: key.draws("mother cubes", &occasion.period),
        leaning: false,
    };
    rounding.run(cubes.open(), policy, state, occasion)
}
