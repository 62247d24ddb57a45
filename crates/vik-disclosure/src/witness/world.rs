//! A witness, read out: for one leaf, the world above it and the world below it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use crate::cube::Pair;

use super::build::{Persons, Row, Witness};
use super::definitions::Definitions;
use super::history::CubeLeaves;
use super::layout::Layout;
use super::pairs::singles;

/// Which of the two worlds of a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// More cases than published.
    Up,
    /// Fewer.
    Down,
}

/// One leaf of a world that differs from what is published, and by how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Cube.
    pub cube: String,
    /// Codes of the leaf.
    pub codes: Vec<String>,
    /// Persons more (or fewer) than published.
    pub persons: i64,
    /// Cases more (or fewer) than published.
    pub cases: i64,
}

/// A possible world: what is published, with these leaves changed; all others as published.
///
/// One step per linked cube, sorted by cube; a cube that is not linked has one step alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct World {
    /// Above or below.
    pub way: Way,
    /// The leaves that differ.
    pub steps: Vec<Step>,
}

/// The worlds of one release.
pub struct Worlds<'a> {
    witness: &'a Witness,
    layout: Arc<Layout>,
    counts: Vec<Vec<Pair>>,
    base: u32,
    /// For each cube the branches that end there: (branch, whether the cube is its child).
    ends: Vec<Vec<(usize, bool)>>,
    /// For each branch and direction, the row of each key.
    rows: Vec<[Vec<Option<usize>>; 2]>,
}

/// What a path takes along.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Load {
    Up,
    Taken,
    Twice,
}

impl<'a> Worlds<'a> {
    /// Reads a witness beside the cubes it is about; `None` when they do not belong together.
    pub fn new(
        definitions: &Definitions,
        witness: &'a Witness,
        cubes: &[CubeLeaves],
    ) -> Option<Self> {
        let layout = Arc::new(Layout::new(definitions, &witness.edges()));
        Self::laid_out(definitions, layout, witness, cubes)
    }

    /// As [`Worlds::new`], for releases that share a layout.
    pub(crate) fn laid_out(
        definitions: &Definitions,
        layout: Arc<Layout>,
        witness: &'a Witness,
        cubes: &[CubeLeaves],
    ) -> Option<Self> {
        if layout.joints.len() != witness.branches.len() {
            return None;
        }
        let find = |id: &String| cubes.iter().find(|cube| cube.id == *id);
        let counts = layout
            .grids
            .iter()
            .map(|grid| grid.dense(&find(&grid.id)?.leaves))
            .collect::<Option<Vec<_>>>()?;
        let mut ends = vec![Vec::new(); layout.grids.len()];
        let mut rows = Vec::new();
        for (place, (joint, branch)) in layout.joints.iter().zip(&witness.branches).enumerate() {
            ends[joint.cube].push((place, true));
            ends[joint.parent].push((place, false));
            let index = |rows: &[Row]| {
                let of_key: BTreeMap<&Vec<String>, usize> =
                    rows.iter().map(|row| &row.0).zip(0..).collect();
                joint
                    .keys
                    .iter()
                    .map(|key| of_key.get(key).copied())
                    .collect()
            };
            rows.push([index(&branch.to_parent), index(&branch.to_cube)]);
        }
        let base = definitions.cubes.first().map_or(3, |spec| spec.base);
        Some(Self {
            witness,
            layout,
            counts,
            base,
            ends,
            rows,
        })
    }

    /// The published pair of a leaf; `None` for codes that the cube does not know.
    pub fn published(&self, cube: &str, codes: &[String]) -> Option<Pair> {
        let (grid, leaf) = self.find(cube, codes)?;
        self.counts[grid].get(leaf).copied()
    }

    /// The world above or below a leaf.
    ///
    /// `None` for an unknown leaf, for one in which no case can be, and below a leaf that shows 0.
    pub fn path(&self, cube: &str, codes: &[String], way: Way) -> Option<World> {
        let (grid, leaf) = self.find(cube, codes)?;
        let pair = *self.counts[grid].get(leaf)?;
        if !self.layout.grids[grid].possible[leaf] || (way == Way::Down && pair.cases == 0) {
            return None;
        }
        let load = match way {
            Way::Up => Load::Up,
            Way::Down if self.witness.persons == Persons::Cube || singles(pair) > 0 => Load::Taken,
            Way::Down => Load::Twice,
        };
        let mut leaves = BTreeMap::new();
        self.walk(grid, leaf, load, &mut leaves)?;
        let mut steps: Vec<Step> = leaves
            .into_iter()
            .map(|(grid, leaf)| self.step(grid, leaf, load))
            .collect();
        steps.sort_by(|left, right| left.cube.cmp(&right.cube));
        Some(World { way, steps })
    }

    /// Every leaf of every cube, by cube and codes: for whoever wants to check them all.
    pub fn leaves(&self) -> impl Iterator<Item = (&str, Vec<String>)> {
        self.layout.grids.iter().flat_map(|grid| {
            (0..grid.leaves)
                .filter(|leaf| grid.possible[*leaf])
                .map(|leaf| (grid.id.as_str(), grid.codes_of(leaf)))
        })
    }

    fn find(&self, cube: &str, codes: &[String]) -> Option<(usize, usize)> {
        let grid = self.layout.grids.iter().position(|grid| grid.id == cube)?;
        Some((grid, self.layout.grids[grid].number(codes)?))
    }

    fn walk(
        &self,
        grid: usize,
        leaf: usize,
        load: Load,
        leaves: &mut BTreeMap<usize, usize>,
    ) -> Option<()> {
        let mut open = vec![(grid, leaf)];
        let mut met = BTreeSet::new();
        while let Some((grid, leaf)) = open.pop() {
            leaves.insert(grid, leaf);
            for (place, is_cube) in &self.ends[grid] {
                if !met.insert(*place) {
                    continue;
                }
                let (joint, branch) = (&self.layout.joints[*place], &self.witness.branches[*place]);
                let (keys, rows, side, next) = if *is_cube {
                    (&joint.cube_keys, &branch.to_parent, 0, joint.parent)
                } else {
                    (&joint.parent_keys, &branch.to_cube, 1, joint.cube)
                };
                let key = *keys.get(leaf)? as usize;
                let Row(_, up, taken, twice) = rows.get(self.rows[*place][side][key]?)?;
                let onwards = match load {
                    Load::Up => *up,
                    Load::Taken => (*taken)?,
                    Load::Twice => (*twice)?,
                };
                open.push((next, onwards as usize));
            }
        }
        Some(())
    }

    fn step(&self, grid: usize, leaf: usize, load: Load) -> Step {
        let step = i64::from(self.base) - 1;
        let pair = self.counts[grid].get(leaf).copied().unwrap_or_default();
        let (persons, cases) = match load {
            Load::Up => (step, step),
            Load::Taken if self.witness.persons == Persons::Joint => (-step, -step),
            // Cases by themselves: as many persons go as the pair allows.
            Load::Taken => (-lost_persons(pair, step), -step),
            Load::Twice => (-(step / 2), -step),
        };
        Step {
            cube: self.layout.grids[grid].id.clone(),
            codes: self.layout.grids[grid].codes_of(leaf),
            persons,
            cases,
        }
    }
}

/// How many persons can go with `step` cases, so that those left have one or two each.
fn lost_persons(pair: Pair, step: i64) -> i64 {
    let (persons, cases) = (i64::from(pair.persons), i64::from(pair.cases) - step);
    let low = (cases + 1).div_euclid(2).max(persons - step);
    persons - low.max(0)
}
