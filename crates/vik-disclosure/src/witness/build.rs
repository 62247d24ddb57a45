//! Building a witness from published numbers.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::cube::{CubeSpec, Pair};
use crate::published::PublishedCube;
use crate::record::{ProofDigest, sha256_hex};

use super::definitions::Definitions;
use super::layout::{Joint, Layout};
use super::pairs::{doubles, singles};
use super::tree;

/// Whether a release stands on paths, or is derived from releases that do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Rounded from the truth: every leaf has its worlds.
    Paths,
    /// Rounded from published months: tells a reader of those nothing new.
    Derived,
    /// A finer cube of a whole year, rounded from the truth so that it adds up to the published
    /// periods of another cube.
    Year,
}

/// For which readers the worlds hold, as far as persons are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Persons {
    /// Persons agree on all shared margins: one set of persons fits all linked cubes at once.
    Joint,
    /// They do not: the worlds fit the cases of all cubes and the persons of any one of them.
    Cube,
}

/// Where paths go on from one shared combination of codes: the codes in the order of the branch's
/// attributes, the leaf for an up path, for a down path that takes persons with one case, and for
/// a down path that takes persons with two.
///
/// Under [`Persons::Cube`] the third number serves every down path and the fourth is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row(pub Vec<String>, pub u32, pub Option<u32>, pub Option<u32>);

/// The continuations of paths along one branch, in both directions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Cube.
    pub cube: String,
    /// The cube it hangs on.
    pub parent: String,
    /// The attributes that both have, sorted.
    pub shared: Vec<String>,
    /// For paths that come from the cube: leaves of the parent.
    pub to_parent: Vec<Row>,
    /// For paths that come from the parent: leaves of the cube.
    pub to_cube: Vec<Row>,
}

/// The witness of one release: a function of its published numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// Version of this format: 1.
    pub format: u32,
    /// Period of the release.
    pub period: String,
    /// What the release stands on.
    pub kind: Kind,
    /// For which readers the worlds hold.
    pub persons: Persons,
    /// Names of exact totals that readers know. Paths prove nothing beside them, so a release with
    /// any is refused here; it needs worlds of another kind.
    pub exact: Vec<String>,
    /// Branches, sorted by cube; those of a derived release have no rows, and the only one of a
    /// year leads to the cube of its periods that it adds up to.
    pub branches: Vec<Branch>,
}

/// What a freeze keeps beside the cubes: two files, and their digests in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What the cubes are.
    pub definitions: Definitions,
    /// Where the paths go.
    pub witness: Witness,
    base: u32,
    tolerance: u32,
}

/// A release that has no witness. It cannot happen to a freeze whose own recheck passed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cube `{cube}`: expected that {rule}")]
pub struct Unproven {
    /// Cube, or `linked cubes`.
    pub cube: String,
    /// Rule.
    pub rule: &'static str,
}

impl Unproven {
    pub(crate) fn new(cube: impl Into<String>, rule: &'static str) -> Self {
        Self {
            cube: cube.into(),
            rule,
        }
    }
}

impl Witness {
    /// The bytes of the file: compact JSON with the fields in the order of this type.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// SHA-256 of [`Witness::to_bytes`].
    pub fn sha256(&self) -> String {
        sha256_hex(&self.to_bytes())
    }

    /// The branches without their rows.
    pub(crate) fn edges(&self) -> Vec<tree::Edge> {
        let edge = |branch: &Branch| {
            (
                branch.cube.clone(),
                branch.parent.clone(),
                branch.shared.clone(),
            )
        };
        self.branches.iter().map(edge).collect()
    }
}

impl Proof {
    /// Builds the proof of a release that was rounded from the truth.
    ///
    /// `impossible` names leaves, by number, in which no case can be (see [`Definitions`]).
    ///
    /// # Guarantee
    /// Reads published numbers and definitions only. Each row takes the leaf that holds most of
    /// what the path needs, the lowest number among equals, so the same table gives the same bytes.
    ///
    /// # Errors
    /// [`Unproven`] when linked cubes disagree, form a circle, or a leaf is not in its cube.
    pub fn of_paths(
        period: &str,
        cubes: &[PublishedCube],
        impossible: &BTreeMap<String, BTreeSet<u32>>,
    ) -> Result<Self, Unproven> {
        let (mut proof, layout, counts) = Self::begin(period, cubes, impossible, Kind::Paths)?;
        for (branch, joint) in proof.witness.branches.iter_mut().zip(&layout.joints) {
            let live = joint.live(&layout.grids);
            let to = |grid: usize, keys: &[u32]| {
                rows(
                    joint,
                    &live,
                    &counts[grid],
                    keys,
                    &layout.grids[grid].possible,
                    proof.witness.persons,
                )
            };
            branch.to_parent = to(joint.parent, &joint.parent_keys);
            branch.to_cube = to(joint.cube, &joint.cube_keys);
        }
        Ok(proof)
    }

    /// Builds the proof of a release that was derived from published months: the join tree only,
    /// because the sums are recomputed by whoever verifies.
    ///
    /// # Errors
    /// As [`Proof::of_paths`].
    pub fn of_derivation(period: &str, cubes: &[PublishedCube]) -> Result<Self, Unproven> {
        let (proof, ..) = Self::begin(period, cubes, &BTreeMap::new(), Kind::Derived)?;
        Ok(proof)
    }

