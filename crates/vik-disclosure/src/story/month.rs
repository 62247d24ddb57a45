//! What one month of published cubes proves about a set of facets.

use std::collections::{BTreeMap, BTreeSet};

use crate::acyclic::{JoinTree, check_acyclic};
use crate::cells;
use crate::cube::{CubeSpec, DimSpec, Measure};
use crate::published::PublishedCube;

use super::facets::Attributes;
use super::months::Declared;

/// The linked cubes of a month.
#[derive(Debug)]
pub(super) struct Month {
    pub(super) cubes: Vec<MonthCube>,
    /// Nothing if the cubes run in a circle: then there is no estimate.
    pub(super) tree: Option<JoinTree>,
}

/// A linked cube, its leaves with all attributes.
#[derive(Debug)]
pub(super) struct MonthCube {
    pub(super) spec: CubeSpec,
    pub(super) names: BTreeSet<String>,
    /// Controlled sets, and the leaves' own set first.
    sets: Vec<BTreeSet<String>>,
    pub(super) leaves: Vec<Leaf>,
}

/// A published leaf that is not zero.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) codes: Attributes,
    persons: u32,
    pub(super) cases: u32,
}

/// Cases and persons at least or at most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) cases: u64,
    pub(super) persons: u64,
}

impl Month {
    /// Takes the linked cubes of cases; windows, mentions and unlinked cubes count something else.
    pub(super) fn new(cubes: Vec<PublishedCube>) -> Self {
        let cubes: Vec<PublishedCube> = cubes
            .into_iter()
            .filter(|cube| cube.spec.linked && cube.spec.validate().is_ok())
            .collect();
        let specs: Vec<CubeSpec> = cubes.iter().map(|cube| cube.spec.clone()).collect();
        let tree = check_acyclic(&specs).ok();
        let none = JoinTree {
            branches: Vec::new(),
            roots: Vec::new(),
        };
        let mut controlled = cells::controlled(&specs, tree.as_ref().unwrap_or(&none));
        let cubes = cubes
            .into_iter()
            .map(|cube| {
                let own = controlled.remove(&cube.spec.id).unwrap_or_default();
                MonthCube::new(cube, own)
            })
            .collect();
        Self { cubes, tree }
    }

    /// At least so many have these facets, in every possible world.
    pub(super) fn at_least(&self, facets: &Attributes, declared: &Declared) -> Count {
        let counted = self.counting(facets);
        counted.fold(Count::default(), |best, cube| {
            let own = cube.at_least(facets, declared);
            Count {
                cases: best.cases.max(own.cases),
                persons: best.persons.max(own.persons),
            }
        })
    }

    /// At most so many have these facets, if a cube counts them together.
    pub(super) fn at_most(&self, facets: &Attributes, declared: &Declared) -> Option<Count> {
        self.counting(facets)
            .map(|cube| cube.at_most(facets, declared))
            .reduce(|best, own| Count {
                cases: best.cases.min(own.cases),
                persons: best.persons.min(own.persons),
            })
    }

    /// The published persons with these facets, in the cube that shows most.
    pub(super) fn shown(&self, facets: &Attributes) -> u64 {
        self.counting(facets)
            .map(|cube| {
                let persons = cube.matching(facets).map(|leaf| u64::from(leaf.persons));
                persons.sum::<u64>()
            })
            .max()
            .unwrap_or_default()
    }

    /// Published persons for each case, in the cube that shows fewest; at least a half.
    pub(super) fn persons_per_case(&self) -> f64 {
        let ratio = |cube: &MonthCube| {
            let none = Attributes::new();
            let sum = |part: fn(&Leaf) -> u32| -> f64 {
                cube.matching(&none).map(|leaf| f64::from(part(leaf))).sum()
            };
            let cases = sum(|leaf| leaf.cases);
            (cases > 0.0).then(|| sum(|leaf| leaf.persons) / cases)
        };
        self.cubes
            .iter()
            .filter_map(ratio)
            .fold(1.0, f64::min)
            .max(0.5)
    }

    /// Cubes that count these facets together. The leaves of a clique may be further off than
    /// declared, so it proves nothing.
    fn counting(&self, facets: &Attributes) -> impl Iterator<Item = &MonthCube> {
        self.cubes.iter().filter(|cube| {
            cube.spec.measure == Measure::Period
                && facets.keys().all(|name| cube.names.contains(name))
        })
    }
}

impl MonthCube {
    fn new(cube: PublishedCube, controlled: BTreeSet<BTreeSet<String>>) -> Self {
        let own: BTreeSet<String> = cube.spec.dims.iter().map(|dim| dim.name.clone()).collect();
        let leaves = (cube.leaves.iter())
            .filter(|leaf| leaf.cases > 0 && leaf.codes.len() == cube.spec.dims.len())
            .map(|leaf| Leaf {
                codes: attributes(&cube.spec, &leaf.codes),
                persons: leaf.persons,
                cases: leaf.cases,
            })
            .collect();
        Self {
            names: cube.spec.attributes(),
            sets: [own].into_iter().chain(controlled).collect(),
            leaves,
            spec: cube.spec,
        }
    }

