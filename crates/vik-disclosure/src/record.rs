//! The record of a release, bound to the record before it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::cube::CubeSpec;
use crate::freeze::Occasion;
use crate::published::{PublishedCube, PublishedLeaf};

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

/// What the proof of a release consists of, by digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofDigest {
    /// Rounding base of every cube of the release.
    pub base: u32,
    /// Declared largest distance between a published cell and the truth; the theorem needs at
    /// least `base - 1` and one number for all cells.
    pub tolerance: u32,
    /// SHA-256 of the definitions file.
    pub definitions_sha256: String,
    /// SHA-256 of the witness file.
    pub witness_sha256: String,
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
    /// Digests of the proof; none for a release without cubes, such as `reference`.
    pub proof: Option<ProofDigest>,
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
    pub(crate) fn seal(
        occasion: &Occasion,
        policy_version: &str,
        proof: Option<ProofDigest>,
        cubes: Vec<CubeDigest>,
    ) -> Self {
        let mut record = Self {
            number: occasion.number,
            period: occasion.period.clone(),
            kind: occasion.kind.clone(),
            policy_version: policy_version.to_owned(),
            warehouse_version: occasion.warehouse_version.clone(),
            created_by_rule: occasion.created_by_rule.clone(),
            proof,
            cubes,
            previous_hash: occasion.previous_hash.clone(),
            hash: String::new(),
        };
        record.hash = record.expected_hash();
        record
    }

    /// The hash that the other fields ask for: the lines are written out in `docs/THEOREM.md`.
    pub fn expected_hash(&self) -> String {
        let number = self.number.to_string();
        let mut hash = Lines::default();
        hash.line([
            "vik release 2",
            &number,
            &self.period,
            &self.kind,
            &self.policy_version,
            &self.warehouse_version,
            &self.created_by_rule,
            &self.previous_hash,
        ]);
        match &self.proof {
            None => hash.line(["proof"]),
            Some(proof) => hash.line([
                "proof",
                &proof.base.to_string(),
                &proof.tolerance.to_string(),
                &proof.definitions_sha256,
                &proof.witness_sha256,
            ]),
        }
        for cube in &self.cubes {
            hash.line([cube.id.as_str(), &cube.leaves.to_string(), &cube.sha256]);
        }
        hash.finish()
    }
}

/// The digest of a published cube, for whoever verifies a release.
///
/// Covers the name, the order of the dimensions and all leaves that are not zero.
pub fn cube_digest(cube: &PublishedCube) -> CubeDigest {
    digest_of(&cube.spec, &cube.leaves)
}

/// The digest of a cube whose definition and leaves are kept apart.
pub(crate) fn digest_of(spec: &CubeSpec, leaves: &[PublishedLeaf]) -> CubeDigest {
    let mut leaves: Vec<_> = leaves
        .iter()
        .filter(|leaf| leaf.cases > 0 || leaf.persons > 0)
        .collect();
    leaves.sort();
    let base = spec.base.to_string();
    let mut hash = Lines::default();
    let dims = spec.dims.iter().map(|dim| dim.name.as_str());
    hash.line([spec.id.as_str(), &base].into_iter().chain(dims));
    for leaf in &leaves {
        let counts = [leaf.persons.to_string(), leaf.cases.to_string()];
        let codes = leaf.codes.iter().map(String::as_str);
        hash.line(codes.chain(counts.iter().map(String::as_str)));
    }
    CubeDigest {
        id: spec.id.clone(),
        leaves: leaves.len() as u64,
        sha256: hash.finish(),
    }
}

/// Checks numbers, links and hashes of a history, oldest first.
pub fn verify_chain<'a>(
    records: impl IntoIterator<Item = &'a ReleaseRecord>,
) -> Result<(), ChainError> {
    let mut previous = Occasion::GENESIS;
    for (record, number) in records.into_iter().zip(1_u64..) {
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
    let mut hash = Lines::default();
    for line in lines {
        hash.line(line.iter().map(String::as_str));
    }
    hash.finish()
}

/// The digest of bytes, in lower-case hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// Lines of parts on their way into SHA-256.
#[derive(Default)]
struct Lines(Sha256);

impl Lines {
    fn line<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>) {
        let mut bytes = Vec::with_capacity(128);
        let mut count = 0_u64;
        for part in parts {
            count += 1;
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part.as_bytes());
        }
        self.0.update(count.to_be_bytes());
        self.0.update(&bytes);
    }

    fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}