    /// Builds the proof of a finer cube of one year that adds up to the published periods of
    /// `mother` over all attributes that both have; `tolerance` is declared for the whole
    /// cube, and `impossible` are its leaves, by number, in which no case of any period can be.
    /// The sums themselves are checked by whoever verifies.
    ///
    /// # Errors
    /// As [`Proof::of_paths`].
    pub fn of_year(
        period: &str,
        cube: &PublishedCube,
        mother: &CubeSpec,
        tolerance: u32,
        impossible: BTreeSet<u32>,
    ) -> Result<Self, Unproven> {
        let cubes = std::slice::from_ref(cube);
        let mut declared = BTreeMap::from([(cube.spec.id.clone(), impossible)]);
        declared.retain(|_, leaves| !leaves.is_empty());
        let (mut proof, ..) = Self::begin(period, cubes, &declared, Kind::Year)?;
        let (own, others) = (cube.spec.attributes(), mother.attributes());
        proof.witness.persons = Persons::Cube;
        proof.witness.branches = vec![Branch {
            cube: cube.spec.id.clone(),
            parent: mother.id.clone(),
            shared: own.intersection(&others).cloned().collect(),
            to_parent: Vec::new(),
            to_cube: Vec::new(),
        }];
        proof.tolerance = tolerance;
        Ok(proof)
    }

    /// The digests for the release record.
    pub fn digest(&self) -> ProofDigest {
        ProofDigest {
            base: self.base,
            tolerance: self.tolerance,
            definitions_sha256: self.definitions.sha256(),
            witness_sha256: self.witness.sha256(),
        }
    }

    fn begin(
        period: &str,
        cubes: &[PublishedCube],
        impossible: &BTreeMap<String, BTreeSet<u32>>,
        kind: Kind,
    ) -> Result<(Self, Layout, Vec<Vec<Pair>>), Unproven> {
        let specs: Vec<_> = cubes.iter().map(|cube| cube.spec.clone()).collect();
        let circle = |_| Unproven::new("linked cubes", "linked cubes form a tree");
        let definitions = Definitions::new(specs, impossible).map_err(circle)?;
        let edges = tree::edges(&definitions.cubes).map_err(circle)?;
        let layout = Layout::new(&definitions, &edges);
        let counts: Vec<Vec<Pair>> = layout
            .grids
            .iter()
            .map(|grid| {
                let unknown = || Unproven::new(&grid.id, "every leaf is in its cube");
                let cube = cubes.iter().find(|cube| cube.spec.id == grid.id);
                cube.and_then(|cube| grid.dense(&cube.leaves))
                    .ok_or_else(unknown)
            })
            .collect::<Result<_, _>>()?;
        let mut persons = Persons::Joint;
        for joint in &layout.joints {
            if !joint.agree(&counts, |pair| pair.cases) {
                let rule = "linked cubes agree on the cases they share";
                return Err(Unproven::new(&layout.grids[joint.cube].id, rule));
            }
            if !joint.agree(&counts, |pair| pair.persons) {
                persons = Persons::Cube;
            }
        }
        let branch = |(cube, parent, shared)| Branch {
            cube,
            parent,
            shared,
            to_parent: Vec::new(),
            to_cube: Vec::new(),
        };
        let witness = Witness {
            format: 1,
            period: period.to_owned(),
            kind,
            persons,
            exact: Vec::new(),
            branches: edges.into_iter().map(branch).collect(),
        };
        let base = definitions.cubes.first().map_or(3, |spec| spec.base);
        let proof = Self {
            definitions,
            witness,
            base,
            tolerance: base.saturating_sub(1),
        };
        Ok((proof, layout, counts))
    }
}

impl Joint {
    /// Whether both cubes have the same sums over their shared attributes.
    pub(crate) fn agree(&self, counts: &[Vec<Pair>], count: fn(&Pair) -> u32) -> bool {
        let sums = |grid: usize, keys: &[u32]| {
            let mut sums = vec![0_u64; self.keys.len()];
            for (pair, key) in counts[grid].iter().zip(keys) {
                sums[*key as usize] += u64::from(count(pair));
            }
            sums
        };
        sums(self.cube, &self.cube_keys) == sums(self.parent, &self.parent_keys)
    }
}

/// One row for each combination that a case can have.
fn rows(
    joint: &Joint,
    live: &[bool],
    counts: &[Pair],
    keys: &[u32],
    possible: &[bool],
    persons: Persons,
) -> Vec<Row> {
    // Per key and purpose: the largest count so far and its leaf.
    let mut best = vec![[None::<(u32, u32)>; 3]; live.len()];
    for ((leaf, pair), (key, possible)) in (0..).zip(counts).zip(keys.iter().zip(possible)) {
        if !possible {
            continue;
        }
        let (taken, twice) = match persons {
            Persons::Joint => (singles(*pair), doubles(*pair)),
            Persons::Cube => (pair.cases, 0),
        };
        for (slot, count) in best[*key as usize]
            .iter_mut()
            .zip([pair.cases, taken, twice])
        {
            if slot.is_none_or(|(most, _)| count > most) {
                *slot = Some((count, leaf));
            }
        }
    }
    let held =
        |slot: Option<(u32, u32)>| slot.filter(|(count, _)| *count > 0).map(|(_, leaf)| leaf);
    type Best = [Option<(u32, u32)>; 3];
    let row = |((key, [up, taken, twice]), live): ((&Vec<String>, Best), &bool)| {
        let (_, up) = up.filter(|_| *live)?;
        Some(Row(key.clone(), up, held(taken), held(twice)))
    };
    let rows = joint.keys.iter().zip(best).zip(live);
    rows.filter_map(row).collect()
}
