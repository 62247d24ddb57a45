//! Tests of exact totals, on quarters as in the measurements that the design rests on.

mod door;

use std::collections::BTreeMap;

use crate::{
    Cube, CubeSpec, DimSpec, ErrorState, Measure, Occasion, Pair, Policy, Protected, PublishedCube,
    RoundingKey, freeze,
};

use crate::tests::months::Seed;

use super::{Effort, Frame, ProofError, prove_exact, verify_exact};

/// Low codes are more common than high ones.
fn skewed(seed: &mut Seed, codes: u64) -> u64 {
    let other = seed.below(3 * codes);
    seed.below(codes).min(other)
}

fn codes(name: &str, count: u64) -> Vec<String> {
    (0..count).map(|code| format!("{name}{code:02}")).collect()
}

fn dim(name: &str) -> DimSpec {
    let (count, parent) = match name {
        "unit" => (13, Some(("unit_group", 13))),
        "category" => (10, Some(("category_group", 10))),
        "route" => (4, None),
        "cause" => (12, None),
        "lead" => (6, None),
        "sanction" => (6, None),
        "rank" => (3, None),
        _ => (4, None),
    };
    let codes = codes(name, count);
    let above =
        |place: usize, width: usize, above: &str| format!("{above}{:02}", place * 4 / width);
    DimSpec {
        name: name.to_owned(),
        parent: parent.map(|(name, width)| {
            let pairs = codes.iter().enumerate();
            pairs
                .map(|(place, code)| (code.clone(), above(place, width, name)))
                .collect()
        }),
        parent_name: parent.map(|(name, _)| name.to_owned()),
        codes,
    }
}

/// The cubes a to e: unit x category, unit x route, route x lead time, category x cause, and
/// unit group x sanction x rank.
const CUBES: &[(&str, &[&str])] = &[
    ("a", &["unit", "category"]),
    ("b", &["unit", "route"]),
    ("c", &["category", "cause"]),
    ("d", &["route", "lead"]),
    ("e", &["unit_group", "sanction", "rank"]),
];

type Case = BTreeMap<&'static str, u64>;

fn quarter(seed: &mut Seed, size: u64) -> Vec<Case> {
    let one = |seed: &mut Seed| -> Case {
        let unit = skewed(seed, 13);
        BTreeMap::from([
            ("unit", unit),
            ("unit_group", unit * 4 / 13),
            ("category", skewed(seed, 10)),
            ("route", skewed(seed, 4)),
            ("cause", skewed(seed, 12)),
            ("lead", skewed(seed, 6)),
            ("sanction", skewed(seed, 6)),
            ("rank", skewed(seed, 3)),
        ])
    };
    (0..size).map(|_| one(seed)).collect()
}

fn cubes(cases: &[Case]) -> Vec<Cube> {
    let cut = |(id, dims): &(&str, &[&str])| {
        let mut leaves: BTreeMap<Vec<u16>, Pair> = BTreeMap::new();
        for case in cases {
            let leaf = dims.iter().map(|name| case[name] as u16).collect();
            let pair = leaves.entry(leaf).or_default();
            pair.persons += 1;
            pair.cases += 1;
        }
        Cube {
            spec: CubeSpec {
                id: (*id).to_owned(),
                dims: dims.iter().map(|name| dim(name)).collect(),
                margins: Vec::new(),
                linked: true,
                base: 3,
                measure: Measure::Period,
            },
            leaves,
        }
    };
    CUBES.iter().map(cut).collect()
}

struct World {
    published: Vec<(String, Vec<PublishedCube>)>,
    cases: Vec<Vec<Case>>,
}

/// Quarters of one or more years, frozen one after another.
fn quarters(seed: u64, count: usize, size: u64) -> World {
    let mut seed = Seed(seed);
    let mut state = ErrorState::default();
    let mut world = World {
        published: Vec::new(),
        cases: Vec::new(),
    };
    for number in 0..count {
        let period = format!("{}-{:02}", 2024 + number / 4, number % 4 + 1);
        let cases = quarter(&mut seed, size);
        let frozen = freeze(
            &Protected::seal(cubes(&cases)),
            &Policy::default(),
            &RoundingKey::new([9; 32]),
            &mut state,
            &Occasion::first(&period, "1"),
        )
        .unwrap();
        world
            .published
            .push((period, frozen.into_released().into_parts().0));
        world.cases.push(cases);
    }
    world
}

