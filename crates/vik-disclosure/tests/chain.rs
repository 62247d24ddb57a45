//! Records, digests, draws and links over the public interface: what each must notice.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

use std::collections::{BTreeMap, BTreeSet};

use vik_disclosure::{
    Cube, CubeError, CubeSpec, DimSpec, ErrorState, FreezeError, Measure, Occasion, Pair, Policy,
    Protected, PublishedCube, PublishedLeaf, ReleaseRecord, RoundingKey, cube_digest, freeze,
    verify_chain,
};

fn spec(id: &str, dims: &[(&str, u16)], measure: Measure) -> CubeSpec {
    let dim = |(name, size): &(&str, u16)| DimSpec {
        name: (*name).to_owned(),
        codes: (0..*size).map(|code| format!("{name}{code}")).collect(),
        parent: None,
        parent_name: None,
    };
    CubeSpec {
        id: id.to_owned(),
        dims: dims.iter().map(dim).collect(),
        margins: Vec::new(),
        linked: measure == Measure::Period,
        base: 3,
        measure,
    }
}

fn cube(spec: CubeSpec, counts: &[(&[u16], u32)]) -> Cube {
    let leaf = |(codes, count): &(&[u16], u32)| {
        let pair = Pair {
            persons: *count,
            cases: *count,
        };
        (codes.to_vec(), pair)
    };
    Cube {
        spec,
        leaves: counts.iter().map(leaf).collect(),
    }
}

fn frozen(
    cubes: Vec<Cube>,
    key: u64,
    state: &mut ErrorState,
    occasion: &Occasion,
) -> Result<(Vec<PublishedCube>, ReleaseRecord), FreezeError> {
    let mut bytes = [7; 32];
    bytes[..8].copy_from_slice(&key.to_le_bytes());
    let sealed = Protected::seal(cubes);
    freeze(
        &sealed,
        &Policy::default(),
        &RoundingKey::new(bytes),
        state,
        occasion,
    )
    .map(|frozen| frozen.into_released().into_parts())
}

fn history() -> Vec<ReleaseRecord> {
    let mut state = ErrorState::default();
    let mut records: Vec<ReleaseRecord> = Vec::new();
    for month in 1..=4 {
        let period = format!("2024-{month:02}");
        let occasion = match records.last() {
            Some(last) => Occasion::after(last, &period, "1"),
            None => Occasion::first(&period, "1"),
        };
        let counts: &[(&[u16], u32)] = &[(&[0], 4), (&[2], month)];
        let cubes = vec![cube(spec("units", &[("unit", 3)], Measure::Period), counts)];
        records.push(frozen(cubes, 1, &mut state, &occasion).unwrap().1);
    }
    records
}

#[test]
fn every_field_of_a_record_is_bound() {
    let records = history();
    verify_chain(&records).unwrap();
    verify_chain(&[]).unwrap();
    let changes: &[fn(&mut ReleaseRecord)] = &[
        |record| record.number += 1,
        |record| record.period.push('0'),
        |record| record.kind.push('s'),
        |record| record.policy_version.push('0'),
        |record| record.warehouse_version.push('0'),
        |record| record.created_by_rule.push('.'),
        |record| record.cubes[0].id.push('s'),
        |record| record.cubes[0].leaves += 1,
        |record| record.cubes[0].sha256.replace_range(..1, "x"),
        |record| record.cubes.clear(),
        |record| record.previous_hash.replace_range(..1, "x"),
        |record| record.hash.replace_range(..1, "x"),
    ];
    for (place, change) in changes.iter().enumerate() {
        for at in 0..records.len() {
            let mut forged = records.clone();
            change(&mut forged[at]);
            let error = verify_chain(&forged).unwrap_err();
            assert_eq!(error.number, at as u64 + 1, "change {place}");
        }
    }
}

#[test]
fn a_history_cannot_be_cut_turned_or_resealed() {
    let records = history();
    assert!(verify_chain(&records[1..]).is_err());
    let mut without = records.clone();
    without.remove(1);
    assert!(verify_chain(&without).is_err());
    let mut turned = records.clone();
    turned.swap(1, 2);
    assert!(verify_chain(&turned).is_err());
    // Whoever seals a changed record again breaks the link of the next one.
    let mut resealed = records.clone();
    resealed[1].warehouse_version = "2".to_owned();
    resealed[1].hash = resealed[1].expected_hash();
    assert_eq!(verify_chain(&resealed).unwrap_err().number, 3);
    assert_eq!(records[3].number, 4);
    assert_eq!(records[0].previous_hash, Occasion::GENESIS);
}

