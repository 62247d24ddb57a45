//! Which cells of a cube are controlled, and what each is called across cubes.

use std::collections::{BTreeMap, BTreeSet};

use crate::acyclic::{JoinTree, is_acyclic};
use crate::cube::{Cube, CubeError, CubeSpec, Measure};

/// A controlled cell: its name, and the leaves of one cube that add up to it.
pub(crate) type Margin = (String, Vec<Vec<u16>>);

/// Controlled attribute sets by cube, without the leaves.
pub(crate) type Sets = BTreeMap<String, BTreeSet<BTreeSet<String>>>;

/// The controlled sets of every cube, with those that two linked cubes share in the join tree.
pub(crate) fn controlled(specs: &[CubeSpec], tree: &JoinTree) -> Sets {
    let shared = |id: &String| -> Vec<Vec<String>> {
        tree.branches
            .iter()
            .filter(|(cube, parent, _)| cube == id || parent == id)
            .map(|(_, _, shared)| shared.clone())
            .collect()
    };
    specs
        .iter()
        .map(|spec| (spec.id.clone(), controlled_sets(spec, &shared(&spec.id))))
        .collect()
}

/// The controlled sets of one cube by itself, with one more.
pub(crate) fn controlled_alone(
    spec: &CubeSpec,
    more: &BTreeSet<String>,
) -> BTreeSet<BTreeSet<String>> {
    controlled_sets(spec, &[more.iter().cloned().collect()])
}

/// The sets that close a circle within their cube, with what it shares and with its other sets.
///
/// Such a set cannot always be held: a table of three dimensions with all three of its margins may
/// have no controlled rounding (Causey, Cox and Ernst 1985). Sets that form a tree split into
/// tables of two dimensions, which always have one. What another cube holds too is never named
/// here; the others are taken in order, and one that still fits is kept.
pub(crate) fn crossing(specs: &[CubeSpec], sets: &Sets) -> Sets {
    let mut holders: BTreeMap<BTreeSet<String>, usize> = BTreeMap::new();
    for spec in specs.iter().filter(|spec| spec.linked) {
        let leaf: BTreeSet<String> = spec.dims.iter().map(|dim| dim.name.clone()).collect();
        for set in sets.get(&spec.id).into_iter().flatten().chain([&leaf]) {
            *holders.entry(set.clone()).or_default() += 1;
        }
    }
    let none = BTreeSet::new();
    specs
        .iter()
        .map(|spec| {
            let own = sets.get(&spec.id).unwrap_or(&none);
            let (single, shared): (Vec<_>, Vec<_>) = own
                .iter()
                .filter(|set| set.len() > 1)
                .partition(|set| holders.get(*set).is_none_or(|count| *count == 1));
            let mut held: BTreeSet<_> = shared.iter().map(|set| whole(spec, set)).collect();
            let mut crossing = BTreeSet::new();
            for set in single {
                let mut more = held.clone();
                more.insert(whole(spec, set));
                if is_acyclic(&more) {
                    held = more;
                } else {
                    crossing.insert(set.clone());
                }
            }
            (spec.id.clone(), crossing)
        })
        .collect()
}

/// A set of attributes with the coarser levels above them.
fn whole(spec: &CubeSpec, set: &BTreeSet<String>) -> BTreeSet<String> {
    let above = spec
        .dims
        .iter()
        .filter(|dim| set.contains(&dim.name))
        .filter_map(|dim| dim.parent_name.clone());
    set.iter().cloned().chain(above).collect()
}

/// The controlled attribute sets of a cube, without its leaves. A coarser level beside its own
/// dimension says nothing new and is left out.
fn controlled_sets(spec: &CubeSpec, extra: &[Vec<String>]) -> BTreeSet<BTreeSet<String>> {
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
    #[cfg(test)]
    crate::tests::work::step();
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

/// The margins of a cube over some attribute sets, as far as they hold anything at all.
pub(crate) fn margins(cube: &Cube, sets: &BTreeSet<BTreeSet<String>>) -> Vec<Margin> {
    let mut found: BTreeMap<String, Vec<Vec<u16>>> = BTreeMap::new();
    for set in sets {
        for (leaf, pair) in &cube.leaves {
            if pair.cases > 0 {
                let cell = name(&cube.spec, set, leaf);
                found.entry(cell).or_default().push(leaf.clone());
            }
        }
    }
    found.into_iter().collect()
}

/// Sums of cases that are not zero, by cell, for each controlled attribute set and the leaves.
pub(crate) fn sums(
    cube: &Cube,
    sets: &BTreeSet<BTreeSet<String>>,
) -> BTreeMap<BTreeSet<String>, BTreeMap<String, u64>> {
    let leaf: BTreeSet<String> = cube.spec.dims.iter().map(|dim| dim.name.clone()).collect();
    let mut sets = sets.clone();
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
