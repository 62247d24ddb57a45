//! Which cells of a cube are controlled, and what each is called across cubes.

use std::collections::{BTreeMap, BTreeSet};

use crate::acyclic::JoinTree;
use crate::cube::{Cube, CubeError, CubeSpec, Measure};

/// A controlled cell: its name, and the leaves of one cube that add up to it.
pub(crate) type Margin = (String, Vec<Vec<u16>>);

/// Attribute sets that must be controlled because two linked cubes share them.
pub(crate) fn separators(tree: &JoinTree) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut wanted: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for (cube, parent, shared) in &tree.branches {
        for id in [cube, parent] {
            wanted.entry(id.clone()).or_default().push(shared.clone());
        }
    }
    wanted
}

/// The controlled attribute sets of a cube, without its leaves. A coarser level beside its own
/// dimension says nothing new and is left out.
pub(crate) fn controlled_sets(
    spec: &CubeSpec,
    extra: &[Vec<String>],
) -> BTreeSet<BTreeSet<String>> {
    let leaf: BTreeSet<String> = spec.dims.iter().map(|dim| dim.name.clone()).collect();
    // Of a hidden clique only what it shares with the others counts; nobody sees the rest.
    let own: Vec<Vec<String>> = if spec.measure == Measure::Clique {
        Vec::new()
    } else {
        let single = spec.attributes().into_iter().map(|name| vec![name]);
        let margins = spec.margins.iter().cloned();
        margins.chain(single).chain([Vec::new()]).collect()
    };
    own.into_iter()
        .chain(extra.iter().cloned())
        .map(|names| {
            let mut set: BTreeSet<String> = names.into_iter().collect();
            for dim in &spec.dims {
                if let Some(parent) = &dim.parent_name
                    && set.contains(&dim.name)
                {
                    set.remove(parent);
                }
            }
            set
        })
        .filter(|set| *set != leaf)
        .collect()
}

/// The name of a cell: equal in two linked cubes when it is the same cell.
pub(crate) fn name(spec: &CubeSpec, set: &BTreeSet<String>, leaf: &[u16]) -> String {
    let mut parts = BTreeMap::new();
    for (dim, code) in spec.dims.iter().zip(leaf) {
        let code = &dim.codes[usize::from(*code)];
        if set.contains(&dim.name) {
            parts.insert(&dim.name, code);
        }
        if let (Some(parent), Some(pairs)) = (&dim.parent_name, &dim.parent)
            && set.contains(parent)
            && let Some((_, above)) = pairs.iter().find(|(child, _)| child == code)
        {
            parts.insert(parent, above);
        }
    }
    let scope = if spec.linked { "" } else { spec.id.as_str() };
    let labels: Vec<String> = parts
        .iter()
        .map(|(name, code)| format!("{name}={code}"))
        .collect();
    format!("{scope}#{}", labels.join("&"))
}

/// The name of a leaf.
pub(crate) fn leaf_name(spec: &CubeSpec, leaf: &[u16]) -> String {
    name(
        spec,
        &spec.dims.iter().map(|dim| dim.name.clone()).collect(),
        leaf,
    )
}

/// The controlled margins of a cube that hold anything at all.
pub(crate) fn margins(cube: &Cube, extra: &[Vec<String>]) -> Vec<Margin> {
    let mut found: BTreeMap<String, Vec<Vec<u16>>> = BTreeMap::new();
    for set in controlled_sets(&cube.spec, extra) {
        for (leaf, pair) in &cube.leaves {
            if pair.cases > 0 {
                let cell = name(&cube.spec, &set, leaf);
                found.entry(cell).or_default().push(leaf.clone());
            }
        }
    }
    found.into_iter().collect()
}

/// Sums of cases that are not zero, by cell, for each controlled attribute set and the leaves.
pub(crate) fn sums(
    cube: &Cube,
    extra: &[Vec<String>],
) -> BTreeMap<BTreeSet<String>, BTreeMap<String, u64>> {
    let leaf: BTreeSet<String> = cube.spec.dims.iter().map(|dim| dim.name.clone()).collect();
    let mut sets = controlled_sets(&cube.spec, extra);
    sets.insert(leaf);
    sets.into_iter()
        .map(|set| {
            let mut sums: BTreeMap<String, u64> = BTreeMap::new();
            for (leaf, pair) in cube.leaves.iter().filter(|(_, pair)| pair.cases > 0) {
                *sums.entry(name(&cube.spec, &set, leaf)).or_default() += u64::from(pair.cases);
            }
            (set, sums)
        })
        .collect()
}

/// Cases of the unrounded cubes must agree on what they share, or the SQL of a cube is wrong.
pub(crate) fn check_links(cubes: &[Cube], tree: &JoinTree) -> Result<(), CubeError> {
    let sums = |id: &String, set: &BTreeSet<String>| {
        let mut sums: BTreeMap<String, u64> = BTreeMap::new();
        for cube in cubes.iter().filter(|cube| cube.spec.id == *id) {
            for (leaf, pair) in cube.leaves.iter().filter(|(_, pair)| pair.cases > 0) {
                *sums.entry(name(&cube.spec, set, leaf)).or_default() += u64::from(pair.cases);
            }
        }
        sums
    };
    let mut pairs: Vec<(&String, &String, BTreeSet<String>)> = tree
        .branches
        .iter()
        .map(|(cube, parent, shared)| (cube, parent, shared.iter().cloned().collect()))
        .collect();
    let first = tree.roots.first();
    pairs.extend(first.iter().flat_map(|first| {
        tree.roots
            .iter()
            .map(|root| (*first, root, BTreeSet::new()))
    }));
    for (left, right, set) in pairs {
        if sums(left, &set) != sums(right, &set) {
            return Err(CubeError::Links {
                left: left.clone(),
                right: right.clone(),
                margin: set.into_iter().collect::<Vec<_>>().join(", "),
            });
        }
    }
    Ok(())
}
