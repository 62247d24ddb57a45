//! Laws of the freeze on generated cases: cycles, cubes in any order, year ends, refusals.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

#[allow(dead_code, unused_imports, reason = "the benchmark uses the rest")]
#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

use synthetic::{Staff, clique, cut_all, cyclic_set, notes_set, shipped_set};
use vik_disclosure::{
    Cube, ErrorState, FreezeError, Frozen, Occasion, Policy, Protected, RoundingKey, cube_digest,
    freeze,
};

fn frozen(cubes: Vec<Cube>, state: &mut ErrorState, period: &str) -> Result<Frozen, FreezeError> {
    let key = RoundingKey::new([5; 32]);
    let occasion = Occasion::first(period, "1");
    freeze(
        &Protected::seal(cubes),
        &Policy::default(),
        &key,
        state,
        &occasion,
    )
}

#[test]
fn a_circle_is_refused_or_tied_by_a_hidden_cube() {
    let staff = Staff::new(1);
    let mut state = ErrorState::default();
    for quarter in 1..=20 {
        let cases = staff.period(quarter, 60);
        let mut cubes = cut_all(&cyclic_set(), &cases);
        let period = format!("{}-Q{}", 2020 + (quarter - 1) / 4, (quarter - 1) % 4 + 1);
        let refused = frozen(cubes.clone(), &mut state, &period).err().unwrap();
        let FreezeError::Refused(refusal) = refused else {
            panic!("expected a refusal");
        };
        assert_eq!(refusal.rule, "acyclic cubes");
        assert_eq!(refusal.subject, "b, d, g");
        assert!(
            refusal
                .would_pass
                .ends_with("lead, route, unit, unit_group")
        );
        cubes.extend(cut_all(&[clique()], &cases));
        let frozen = frozen(cubes, &mut state, &period).unwrap();
        assert_eq!(frozen.cubes().value().len(), 6);
    }
}

#[test]
fn every_cell_of_the_trial_set_keeps_the_rule_of_the_period() {
    let staff = Staff::new(2);
    for size in [60, 620] {
        let mut state = ErrorState::default();
        for quarter in 0..8 {
            let cubes = cut_all(&notes_set(), &staff.period(quarter, size));
            let period = format!("{}-Q{}", 2022 + quarter / 4, quarter % 4 + 1);
            let elastic = frozen(cubes, &mut state, &period).unwrap().elastic();
            assert_eq!(elastic.case_margins, 0);
            assert!(elastic.windows <= 3);
        }
        assert!(state.largest().rolling <= 7);
    }
}

#[test]
fn a_large_set_is_rounded_in_sparse_months_too() {
    let staff = Staff::new(1);
    let mut state = ErrorState::default();
    for month in 0..6 {
        let cubes = cut_all(&shipped_set(), &staff.period(month, 20));
        let elastic = frozen(cubes, &mut state, &format!("2024-{:02}", month + 1))
            .unwrap()
            .elastic();
        // Of some five hundred margins.
        assert!(elastic.case_margins <= 20 && elastic.largest_case_margin <= 8);
    }
}

/// The same cases with the codes of every dimension listed backwards.
fn backwards(cubes: &[Cube]) -> Vec<Cube> {
    let turn = |cube: &Cube| {
        let mut spec = cube.spec.clone();
        for dim in &mut spec.dims {
            dim.codes.reverse();
        }
        let leaf = |leaf: &Vec<u16>| -> Vec<u16> {
            leaf.iter()
                .zip(&spec.dims)
                .map(|(code, dim)| dim.codes.len() as u16 - 1 - code)
                .collect()
        };
        let leaves = cube
            .leaves
            .iter()
            .map(|(old, pair)| (leaf(old), *pair))
            .collect();
        Cube { spec, leaves }
    };
    cubes.iter().rev().map(turn).collect()
}

#[test]
fn the_order_of_cubes_and_codes_does_not_matter() {
    let staff = Staff::new(3);
    for size in [40, 250] {
        let cubes = cut_all(&notes_set(), &staff.period(1, size));
        let (mut one, mut two) = (ErrorState::default(), ErrorState::default());
        let first = frozen(cubes.clone(), &mut one, "2024-Q1").unwrap();
        let second = frozen(backwards(&cubes), &mut two, "2024-Q1").unwrap();
        for (left, right) in first.cubes().value().iter().zip(second.cubes().value()) {
            assert_eq!(cube_digest(left), cube_digest(right));
        }
        assert!(one == two);
    }
}

#[test]
fn refusals_do_not_look_at_counts() {
    let staff = Staff::new(4);
    let refusals: Vec<String> = (1..30)
        .map(|seed| {
            let cubes = cut_all(&cyclic_set(), &staff.period(seed, seed as usize * 7));
            let mut state = ErrorState::default();
            frozen(cubes, &mut state, "2024-Q1")
                .err()
                .unwrap()
                .to_string()
        })
        .collect();
    assert!(refusals.iter().all(|refusal| *refusal == refusals[0]));
    // Counts that contradict each other do not change the answer either.
    let mut cubes = cut_all(&cyclic_set(), &staff.period(1, 100));
    cubes[0].leaves.values_mut().next().unwrap().cases += 7;
    let refused = frozen(cubes, &mut ErrorState::default(), "2024-Q1");
    assert_eq!(refused.err().unwrap().to_string(), refusals[0]);
}
