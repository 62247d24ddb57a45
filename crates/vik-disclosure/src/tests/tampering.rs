//! The recheck refuses a table in which anything was changed after rounding.

use std::collections::{BTreeMap, BTreeSet};

use super::months::{Seed, month, spec};
use crate::recheck::{Far, check_shared};
use crate::{
    Cube, ErrorState, Occasion, Pair, Policy, Protected, PublishedCube, RoundingKey, check_acyclic,
    freeze,
};

/// A rounded month beside its truth, cube by cube.
fn rounded(seed: u64) -> (Vec<Cube>, Vec<Cube>) {
    let truth = month(seed, 60);
    let shown = freeze(
        &Protected::seal(truth.clone()),
        &Policy::default(),
        &RoundingKey::new([3; 32]),
        &mut ErrorState::default(),
        &Occasion::first("2024-01", "1"),
    )
    .unwrap();
    let shown = shown.into_released().into_parts().0;
    let same = |truth: &Cube| {
        let published = shown.iter().find(|cube| cube.spec.id == truth.spec.id);
        as_cube(published.unwrap(), truth)
    };
    let rounded = truth.iter().map(same).collect();
    (truth, rounded)
}

fn as_cube(published: &PublishedCube, truth: &Cube) -> Cube {
    let mut leaves = BTreeMap::new();
    for leaf in &published.leaves {
        let index = |(dim, code): (&crate::DimSpec, &String)| {
            dim.codes.iter().position(|known| known == code).unwrap() as u16
        };
        let codes = truth.spec.dims.iter().zip(&leaf.codes).map(index).collect();
        let pair = Pair {
            persons: leaf.persons,
            cases: leaf.cases,
        };
        leaves.insert(codes, pair);
    }
    Cube {
        spec: truth.spec.clone(),
        leaves,
    }
}

/// The check of one cube with its single attributes, its coarser levels and its total, none of
/// which another cube depends on.
fn check(truth: &Cube, shown: &Cube) -> Result<Far, &'static str> {
    let sets = crate::cells::controlled_alone(&truth.spec, &BTreeSet::new());
    crate::recheck::check(truth, shown, 3, &sets, &sets)
}

/// The rule that fails.
fn broken(truth: &Cube, shown: &Cube) -> Option<&'static str> {
    check(truth, shown).err()
}

fn one_dimension(counts: &[u32]) -> Cube {
    let leaf = |(place, count): (u16, &u32)| {
        let pair = Pair {
            persons: *count,
            cases: *count,
        };
        (vec![place], pair)
    };
    let leaves = (0..).zip(counts).filter(|(_, count)| **count > 0);
    Cube {
        spec: spec("issues", &["issue"]),
        leaves: leaves.map(leaf).collect(),
    }
}

#[test]
fn an_honest_month_passes() {
    let (truth, shown) = rounded(1);
    for (truth, shown) in truth.iter().zip(&shown) {
        check(truth, shown).unwrap();
    }
    check_shared(&shown, &BTreeMap::new()).unwrap();
}

#[test]
fn one_leaf_changed_by_anything_is_found() {
    let (truth, shown) = rounded(2);
    let mut seed = Seed(5);
    for (truth, shown) in truth.iter().zip(&shown) {
        let places: Vec<&Vec<u16>> = truth.leaves.keys().collect();
        let place = places[seed.below(places.len() as u64) as usize].clone();
        let own = shown.leaves.get(&place).copied().unwrap_or_default();
        let changed = |persons: u32, cases: u32| {
            let mut forged = shown.clone();
            forged.leaves.insert(place.clone(), Pair { persons, cases });
            broken(truth, &forged)
        };
        let multiple = Some("every leaf is a multiple of the base");
        assert_eq!(changed(own.persons, own.cases + 1), multiple);
        assert_eq!(changed(own.persons + 1, own.cases + 3), multiple);
        let near = Some("every leaf is nearer than one base");
        assert_eq!(changed(own.persons + 6, own.cases + 6), near);
        assert_eq!(changed(own.persons, own.cases + 6), near);
    }
}

#[test]
fn three_away_is_too_far_and_two_away_is_not() {
    let truth = one_dimension(&[3, 4, 5]);
    assert!(check(&truth, &one_dimension(&[3, 3, 6])).is_ok());
    assert!(check(&truth, &one_dimension(&[3, 6, 3])).is_ok());
    let near = Some("every leaf is nearer than one base");
    assert_eq!(broken(&truth, &one_dimension(&[0, 6, 6])), near);
    assert_eq!(broken(&truth, &one_dimension(&[6, 3, 3])), near);
}

#[test]
fn a_zero_that_is_shown_is_found() {
    let truth = one_dimension(&[3, 0, 3]);
    let shown = one_dimension(&[3, 3, 3]);
    assert_eq!(broken(&truth, &shown), Some("zero stays zero"));
}

#[test]
fn persons_that_do_not_fit_their_cases_are_found() {
    let mut truth = one_dimension(&[2]);
    truth.leaves.insert(
        vec![0],
        Pair {
            persons: 2,
            cases: 4,
        },
    );
    let shown = |persons, cases| {
        let mut shown = truth.clone();
        shown.leaves.insert(vec![0], Pair { persons, cases });
        broken(&truth, &shown)
    };
    assert_eq!(shown(3, 3), None);
    assert_eq!(shown(3, 6), None);
    let fit = Some("persons <= cases <= 2 * persons");
    assert_eq!(shown(0, 3), fit);
    assert_eq!(shown(0, 6), fit);
    truth.leaves.insert(
        vec![0],
        Pair {
            persons: 2,
            cases: 2,
        },
    );
    let mut none = truth.clone();
    none.leaves.insert(
        vec![0],
        Pair {
            persons: 3,
            cases: 0,
        },
    );
    assert_eq!(broken(&truth, &none), fit);
}

#[test]
fn leaves_that_all_go_one_way_take_their_margin_too_far() {
    // Each leaf is within two of its count, and the total is twelve away.
    let truth = one_dimension(&[1, 1, 1, 1, 1, 1]);
    let far = |shown: &Cube| check(&truth, shown).unwrap().cases;
    let all = far(&one_dimension(&[3, 3, 3, 3, 3, 3]));
    assert!(all.values().any(|apart| *apart == 12) && all.len() > 1);
    assert!(far(&one_dimension(&[3, 3, 0, 0, 0, 0])).is_empty());
}

#[test]
fn margins_of_persons_beyond_one_base_are_counted() {
    let truth = one_dimension(&[3, 3]);
    assert_eq!(check(&truth, &truth).unwrap().persons, 0);
    // Two persons with four cases in all, shown as six and six: the category and the total count.
    let mut truth = one_dimension(&[1, 1]);
    for pair in truth.leaves.values_mut() {
        pair.cases = 2;
    }
    assert_eq!(check(&truth, &one_dimension(&[3, 3])).unwrap().persons, 2);
}

#[test]
fn a_margin_that_differs_between_cubes_is_found() {
    let (truth, shown) = rounded(3);
    let specs: Vec<_> = truth.iter().map(|cube| cube.spec.clone()).collect();
    let extra = crate::cells::controlled(&specs, &check_acyclic(&specs).unwrap());
    check_shared(&shown, &extra).unwrap();
    for place in 0..shown.len() {
        let mut forged = shown.clone();
        let Some(pair) = forged[place].leaves.values_mut().next() else {
            continue;
        };
        pair.cases += 3;
        assert!(check_shared(&forged, &extra).is_err());
        // A cube that is linked to nothing may differ.
        forged[place].spec.linked = false;
        check_shared(&forged, &extra).unwrap();
    }
}
