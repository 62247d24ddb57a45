//! What the cubes of a release are, in one file that many releases may share.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::acyclic::CyclicSet;
use crate::cube::CubeSpec;
use crate::record::sha256_hex;

use super::layout::Layout;
use super::tree;

/// Leaves of one cube in which no case can be, by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImpossibleLeaves {
    /// Cube.
    pub cube: String,
    /// Numbers, ascending. The number of a leaf is that of its codes in mixed radix: the place of
    /// the first code times the number of codes of the second dimension, plus its place, and so on.
    pub leaves: Vec<u32>,
}

/// The cubes of a release and the leaves in which no case can be.
///
/// Every reader is taken to know these: no path goes through an impossible leaf, so the promise
/// does not lean on a world that nobody would believe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definitions {
    /// Cubes, sorted by name.
    pub cubes: Vec<CubeSpec>,
    /// Impossible leaves of linked cubes, sorted by cube; cubes without any are left out.
    pub impossible: Vec<ImpossibleLeaves>,
}

impl Definitions {
    /// Sorts the cubes and completes the impossible leaves.
    ///
    /// A leaf is impossible when it is declared so, or when it fits no possible leaf of a cube it
    /// is linked with: then no single case has its attributes.
    ///
    /// # Errors
    /// [`CyclicSet`] when the linked cubes form no tree.
    pub fn new(
        mut cubes: Vec<CubeSpec>,
        declared: &BTreeMap<String, BTreeSet<u32>>,
    ) -> Result<Self, CyclicSet> {
        cubes.sort_by(|left, right| left.id.cmp(&right.id));
        let edges = tree::edges(&cubes)?;
        let listed = |(cube, leaves): (&String, &BTreeSet<u32>)| ImpossibleLeaves {
            cube: cube.clone(),
            leaves: leaves.iter().copied().collect(),
        };
        let mut definitions = Self {
            cubes,
            impossible: declared.iter().map(listed).collect(),
        };
        let mut layout = Layout::new(&definitions, &edges);
        layout.prune();
        definitions.impossible = layout.impossible();
        Ok(definitions)
    }

    /// The bytes of the file: compact JSON with the fields in the order of this type.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// SHA-256 of [`Definitions::to_bytes`].
    pub fn sha256(&self) -> String {
        sha256_hex(&self.to_bytes())
    }
}
