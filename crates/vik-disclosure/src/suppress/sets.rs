//! Which cells linked tables show, and in which order the tables are protected.

use std::collections::{BTreeMap, BTreeSet};

use crate::acyclic::check_acyclic;
use crate::cells;
use crate::cube::CubeSpec;
use crate::refusal::Refusal;

/// Names of attributes; a coarser level beside its own dimension is left out.
pub(super) type Set = BTreeSet<String>;

/// The cells of linked tables.
#[derive(Debug)]
pub(super) struct Layout {
    /// Tables in the order in which they are protected: each after the one that it hangs on.
    pub(super) order: Vec<usize>,
    /// Attribute sets that each table shows, its leaves among them.
    pub(super) sets: Vec<BTreeSet<Set>>,
    /// What each table shares with each of its neighbours in the join tree.
    pub(super) shared: Vec<Vec<Set>>,
}

/// Lays out tables. It reads definitions only, so a refusal tells nothing about a count.
///
/// Two neighbours show the same cells of what they share. Of the cells that one of them cuts
/// further, the parts within what they share must be a chain, each finer than the next (unit by
/// category, unit, everything): then a change of what they share can be followed in both by moving
/// cases that keep all their other codes, without touching anything shown (see [`linked`](super::linked)).
pub(super) fn layout(specs: &[CubeSpec]) -> Result<Layout, Refusal> {
    let tree = check_acyclic(specs).map_err(|circle| {
        Refusal::new(
            "tables in a circle",
            circle.cubes.join(", "),
            "the same tables without one of these",
        )
    })?;
    let place = |id: &String| specs.iter().position(|spec| spec.id == *id);
    let edges: Vec<(usize, usize)> = tree
        .branches
        .iter()
        .filter_map(|(cube, above, _)| Some((place(cube)?, place(above)?)))
        .collect();
    let mut order: Vec<usize> = tree.roots.iter().filter_map(place).collect();
    order.extend(edges.iter().rev().map(|(cube, _)| *cube));

    let controlled = cells::controlled(specs, &tree);
    let own = |spec: &CubeSpec| {
        let mut sets = controlled.get(&spec.id).cloned().unwrap_or_default();
        sets.insert(spec.dims.iter().map(|dim| dim.name.clone()).collect());
        sets
    };
    let mut sets: Vec<BTreeSet<Set>> = specs.iter().map(own).collect();
    let mut shared: Vec<Vec<Set>> = vec![Vec::new(); specs.len()];
    for (left, right) in &edges {
        let (one, other) = (specs[*left].attributes(), specs[*right].attributes());
        let both: Set = one.intersection(&other).cloned().collect();
        shared[*left].push(both.clone());
        shared[*right].push(both);
    }
    share(specs, &edges, &mut sets);
    for ((spec, sets), shared) in specs.iter().zip(&sets).zip(&shared) {
        for both in shared {
            let finer = sets.iter().filter(|set| !set.is_subset(both));
            let parts: BTreeSet<Set> = finer.map(|set| within(spec, set, both)).collect();
            let chain = parts.iter().all(|left| {
                let one_way = |right: &Set| left.is_subset(right) || right.is_subset(left);
                parts.iter().all(one_way)
            });
            if !chain {
                return Err(Refusal::new(
                    "tables that cross",
                    &spec.id,
                    "the same tables without this one, or this one without some of its margins",
                ));
            }
        }
    }
    Ok(Layout {
        order,
        sets,
        shared,
    })
}

/// Gives neighbours the same cells of what they share, and every cell its part of that.
fn share(specs: &[CubeSpec], edges: &[(usize, usize)], sets: &mut [BTreeSet<Set>]) {
    loop {
        let mut grown = false;
        for (left, right) in edges {
            let (one, other) = (specs[*left].attributes(), specs[*right].attributes());
            let both: Set = one.intersection(&other).cloned().collect();
            for (from, to) in [(*left, *right), (*right, *left)] {
                for set in sets[from].clone() {
                    let part = reduced(&specs[from], &within(&specs[from], &set, &both));
                    grown |= sets[from].insert(part.clone());
                    grown |= sets[to].insert(reduced(&specs[to], &part));
                }
            }
        }
        if !grown {
            return;
        }
    }
}

/// The shared attributes that a cell over `set` says something about, coarser levels included.
fn within(spec: &CubeSpec, set: &Set, both: &Set) -> Set {
    let above = spec.dims.iter().filter(|dim| set.contains(&dim.name));
    let above = above.filter_map(|dim| dim.parent_name.clone());
    let mut whole: Set = set.iter().cloned().chain(above).collect();
    whole.retain(|name| both.contains(name));
    whole
}

fn reduced(spec: &CubeSpec, set: &Set) -> Set {
    let mut set = set.clone();
    for dim in &spec.dims {
        if let Some(above) = &dim.parent_name
            && set.contains(&dim.name)
        {
            set.remove(above);
        }
    }
    set
}

/// A cell: attribute to code, a coarser level beside its own dimension left out.
pub(super) type Key = BTreeMap<String, String>;

/// The codes of a cell with the coarser levels that follow from them.
pub(super) fn expanded(spec: &CubeSpec, key: &Key) -> Key {
    let mut whole = key.clone();
    for dim in &spec.dims {
        if let (Some(code), Some(above), Some(pairs)) =
            (key.get(&dim.name), &dim.parent_name, &dim.parent)
            && let Some((_, group)) = pairs.iter().find(|(child, _)| child == code)
        {
            whole.insert(above.clone(), group.clone());
        }
    }
    whole
}
