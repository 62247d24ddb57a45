//! The derivation of a quarter: published months, added up and rounded again.

use std::collections::{BTreeMap, BTreeSet};

use crate::cube::{CubeSpec, Pair};

use super::history::{History, HistoryRelease};
use super::layout::column;
use super::tree::Edge;
use super::verify::{Fault, Known};

/// The controlled margins of one cube: for each set of attributes, the cell of each leaf.
pub(crate) struct Margins {
    pub(super) sets: Vec<Vec<u32>>,
}

impl Margins {
    /// The margins of all cubes; those that a branch shares are controlled in both its cubes.
    pub(crate) fn of(specs: &[CubeSpec], edges: &[Edge]) -> Vec<Self> {
        let of = |spec: &CubeSpec| {
            let extra: Vec<Vec<String>> = edges
                .iter()
                .filter(|(cube, parent, _)| *cube == spec.id || *parent == spec.id)
                .map(|(.., shared)| shared.clone())
                .collect();
            let names = controlled(spec, &extra);
            let cells = |names: &BTreeSet<String>| {
                let columns: Vec<_> = names.iter().filter_map(|name| column(spec, name)).collect();
                cells(spec, &columns)
            };
            Self {
                sets: names.iter().map(cells).collect(),
            }
        };
        specs.iter().map(of).collect()
    }
}

/// The controlled sets of attributes: each alone, none, those listed and those shared; without a
/// coarser level beside its own dimension, which says nothing new, and without the leaves.
///
/// Written apart from the rounding on purpose: a check should not lean on what it checks.
pub(super) fn controlled(spec: &CubeSpec, shared: &[Vec<String>]) -> BTreeSet<BTreeSet<String>> {
    let leaf: BTreeSet<String> = spec.dims.iter().map(|dim| dim.name.clone()).collect();
    let mut sets: Vec<BTreeSet<String>> = vec![BTreeSet::new()];
    sets.extend(
        spec.attributes()
            .into_iter()
            .map(|name| BTreeSet::from([name])),
    );
    let listed = spec.margins.iter().chain(shared);
    sets.extend(listed.map(|names| names.iter().cloned().collect()));
    for set in &mut sets {
        for dim in &spec.dims {
            if let Some(above) = &dim.parent_name
                && set.contains(&dim.name)
            {
                set.remove(above);
            }
        }
    }
    sets.retain(|set| *set != leaf);
    sets.into_iter().collect()
}

/// For each leaf the number of the cell it belongs to.
fn cells(spec: &CubeSpec, columns: &[(usize, Vec<&str>)]) -> Vec<u32> {
    let sizes: Vec<usize> = spec.dims.iter().map(|dim| dim.codes.len()).collect();
    let leaves = sizes.iter().product();
    let mut numbers: BTreeMap<Vec<&str>, u32> = BTreeMap::new();
    let mut cells = Vec::with_capacity(leaves);
    for leaf in 0..leaves {
        let mut indices = vec![0; sizes.len()];
        let mut rest: usize = leaf;
        for (index, size) in indices.iter_mut().zip(&sizes).rev() {
            *index = rest % size;
            rest /= size;
        }
        let key: Vec<&str> = columns
            .iter()
            .map(|(dim, codes)| codes[indices[*dim]])
            .collect();
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        cells.push(*numbers.entry(key).or_insert(next));
    }
    cells
}

/// The months of a quarter such as `2024-Q1`; none for another period.
pub(crate) fn months_of(quarter: &str) -> Vec<String> {
    let Some((year, number)) = quarter.split_once("-Q") else {
        return Vec::new();
    };
    match number.parse::<u32>() {
        Ok(number @ 1..=4) => (3 * number - 2..=3 * number)
            .map(|month| format!("{year}-{month:02}"))
            .collect(),
        _ => Vec::new(),
    }
}

