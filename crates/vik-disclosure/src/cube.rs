//! What a cube is: dimensions, margins, and pairs of counts in its leaves.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// One dimension, with an optional coarser level above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimSpec {
    /// Name; linked cubes that use the same name mean the same thing by it.
    pub name: String,
    /// Codes, in the order in which a leaf indexes them.
    pub codes: Vec<String>,
    /// Pairs (code, parent code), one for each code, if there is a coarser level.
    pub parent: Option<Vec<(String, String)>>,
    /// Name of the coarser level.
    pub parent_name: Option<String>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Cases of one period: errors of earlier periods are fed back.
    Period,
    /// Mentions of one period, such as causes: also fed back, never linked to cases.
    Mentions,
    /// A rolling window. The counts are those of its newest part alone; that part is rounded like a
    /// period and kept, and only the sum of the last `window_periods` rounded parts is published.
    ///
    /// Rounding each window from its own true sum would be wrong: two windows share all parts but
    /// one, so that successive windows narrow each other.
    Window,
    /// Cases of one period in a cube that closes a cycle of linked cubes: its leaves are rounded
    /// along, so that the others are margins of one table. It is published for the proof's sake, and
    /// its own leaves may be further from the truth than those of other cubes; show it to nobody.
    Clique,
}

/// The definition of a cube.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CubeSpec {
    /// Name of the cube.
    pub id: String,
    /// Dimensions.
    pub dims: Vec<DimSpec>,
    /// Controlled margins, as sets of names of dimensions or of their coarser levels.
    /// The leaves, each single dimension, each coarser level and the total are always controlled.
    pub margins: Vec<Vec<String>>,
    /// Whether it shares its margins with the other linked cubes.
    pub linked: bool,
    /// Rounding base.
    pub base: u32,
    /// What is counted.
    pub measure: Measure,
}

/// Persons and cases of a leaf.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pair {
    /// Distinct persons in this leaf.
    pub persons: u32,
    /// Cases in this leaf.
    pub cases: u32,
}

/// A cube with its leaves; absent leaves are zero. It has no `Debug`: its counts are protected.
#[derive(Clone, PartialEq, Eq)]
pub struct Cube {
    /// Definition.
    pub spec: CubeSpec,
    /// Counts by code index, one index for each dimension.
    pub leaves: BTreeMap<Vec<u16>, Pair>,
}

/// A cube that is not what its definition says. Names the cube, never a count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CubeError {
    /// The definition is inconsistent.
    #[error("cube `{cube}`: {expected}")]
    Definition {
        /// Cube.
        cube: String,
        /// What was expected.
        expected: String,
    },
    /// A leaf lies outside its dimensions.
    #[error("cube `{cube}`: expected one known code for each dimension of a leaf")]
    Leaf {
        /// Cube.
        cube: String,
    },
    /// The counts of a leaf contradict each other.
    #[error("cube `{cube}`: expected persons <= cases <= 2 * persons in every leaf")]
    Counts {
        /// Cube.
        cube: String,
    },
    /// A case lies where there can be none yet.
    #[error("cube `{cube}`: expected no cases under a code of `{dimension}` before its first day")]
    Absent {
        /// Cube.
        cube: String,
        /// Dimension.
        dimension: String,
    },
    /// Two cubes disagree on a margin that they share, before any rounding.
    #[error("cubes `{left}` and `{right}`: expected equal case counts on the margin ({margin})")]
    Links {
        /// First cube.
        left: String,
        /// Second cube.
        right: String,
        /// Shared attributes.
        margin: String,
    },
}

impl CubeSpec {
    /// All attribute names: dimensions and their coarser levels.
    pub(crate) fn attributes(&self) -> BTreeSet<String> {
        self.dims
            .iter()
            .flat_map(|dim| [Some(dim.name.clone()), dim.parent_name.clone()])
            .flatten()
            .collect()
    }

