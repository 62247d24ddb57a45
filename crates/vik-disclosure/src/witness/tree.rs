//! The join tree of a release, from its definitions, and what makes it one.

use std::collections::{BTreeMap, BTreeSet};

use crate::acyclic::{CyclicSet, check_acyclic};
use crate::cube::CubeSpec;

/// A branch: a cube, the cube it hangs on, and the attributes that both have.
pub(crate) type Edge = (String, String, Vec<String>);

/// The branches of the join tree, with all further roots hung on the first by the empty set:
/// cubes that share no attribute still share the total.
pub(crate) fn edges(specs: &[CubeSpec]) -> Result<Vec<Edge>, CyclicSet> {
    let tree = check_acyclic(specs)?;
    let mut edges = tree.branches;
    if let Some((first, others)) = tree.roots.split_first() {
        let hang = |root: &String| (root.clone(), first.clone(), Vec::new());
        edges.extend(others.iter().map(hang));
    }
    edges.sort();
    Ok(edges)
}

/// Whether the branches join all linked cubes and keep every attribute together.
///
/// # Guarantee
/// `Ok` means: the branches form one tree over the linked cubes; each names exactly the attributes
/// that its two cubes share; and the cubes that hold an attribute form a connected part of it
/// (running intersection; Beeri, Fagin, Maier and Yannakakis 1983, theorem 3.4).
pub(crate) fn check(specs: &[CubeSpec], edges: &[Edge]) -> Result<(), &'static str> {
    let attributes: BTreeMap<&str, BTreeSet<String>> = specs
        .iter()
        .filter(|spec| spec.linked)
        .map(|spec| (spec.id.as_str(), spec.attributes()))
        .collect();
    if edges.len() != attributes.len().saturating_sub(1) {
        return Err("the branches join all linked cubes");
    }
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for name in attributes.values().flatten() {
        *holders.entry(name).or_default() += 1;
    }
    let mut parts: BTreeMap<&str, usize> = attributes.keys().copied().zip(0..).collect();
    for (cube, parent, shared) in edges {
        let ends = (
            attributes.get(cube.as_str()),
            attributes.get(parent.as_str()),
        );
        let (Some(own), Some(others)) = ends else {
            return Err("a branch joins two linked cubes");
        };
        if !own.intersection(others).eq(shared.iter()) {
            return Err("a branch names the attributes that its cubes share, sorted");
        }
        for name in shared {
            if let Some(count) = holders.get_mut(name.as_str()) {
                *count -= 1;
            }
        }
        let (from, to) = (parts[cube.as_str()], parts[parent.as_str()]);
        if from == to {
            return Err("the branches form no circle");
        }
        for part in parts.values_mut() {
            if *part == from {
                *part = to;
            }
        }
    }
    // A tree over n holders of an attribute keeps them together if n - 1 branches carry it.
    if holders.values().any(|count| *count != 1) {
        return Err("the cubes that hold an attribute are neighbours in the tree");
    }
    Ok(())
}
