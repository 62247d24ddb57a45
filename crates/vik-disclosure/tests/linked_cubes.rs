//! Laws of the freeze on generated cases: cycles, cubes in any order, year ends, refusals.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

#[allow(dead_code, unused_imports, reason = "the benchmark uses the rest")]
#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

use synthetic::{
    Case, Staff, clique, cut, cut_all, cyclic_set, full_set, notes_set, shipped_set, yearly,
};
use vik_disclosure::{
    Cube, ErrorState, FreezeError, Frozen, Occasion, Pair, Policy, Protected, PublishedCube,
    RoundingKey, YEAR_END_TOLERANCE, cube_digest, derive_leadership, freeze, round_year_end,
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
fn a_circle_is_refused_or_tied_by_a_clique() {
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
        assert_eq!(frozen.cubes().value().len(), 7);
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
        assert!(elastic.case_margins <= 20 && elastic.largest_case_margin <= 5);
    }
}

#[test]
fn declared_margins_of_the_shipped_set_are_held_and_those_that_cross_give_way() {
    let staff = Staff::new(3);
    let (mut shipped, mut full) = (ErrorState::default(), ErrorState::default());
    let mut crossed = 0;
    for month in 0..6 {
        let cases = staff.period(month, 200);
        let period = format!("2024-{:02}", month + 1);
        let held = frozen(cut_all(&shipped_set(), &cases), &mut shipped, &period).unwrap();
        assert_eq!(held.elastic().case_margins, 0);
        let cubes = cut_all(&full_set(), &cases);
        crossed += frozen(cubes, &mut full, &period)
            .unwrap()
            .elastic()
            .case_margins;
    }
    assert!(crossed > 0);
    assert!(shipped.largest().rolling < full.largest().rolling);
}

/// What the benchmark measures is what is shipped: same cubes, dimensions and declared margins.
#[test]
fn the_measured_set_is_the_shipped_one() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../queries/cubes");
    let named = |name: &str| match name {
        "sanction_band" => "sanction".to_owned(),
        "rank_band" => "rank".to_owned(),
        "repeat_24m" => "repeat".to_owned(),
        other => other.to_owned(),
    };
    let names = |tables: Option<&toml::Value>, field: &str| -> Vec<Vec<String>> {
        let tables = tables.and_then(toml::Value::as_array).into_iter().flatten();
        let texts = |value: &toml::Value| match value {
            toml::Value::Array(all) => all
                .iter()
                .filter_map(|own| own.as_str())
                .map(named)
                .collect(),
            one => one.as_str().map(named).into_iter().collect(),
        };
        tables.map(|table| texts(&table[field])).collect()
    };
    let mut shipped = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let Some(head) = text
            .strip_prefix("/*+++")
            .and_then(|text| text.split("+++*/").next())
        else {
            continue;
        };
        let head: toml::Table = head.parse().unwrap();
        if head["linked"].as_bool() == Some(true) {
            let dims = names(head.get("dimension"), "name").concat();
            let id = head["id"].as_str().unwrap().to_owned();
            shipped.push((id, dims, names(head.get("margin"), "dims")));
        }
    }
    let mut measured: Vec<_> = shipped_set()
        .into_iter()
        .map(|cube| {
            let dims: Vec<String> = cube.dims.into_iter().map(|dim| dim.name).collect();
            (cube.id, dims, cube.margins)
        })
        .collect();
    shipped.sort();
    measured.sort();
    assert_eq!(
        measured, shipped,
        "add a new cube to `benches/synthetic/sets.rs`"
    );
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

/// A year of quarters, published, and the true sums of its quarters for the yearly cube.
fn year(seed: u64, size: usize) -> (Vec<Vec<PublishedCube>>, Cube) {
    let staff = Staff::new(seed);
    let mut state = ErrorState::default();
    let mut whole = cut(&yearly(), &[]);
    let mut quarters = Vec::new();
    for quarter in 1..=4 {
        let cases: Vec<Case> = staff.period(quarter, size);
        for (leaf, pair) in cut(&yearly(), &cases).leaves {
            let sum = whole.leaves.entry(leaf).or_default();
            sum.persons += pair.persons;
            sum.cases += pair.cases;
        }
        let shown = frozen(
            cut_all(&notes_set(), &cases),
            &mut state,
            &format!("2024-Q{quarter}"),
        );
        quarters.push(shown.unwrap().into_released().into_parts().0);
    }
    (quarters, whole)
}