    /// The numbers of the leaves that have a code in `absent`, which is by dimension.
    ///
    /// The number of a leaf is that of its codes in mixed radix, as in the witness.
    pub(crate) fn leaves_with(&self, absent: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<u32> {
        if absent.is_empty() {
            return BTreeSet::new();
        }
        let none = BTreeSet::new();
        let mut leaves = vec![(0_u32, false)];
        for dim in &self.dims {
            let named = absent.get(&dim.name).unwrap_or(&none);
            let size = dim.codes.len() as u32;
            let codes: Vec<bool> = dim.codes.iter().map(|code| named.contains(code)).collect();
            let with = |(number, found): &(u32, bool)| {
                let (number, found) = (*number, *found);
                let code =
                    move |(place, own): (usize, bool)| (number * size + place as u32, found || own);
                codes.clone().into_iter().enumerate().map(code)
            };
            leaves = leaves.iter().flat_map(with).collect();
        }
        let found = leaves.into_iter().filter(|(_, found)| *found);
        found.map(|(number, _)| number).collect()
    }

    /// Checks that names, codes, parents and margins fit together.
    pub fn validate(&self) -> Result<(), CubeError> {
        let fail = |expected: String| {
            Err(CubeError::Definition {
                cube: self.id.clone(),
                expected,
            })
        };
        if self.id.is_empty() || self.base < 2 {
            return fail("expected a name and a base of at least 2".to_owned());
        }
        let one_period = matches!(self.measure, Measure::Period | Measure::Clique);
        if (self.linked && !one_period) || (self.measure == Measure::Clique && !self.linked) {
            return fail(
                "expected cases of one period in a linked cube, and a clique to be linked"
                    .to_owned(),
            );
        }
        let mut names = BTreeSet::new();
        for dim in &self.dims {
            for name in [Some(&dim.name), dim.parent_name.as_ref()]
                .into_iter()
                .flatten()
            {
                if !names.insert(name.clone()) {
                    return fail(format!("expected attribute `{name}` once"));
                }
            }
            let codes: BTreeSet<&String> = dim.codes.iter().collect();
            if codes.len() != dim.codes.len() || dim.codes.len() > usize::from(u16::MAX) {
                return fail(format!("expected distinct codes in `{}`", dim.name));
            }
            if dim.parent.is_some() != dim.parent_name.is_some() {
                return fail(format!(
                    "expected parent codes and a parent name for `{}`",
                    dim.name
                ));
            }
            if let Some(pairs) = &dim.parent {
                let children: BTreeMap<&String, &String> =
                    pairs.iter().map(|(code, parent)| (code, parent)).collect();
                if children.len() != pairs.len()
                    || dim.codes.iter().any(|code| !children.contains_key(code))
                {
                    return fail(format!(
                        "expected one parent for each code of `{}`",
                        dim.name
                    ));
                }
            }
        }
        match self
            .margins
            .iter()
            .flatten()
            .find(|name| !names.contains(*name))
        {
            Some(name) => fail(format!("expected margin `{name}` among the dimensions")),
            None => Ok(()),
        }
    }
}

impl Cube {
    /// Checks that no case has a code that does not exist yet.
    pub(crate) fn check_absent(
        &self,
        absent: &BTreeMap<String, BTreeSet<String>>,
    ) -> Result<(), CubeError> {
        for (place, dim) in self.spec.dims.iter().enumerate() {
            let Some(named) = absent.get(&dim.name) else {
                continue;
            };
            let mut held = self.leaves.iter().filter(|(_, pair)| pair.cases > 0);
            if held.any(|(leaf, _)| named.contains(&dim.codes[usize::from(leaf[place])])) {
                return Err(CubeError::Absent {
                    cube: self.spec.id.clone(),
                    dimension: dim.name.clone(),
                });
            }
        }
        Ok(())
    }

    /// Checks the definition, and `persons <= cases <= 2 * persons` in every leaf.
    pub fn validate(&self) -> Result<(), CubeError> {
        self.spec.validate()?;
        let known = |leaf: &Vec<u16>| {
            leaf.len() == self.spec.dims.len()
                && leaf
                    .iter()
                    .zip(&self.spec.dims)
                    .all(|(code, dim)| usize::from(*code) < dim.codes.len())
        };
        if !self.leaves.keys().all(known) {
            return Err(CubeError::Leaf {
                cube: self.spec.id.clone(),
            });
        }
        let sound = |pair: &Pair| {
            #[cfg(test)]
            crate::tests::work::step();
            pair.persons <= pair.cases
                && u64::from(pair.cases) <= 2 * u64::from(pair.persons)
                && pair.cases < 1_000_000
        };
        if !self.leaves.values().all(sound) {
            return Err(CubeError::Counts {
                cube: self.spec.id.clone(),
            });
        }
        Ok(())
    }
}
