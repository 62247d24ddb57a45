//! Whether the linked cubes form a join tree: the condition under which protection is a theorem.

use std::collections::BTreeSet;

use crate::cube::CubeSpec;

/// Linked cubes, joined so that every shared attribute set lies on the path between its cubes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinTree {
    /// For each cube but the roots: (cube, the cube it hangs on, the attributes they share).
    pub branches: Vec<(String, String, Vec<String>)>,
    /// Cubes that hang on no other.
    pub roots: Vec<String>,
}

/// Linked cubes that run in a circle: their rounded tables might fit no single set of cases.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("linked cubes form a cycle: {}", cubes.join(", "))]
pub struct CyclicSet {
    /// The cubes left when no more can be taken away.
    pub cubes: Vec<String>,
    /// The attributes that at least two of them share: a hidden cube over these breaks the circle.
    pub clique: Vec<String>,
}

/// Takes cubes away one by one as long as what a cube shares with the others fits in one of them.
///
/// A coarser level is an extra vertex of every cube that holds its dimension.
///
/// # Guarantee
/// On success, tables that agree on the shared attributes of each branch are margins of one set of
/// cases (Graham, Yu and Özsoyoğlu), so the attacker cannot combine cubes to learn more.
pub fn check_acyclic(specs: &[CubeSpec]) -> Result<JoinTree, CyclicSet> {
    let mut left: Vec<(String, BTreeSet<String>)> = specs
        .iter()
        .filter(|spec| spec.linked)
        .map(|spec| (spec.id.clone(), spec.attributes()))
        .collect();
    let tree = reduce(&mut left);
    if left.is_empty() {
        Ok(tree)
    } else {
        let clique = left
            .iter()
            .flat_map(|(_, attributes)| attributes)
            .filter(|name| {
                left.iter()
                    .filter(|(_, attributes)| attributes.contains(*name))
                    .count()
                    > 1
            })
            .cloned()
            .collect::<BTreeSet<String>>()
            .into_iter()
            .collect();
        Err(CyclicSet {
            clique,
            cubes: left.into_iter().map(|(id, _)| id).collect(),
        })
    }
}

/// Whether sets of attributes form a join tree; coarser levels are named in every set that has
/// their dimension.
pub(crate) fn is_acyclic(sets: &BTreeSet<BTreeSet<String>>) -> bool {
    let named = |(place, set): (usize, &BTreeSet<String>)| (place.to_string(), set.clone());
    let mut left = sets.iter().enumerate().map(named).collect();
    reduce(&mut left);
    left.is_empty()
}

/// Takes ears away until none is left, and hangs each where it was.
fn reduce(left: &mut Vec<(String, BTreeSet<String>)>) -> JoinTree {
    left.sort();
    let (mut branches, mut roots) = (Vec::new(), Vec::new());
    while let Some((place, shared, parent)) = ear(left) {
        let (id, _) = left.remove(place);
        match parent {
            Some(parent) => branches.push((id, parent, shared)),
            None => roots.push(id),
        }
    }
    JoinTree { branches, roots }
}

/// The first cube whose shared attributes lie within one other cube.
fn ear(left: &[(String, BTreeSet<String>)]) -> Option<(usize, Vec<String>, Option<String>)> {
    left.iter().enumerate().find_map(|(place, (_, own))| {
        let others = || {
            left.iter()
                .enumerate()
                .filter(move |(other, _)| *other != place)
        };
        let shared: BTreeSet<String> = own
            .iter()
            .filter(|name| others().any(|(_, (_, attributes))| attributes.contains(*name)))
            .cloned()
            .collect();
        if shared.is_empty() {
            return Some((place, Vec::new(), None));
        }
        others()
            .find(|(_, (_, attributes))| shared.is_subset(attributes))
            .map(|(_, (id, _))| (place, shared.iter().cloned().collect(), Some(id.clone())))
    })
}
