//! The record of a release, bound to the record before it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::freeze::Occasion;
use crate::published::PublishedCube;

/// What was published of one cube.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CubeDigest {
    /// Cube.
    pub id: String,
    /// Number of leaves that are not zero.
    pub leaves: u64,
    /// SHA-256 of the canonical cells.
    pub sha256: String,
}

/// One release. Its hash covers every other field, among them the hash of the release before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRecord {
    /// Serial number, from 1.
    pub number: u64,
    /// Period.
    pub period: String,
    /// Kind of release, such as `month`, `quarter` or `reference`.
    pub kind: String,
    /// Version of the policy.
    pub policy_version: String,
    /// Version of the warehouse.
    pub warehouse_version: String,
    /// The rule that led to this release.
    pub created_by_rule: String,
    /// Digests of the cubes.
    pub cubes: Vec<CubeDigest>,
    /// Hash of the release before, or 64 zeros.
    pub previous_hash: String,
    /// Hash of all of the above.
    pub hash: String,
}

/// A broken chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("release {number}: expected {expected}")]
pub struct ChainError {
    /// Release.
    pub number: u64,
    /// What was expected.
    pub expected: &'static str,
}

impl ReleaseRecord {
    pub(crate) fn seal(occasion: &Occasion, policy_version: &str, cubes: Vec<CubeDigest>) -> Self {
        let mut record = Self {
            number: occasion.number,
            period: occasion.period.clone(),
            kind: occasion.kind.clone(),
            policy_version: policy_version.to_owned(),
            warehouse_version: occasion.warehouse_version.clone(),
            created_by_rule: occasion.created_by_rule.clone(),
            cubes,
            previous_hash: occasion.previous_hash.clone(),
            hash: String::new(),
        };
        record.hash = record.expected_hash();
        record
    }

    /// The hash that the other fields ask for.
    pub fn expected_hash(&self) -> String {
        let head = vec![
            "vik release 1".to_owned(),
            self.number.to_string(),
            self.period.clone(),
            self.kind.clone(),
            self.policy_version.clone(),
            self.warehouse_version.clone(),
            self.created_by_rule.clone(),
            self.previous_hash.clone(),
        ];
        let cubes = self.cubes.iter().map(|cube| {
            vec![
                cube.id.clone(),
                cube.leaves.to_string(),
                cube.sha256.clone(),
            ]
        });
        digest_lines([head].into_iter().chain(cubes))
    }
}

/// The digest of a published cube, for whoever verifies a release.
///
/// Covers the name, the order of the dimensions and all leaves that are not zero.
pub fn cube_digest(cube: &PublishedCube) -> CubeDigest {
    let mut leaves: Vec<_> = cube
        .leaves
        .iter()
        .filter(|leaf| leaf.cases > 0 || leaf.persons > 0)
        .collect();
    leaves.sort();
    let head = [cube.spec.id.clone(), cube.spec.base.to_string()]
        .into_iter()
        .chain(cube.spec.dims.iter().map(|dim| dim.name.clone()))
        .collect();
    let lines = leaves.iter().map(|leaf| {
        let counts = [leaf.persons.to_string(), leaf.cases.to_string()];
        leaf.codes.iter().cloned().chain(counts).collect()
    });
    CubeDigest {
        id: cube.spec.id.clone(),
        leaves: leaves.len() as u64,
        sha256: digest_lines([head].into_iter().chain(lines)),
    }
}

/// Checks numbers, links and hashes of a history, oldest first.
pub fn verify_chain(records: &[ReleaseRecord]) -> Result<(), ChainError> {
    let mut previous = Occasion::GENESIS;
    for (record, number) in records.iter().zip(1_u64..) {
        let fail = |expected| Err(ChainError { number, expected });
        if record.number != number {
            return fail("releases numbered from 1 without gaps");
        }
        if record.previous_hash != previous {
            return fail("the hash of the release before it");
        }
        if record.hash != record.expected_hash() {
            return fail("a hash that fits its own fields");
        }
        previous = &record.hash;
    }
    Ok(())
}

/// SHA-256 over length-prefixed parts and lines: two different lists never read the same.
pub(crate) fn digest_lines(lines: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut hash = Sha256::new();
    for line in lines {
        hash.update((line.len() as u64).to_be_bytes());
        for part in line {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
