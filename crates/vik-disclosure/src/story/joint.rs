//! Facets that no cube counts together: a bound, and an estimate.

use std::collections::BTreeMap;

use super::facets::Attributes;
use super::month::{Leaf, Month};
use super::months::Declared;

/// Cases with all facets of these combinations, at least (Fréchet).
///
/// Each combination is counted by some cube, and so is what it shares with those before it. Every
/// order gives a bound; from each start, the one that shares most comes next.
pub(super) fn bound(month: &Month, combinations: &[Attributes], declared: &Declared) -> u64 {
    (0..combinations.len())
        .map(|start| from(start, month, combinations, declared))
        .max()
        .unwrap_or_default()
}

fn from(start: usize, month: &Month, combinations: &[Attributes], declared: &Declared) -> u64 {
    let mut left: Vec<&Attributes> = combinations.iter().collect();
    let first = left.remove(start);
    let mut joined = first.clone();
    let mut least = month.at_least(first, declared).cases;
    while !left.is_empty() && least > 0 {
        let shared = |other: &Attributes| -> Attributes {
            let both = other.iter().filter(|(name, _)| joined.contains_key(*name));
            both.map(|(name, code)| (name.clone(), code.clone()))
                .collect()
        };
        let next = (0..left.len())
            .rev()
            .max_by_key(|place| shared(left[*place]).len());
        let Some(next) = next.map(|place| left.remove(place)) else {
            break;
        };
        let Some(around) = month.at_most(&shared(next), declared) else {
            return 0;
        };
        let both = least + month.at_least(next, declared).cases;
        least = both.saturating_sub(around.cases);
        joined.extend(next.iter().map(|(name, code)| (name.clone(), code.clone())));
    }
    least
}

/// Cases with all facets in the table of conditional independence along the join tree.
///
/// # Guarantee
/// It is the margin of one table whatever the facets are, so another facet never makes it larger.
/// A facet that no cube of the month knows has no cases.
pub(super) fn estimate(month: &Month, facets: &Attributes) -> f64 {
    let known = |name: &String| month.cubes.iter().any(|cube| cube.names.contains(name));
    let Some(tree) = &month.tree else {
        return 0.0;
    };
    if !facets.keys().all(known) {
        return 0.0;
    }
    let mut children: BTreeMap<&str, Vec<(&str, &[String])>> = BTreeMap::new();
    for (cube, parent, shared) in &tree.branches {
        children.entry(parent).or_default().push((cube, shared));
    }
    let Some((first, others)) = tree.roots.split_first() else {
        return 0.0;
    };
    // Trees without a common attribute share their total.
    for other in others {
        children.entry(first).or_default().push((other, &[]));
    }
    let whole = Walk {
        month,
        facets,
        children,
    }
    .shares(first, &[]);
    whole.values().map(|(matching, _)| matching).sum()
}

/// By codes of shared attributes: cases below with all facets, and all cases.
type Shares<'a> = BTreeMap<Vec<&'a str>, (f64, f64)>;

struct Walk<'a> {
    month: &'a Month,
    facets: &'a Attributes,
    children: BTreeMap<&'a str, Vec<(&'a str, &'a [String])>>,
}

impl<'a> Walk<'a> {
    /// A tree has no circles, so this ends.
    fn shares(&self, cube: &str, shared: &[String]) -> Shares<'a> {
        let below: Vec<(&[String], Shares<'a>)> = self
            .children
            .get(cube)
            .into_iter()
            .flatten()
            .map(|(child, shared)| (*shared, self.shares(child, shared)))
            .collect();
        let mut shares = Shares::new();
        let found = self.month.cubes.iter().find(|known| known.spec.id == cube);
        for leaf in found.iter().flat_map(|cube| &cube.leaves) {
            let mut matching = if leaf.agrees(self.facets) {
                f64::from(leaf.cases)
            } else {
                0.0
            };
            for (shared, parts) in &below {
                matching *= match parts.get(&codes(leaf, shared)) {
                    Some((part, all)) if *all > 0.0 => part / all,
                    _ => 0.0,
                };
            }
            let entry = shares.entry(codes(leaf, shared)).or_default();
            entry.0 += matching;
            entry.1 += f64::from(leaf.cases);
        }
        shares
    }
}

fn codes<'a>(leaf: &'a Leaf, shared: &[String]) -> Vec<&'a str> {
    let of = |name: &String| leaf.codes.get(name).map_or("", String::as_str);
    shared.iter().map(of).collect()
}
