//! Published cubes as numbered attributes, cells and periods.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::{Frame, FrameError};
use crate::acyclic::check_acyclic;
use crate::cube::Measure;
use crate::published::PublishedCube;

/// An attribute with its codes, and the coarser attribute that each code belongs to.
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) codes: Vec<String>,
    pub(super) parent: Option<(usize, Vec<u16>)>,
}

/// A set of attributes whose cells are controlled: leaves of a cube, or a margin.
pub(super) struct CellSet {
    pub(super) attributes: Vec<usize>,
    pub(super) size: usize,
}

/// A linked cube.
pub(super) struct BoardCube {
    pub(super) id: String,
    /// Dimensions in the cube's own order.
    pub(super) dims: Vec<usize>,
    /// The set of its leaves.
    pub(super) leaf_set: usize,
    /// Sets that its leaves add up to, `leaf_set` included.
    pub(super) sets: Vec<usize>,
    /// Cubes next to it in the join tree, each with the set that both share.
    pub(super) neighbours: Vec<(usize, usize)>,
}

/// Exact totals, numbered.
pub(super) struct BoardFrame {
    pub(super) attributes: Vec<usize>,
    /// Group of each period, if any.
    pub(super) group: Vec<Option<usize>>,
    pub(super) size: usize,
    pub(super) totals: Vec<i64>,
    /// The cube whose leaves add up to it.
    pub(super) cube: usize,
}

/// Everything published, numbered.
pub(super) struct Board {
    pub(super) attributes: Vec<Attribute>,
    pub(super) sets: Vec<CellSet>,
    pub(super) cubes: Vec<BoardCube>,
    pub(super) periods: Vec<String>,
    pub(super) frames: Vec<BoardFrame>,
    /// Published cases by period, set and cell.
    pub(super) published: Vec<Vec<Vec<i64>>>,
}

impl Board {
    pub(super) fn new(
        published: &[(String, &[PublishedCube])],
        frames: &[Frame],
    ) -> Result<Self, FrameError> {
        let linked =
            |cube: &&PublishedCube| cube.spec.linked && cube.spec.measure == Measure::Period;
        let mut specs = BTreeMap::new();
        for (_, cubes) in published {
            for cube in cubes.iter().filter(linked) {
                specs
                    .entry(cube.spec.id.clone())
                    .or_insert(cube.spec.clone());
            }
        }
        let specs: Vec<_> = specs.into_values().collect();
        let tree = check_acyclic(&specs).map_err(|_| FrameError::Cyclic)?;
        let mut board = Self {
            attributes: Vec::new(),
            sets: Vec::new(),
            cubes: Vec::new(),
            periods: published.iter().map(|(period, _)| period.clone()).collect(),
            frames: Vec::new(),
            published: Vec::new(),
        };
        board.name_attributes(&specs);
        let mut shared: BTreeMap<&String, Vec<&Vec<String>>> = BTreeMap::new();
        for (cube, parent, set) in &tree.branches {
            shared.entry(cube).or_default().push(set);
            shared.entry(parent).or_default().push(set);
        }
        for spec in &specs {
            let dims: Vec<usize> = spec
                .dims
                .iter()
                .map(|dim| board.attribute(&dim.name))
                .collect();
            let leaf_set = board.set(dims.clone());
            let mut wanted: Vec<Vec<String>> = spec.margins.clone();
            wanted.extend(
                shared
                    .get(&spec.id)
                    .into_iter()
                    .flatten()
                    .map(|set| (*set).clone()),
            );
            wanted.extend(spec.attributes().into_iter().map(|name| vec![name]));
            wanted.push(Vec::new());
            let mut sets: BTreeSet<usize> = BTreeSet::from([leaf_set]);
            for names in wanted {
                let attributes = names.iter().map(|name| board.attribute(name)).collect();
                sets.insert(board.set(attributes));
            }
            board.cubes.push(BoardCube {
                id: spec.id.clone(),
                dims,
                leaf_set,
                sets: sets.into_iter().collect(),
                neighbours: Vec::new(),
            });
        }
        for (cube, parent, shared) in &tree.branches {
            let place = |id: &String| board.cubes.iter().position(|cube| cube.id == *id);
            let both = (place(cube), place(parent));
            let attributes = shared.iter().map(|name| board.attribute(name)).collect();
            let set = board.set(attributes);
            if let (Some(left), Some(right)) = both {
                board.cubes[left].neighbours.push((right, set));
                board.cubes[right].neighbours.push((left, set));
            }
        }
        for (_, cubes) in published {
            let values = board.read(cubes);
            board.published.push(values);
        }
        for frame in frames {
            let numbered = board.number(frame)?;
            board.frames.push(numbered);
        }
        Ok(board)
    }