/// Exact totals per year over attributes.
fn frame(world: &World, id: &str, attributes: &[&str]) -> Frame {
    let years = world.published.len().div_ceil(4);
    let mut totals: BTreeMap<(usize, Vec<String>), u32> = BTreeMap::new();
    for (number, cases) in world.cases.iter().enumerate() {
        for case in cases {
            let code = |name: &&str| match *name {
                "category_group" => format!("category_group{:02}", case["category"] * 4 / 10),
                name => format!("{name}{:02}", case[name]),
            };
            let codes = attributes.iter().map(code).collect();
            *totals.entry((number / 4, codes)).or_default() += 1;
        }
    }
    let year = |year: usize| {
        let periods = world.published.iter().skip(4 * year).take(4);
        periods.map(|(period, _)| period.clone()).collect()
    };
    Frame {
        id: id.to_owned(),
        attributes: attributes.iter().map(|name| (*name).to_owned()).collect(),
        periods: (0..years).map(year).collect(),
        totals: totals
            .into_iter()
            .map(|((year, codes), sum)| (year, codes, sum))
            .collect(),
    }
}

fn view(world: &World) -> Vec<(String, &[PublishedCube])> {
    let view = world.published.iter();
    view.map(|(period, cubes)| (period.clone(), cubes.as_slice()))
        .collect()
}

/// Proves and verifies; prints how. More seeds and sizes with `RUN_SLOW_TESTS`.
#[test]
fn yearly_frames_are_proven_leaf_by_leaf() {
    let slow = std::env::var_os("RUN_SLOW_TESTS").is_some();
    let (seeds, sizes): (u64, &[u64]) = if slow {
        (5, &[60, 250, 620])
    } else {
        (1, &[250])
    };
    let kinds: [&[&[&str]]; 3] = [
        &[&["unit_group", "category_group"]],
        &[&["unit"], &["category"]],
        &[&["unit_group", "category_group"], &["unit"], &["category"]],
    ];
    for size in sizes {
        for seed in 1..=seeds {
            for names in kinds {
                let world = quarters(seed, if slow { 8 } else { 4 }, *size);
                measure(
                    &world,
                    names,
                    &format!("{size} cases, seed {seed}, {names:?}"),
                );
            }
        }
    }
}

fn measure(world: &World, names: &[&[&str]], title: &str) {
    let frames: Vec<Frame> = names
        .iter()
        .map(|attributes| frame(world, &attributes.join(" x "), attributes))
        .collect();
    let started = std::time::Instant::now();
    let found = prove_exact(&view(world), &frames, &Effort::default()).unwrap();
    let seconds = started.elapsed().as_secs_f64();
    let leaves = found.proof.as_ref().map_or(0, |proof| proof.leaves.len());
    let started = std::time::Instant::now();
    if let Some(proof) = &found.proof {
        verify_exact(&view(world), &found.frames, proof).unwrap();
    }
    eprintln!(
        "{title}: {leaves} leaves, moves {}, other bases {}, solver {}; proven {} of {} frames; \
         {seconds:.2} s, verified in {:.3} s; smallest total {:?}",
        found.by_moves,
        found.by_other_bases,
        found.by_solver,
        found.frames.len(),
        frames.len(),
        started.elapsed().as_secs_f64(),
        frames
            .iter()
            .flat_map(|frame| &frame.totals)
            .map(|total| total.2)
            .min(),
    );
    // Proven or refused, never neither; moves do most of the work where frames are coarse.
    assert_eq!(found.frames.len() + found.refused.len(), frames.len());
    assert_eq!(
        found.by_moves + found.by_other_bases + found.by_solver,
        leaves
    );
    assert!(found.by_moves * 100 >= leaves * 85, "{title}");
}