/// Checks that a quarter is its three published months, within the tolerance of its own base.
/// Returns the number of margins of cases beyond that: a margin is a sum of leaves that hold, so how
/// far it strays says something about accuracy and nothing about protection.
pub(crate) fn check(
    release: &HistoryRelease,
    months: &[&HistoryRelease],
    history: &History,
    known: &Known<'_>,
    counts: &[Vec<Pair>],
    base: u32,
) -> Result<u64, Fault> {
    if months.len() != 3 {
        let rule = "a quarter follows its three published months";
        return Err(("record".to_owned(), rule));
    }
    let branches = &release.witness.branches;
    if (branches.iter()).any(|branch| !branch.to_parent.is_empty() || !branch.to_cube.is_empty()) {
        let rule = "a derived release has no paths of its own";
        return Err(("witness".to_owned(), rule));
    }
    for joint in &known.layout.joints {
        if !joint.agree(counts, |pair| pair.cases) {
            let rule = "linked cubes agree on the cases they share";
            return Err((known.layout.grids[joint.cube].id.clone(), rule));
        }
    }
    check_shapes(months, history, known)?;
    let mut far = 0;
    for ((grid, margins), shown) in (known.layout.grids.iter()).zip(&known.margins).zip(counts) {
        let fail = |rule| (grid.id.clone(), rule);
        let mut sums = vec![Pair::default(); grid.leaves];
        for month in months {
            let cubes = month.cubes.iter().filter(|cube| cube.id == grid.id);
            for leaf in cubes.flat_map(|cube| &cube.leaves) {
                let number = grid.number(&leaf.codes);
                let Some(sum) = number.and_then(|number| sums.get_mut(number)) else {
                    return Err(fail("a quarter has every code of its months"));
                };
                sum.persons += leaf.persons;
                sum.cases += leaf.cases;
            }
        }
        for (shown, sum) in shown.iter().zip(&sums) {
            let near = |shown: u32, sum: u32| shown.abs_diff(sum) < base && (sum > 0 || shown == 0);
            if !near(shown.persons, sum.persons) || !near(shown.cases, sum.cases) {
                return Err(fail("a quarter is the sum of its months, within its base"));
            }
        }
        for cells in &margins.sets {
            let mut totals = vec![0_i64; grid.leaves];
            for ((shown, sum), cell) in shown.iter().zip(&sums).zip(cells) {
                totals[*cell as usize] += i64::from(shown.cases) - i64::from(sum.cases);
            }
            let beyond = |error: &&i64| error.unsigned_abs() >= u64::from(base);
            far += totals.iter().filter(beyond).count() as u64;
        }
    }
    Ok(far)
}

/// The dimensions of a cube, if the definitions have it.
fn shape<'a>(cubes: &'a [CubeSpec], id: &str) -> Option<Vec<&'a str>> {
    let spec = cubes.iter().find(|spec| spec.id == id)?;
    Some(spec.dims.iter().map(|dim| dim.name.as_str()).collect())
}

/// The quarter has the cubes of its months with the same dimensions, and no others.
/// A window is counted in the last month only, so not every month has every cube.
fn check_shapes(
    months: &[&HistoryRelease],
    history: &History,
    known: &Known<'_>,
) -> Result<(), Fault> {
    let own = &known.definitions.cubes;
    let mut met = BTreeSet::new();
    for month in months {
        let definitions = history.definitions_of(month);
        for spec in definitions
            .iter()
            .flat_map(|definitions| &definitions.cubes)
        {
            let of_month = spec.dims.iter().map(|dim| dim.name.as_str());
            if !shape(own, &spec.id).is_some_and(|dims| of_month.eq(dims)) {
                let rule = "a quarter has the cubes and dimensions of its months";
                return Err((spec.id.clone(), rule));
            }
            met.insert(&spec.id);
        }
    }
    match own.iter().find(|spec| !met.contains(&spec.id)) {
        Some(spec) => Err((
            spec.id.clone(),
            "a quarter has no cube that its months lack",
        )),
        None => Ok(()),
    }
}