    fn name_attributes(&mut self, specs: &[crate::cube::CubeSpec]) {
        let mut codes: BTreeMap<&String, BTreeSet<&String>> = BTreeMap::new();
        let mut parents: BTreeMap<&String, (&String, BTreeMap<&String, &String>)> = BTreeMap::new();
        for dim in specs.iter().flat_map(|spec| &spec.dims) {
            codes.entry(&dim.name).or_default().extend(&dim.codes);
            if let (Some(name), Some(pairs)) = (&dim.parent_name, &dim.parent) {
                codes
                    .entry(name)
                    .or_default()
                    .extend(pairs.iter().map(|(_, above)| above));
                let known = parents.entry(&dim.name).or_insert((name, BTreeMap::new()));
                known
                    .1
                    .extend(pairs.iter().map(|(code, above)| (code, above)));
            }
        }
        let names: Vec<&String> = codes.keys().copied().collect();
        for (name, own) in &codes {
            let own: Vec<&String> = own.iter().copied().collect();
            let parent = parents.get(name).and_then(|(above, pairs)| {
                let place = names.iter().position(|known| known == above)?;
                let above: Vec<&String> = codes[above].iter().copied().collect();
                let number = |code: &&String| {
                    let parent = pairs.get(code)?;
                    let place = above.iter().position(|known| known == parent)?;
                    u16::try_from(place).ok()
                };
                let numbers = own.iter().map(|code| number(code).unwrap_or(0)).collect();
                Some((place, numbers))
            });
            self.attributes.push(Attribute {
                name: (*name).clone(),
                codes: own.into_iter().cloned().collect(),
                parent,
            });
        }
    }

    fn attribute(&self, name: &str) -> usize {
        let found = self.attributes.iter().position(|own| own.name == name);
        found.unwrap_or_default()
    }

    /// The number of a set of attributes; a coarser level beside its own dimension is left out.
    fn set(&mut self, attributes: Vec<usize>) -> usize {
        let all: BTreeSet<usize> = attributes.into_iter().collect();
        let above = |attribute: &usize| {
            all.iter().any(|own| {
                self.attributes[*own]
                    .parent
                    .as_ref()
                    .is_some_and(|(above, _)| above == attribute)
            })
        };
        let attributes: Vec<usize> = all
            .iter()
            .copied()
            .filter(|attribute| !above(attribute))
            .collect();
        if let Some(place) = self
            .sets
            .iter()
            .position(|set| set.attributes == attributes)
        {
            return place;
        }
        let size = self.size(&attributes);
        self.sets.push(CellSet { attributes, size });
        self.sets.len() - 1
    }

    fn size(&self, attributes: &[usize]) -> usize {
        attributes
            .iter()
            .map(|own| self.attributes[*own].codes.len().max(1))
            .product()
    }

    /// The number of a cell within a set, from a full or partial assignment of codes.
    pub(super) fn cell(&self, attributes: &[usize], codes: &[Option<u16>]) -> usize {
        attributes.iter().fold(0, |cell, own| {
            cell * self.attributes[*own].codes.len() + usize::from(codes[*own].unwrap_or(0))
        })
    }

