//! The lines of a bundle: every leaf of the shared releases that is not zero, as `vik audit export` says it.
//!
//! Margins are sums of leaves and absent leaves are zero, so neither is repeated. The ledger writes
//! all of them, ten times as many; here it is asked about one leaf of each cube, and the others
//! follow that example: rule, period, population and audience are those of the cube.

use std::collections::BTreeMap;

use vik_disclosure::ledger::{Counted, Statement, told};
use vik_disclosure::{CubeLeaves, CubeSpec, History, HistoryRelease, PublishedLeaf};

/// The lines, in the order of releases, cubes and codes.
pub(crate) fn cells(history: &History) -> Vec<Statement> {
    let examples = examples(history);
    let mut cells = Vec::new();
    for (release, example) in history.releases.iter().zip(&examples.releases) {
        let specs = history.definitions_of(release).map(|known| &known.cubes);
        let said: BTreeMap<(String, Counted), Statement> = told(&examples, example)
            .into_iter()
            .filter(|one| {
                let spec = specs.and_then(|specs| specs.iter().find(|spec| spec.id == one.cube));
                spec.is_some_and(|spec| one.codes.len() == width(spec))
            })
            .map(|one| ((one.cube.clone(), one.measure), one))
            .collect();
        for cube in &release.cubes {
            let spec = specs.and_then(|specs| specs.iter().find(|spec| spec.id == cube.id));
            for leaf in &cube.leaves {
                for (measure, value) in [
                    (Counted::Cases, leaf.cases),
                    (Counted::Persons, leaf.persons),
                ] {
                    let example = said.get(&(cube.id.clone(), measure));
                    if let (Some(spec), Some(example), true) = (spec, example, value > 0) {
                        let mut cell = example.clone();
                        cell.codes = attributes(spec, &leaf.codes);
                        cell.value = Some(value);
                        cells.push(cell);
                    }
                }
            }
        }
    }
    cells
}

/// The same history with one leaf in each cube, that of the first codes.
fn examples(history: &History) -> History {
    let mut small = history.clone();
    for spec in small
        .definitions
        .values_mut()
        .flat_map(|known| &mut known.cubes)
    {
        for dim in &mut spec.dims {
            dim.codes.truncate(1);
        }
    }
    let specs = small.definitions.clone();
    for release in &mut small.releases {
        let HistoryRelease { record, cubes, .. } = release;
        let digest = record.proof.as_ref().map(|proof| &proof.definitions_sha256);
        let known = digest.and_then(|digest| specs.get(digest));
        for cube in cubes {
            let spec = known.and_then(|known| known.cubes.iter().find(|spec| spec.id == cube.id));
            let CubeLeaves { leaves, .. } = cube;
            leaves.clear();
            leaves.extend(spec.map(|spec| PublishedLeaf {
                codes: spec.dims.iter().flat_map(|dim| dim.codes.clone()).collect(),
                persons: spec.base,
                cases: spec.base,
            }));
        }
    }
    small
}

/// How many attributes a leaf names: its dimensions and their coarser levels.
fn width(spec: &CubeSpec) -> usize {
    let above = spec.dims.iter().filter(|dim| dim.parent_name.is_some());
    spec.dims.len() + above.count()
}

fn attributes(spec: &CubeSpec, codes: &[String]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (dim, code) in spec.dims.iter().zip(codes) {
        found.insert(dim.name.clone(), code.clone());
        if let (Some(name), Some(pairs)) = (&dim.parent_name, &dim.parent)
            && let Some((_, above)) = pairs.iter().find(|(child, _)| child == code)
        {
            found.insert(name.clone(), above.clone());
        }
    }
    found
}