#[test]
fn a_frame_as_fine_as_the_leaves_is_refused_and_the_rounded_one_offered() {
    let world = quarters(3, 4, 250);
    let yearly = frame(&world, "unit groups", &["unit_group"]);
    let mut fine = frame(&world, "leaves", &["unit", "category"]);
    // Each quarter on its own, exactly: every leaf of cube a would be known.
    fine.periods = world
        .published
        .iter()
        .map(|(period, _)| vec![period.clone()])
        .collect();
    let mut totals: BTreeMap<(usize, Vec<String>), u32> = BTreeMap::new();
    for (number, cases) in world.cases.iter().enumerate() {
        for case in cases {
            let codes = ["unit", "category"].map(|name| format!("{name}{:02}", case[name]));
            *totals.entry((number, codes.to_vec())).or_default() += 1;
        }
    }
    let totals = totals.into_iter();
    fine.totals = totals
        .map(|((number, codes), sum)| (number, codes, sum))
        .collect();
    let effort = Effort {
        bases: 1,
        asked: 2,
        ..Effort::default()
    };
    let found = prove_exact(&view(&world), &[fine, yearly.clone()], &effort).unwrap();
    assert_eq!(found.frames, std::slice::from_ref(&yearly));
    assert_eq!(found.refused.len(), 1);
    let refused = &found.refused[0];
    assert_eq!(refused.id, "leaves");
    assert!(refused.unproven > 0);
    // What is offered is the sum of published cells, leaf by leaf.
    for (number, codes, sum) in &refused.offered.totals {
        let cube = world.published[*number]
            .1
            .iter()
            .find(|cube| cube.spec.id == "a")
            .unwrap();
        let leaf = cube
            .leaves
            .iter()
            .find(|leaf| leaf.codes == *codes)
            .unwrap();
        assert_eq!(leaf.cases, *sum);
    }
    verify_exact(&view(&world), &[yearly], &found.proof.unwrap()).unwrap();
}

#[test]
fn a_proof_with_one_change_is_no_proof() {
    let world = quarters(4, 4, 250);
    let frames = vec![frame(&world, "groups", &["unit_group", "category_group"])];
    let found = prove_exact(&view(&world), &frames, &Effort::default()).unwrap();
    let proof = found.proof.unwrap();
    let again = prove_exact(&view(&world), &frames, &Effort::default()).unwrap();
    assert!(
        again.proof == Some(proof.clone()),
        "the same input gives the same proof"
    );
    let json = serde_json::to_string(&proof).unwrap();
    eprintln!("{} bytes for {} leaves", json.len(), proof.leaves.len());
    assert!(serde_json::from_str::<super::Proof>(&json).unwrap() == proof);

    let verify = |proof: &super::Proof| verify_exact(&view(&world), &frames, proof);
    let mut forged = proof.clone();
    forged.base[0].change += 1;
    assert!(matches!(verify(&forged), Err(ProofError::Base(_))));
    let mut forged = proof.clone();
    forged.base.pop();
    assert!(matches!(verify(&forged), Err(ProofError::Base(_))));
    let mut forged = proof.clone();
    forged.leaves.pop();
    assert_eq!(verify(&forged), Err(ProofError::Missing));
    for place in (0..proof.leaves.len()).step_by(97) {
        let mut forged = proof.clone();
        forged.leaves[place].worlds[0][0].change += 1;
        assert!(verify(&forged).is_err(), "leaf {place}");
        let mut forged = proof.clone();
        forged.leaves[place].worlds.clear();
        assert!(verify(&forged).is_err(), "leaf {place}");
    }
    let mut other = frames.clone();
    other[0].totals[0].2 += 1;
    assert!(verify_exact(&view(&world), &other, &proof).is_err());
    let mut elsewhere = frames.clone();
    elsewhere[0].attributes[0] = "no such attribute".to_owned();
    assert!(verify_exact(&view(&world), &elsewhere, &proof).is_err());
}

/// The truth may change as long as what is published does not: the proof reads nothing else.
#[test]
fn the_proof_is_a_function_of_published_numbers() {
    let world = quarters(5, 4, 60);
    let frames = vec![frame(&world, "groups", &["unit_group"])];
    let found = prove_exact(&view(&world), &frames, &Effort::default()).unwrap();
    let copy = World {
        published: world.published.clone(),
        cases: Vec::new(),
    };
    let again = prove_exact(&view(&copy), &frames, &Effort::default()).unwrap();
    assert!(found == again);
}