    pub(super) fn matching(&self, facets: &Attributes) -> impl Iterator<Item = &Leaf> {
        self.leaves.iter().filter(move |leaf| leaf.agrees(facets))
    }

    fn at_least(&self, facets: &Attributes, declared: &Declared) -> Count {
        let leaves: Vec<&Leaf> = self.matching(facets).collect();
        let cases = self
            .serving(facets)
            .map(|(set, tolerance)| {
                let mut cells: BTreeMap<Vec<&String>, (u64, u64)> = BTreeMap::new();
                for leaf in &leaves {
                    let codes = set.iter().filter_map(|name| leaf.codes.get(name)).collect();
                    let cell = cells.entry(codes).or_default();
                    cell.0 += u64::from(leaf.cases);
                    cell.1 += u64::from(least(leaf.cases, declared.leaf));
                }
                let tolerance = u64::from(tolerance.of(declared));
                let least = |(sum, leaves): (u64, u64)| leaves.max(sum.saturating_sub(tolerance));
                cells.into_values().map(least).sum::<u64>()
            })
            .max()
            .unwrap_or_default();
        let fullest = (leaves.iter())
            .map(|leaf| u64::from(least(leaf.persons, declared.leaf)))
            .max();
        Count {
            cases,
            persons: cases.div_ceil(2).max(fullest.unwrap_or_default()),
        }
    }

    fn at_most(&self, facets: &Attributes, declared: &Declared) -> Count {
        let sum = |part: fn(&Leaf) -> u32| -> u64 {
            self.matching(facets)
                .map(|leaf| u64::from(part(leaf)))
                .sum()
        };
        let room = |set: &BTreeSet<String>, tolerance: u32| {
            let cells: u64 = self
                .spec
                .dims
                .iter()
                .map(|dim| cells(dim, set, facets))
                .product();
            cells.saturating_mul(u64::from(tolerance))
        };
        let cases = (self.serving(facets))
            .map(|(set, tolerance)| sum(|leaf| leaf.cases) + room(set, tolerance.of(declared)))
            .min()
            .unwrap_or(u64::MAX);
        let persons = sum(|leaf| leaf.persons) + room(&self.sets[0], declared.leaf);
        Count {
            cases,
            persons: persons.min(cases),
        }
    }

    /// Controlled sets that determine the facets.
    fn serving(&self, facets: &Attributes) -> impl Iterator<Item = (&BTreeSet<String>, Cell)> {
        let kinds = [Cell::Leaf]
            .into_iter()
            .chain(std::iter::repeat(Cell::Margin));
        self.sets.iter().zip(kinds).filter(move |(set, _)| {
            facets.keys().all(|name| {
                let below = |dim: &DimSpec| {
                    dim.parent_name.as_ref() == Some(name) && set.contains(&dim.name)
                };
                set.contains(name) || self.spec.dims.iter().any(below)
            })
        })
    }
}

#[derive(Clone, Copy)]
enum Cell {
    Leaf,
    Margin,
}

impl Cell {
    fn of(self, declared: &Declared) -> u32 {
        match self {
            Self::Leaf => declared.leaf,
            Self::Margin => declared.margin,
        }
    }
}

impl Leaf {
    /// Whether the leaf has all facets that its cube knows.
    pub(super) fn agrees(&self, facets: &Attributes) -> bool {
        facets
            .iter()
            .all(|(name, code)| self.codes.get(name).is_none_or(|own| own == code))
    }
}

/// What a published number proves: at least one if it is not zero.
fn least(shown: u32, tolerance: u32) -> u32 {
    shown.saturating_sub(tolerance).max(u32::from(shown > 0))
}

/// How many values a dimension takes in the cells of a set that agree with the facets.
fn cells(dim: &DimSpec, set: &BTreeSet<String>, facets: &Attributes) -> u64 {
    let above = |code: &String| {
        let pairs = dim.parent.as_ref()?;
        let (_, parent) = pairs.iter().find(|(child, _)| child == code)?;
        Some(parent.clone())
    };
    let agreeing = dim.codes.iter().filter(|code| {
        let own = facets.get(&dim.name).is_none_or(|facet| facet == *code);
        let wide = dim.parent_name.as_ref().and_then(|name| facets.get(name));
        own && wide.is_none_or(|facet| above(code).as_ref() == Some(facet))
    });
    if set.contains(&dim.name) {
        agreeing.count() as u64
    } else if dim
        .parent_name
        .as_ref()
        .is_some_and(|name| set.contains(name))
    {
        agreeing
            .filter_map(above)
            .collect::<BTreeSet<String>>()
            .len() as u64
    } else {
        1
    }
}

fn attributes(spec: &CubeSpec, codes: &[String]) -> Attributes {
    let mut attributes = Attributes::new();
    for (dim, code) in spec.dims.iter().zip(codes) {
        attributes.insert(dim.name.clone(), code.clone());
        if let (Some(name), Some(pairs)) = (&dim.parent_name, &dim.parent)
            && let Some((_, above)) = pairs.iter().find(|(child, _)| child == code)
        {
            attributes.insert(name.clone(), above.clone());
        }
    }
    attributes
}