#[test]
fn a_year_end_cube_adds_up_to_its_published_quarters() {
    for size in [60, 250] {
        let (quarters, truth) = year(6, size);
        let periods: Vec<&[PublishedCube]> = quarters.iter().map(Vec::as_slice).collect();
        let round = |truth: &Cube, mother: &str| {
            round_year_end(
                &Protected::seal(truth.clone()),
                mother,
                &periods,
                &Policy::default(),
                &RoundingKey::new([9; 32]),
                &Occasion::first("2024", "1"),
            )
        };
        let shown = round(&truth, "a").unwrap();
        let shown = &shown.cubes().value()[0];
        let mut difference: std::collections::BTreeMap<(String, usize), i64> = Default::default();
        for leaf in &shown.leaves {
            let sub: usize = leaf.codes[1].trim_start_matches("issue").parse().unwrap();
            *difference
                .entry((leaf.codes[0].clone(), sub / 4))
                .or_default() += i64::from(leaf.cases);
            assert!(leaf.cases % 3 == 0 && leaf.persons % 3 == 0);
            let unit: u16 = leaf.codes[0].trim_start_matches("unit").parse().unwrap();
            let pair = truth.leaves[&vec![unit, sub as u16]];
            assert!(leaf.cases.abs_diff(pair.cases) <= YEAR_END_TOLERANCE);
            assert!(leaf.persons <= leaf.cases && leaf.cases <= 2 * leaf.persons);
        }
        for cube in quarters.iter().flatten().filter(|cube| cube.spec.id == "a") {
            for leaf in &cube.leaves {
                let category = leaf.codes[1]
                    .trim_start_matches("category")
                    .parse()
                    .unwrap();
                *difference
                    .entry((leaf.codes[0].clone(), category))
                    .or_default() -= i64::from(leaf.cases);
            }
        }
        assert!(difference.values().all(|difference| *difference == 0));
        let again = round(&truth, "a").unwrap();
        assert_eq!(cube_digest(shown), cube_digest(&again.cubes().value()[0]));

        // Without the cube it must add up to there is nothing to add up to.
        assert!(round(&truth, "nothing").is_err());
        // A year that is nowhere near the published one cannot be made to fit.
        let mut other = truth.clone();
        let far = Pair {
            persons: 90,
            cases: 90,
        };
        other.leaves.insert(vec![0, 0], far);
        let refusal = round(&other, "a").err().unwrap();
        assert!(refusal.to_string().contains("year-end rounding"));
    }
}

#[test]
fn leadership_stays_near_the_mother_over_its_windows() {
    let staff = Staff::new(8);
    let (mut state, mut leaders) = (ErrorState::default(), ErrorState::default());
    let key = RoundingKey::new([6; 32]);
    for quarter in 0..8 {
        let cubes = cut_all(&notes_set(), &staff.period(quarter, 250));
        let period = format!("{}-Q{}", 2024 + quarter / 4, quarter % 4 + 1);
        let mother = frozen(cubes, &mut state, &period).unwrap();
        let months = [mother.cubes().value().as_slice()];
        let occasion = Occasion::first(&period, "1");
        let policy = Policy::default();
        let derive = |state: &mut ErrorState| {
            derive_leadership(&months, &policy, &key, state, &occasion).unwrap()
        };
        let again = derive(&mut leaders.clone());
        let leader = derive(&mut leaders);
        for (left, right) in leader.cubes().value().iter().zip(again.cubes().value()) {
            assert_eq!(cube_digest(left), cube_digest(right));
        }
        assert_eq!(leader.elastic().case_margins, 0);
        let largest = leaders.largest();
        assert!(
            largest.year_to_date <= 10 && largest.rolling <= 10,
            "{largest:?}"
        );
    }
}
