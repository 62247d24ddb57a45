//! Tests of exact totals, on quarters as in the measurements that the design rests on.

use std::collections::BTreeMap;

use crate::{
    Cube, CubeSpec, DimSpec, ErrorState, Measure, Occasion, Pair, Policy, Protected, PublishedCube,
    RoundingKey, freeze,
};

use super::{Effort, Frame, ProofError, prove_exact, verify_exact};

struct Seed(u64);

impl Seed {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn skewed(&mut self, codes: u64) -> u64 {
        let other = self.below(codes + codes / 2);
        self.below(codes).min(other)
    }
}

fn codes(name: &str, count: u64) -> Vec<String> {
    (0..count).map(|code| format!("{name}{code:02}")).collect()
}

fn dim(name: &str) -> DimSpec {
    let (count, parent) = match name {
        "unit" => (13, Some(("unit_group", 4))),
        "category" => (10, Some(("category_group", 3))),
        "route" => (4, None),
        "cause" => (12, None),
        "lead" => (6, None),
        "sanction" => (6, None),
        "rank" => (3, None),
        _ => (4, None),
    };
    let codes = codes(name, count);
    let above = |place: usize, width: usize, above: &str| format!("{above}{:02}", place / width);
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
        let unit = seed.skewed(13);
        BTreeMap::from([
            ("unit", unit),
            ("unit_group", unit / 4),
            ("category", seed.skewed(10)),
            ("route", seed.skewed(4)),
            ("cause", seed.skewed(12)),
            ("lead", seed.skewed(6)),
            ("sanction", seed.skewed(6)),
            ("rank", seed.skewed(3)),
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

/// Exact totals per year over attributes; `group` gives a code's group.
fn frame(world: &World, id: &str, attributes: &[&str]) -> Frame {
    let years = world.published.len().div_ceil(4);
    let mut totals: BTreeMap<(usize, Vec<String>), u32> = BTreeMap::new();
    for (number, cases) in world.cases.iter().enumerate() {
        for case in cases {
            let code = |name: &&str| match *name {
                "category_group" => format!("category_group{:02}", case["category"] / 3),
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

#[test]
fn yearly_frames_are_proven_leaf_by_leaf() {
    for (seed, names) in [
        (1, vec![vec!["unit_group", "category_group"]]),
        (2, vec![vec!["unit"], vec!["category"]]),
    ] {
        let world = quarters(seed, 4, 250);
        let frames: Vec<Frame> = names
            .iter()
            .map(|attributes| frame(&world, &attributes.join(" x "), attributes))
            .collect();
        let started = std::time::Instant::now();
        let found = prove_exact(&view(&world), &frames, &Effort::default()).unwrap();
        let seconds = started.elapsed().as_secs_f64();
        eprintln!(
            "{names:?}: moves {}, other bases {}, solver {}, refused {:?}, {seconds:.2} s",
            found.by_moves,
            found.by_other_bases,
            found.by_solver,
            found
                .refused
                .iter()
                .map(|refused| (&refused.id, refused.unproven))
                .collect::<Vec<_>>(),
        );
        assert_eq!(found.frames, frames);
        let proof = found.proof.unwrap();
        let leaves = proof.leaves.len();
        eprintln!("base {} changes, {} leaves", proof.base.len(), leaves);
        assert!(found.by_moves * 100 >= leaves * 85);
        let started = std::time::Instant::now();
        verify_exact(&view(&world), &frames, &proof).unwrap();
        eprintln!("verified in {:.3} s", started.elapsed().as_secs_f64());
    }
}