#[test]
fn different_tables_have_different_digests() {
    let table = |dims: &[(&str, u16)], leaves: &[(&[&str], u32, u32)]| PublishedCube {
        spec: spec("cube", dims, Measure::Period),
        leaves: leaves
            .iter()
            .map(|(codes, persons, cases)| PublishedLeaf {
                codes: codes.iter().map(|code| (*code).to_owned()).collect(),
                persons: *persons,
                cases: *cases,
            })
            .collect(),
    };
    let two: &[(&str, u16)] = &[("a", 2), ("b", 2)];
    let tables = [
        table(two, &[]),
        table(two, &[(&["x", "yz"], 3, 3)]),
        table(two, &[(&["xy", "z"], 3, 3)]),
        table(two, &[(&["x", "yz"], 3, 6)]),
        table(two, &[(&["x", "yz"], 6, 6)]),
        table(two, &[(&["x", "yz"], 3, 33)]),
        table(two, &[(&["x", "yz"], 33, 3)]),
        table(two, &[(&["x", "yz"], 3, 3), (&["x", "z"], 3, 3)]),
        table(&[("b", 2), ("a", 2)], &[(&["x", "yz"], 3, 3)]),
        table(&[("a", 2)], &[(&["x"], 3, 3)]),
    ];
    let digests: BTreeSet<String> = tables
        .iter()
        .map(|table| cube_digest(table).sha256)
        .collect();
    assert_eq!(digests.len(), tables.len());
    assert!(digests.iter().all(|digest| digest.len() == 64));
    // The order of leaves and leaves of zero say nothing.
    let same = |leaves: &[(&[&str], u32, u32)]| cube_digest(&table(two, leaves));
    let sorted = same(&[(&["x", "y"], 3, 3), (&["x", "z"], 3, 6)]);
    assert_eq!(sorted, same(&[(&["x", "z"], 3, 6), (&["x", "y"], 3, 3)]));
    assert_eq!(
        sorted,
        same(&[
            (&["x", "a"], 0, 0),
            (&["x", "z"], 3, 6),
            (&["x", "y"], 3, 3)
        ])
    );
    assert_eq!(sorted.leaves, 2);
    // Half a zero is none: it is in the digest, so it cannot be added unseen.
    for (persons, cases) in [(0, 3), (3, 0)] {
        let half: (&[&str], u32, u32) = (&["x", "a"], persons, cases);
        let more = same(&[(&["x", "y"], 3, 3), (&["x", "z"], 3, 6), half]);
        assert_eq!(more.leaves, 3);
        assert_ne!(more.sha256, sorted.sha256);
    }
    let mut named = table(two, &[]);
    let before = cube_digest(&named);
    named.spec.id = "other".to_owned();
    assert_ne!(before.sha256, cube_digest(&named).sha256);
    named.spec.id = "cube".to_owned();
    named.spec.base = 5;
    assert_ne!(before.sha256, cube_digest(&named).sha256);
}

/// A window has no memory, so each key is an independent draw.
fn share_up(count: u32) -> f64 {
    let keys = 900;
    let up = (0..keys)
        .filter(|key| {
            let window = cube(
                spec("window", &[("unit", 1)], Measure::Window),
                &[(&[0], count)],
            );
            let occasion = Occasion::first("2024-01", "1");
            let (shown, _) =
                frozen(vec![window], *key, &mut ErrorState::default(), &occasion).unwrap();
            shown[0].leaves.iter().map(|leaf| leaf.cases).sum::<u32>() > count
        })
        .count();
    up as f64 / f64::from(keys as u32)
}

#[test]
fn a_count_goes_up_as_often_as_its_remainder_says() {
    // Five standard deviations of 900 draws are 0.079.
    assert!((share_up(1) - 1.0 / 3.0).abs() < 0.08);
    assert!((share_up(2) - 2.0 / 3.0).abs() < 0.08);
    assert!(share_up(3) == 0.0 && share_up(6) == 0.0);
}

