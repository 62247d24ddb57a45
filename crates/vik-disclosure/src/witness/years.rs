//! A finer cube once a year, which adds up to the published periods of a coarser one.

use std::collections::{BTreeMap, BTreeSet};

use crate::cube::{CubeSpec, Pair};

use super::history::{History, HistoryRelease};
use super::layout::{Layout, column};
use super::tree::Edge;
use super::verify::{Fault, Known};

/// The branches between the cubes of a release itself. The one branch of a year leads to a cube
/// of other releases.
pub(crate) fn own_edges(release: &HistoryRelease) -> Vec<Edge> {
    let edges = release.witness.edges();
    match release.witness.kind {
        super::build::Kind::Year => Vec::new(),
        _ => edges,
    }
}

/// Codes of attributes, and what is summed over them.
type Sums<'a> = BTreeMap<Vec<&'a str>, i64>;

/// Checks that a year adds up to its published periods over all attributes that it shares with
/// the cube it refines.
///
/// # Guarantee
/// Then worlds go on from that cube into the year and back: sums are equal, and both are multiples
/// of the base, so where a period shows something the year has a leaf with at least one base, and
/// the other way round. No rows are needed.
pub(crate) fn check(
    release: &HistoryRelease,
    periods: &[&HistoryRelease],
    history: &History,
    known: &Known<'_>,
    counts: &[Vec<Pair>],
) -> Result<(), Fault> {
    let fail = |rule| Err(("year".to_owned(), rule));
    let ([spec], [branch], [counts]) = (
        &known.definitions.cubes[..],
        &release.witness.branches[..],
        counts,
    ) else {
        return fail("a year has one cube and one branch");
    };
    if branch.cube != spec.id || !branch.to_parent.is_empty() || !branch.to_cube.is_empty() {
        return fail("a year has one branch, from its cube, without rows");
    }
    if periods.is_empty() {
        return fail("a year follows its published periods");
    }
    let Some(keys) = keys(spec, &branch.shared) else {
        return fail("a branch names the attributes that its cubes share, sorted");
    };
    let possible = &known.layout.grids[0].possible;
    let mut sums = Sums::new();
    let mut own = BTreeSet::new();
    for ((key, pair), possible) in keys.iter().zip(counts).zip(possible) {
        *sums.entry(key.clone()).or_default() += i64::from(pair.cases);
        if *possible {
            own.insert(key);
        }
    }
    let mut met = BTreeSet::new();
    for period in periods {
        let found = history.definitions_of(period).and_then(|definitions| {
            let place = definitions
                .cubes
                .iter()
                .position(|cube| cube.id == branch.parent)?;
            Some((definitions, place, period.cubes.get(place)?))
        });
        let Some((definitions, place, cube)) = found else {
            return fail("every period of a year has the cube that it refines");
        };
        let mother = &definitions.cubes[place];
        if !(mother.attributes().intersection(&spec.attributes())).eq(&branch.shared) {
            return fail("a branch names the attributes that its cubes share, sorted");
        }
        let layout = Layout::new(definitions, &[]);
        let grid = &layout.grids[place];
        let (Some(keys), Some(dense)) =
            (self::keys(mother, &branch.shared), grid.dense(&cube.leaves))
        else {
            return fail("every period of a year has the cube that it refines");
        };
        for ((key, pair), possible) in keys.into_iter().zip(&dense).zip(&grid.possible) {
            if *possible {
                if !own.contains(&key) {
                    return fail("a year has a leaf for every leaf of its periods");
                }
                if pair.cases > 0 {
                    *sums.entry(key.clone()).or_default() -= i64::from(pair.cases);
                }
                met.insert(key);
            }
        }
    }
    if own.into_iter().any(|key| !met.contains(key)) {
        return fail("a leaf of a year that fits no leaf of its periods is impossible");
    }
    if sums.values().any(|difference| *difference != 0) {
        return fail("a year adds up to its published periods");
    }
    Ok(())
}

/// For each leaf its codes of some attributes; `None` when the cube lacks one.
fn keys<'a>(spec: &'a CubeSpec, names: &[String]) -> Option<Vec<Vec<&'a str>>> {
    let columns: Vec<(usize, Vec<&str>)> = names
        .iter()
        .map(|name| column(spec, name))
        .collect::<Option<_>>()?;
    let sizes: Vec<usize> = spec.dims.iter().map(|dim| dim.codes.len()).collect();
    let key = |leaf: usize| {
        let place = |dim: usize| {
            let below: usize = sizes[dim + 1..].iter().product();
            leaf / below % sizes[dim]
        };
        let codes = columns.iter().map(|(dim, codes)| codes[place(*dim)]);
        codes.collect()
    };
    Some((0..sizes.iter().product()).map(key).collect())
}
