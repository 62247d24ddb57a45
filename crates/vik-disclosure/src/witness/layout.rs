//! Leaves by number, and which of them fit together along each branch.

use std::collections::BTreeMap;

use crate::cube::{CubeSpec, Pair};
use crate::published::PublishedLeaf;

use super::definitions::{Definitions, ImpossibleLeaves};
use super::tree::Edge;

/// A cube whose leaves have numbers.
pub(crate) struct Grid {
    pub(crate) id: String,
    codes: Vec<Vec<String>>,
    places: Vec<BTreeMap<String, u32>>,
    pub(crate) leaves: usize,
    /// Whether a case can be in the leaf.
    pub(crate) possible: Vec<bool>,
}

/// A branch whose shared code combinations have numbers, in ascending order.
pub(crate) struct Joint {
    pub(crate) cube: usize,
    pub(crate) parent: usize,
    pub(crate) keys: Vec<Vec<String>>,
    /// For each leaf of the cube, the number of its key.
    pub(crate) cube_keys: Vec<u32>,
    /// For each leaf of the parent, the number of its key.
    pub(crate) parent_keys: Vec<u32>,
}

/// The grids and branches of one set of definitions.
pub(crate) struct Layout {
    pub(crate) grids: Vec<Grid>,
    pub(crate) joints: Vec<Joint>,
}

impl Layout {
    /// Lays out the definitions; branches that name unknown cubes are left out, so check the tree
    /// first when it comes from a file.
    pub(crate) fn new(definitions: &Definitions, edges: &[Edge]) -> Self {
        let mut grids: Vec<Grid> = definitions.cubes.iter().map(Grid::new).collect();
        for list in &definitions.impossible {
            for grid in grids.iter_mut().filter(|grid| grid.id == list.cube) {
                for leaf in &list.leaves {
                    if let Some(possible) = grid.possible.get_mut(*leaf as usize) {
                        *possible = false;
                    }
                }
            }
        }
        let place = |id: &String| definitions.cubes.iter().position(|spec| spec.id == *id);
        let joint = |(cube, parent, shared): &Edge| {
            let (cube, parent) = (place(cube)?, place(parent)?);
            let own = values(&definitions.cubes[cube], &grids[cube], shared)?;
            let others = values(&definitions.cubes[parent], &grids[parent], shared)?;
            let known: BTreeMap<&Vec<&str>, u32> =
                own.iter().chain(&others).map(|key| (key, 0)).collect();
            let known: BTreeMap<&Vec<&str>, u32> = known.into_keys().zip(0..).collect();
            let number = |keys: &[Vec<&str>]| keys.iter().map(|key| known[key]).collect();
            let (cube_keys, parent_keys) = (number(&own), number(&others));
            let owned = |key: &&Vec<&str>| key.iter().map(|code| (*code).to_owned()).collect();
            let keys = known.keys().map(owned).collect();
            Some(Joint {
                cube,
                parent,
                keys,
                cube_keys,
                parent_keys,
            })
        };
        let joints = edges.iter().filter_map(joint).collect();
        Self { grids, joints }
    }

    /// Takes away leaves that fit no possible leaf of a neighbour, until nothing changes.
    pub(crate) fn prune(&mut self) {
        let mut changed = true;
        while changed {
            changed = false;
            for joint in &self.joints {
                let live = joint.live(&self.grids);
                for (grid, keys) in [
                    (joint.cube, &joint.cube_keys),
                    (joint.parent, &joint.parent_keys),
                ] {
                    for (possible, key) in self.grids[grid].possible.iter_mut().zip(keys) {
                        if *possible && !live[*key as usize] {
                            *possible = false;
                            changed = true;
                        }
                    }
                }
            }
        }
    }

    /// The impossible leaves of each cube that has any.
    pub(crate) fn impossible(&self) -> Vec<ImpossibleLeaves> {
        let listed = |grid: &Grid| ImpossibleLeaves {
            cube: grid.id.clone(),
            leaves: (0..)
                .zip(&grid.possible)
                .filter(|(_, possible)| !**possible)
                .map(|(leaf, _)| leaf)
                .collect(),
        };
        let lists = self.grids.iter().map(listed);
        lists.filter(|list| !list.leaves.is_empty()).collect()
    }
}