#[test]
fn errors_of_months_are_paid_back() {
    // Above one base of cases persons are rounded beside them, and may pull by one more.
    for (count, limit) in [(1, 2), (2, 2), (4, 3)] {
        for key in 0..12 {
            let mut state = ErrorState::default();
            let (mut shown, mut truth) = (0_i64, 0);
            for month in 0..30 {
                let period = format!("{}-{:02}", 2020 + month / 12, month % 12 + 1);
                let units = cube(
                    spec("units", &[("unit", 1)], Measure::Period),
                    &[(&[0], count)],
                );
                let occasion = Occasion::first(&period, "1");
                let (cubes, _) = frozen(vec![units], key, &mut state, &occasion).unwrap();
                shown += cubes[0]
                    .leaves
                    .iter()
                    .map(|leaf| i64::from(leaf.cases))
                    .sum::<i64>();
                truth += i64::from(count);
                assert!(
                    (shown - truth).abs() <= limit,
                    "{count} {key} {month}: {}",
                    shown - truth
                );
            }
        }
    }
}

#[test]
fn keys_and_periods_draw_differently() {
    let units = || {
        let counts: Vec<(Vec<u16>, u32)> = (0..24).map(|unit| (vec![unit], 1)).collect();
        let counts: Vec<(&[u16], u32)> = counts
            .iter()
            .map(|(codes, count)| (codes.as_slice(), *count))
            .collect();
        vec![cube(
            spec("units", &[("unit", 24)], Measure::Window),
            &counts,
        )]
    };
    let shown = |key, period: &str| {
        let occasion = Occasion::first(period, "1");
        frozen(units(), key, &mut ErrorState::default(), &occasion)
            .unwrap()
            .0
    };
    let tables: Vec<_> = [
        (1, "2024-01"),
        (2, "2024-01"),
        (1, "2024-02"),
        (1, "2024-03"),
    ]
    .iter()
    .map(|(key, period)| shown(*key, period))
    .collect();
    for (place, table) in tables.iter().enumerate() {
        assert!(
            tables[..place]
                .iter()
                .all(|other| other[0].leaves != table[0].leaves)
        );
    }
}

#[test]
fn linked_cubes_that_disagree_are_refused_by_name() {
    let unit_route = || spec("unit_route", &[("unit", 3), ("route", 2)], Measure::Period);
    let unit_review = || {
        spec(
            "unit_review",
            &[("unit", 3), ("review", 2)],
            Measure::Period,
        )
    };
    let other = || spec("other", &[("care", 2)], Measure::Period);
    let freeze = |cubes| {
        let occasion = Occasion::first("2024-01", "1");
        frozen(cubes, 1, &mut ErrorState::default(), &occasion).map(|_| ())
    };
    let routes: &[(&[u16], u32)] = &[(&[0, 0], 4), (&[1, 1], 2)];
    let linked = |reviews: &[(&[u16], u32)], care: &[(&[u16], u32)]| {
        freeze(vec![
            cube(unit_route(), routes),
            cube(unit_review(), reviews),
            cube(other(), care),
        ])
    };
    linked(&[(&[0, 0], 3), (&[0, 1], 1), (&[1, 0], 2)], &[(&[0], 6)]).unwrap();
    // The same total and another unit; then the same units and another total.
    let moved = linked(&[(&[0, 0], 4), (&[2, 0], 2)], &[(&[0], 6)]).unwrap_err();
    let FreezeError::Cube(CubeError::Links {
        left,
        right,
        margin,
    }) = moved
    else {
        panic!("expected links");
    };
    let names: BTreeSet<&str> = BTreeSet::from([left.as_str(), right.as_str()]);
    assert_eq!(names, BTreeSet::from(["unit_review", "unit_route"]));
    assert_eq!(margin, "unit");
    let total = linked(&[(&[0, 0], 4), (&[1, 0], 2)], &[(&[0], 5)]).unwrap_err();
    assert!(matches!(total, FreezeError::Cube(CubeError::Links { .. })));
}

#[test]
fn cubes_with_one_name_or_another_base_are_refused() {
    let units = || cube(spec("units", &[("unit", 2)], Measure::Period), &[(&[0], 2)]);
    let occasion = Occasion::first("2024-01", "1");
    let mut state = ErrorState::default();
    let twice = frozen(vec![units(), units()], 1, &mut state, &occasion).unwrap_err();
    assert!(matches!(twice, FreezeError::Refused(_)));
    let mut five = units();
    five.spec.base = 5;
    let error = frozen(vec![five], 1, &mut state, &occasion).unwrap_err();
    assert!(matches!(
        error,
        FreezeError::Cube(CubeError::Definition { .. })
    ));
    assert!(state.last_period().is_none());
    frozen(vec![units()], 1, &mut state, &occasion).unwrap();
    assert_eq!(state.last_period(), Some("2024-01"));
    let leaves: BTreeMap<Vec<u16>, Pair> = units().leaves;
    assert_eq!(leaves.len(), 1);
}
