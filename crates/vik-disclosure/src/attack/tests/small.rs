//! A small acyclic set of cubes with seeded cases.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Declaration, Statement, published_statements};
use crate::{
    Cube, CubeSpec, DimSpec, ErrorState, Measure, Occasion, Pair, Policy, Protected, PublishedCube,
    RoundingKey, derive_leadership, freeze,
};

/// SplitMix64.
pub(super) struct Seed(pub(super) u64);

impl Seed {
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }
}

const CUBES: &[(&str, &[&str])] = &[
    ("a", &["unit", "category"]),
    ("b", &["unit", "route"]),
    ("c", &["category", "cause"]),
    ("d", &["route", "lead"]),
    ("e", &["category", "sanction", "rank"]),
];

const SIZES: &[(&str, u64)] = &[
    ("unit", 5),
    ("category", 4),
    ("route", 3),
    ("cause", 4),
    ("lead", 3),
    ("sanction", 3),
    ("rank", 2),
];

fn dim(name: &str) -> DimSpec {
    let size = SIZES.iter().find(|(known, _)| *known == name).unwrap().1;
    let codes: Vec<String> = (0..size).map(|code| format!("{name}{code}")).collect();
    let parent = (name == "unit").then(|| {
        let group = |(place, code): (usize, &String)| (code.clone(), format!("group{}", place / 3));
        codes.iter().enumerate().map(group).collect()
    });
    DimSpec {
        name: name.to_owned(),
        parent_name: parent.as_ref().map(|_| "group".to_owned()),
        parent,
        codes,
    }
}

pub(super) fn spec(id: &str, dims: &[&str]) -> CubeSpec {
    CubeSpec {
        id: id.to_owned(),
        dims: dims.iter().map(|name| dim(name)).collect(),
        margins: Vec::new(),
        linked: true,
        base: 3,
        measure: Measure::Period,
    }
}

/// One period of so many cases; one person in ten has two.
pub(super) fn month(seed: &mut Seed, size: u64) -> Vec<Cube> {
    let mut cases: Vec<(u64, BTreeMap<&str, u16>)> = Vec::new();
    for number in 0..size {
        let case = SIZES
            .iter()
            .map(|(name, codes)| (*name, seed.below(*codes).min(seed.below(*codes)) as u16))
            .collect();
        let again = number % 2 == 1 && seed.below(5) == 0;
        cases.push((if again { number - 1 } else { number }, case));
    }
    CUBES
        .iter()
        .map(|(id, dims)| {
            let spec = spec(id, dims);
            let mut persons: BTreeMap<Vec<u16>, BTreeSet<u64>> = BTreeMap::new();
            let mut leaves: BTreeMap<Vec<u16>, Pair> = BTreeMap::new();
            for (person, case) in &cases {
                let leaf: Vec<u16> = dims.iter().map(|name| case[name]).collect();
                persons.entry(leaf.clone()).or_default().insert(*person);
                leaves.entry(leaf).or_default().cases += 1;
            }
            for (leaf, pair) in &mut leaves {
                pair.persons = persons[leaf].len() as u32;
            }
            Cube { spec, leaves }
        })
        .collect()
}

/// Months and the quarters derived from them, as statements to both audiences.
pub(super) struct History {
    pub(super) months: Vec<Vec<PublishedCube>>,
    pub(super) statements: Vec<Statement>,
}

pub(super) fn history(seed: u64, months: u32, size: u64) -> History {
    let mut seed = Seed(seed);
    let (policy, key) = (
        Policy::default(),
        RoundingKey::new([seed.below(200) as u8; 32]),
    );
    let (mut state, mut above) = (ErrorState::default(), ErrorState::default());
    let mut history = History {
        months: Vec::new(),
        statements: Vec::new(),
    };
    for number in 0..months {
        let period = format!("2024-{:02}", number + 1);
        let truth = Protected::seal(month(&mut seed, size));
        let occasion = Occasion::first(&period, "1");
        let frozen = freeze(&truth, &policy, &key, &mut state, &occasion).unwrap();
        let (shown, _) = frozen.into_released().into_parts();
        let declared = Declaration::mother(3);
        history
            .statements
            .extend(published_statements(&shown, &period, "analyst", &declared));
        history.months.push(shown);
        if number % 3 == 2 {
            let period = format!("2024-Q{}", number / 3 + 1);
            let last: Vec<&[PublishedCube]> = history
                .months
                .iter()
                .rev()
                .take(3)
                .rev()
                .map(Vec::as_slice)
                .collect();
            let occasion = Occasion::first(&period, "1");
            let frozen = derive_leadership(&last, &policy, &key, &mut above, &occasion).unwrap();
            let (shown, _) = frozen.into_released().into_parts();
            let declared = Declaration::derived(5, 3, 3);
            history.statements.extend(published_statements(
                &shown,
                &period,
                "leadership",
                &declared,
            ));
        }
    }
    history
}