    /// The codes of a cell.
    pub(super) fn codes(&self, attributes: &[usize], mut cell: usize) -> Vec<(usize, u16)> {
        let mut codes = Vec::with_capacity(attributes.len());
        for own in attributes.iter().rev() {
            let size = self.attributes[*own].codes.len();
            codes.push((*own, (cell % size) as u16));
            cell /= size;
        }
        codes
    }

    /// Sets a code and the coarser codes above it; false when one of them is set otherwise.
    pub(super) fn assign(&self, codes: &mut [Option<u16>], attribute: usize, code: u16) -> bool {
        if codes[attribute].is_some_and(|known| known != code) {
            return false;
        }
        codes[attribute] = Some(code);
        match &self.attributes[attribute].parent {
            Some((above, numbers)) => self.assign(codes, *above, numbers[usize::from(code)]),
            None => true,
        }
    }

    fn read(&self, cubes: &[PublishedCube]) -> Vec<Vec<i64>> {
        let mut values: Vec<Vec<i64>> = self.sets.iter().map(|set| vec![0; set.size]).collect();
        let mut seen = BTreeSet::new();
        for cube in &self.cubes {
            let own: BTreeSet<usize> = cube
                .sets
                .iter()
                .copied()
                .filter(|set| !seen.contains(set))
                .collect();
            let Some(shown) = cubes.iter().find(|shown| shown.spec.id == cube.id) else {
                continue;
            };
            for leaf in &shown.leaves {
                let mut codes = vec![None; self.attributes.len()];
                for (attribute, code) in cube.dims.iter().zip(&leaf.codes) {
                    let known = &self.attributes[*attribute].codes;
                    if let Ok(number) = known.binary_search(code) {
                        self.assign(&mut codes, *attribute, number as u16);
                    }
                }
                for set in &own {
                    let cell = self.cell(&self.sets[*set].attributes, &codes);
                    values[*set][cell] += i64::from(leaf.cases);
                }
            }
            seen.extend(own);
        }
        values
    }

    fn number(&self, frame: &Frame) -> Result<BoardFrame, FrameError> {
        let attributes: Vec<usize> = frame
            .attributes
            .iter()
            .map(|name| self.attributes.iter().position(|own| own.name == *name))
            .collect::<Option<_>>()
            .ok_or_else(|| FrameError::Attributes(frame.id.clone()))?;
        let holds = |cube: &BoardCube| {
            let mut known: BTreeSet<usize> = cube.dims.iter().copied().collect();
            for dim in &cube.dims {
                known.extend(
                    self.attributes[*dim]
                        .parent
                        .as_ref()
                        .map(|(above, _)| *above),
                );
            }
            attributes.iter().all(|own| known.contains(own))
        };
        let cube = self
            .cubes
            .iter()
            .position(holds)
            .ok_or_else(|| FrameError::Attributes(frame.id.clone()))?;
        let wrong = || FrameError::Codes(frame.id.clone());
        let mut group = vec![None; self.periods.len()];
        for (number, periods) in frame.periods.iter().enumerate() {
            for period in periods {
                let place = self.periods.iter().position(|known| known == period);
                group[place.ok_or_else(wrong)?] = Some(number);
            }
        }
        let size = self.size(&attributes);
        let mut totals = vec![0; size * frame.periods.len()];
        for (number, codes, total) in &frame.totals {
            let mut assigned = vec![None; self.attributes.len()];
            for (attribute, code) in attributes.iter().zip(codes) {
                let place = self.attributes[*attribute].codes.binary_search(code);
                assigned[*attribute] = Some(place.map_err(|_| wrong())? as u16);
            }
            if *number >= frame.periods.len() || codes.len() != attributes.len() {
                return Err(wrong());
            }
            totals[number * size + self.cell(&attributes, &assigned)] += i64::from(*total);
        }
        Ok(BoardFrame {
            attributes,
            group,
            size,
            totals,
            cube,
        })
    }
}
