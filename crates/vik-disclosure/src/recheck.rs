//! The result, checked again in whole numbers and without the solver.

use std::collections::{BTreeMap, BTreeSet};

use crate::cells;
use crate::cube::{Cube, Pair};

/// Checks one rounded cube against its truth, and says which margins are one base or more from it.
///
/// Leaves: multiples of the base, zero stays zero, nearer than one base, persons and cases fit.
/// Margins are sums of checked leaves; persons and cases fit there as well, and those that do not
/// cross are nearer than two bases.
pub(crate) fn check(
    truth: &Cube,
    rounded: &Cube,
    base: u32,
    sets: &BTreeSet<BTreeSet<String>>,
    crossing: &BTreeSet<BTreeSet<String>>,
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
    let held: BTreeSet<BTreeSet<String>> = sets.difference(crossing).cloned().collect();
    let held: BTreeSet<String> = cells::margins(truth, &held)
        .into_iter()
        .map(|(cell, _)| cell)
        .collect();
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
        if apart >= 2 * base && held.contains(&cell) {
            return Err("every margin that does not cross is nearer than two bases");
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cube::{CubeSpec, DimSpec, Measure};

    fn cube(id: &str, leaves: &[(u16, u16, u32, u32)]) -> Cube {
        let dim = |name: &str| DimSpec {
            name: name.to_owned(),
            codes: (0..3).map(|code| format!("{name}{code}")).collect(),
            parent: None,
            parent_name: None,
        };
        let spec = CubeSpec {
            id: id.to_owned(),
            dims: vec![dim("unit"), dim(id)],
            margins: Vec::new(),
            linked: true,
            base: 3,
            measure: Measure::Period,
        };
        let pair = |(unit, other, persons, cases): &(u16, u16, u32, u32)| {
            let counts = Pair {
                persons: *persons,
                cases: *cases,
            };
            (vec![*unit, *other], counts)
        };
        Cube {
            spec,
            leaves: leaves.iter().map(pair).collect(),
        }
    }

    fn units() -> BTreeSet<BTreeSet<String>> {
        BTreeSet::from([BTreeSet::new(), BTreeSet::from(["unit".to_owned()])])
    }

    fn answer(truth: &[(u16, u16, u32, u32)], shown: &[(u16, u16, u32, u32)]) -> &'static str {
        let (truth, shown) = (cube("x", truth), cube("x", shown));
        match check(&truth, &shown, 3, &units(), &BTreeSet::new()) {
            Ok(far) if far.cases.is_empty() => "fits",
            Ok(_) => "far",
            Err(rule) => rule,
        }
    }

    #[test]
    fn every_broken_rule_is_found() {
        let truth = [(0, 0, 4, 4), (0, 1, 1, 2)];
        assert_eq!(answer(&truth, &[(0, 0, 3, 3), (0, 1, 3, 3)]), "fits");
        assert_eq!(
            answer(&truth, &[(0, 0, 3, 3), (1, 1, 3, 3)]),
            "zero stays zero"
        );
        assert_eq!(
            answer(&truth, &[(0, 0, 3, 4)]),
            "every leaf is a multiple of the base"
        );
        assert_eq!(
            answer(&truth, &[(0, 1, 3, 3)]),
            "every leaf is nearer than one base"
        );
        assert_eq!(
            answer(&truth, &[(0, 0, 6, 3)]),
            "persons <= cases <= 2 * persons"
        );
        let many = [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)];
        assert_eq!(answer(&many, &[]), "far");
        assert_eq!(
            answer(&many, &[(0, 0, 3, 3), (0, 1, 3, 3), (0, 2, 3, 3)]),
            "every margin that does not cross is nearer than two bases"
        );
    }

    #[test]
    fn a_broken_link_is_found_even_where_a_cell_is_missing() {
        let sets: cells::Sets = ["x", "y"]
            .map(|id| (id.to_owned(), units()))
            .into_iter()
            .collect();
        let check = |left: &[_], right: &[_]| {
            check_shared(&[cube("x", left), cube("y", right)], &sets).is_ok()
        };
        assert!(check(
            &[(0, 0, 3, 3), (1, 1, 3, 3)],
            &[(0, 2, 3, 3), (1, 2, 3, 3)]
        ));
        assert!(!check(&[(0, 0, 3, 3)], &[(1, 0, 3, 3)]));
        assert!(!check(&[(0, 0, 3, 3)], &[(0, 0, 3, 3), (1, 0, 3, 3)]));
    }
}
