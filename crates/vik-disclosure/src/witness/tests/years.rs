//! A finer cube of a year beside the months it adds up to.

use std::collections::{BTreeMap, BTreeSet};

use super::forgeries::{broken_rule, resealed};
use super::histories::{history, occasion, small};
use crate::tests::months::spec;
use crate::witness::{History, Proof, verify};
use crate::{PublishedCube, PublishedLeaf, ReleaseRecord, cube_digest};

/// Unit by care once a year, adding up to the months of unit by triage.
fn with_year() -> History {
    let mut history = history(3, 40, small);
    let mother = "unit_triage";
    let mut sums: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for release in history
        .releases
        .iter()
        .filter(|r| !r.record.period.contains('Q'))
    {
        let cube = release.cubes.iter().find(|cube| cube.id == mother).unwrap();
        for leaf in &cube.leaves {
            let sum = sums.entry(leaf.codes[0].clone()).or_default();
            *sum = (sum.0 + leaf.persons, sum.1 + leaf.cases);
        }
    }
    let mut year = spec("unit_care_year", &["unit", "care"]);
    year.linked = false;
    let care = year.dims[1].codes[0].clone();
    let leaf = |(unit, (persons, cases)): (String, (u32, u32))| PublishedLeaf {
        codes: vec![unit, care.clone()],
        persons,
        cases,
    };
    let cube = PublishedCube {
        spec: year,
        leaves: sums.into_iter().map(leaf).collect(),
    };
    let definitions = history.definitions_of(&history.releases[0]).unwrap();
    let mother = definitions
        .cubes
        .iter()
        .find(|spec| spec.id == mother)
        .unwrap()
        .clone();
    let proof = Proof::of_year("2023", &cube, &mother, 5, BTreeSet::new()).unwrap();
    let record = ReleaseRecord::seal(
        &occasion(&history, "2023"),
        "1",
        Some(proof.digest()),
        vec![cube_digest(&cube)],
    );
    history.push(record, vec![cube], proof);
    history
}

#[test]
fn a_year_that_adds_up_passes_and_one_that_does_not_is_refused() {
    let sound = with_year();
    assert_eq!(verify(&sound).unwrap().years, 1);
    let forged = |change: fn(&mut History)| {
        let mut history = sound.clone();
        change(&mut history);
        broken_rule(&resealed(history))
    };
    let rule = forged(|history| {
        let leaf = &mut history.releases[4].cubes[0].leaves[0];
        (leaf.persons, leaf.cases) = (leaf.persons + 3, leaf.cases + 3);
    });
    assert_eq!(rule, "a year adds up to its published periods");
    let rule = forged(|history| history.releases[4].witness.branches[0].shared.clear());
    assert_eq!(
        rule,
        "a branch names the attributes that its cubes share, sorted"
    );
    let rule = forged(|history| {
        history.releases[4].record.proof.as_mut().unwrap().tolerance = 1;
    });
    assert_eq!(rule, "the tolerance is at least the base less one");
    // No month of a year that was added up.
    let rule = forged(|history| {
        let year = history.releases.remove(4);
        history.releases.insert(2, year);
        for (release, number) in history.releases.iter_mut().zip(1..) {
            release.record.number = number;
        }
    });
    assert_eq!(rule, "a year adds up to its published periods");
    super::python::agrees(&sound, true);
    let mut wrong = sound;
    wrong.releases[4].cubes[0].leaves[0].persons += 3;
    wrong.releases[4].cubes[0].leaves[0].cases += 3;
    super::python::agrees(&resealed(wrong), false);
}
