//! The result, checked again in whole numbers and without the solver.

use std::collections::{BTreeMap, BTreeSet};

use crate::cells;
use crate::cube::{Cube, Pair};

/// Checks one rounded cube against its truth, and says which margins are one base or more from it.
///
/// Leaves: multiples of the base, zero stays zero, nearer than one base, persons and cases fit.
/// Margins are sums of checked leaves; persons and cases fit there as well.
pub(crate) fn check(
    truth: &Cube,
    rounded: &Cube,
    base: u32,
    sets: &BTreeSet<BTreeSet<String>>,
) -> Result<Far, &'static str> {
    let counts = |cube: &Cube, leaf: &Vec<u16>| cube.leaves.get(leaf).copied().unwrap_or_default();
    if rounded
        .leaves
        .keys()
        .any(|leaf| counts(truth, leaf).cases == 0)
    {
        return Err("zero stays zero");
    }
    for (leaf, pair) in &truth.leaves {
        let shown = counts(rounded, leaf);
        for (shown, true_count) in [(shown.persons, pair.persons), (shown.cases, pair.cases)] {
            if shown % base != 0 {
                return Err("every leaf is a multiple of the base");
            }
            if shown.abs_diff(true_count) >= base {
                return Err("every leaf is nearer than one base");
            }
        }
        if shown.persons > shown.cases || shown.cases > 2 * shown.persons {
            return Err("persons <= cases <= 2 * persons");
        }
    }
    let mut far = Far::default();
    for (cell, leaves) in cells::margins(truth, sets) {
        let sum = |cube: &Cube, count: fn(&Pair) -> u32| -> u32 {
            leaves.iter().map(|leaf| count(&counts(cube, leaf))).sum()
        };
        let (persons, cases) = (
            sum(rounded, |pair| pair.persons),
            sum(rounded, |pair| pair.cases),
        );
        if persons > cases || cases > 2 * persons {
            return Err("persons <= cases <= 2 * persons");
        }
        let apart = cases.abs_diff(sum(truth, |pair| pair.cases));
        if apart >= base {
            far.cases.insert(cell, apart);
        }
        far.persons += usize::from(persons.abs_diff(sum(truth, |pair| pair.persons)) >= base);
    }
    Ok(far)
}

/// Margins that are one base or more from the truth.
#[derive(Default)]
pub(crate) struct Far {
    /// Margins of cases and how far they are.
    pub(crate) cases: BTreeMap<String, u32>,
    /// How many margins of persons.
    pub(crate) persons: usize,
}

/// The same cell has the same published number of cases in every linked cube.
pub(crate) fn check_shared(cubes: &[Cube], sets: &cells::Sets) -> Result<(), &'static str> {
    let mut seen: BTreeMap<BTreeSet<String>, BTreeMap<String, u64>> = BTreeMap::new();
    let none = BTreeSet::new();
    for cube in cubes.iter().filter(|cube| cube.spec.linked) {
        for (set, sums) in cells::sums(cube, sets.get(&cube.spec.id).unwrap_or(&none)) {
            // Whole sets are compared, because a cell that is zero in one cube is missing there.
            if *seen.entry(set).or_insert_with(|| sums.clone()) != sums {
                return Err("a cell has one number in all linked cubes");
            }
        }
    }
    Ok(())
}
