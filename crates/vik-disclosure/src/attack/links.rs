//! Which pairs of cubes must agree, and on which attributes.

use std::collections::BTreeSet;

/// Two cubes and the attributes on which they must agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shared {
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) attributes: BTreeSet<u32>,
}

/// Enough pairs to make every two cubes agree on what they share, and whether the set is acyclic.
///
/// A spanning tree of greatest weight, by the number of shared attributes, is a join tree if the
/// set is acyclic (Bernstein and Goodman, 1981); then the weights add up to all attributes counted
/// by cube, less all attributes counted once. In a cyclic set further pairs are added wherever the
/// path in the tree loses a shared attribute.
pub(crate) fn shared_sets(cubes: &[(u32, BTreeSet<u32>)]) -> (Vec<Shared>, bool) {
    let common = |left: usize, right: usize| -> BTreeSet<u32> {
        cubes[left]
            .1
            .intersection(&cubes[right].1)
            .copied()
            .collect()
    };
    // Prim's algorithm; `above` is the tree.
    let mut above: Vec<Option<usize>> = vec![None; cubes.len()];
    let mut inside: BTreeSet<usize> = (0..cubes.len().min(1)).collect();
    let mut weight = 0;
    while inside.len() < cubes.len() {
        let best = (0..cubes.len())
            .filter(|place| !inside.contains(place))
            .flat_map(|place| inside.iter().map(move |known| (place, *known)))
            .map(|(place, known)| (common(place, known).len(), place, known))
            // Of equal weights the first pair, so that the tree does not depend on chance.
            .min_by_key(|(weight, place, known)| (std::cmp::Reverse(*weight), *place, *known));
        let Some((shared, place, known)) = best else {
            break;
        };
        weight += shared;
        above[place] = Some(known);
        inside.insert(place);
    }
    let counted: usize = cubes.iter().map(|(_, attributes)| attributes.len()).sum();
    let once: BTreeSet<u32> = cubes
        .iter()
        .flat_map(|(_, attributes)| attributes)
        .copied()
        .collect();
    let acyclic = weight + once.len() == counted;
    let mut shared = Vec::new();
    for right in 0..cubes.len() {
        for left in 0..right {
            let attributes = common(left, right);
            let neighbours = above[left] == Some(right) || above[right] == Some(left);
            let carried = || {
                path(&above, left, right)
                    .iter()
                    .all(|place| attributes.is_subset(&cubes[*place].1))
            };
            if neighbours || !(acyclic || carried()) {
                shared.push(Shared {
                    left: cubes[left].0,
                    right: cubes[right].0,
                    attributes,
                });
            }
        }
    }
    (shared, acyclic)
}

fn path(above: &[Option<usize>], left: usize, right: usize) -> BTreeSet<usize> {
    let ancestors = |mut place: usize| {
        let mut way = vec![place];
        while let Some(next) = above[place] {
            way.push(next);
            place = next;
        }
        way
    };
    let (mut from, mut until) = (ancestors(left), ancestors(right));
    let mut meeting = None;
    while let (Some(last), Some(other)) = (from.last(), until.last())
        && last == other
    {
        meeting = from.pop();
        until.pop();
    }
    from.into_iter().chain(until).chain(meeting).collect()
}