impl Joint {
    /// Which keys have a possible leaf on both sides.
    pub(crate) fn live(&self, grids: &[Grid]) -> Vec<bool> {
        let side = |grid: &Grid, keys: &[u32]| {
            let mut found = vec![false; self.keys.len()];
            for (possible, key) in grid.possible.iter().zip(keys) {
                found[*key as usize] |= *possible;
            }
            found
        };
        let own = side(&grids[self.cube], &self.cube_keys);
        let others = side(&grids[self.parent], &self.parent_keys);
        own.iter()
            .zip(others)
            .map(|(own, other)| *own && other)
            .collect()
    }
}

impl Grid {
    fn new(spec: &CubeSpec) -> Self {
        let codes: Vec<Vec<String>> = spec.dims.iter().map(|dim| dim.codes.clone()).collect();
        let places = codes
            .iter()
            .map(|codes| codes.iter().cloned().zip(0..).collect())
            .collect();
        let leaves = codes.iter().map(Vec::len).product();
        Self {
            id: spec.id.clone(),
            codes,
            places,
            leaves,
            possible: vec![true; leaves],
        }
    }

    /// The number of a leaf, if the cube has these codes.
    pub(crate) fn number(&self, codes: &[String]) -> Option<usize> {
        if codes.len() != self.codes.len() {
            return None;
        }
        let mut number = 0;
        for ((code, places), known) in codes.iter().zip(&self.places).zip(&self.codes) {
            number = number * known.len() + *places.get(code)? as usize;
        }
        Some(number)
    }

    /// The codes of a leaf.
    pub(crate) fn codes_of(&self, number: usize) -> Vec<String> {
        self.indices(number)
            .into_iter()
            .zip(&self.codes)
            .map(|(place, codes)| codes[place].clone())
            .collect()
    }

    fn indices(&self, mut number: usize) -> Vec<usize> {
        let mut indices = vec![0; self.codes.len()];
        for (index, codes) in indices.iter_mut().zip(&self.codes).rev() {
            *index = number % codes.len();
            number /= codes.len();
        }
        indices
    }

    /// All leaves with their counts; `None` when a leaf has a code that the cube does not know.
    pub(crate) fn dense(&self, leaves: &[PublishedLeaf]) -> Option<Vec<Pair>> {
        let mut dense = vec![Pair::default(); self.leaves];
        for leaf in leaves {
            *dense.get_mut(self.number(&leaf.codes)?)? = Pair {
                persons: leaf.persons,
                cases: leaf.cases,
            };
        }
        Some(dense)
    }
}

/// For each leaf its codes of the named attributes; `None` when an attribute is not there.
fn values<'a>(spec: &'a CubeSpec, grid: &Grid, names: &[String]) -> Option<Vec<Vec<&'a str>>> {
    let columns: Vec<(usize, Vec<&str>)> = names
        .iter()
        .map(|name| column(spec, name))
        .collect::<Option<_>>()?;
    let key = |leaf| {
        let indices = grid.indices(leaf);
        columns
            .iter()
            .map(|(dim, codes)| codes[indices[*dim]])
            .collect()
    };
    Some((0..grid.leaves).map(key).collect())
}

/// Where an attribute stands, and its code for each code of that dimension.
pub(crate) fn column<'a>(spec: &'a CubeSpec, name: &str) -> Option<(usize, Vec<&'a str>)> {
    spec.dims.iter().enumerate().find_map(|(place, dim)| {
        if dim.name == name {
            return Some((place, dim.codes.iter().map(String::as_str).collect()));
        }
        if dim.parent_name.as_deref() != Some(name) {
            return None;
        }
        let above = |code: &String| {
            let pairs = dim.parent.iter().flatten();
            pairs
                .filter(|(child, _)| child == code)
                .map(|(_, parent)| parent.as_str())
                .next()
        };
        Some((place, dim.codes.iter().map(above).collect::<Option<_>>()?))
    })
}
