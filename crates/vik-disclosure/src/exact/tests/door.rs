//! The door for exact totals: from counts to a released frame, and what a changed byte does.

use std::collections::BTreeMap;

use super::super::{ExactError, ExactTotals, Frame, freeze_exact, told_exact, verify_totals};
use super::{World, cubes, frame, quarters, view};
use crate::attack::{Options, attack};
use crate::ledger::{Declaration, Ledger, published_statements};
use crate::{Cube, CubeSpec, Occasion, Protected, PublishedCube, ReleaseRecord};

fn counts(world: &World) -> Vec<(String, Protected<Vec<Cube>>)> {
    let pairs = world.published.iter().zip(&world.cases);
    pairs
        .map(|((period, _), cases)| (period.clone(), Protected::seal(cubes(cases))))
        .collect()
}

fn released(
    world: &World,
    earlier: &[(ReleaseRecord, ExactTotals)],
    asked: &Frame,
) -> Result<(ReleaseRecord, ExactTotals), ExactError> {
    let counts = counts(world);
    let months: Vec<_> = counts
        .iter()
        .map(|(name, own)| (name.clone(), own))
        .collect();
    let (frames, occasion) = match earlier.last() {
        Some((record, totals)) => (&totals.frames[..], Occasion::after(record, &asked.id, "1")),
        None => (&[][..], Occasion::first(&asked.id, "1")),
    };
    let done = freeze_exact(&view(world), &months, frames, asked, "1", &occasion)?;
    let (totals, record) = done.into_parts();
    Ok((record, totals))
}

fn asked(world: &World, attributes: &[&str]) -> Frame {
    Frame {
        totals: Vec::new(),
        ..frame(world, &attributes.join(" x "), attributes)
    }
}

fn months(world: &World) -> BTreeMap<String, Vec<PublishedCube>> {
    world.published.iter().cloned().collect()
}

#[test]
fn two_frames_are_released_one_after_the_other_and_attacked() {
    let world = quarters(1, 4, 250);
    let mut history = Vec::new();
    for attributes in [["unit"], ["category"]] {
        let next = released(&world, &history, &asked(&world, &attributes)).unwrap();
        history.push(next);
    }
    let (_, totals) = &history[1];
    assert_eq!(
        totals.frames[0].totals,
        frame(&world, "unit", &["unit"]).totals
    );
    verify_totals(&history, &months(&world)).unwrap();

    let mut ledger = Ledger::new();
    for (period, cubes) in &world.published {
        let declared = Declaration::mother(3);
        ledger.extend(published_statements(cubes, period, "analyst", &declared));
    }
    let specs: Vec<CubeSpec> = world.published[0]
        .1
        .iter()
        .map(|cube| cube.spec.clone())
        .collect();
    let said = told_exact(totals, &specs);
    assert_eq!(said.len(), 13 + 10);
    ledger.extend(said);
    let options = Options {
        sample: Some(0),
        ..Options::default()
    };
    let report = attack(&ledger, &options);
    assert!(
        !report.discloses() && !report.contradiction,
        "{:?}",
        report.findings
    );
}

#[test]
fn whatever_is_changed_is_found() {
    let world = quarters(1, 4, 250);
    let history = vec![released(&world, &[], &asked(&world, &["unit"])).unwrap()];
    let published = months(&world);
    verify_totals(&history, &published).unwrap();
    let fails = |change: &dyn Fn(&mut (ReleaseRecord, ExactTotals))| {
        let mut changed = history.clone();
        change(&mut changed[0]);
        assert!(verify_totals(&changed, &published).is_err());
    };
    fails(&|(_, totals)| totals.frames[0].totals[0].2 += 1);
    fails(&|(_, totals)| totals.proof.tolerance = 3);
    fails(&|(_, totals)| {
        totals.proof.leaves.pop();
    });
    fails(&|(_, totals)| {
        totals.months.pop();
    });
    fails(&|(record, _)| record.period.push('x'));
    fails(&|(record, _)| record.cubes.clear());
    let mut other = published.clone();
    if let Some(leaf) = other
        .get_mut("2024-02")
        .and_then(|cubes| cubes[0].leaves.first_mut())
    {
        leaf.cases += 30;
    }
    assert!(verify_totals(&history, &other).is_err());
    other.remove("2024-02");
    assert!(verify_totals(&history, &other).is_err());
}

#[test]
fn what_cannot_be_proven_or_overlaps_is_refused_with_what_would_pass() {
    let world = quarters(1, 4, 250);
    let fine = asked(&world, &["unit", "category"]);
    let Err(ExactError::Refused(refusal)) = released(&world, &[], &fine) else {
        panic!("a frame as fine as the leaves was released");
    };
    assert_eq!(
        (refusal.rule.as_str(), refusal.subject.as_str()),
        ("exact totals", "unit x category")
    );
    assert!(refusal.would_pass.contains("rounded") && refusal.would_pass.contains("(unit)"));
    let mut twice = asked(&world, &["unit"]);
    twice.periods.push(vec!["2024-01".to_owned()]);
    assert!(matches!(
        released(&world, &[], &twice),
        Err(ExactError::Months(_))
    ));
    let mut gap = asked(&world, &["unit"]);
    gap.periods = vec![vec!["2024-01".to_owned(), "2024-03".to_owned()]];
    assert!(matches!(
        released(&world, &[], &gap),
        Err(ExactError::Months(_))
    ));
    let strange = asked(&world, &["unit", "lead"]);
    assert!(matches!(
        released(&world, &[], &strange),
        Err(ExactError::Frame(_))
    ));
}

/// The total of one period is a cell that is rounded elsewhere. Shown exactly on purpose it is no
/// finding; everything that it does not add up to keeps its interval.
#[test]
fn the_total_of_one_period_is_proven_and_is_no_finding() {
    let world = quarters(2, 1, 250);
    let history = vec![released(&world, &[], &asked(&world, &[])).unwrap()];
    let (_, totals) = &history[0];
    verify_totals(&history, &months(&world)).unwrap();
    let total = totals.frames[0].totals[0].2;
    assert_eq!(total, 250);

    let (period, cubes) = &world.published[0];
    let specs: Vec<CubeSpec> = cubes.iter().map(|cube| cube.spec.clone()).collect();
    let mut ledger = Ledger::new();
    ledger.extend(published_statements(
        cubes,
        period,
        "analyst",
        &Declaration::mother(3),
    ));
    let mut small = told_exact(totals, &specs);
    ledger.extend(small.clone());
    let options = Options {
        sample: Some(0),
        ..Options::default()
    };
    assert!(!attack(&ledger, &options).discloses());

    // A small total is a finding, on purpose or not.
    let mut other = Ledger::new();
    let mut codes = BTreeMap::new();
    codes.insert("unit".to_owned(), "unit00".to_owned());
    small[0].codes = codes;
    small[0].value = Some(2);
    let shown = crate::ledger::Statement {
        value: Some(3),
        rule: crate::ledger::Rule::Rounded {
            base: 3,
            tolerance: 2,
            zero_stays_zero: true,
        },
        ..small[0].clone()
    };
    other.extend([shown, small[0].clone()]);
    assert!(attack(&other, &options).discloses());
}
