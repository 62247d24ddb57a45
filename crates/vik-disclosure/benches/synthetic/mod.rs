//! A seeded generator of cases for tests and benchmarks: 65,000 staff of uneven activity, and
//! attributes that depend on each other. No number in it is about anyone.

mod sets;

use std::collections::{BTreeMap, BTreeSet};

use vik_disclosure::{Cube, CubeSpec, Pair};

pub use sets::{
    ATTRIBUTES, CROSSING, SHIPPED, clique, cyclic_set, full_set, notes_set, plain_set, shipped_set,
    yearly,
};

/// Codes of one case, in the order of [`ATTRIBUTES`].
pub type Codes = [u16; ATTRIBUTES.len()];

/// One case of one person.
#[derive(Clone)]
pub struct Case {
    person: u32,
    codes: Codes,
}

/// A small reproducible generator (SplitMix64; Steele, Lea and Flood 2014).
pub struct Seed(pub u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// Code `c` with a weight of `1 / (1 + ((c + shift) mod codes))`: a few common, many rare.
    fn zipf(&mut self, codes: usize, shift: usize) -> u16 {
        let weight = |code: usize| 1.0 / (1 + (code + shift) % codes) as f64;
        let mut left = self.unit() * (0..codes).map(weight).sum::<f64>();
        for code in 0..codes {
            left -= weight(code);
            if left <= 0.0 {
                return code as u16;
            }
        }
        0
    }
}

/// The people of one organisation: 65,000, in 13 units of uneven size and 3 ranks.
pub struct Staff {
    /// Running sums of activity, which is gamma distributed with shape 1/2.
    activity: Vec<f64>,
    place: Vec<(u16, u16)>,
}

impl Staff {
    /// Draws an organisation.
    pub fn new(seed: u64) -> Self {
        let mut seed = Seed(seed.wrapping_mul(0x5851_F42D_4C95_7F2D));
        let (mut activity, mut place, mut sum) = (Vec::new(), Vec::new(), 0.0);
        for _ in 0..65_000 {
            let normal =
                (-2.0 * seed.unit().ln()).sqrt() * (std::f64::consts::TAU * seed.unit()).cos();
            sum += normal * normal / 2.0;
            activity.push(sum);
            place.push((seed.zipf(13, 0), seed.zipf(3, 0)));
        }
        Self { activity, place }
    }

    /// Draws the cases of one period; nobody has more than two.
    pub fn period(&self, seed: u64, size: usize) -> Vec<Case> {
        let mut seed = Seed(seed.wrapping_mul(0xD134_2543_DE82_EF95));
        let mut held: BTreeMap<usize, usize> = BTreeMap::new();
        let mut cases = Vec::with_capacity(size);
        let all = self.activity.last().copied().unwrap_or_default();
        while cases.len() < size {
            let mark = seed.unit() * all;
            let person = self.activity.partition_point(|sum| *sum < mark);
            let count = held.entry(person).or_default();
            if *count < 2 {
                *count += 1;
                let codes = codes(&mut seed, self.place[person]);
                cases.push(Case {
                    person: person as u32,
                    codes,
                });
            }
        }
        cases
    }
}

/// Category follows unit and rank, route follows category, lead time and sanction follow route.
fn codes(seed: &mut Seed, (unit, rank): (u16, u16)) -> Codes {
    let mut codes = [0; ATTRIBUTES.len()];
    let category = seed.zipf(10, usize::from(unit % 4 + 2 * rank));
    let route = seed.zipf(4, usize::from(category % 3));
    for (slot, (name, count)) in codes.iter_mut().zip(ATTRIBUTES) {
        *slot = match *name {
            "unit" => unit,
            "rank" => rank,
            "category" => category,
            "category_group" => category / 3,
            "issue" => 4 * category + seed.zipf(4, usize::from(unit % 2)),
            "route" => route,
            "lead" | "sanction" => seed.zipf(*count, 2 * usize::from(route)),
            "cause" => seed.zipf(*count, usize::from(category)),
            _ => seed.zipf(*count, usize::from(route % 2)),
        };
    }
    codes
}

/// Counts cases and distinct persons in the leaves of a cube.
pub fn cut(spec: &CubeSpec, cases: &[Case]) -> Cube {
    let places: Vec<usize> = spec
        .dims
        .iter()
        .filter_map(|dim| ATTRIBUTES.iter().position(|(name, _)| *name == dim.name))
        .collect();
    let mut found: BTreeMap<Vec<u16>, (BTreeSet<u32>, u32)> = BTreeMap::new();
    for case in cases {
        let leaf = places.iter().map(|place| case.codes[*place]).collect();
        let (persons, count) = found.entry(leaf).or_default();
        persons.insert(case.person);
        *count += 1;
    }
    let pair = |(persons, cases): (BTreeSet<u32>, u32)| Pair {
        persons: persons.len() as u32,
        cases,
    };
    Cube {
        spec: spec.clone(),
        leaves: found
            .into_iter()
            .map(|(leaf, held)| (leaf, pair(held)))
            .collect(),
    }
}

/// Counts a whole set of cubes.
pub fn cut_all(specs: &[CubeSpec], cases: &[Case]) -> Vec<Cube> {
    specs.iter().map(|spec| cut(spec, cases)).collect()
}
