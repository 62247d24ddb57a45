//! A release history as one file: everything that a verifier needs, and nothing of the closed side.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::published::{PublishedCube, PublishedLeaf};
use crate::record::ReleaseRecord;

use super::build::{Proof, Witness};
use super::definitions::Definitions;

/// The leaves of one cube that are not zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CubeLeaves {
    /// Cube.
    pub id: String,
    /// Leaves, sorted by code; in the file each is `[[codes...], persons, cases]`.
    #[serde(serialize_with = "to_rows", deserialize_with = "from_rows")]
    pub leaves: Vec<PublishedLeaf>,
}

/// One release with all that was published in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryRelease {
    /// Its record.
    pub record: ReleaseRecord,
    /// Its cubes, in the order of its definitions.
    pub cubes: Vec<CubeLeaves>,
    /// Its witness.
    pub witness: Witness,
}

/// All releases, oldest first, and the definitions they refer to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// Definitions by digest; months with the same cubes share one.
    pub definitions: BTreeMap<String, Definitions>,
    /// Releases, oldest first.
    pub releases: Vec<HistoryRelease>,
}

/// A file that is no history, or not written in the one way that a history is written.
#[derive(Debug, thiserror::Error)]
#[error("expected a release history as compact JSON, written as the documentation says")]
pub struct HistoryError;

impl History {
    /// Adds a release as the freeze made it.
    pub fn push(&mut self, record: ReleaseRecord, cubes: Vec<PublishedCube>, proof: Proof) {
        let digest = record.proof.as_ref().map_or_else(
            || proof.definitions.sha256(),
            |proof| proof.definitions_sha256.clone(),
        );
        self.definitions.entry(digest).or_insert(proof.definitions);
        let leaves = |cube: PublishedCube| CubeLeaves {
            id: cube.spec.id,
            leaves: cube.leaves,
        };
        self.releases.push(HistoryRelease {
            record,
            cubes: cubes.into_iter().map(leaves).collect(),
            witness: proof.witness,
        });
    }

    /// The bytes of the file: compact JSON with the fields in the order of these types.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads a file.
    ///
    /// # Guarantee
    /// Only the bytes that [`History::to_bytes`] writes are accepted, so there is no byte in the
    /// file that means nothing.
    ///
    /// # Errors
    /// [`HistoryError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, HistoryError> {
        let history: Self = serde_json::from_slice(bytes).map_err(|_| HistoryError)?;
        if history.to_bytes() == bytes {
            Ok(history)
        } else {
            Err(HistoryError)
        }
    }

    /// The cubes of a release with their definitions; `None` when these are missing.
    pub fn cubes(&self, release: &HistoryRelease) -> Option<Vec<PublishedCube>> {
        let definitions = self.definitions_of(release)?;
        let cube = |leaves: &CubeLeaves| {
            let spec = definitions.cubes.iter().find(|spec| spec.id == leaves.id)?;
            Some(PublishedCube {
                spec: spec.clone(),
                leaves: leaves.leaves.clone(),
            })
        };
        release.cubes.iter().map(cube).collect()
    }

    /// The definitions of a release.
    pub fn definitions_of(&self, release: &HistoryRelease) -> Option<&Definitions> {
        let proof = release.record.proof.as_ref()?;
        self.definitions.get(&proof.definitions_sha256)
    }
}

fn to_rows<S: Serializer>(leaves: &[PublishedLeaf], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(
        leaves
            .iter()
            .map(|leaf| (&leaf.codes, leaf.persons, leaf.cases)),
    )
}

fn from_rows<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<PublishedLeaf>, D::Error> {
    let rows: Vec<(Vec<String>, u32, u32)> = Vec::deserialize(from)?;
    let leaf = |(codes, persons, cases)| PublishedLeaf {
        codes,
        persons,
        cases,
    };
    Ok(rows.into_iter().map(leaf).collect())
}
