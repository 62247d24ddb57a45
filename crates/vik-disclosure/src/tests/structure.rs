//! Cube sets, policy, rosters, and tokens.

use std::collections::BTreeMap;

use super::months::{month, spec, specs};
use crate::{
    Occasion, Policy, Protected, ReferenceFact, check_acyclic, merge_small_rosters,
    release_reference,
};

#[test]
fn our_cubes_form_a_tree_and_unit_by_lead_time_breaks_it() {
    let mut cubes = specs();
    let tree = check_acyclic(&cubes).unwrap();
    assert_eq!(tree.branches.len() + tree.roots.len(), cubes.len());
    // Lead time by finding closes a circle: unit - category - finding - lead - route.
    cubes.push(spec("finding_lead", &["finding", "lead"]));
    let cycle = check_acyclic(&cubes).unwrap_err();
    assert!(cycle.cubes.contains(&"finding_lead".to_owned()));
}

#[test]
fn a_margin_of_one_cube_is_no_cycle() {
    let mut cubes = specs();
    cubes.push(spec("unit_lead", &["unit", "lead"]));
    assert!(check_acyclic(&cubes).is_ok());
    // Without lead time inside the route cube the same addition is one.
    let mut apart: Vec<_> = cubes
        .into_iter()
        .filter(|cube| cube.id != "unit_route_lead")
        .collect();
    apart.push(spec("route_lead", &["route", "lead"]));
    let cycle = check_acyclic(&apart).unwrap_err();
    assert_eq!(
        cycle.cubes,
        ["route_lead", "unit_category_route", "unit_lead"]
    );
}

#[test]
fn sealed_values_do_not_show() {
    assert_eq!(format!("{:?}", Protected::seal(41)), "Protected(..)");
}

#[test]
fn small_units_merge_by_roster_alone() {
    let cube = month(1, 60).swap_remove(0);
    let mut rosters: BTreeMap<String, u32> = cube.spec.dims[0]
        .codes
        .iter()
        .map(|code| (code.clone(), 100))
        .collect();
    rosters.insert("unit03".to_owned(), 5);
    let cases: u32 = cube.leaves.values().map(|pair| pair.cases).sum();
    let merged = merge_small_rosters(Protected::seal(cube), "unit", &rosters, 25).unwrap();
    let codes = &merged.open().spec.dims[0].codes;
    assert!(codes.contains(&"rest-unit_group00".to_owned()) && codes.len() == 15);
    assert_eq!(
        cases,
        merged
            .open()
            .leaves
            .values()
            .map(|pair| pair.cases)
            .sum::<u32>()
    );
    merged.open().validate().unwrap();
}

#[test]
fn facts_about_small_units_are_refused() {
    let fact = |unit: &str| ReferenceFact {
        unit: unit.to_owned(),
        period: "2024-Q1".to_owned(),
        fact: "agreement_made".to_owned(),
        value: 1.0,
    };
    let rosters = BTreeMap::from([("NN".to_owned(), 900), ("PA".to_owned(), 9)]);
    let release = |facts| {
        let occasion = Occasion::first("2024-Q1", "1");
        release_reference(
            Protected::seal(facts),
            &rosters,
            &Policy::default(),
            &occasion,
        )
    };
    assert!(release(vec![fact("NN")]).is_ok());
    let refusal = release(vec![fact("NN"), fact("PA")]).unwrap_err();
    assert_eq!(refusal.rule, "minimum roster");
}

#[test]
fn policies_outside_the_proof_are_refused() {
    let loose = Policy {
        base: 2,
        ..Policy::default()
    };
    assert_eq!(loose.validate().unwrap_err().setting, "base");
}
