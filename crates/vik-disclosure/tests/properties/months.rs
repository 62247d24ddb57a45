//! Random months of linked cubes, how they are frozen, and what is read from them.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use vik_disclosure::{
    Cube, CubeSpec, DimSpec, ErrorState, FreezeError, Measure, Occasion, Pair, Policy, Protected,
    PublishedCube, ReleaseRecord, RoundingKey, freeze,
};

/// A case: its person, and a code for each attribute.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) person: usize,
    pub(crate) codes: BTreeMap<&'static str, u16>,
}

pub(crate) const ATTRIBUTES: &[(&str, u16)] = &[
    ("unit", 6),
    ("issue", 9),
    ("route", 4),
    ("finding", 3),
    ("review", 3),
    ("cause", 5),
];
/// Joined by unit, category (the coarser level of issue) and route.
pub(crate) const LINKED: &[(&str, &[&str])] = &[
    ("unit_issue", &["unit", "issue"]),
    ("unit_category_route", &["unit", "category", "route"]),
    ("category_finding", &["category", "finding"]),
    ("route_review", &["route", "review"]),
];

pub(crate) fn dim(name: &str) -> DimSpec {
    let size = ATTRIBUTES.iter().find(|(known, _)| *known == name);
    let size = size.map_or(3, |(_, size)| *size);
    let code = |code: u16| format!("{name}{code}");
    let parent = match name {
        "issue" => Some(("category", 3)),
        "unit" => Some(("unit_group", 2)),
        _ => None,
    };
    DimSpec {
        name: name.to_owned(),
        codes: (0..size).map(code).collect(),
        parent: parent.map(|(above, width)| {
            (0..size)
                .map(|own| (code(own), format!("{above}{}", own / width)))
                .collect()
        }),
        parent_name: parent.map(|(above, _)| above.to_owned()),
    }
}

pub(crate) fn spec(id: &str, dims: &[&str], measure: Measure) -> CubeSpec {
    CubeSpec {
        id: id.to_owned(),
        dims: dims.iter().map(|name| dim(name)).collect(),
        margins: Vec::new(),
        linked: measure == Measure::Period,
        base: 3,
        measure,
    }
}

/// Counts distinct persons and cases of each leaf.
pub(crate) fn cut(spec: CubeSpec, cases: &[Case]) -> Cube {
    let mut leaves: BTreeMap<Vec<u16>, (BTreeSet<usize>, u32)> = BTreeMap::new();
    for case in cases {
        let code = |dim: &DimSpec| match dim.name.as_str() {
            "category" => case.codes["issue"] / 3,
            name => case.codes[name],
        };
        let (persons, count) = leaves
            .entry(spec.dims.iter().map(code).collect())
            .or_default();
        persons.insert(case.person);
        *count += 1;
    }
    let pair = |(persons, cases): (BTreeSet<usize>, u32)| Pair {
        persons: persons.len() as u32,
        cases,
    };
    Cube {
        spec,
        leaves: leaves
            .into_iter()
            .map(|(leaf, counts)| (leaf, pair(counts)))
            .collect(),
    }
}

pub(crate) fn linked(cases: &[Case]) -> Vec<Cube> {
    let cube = |(id, dims): &(&str, &[&str])| cut(spec(id, dims, Measure::Period), cases);
    LINKED.iter().map(cube).collect()
}

pub(crate) fn mentions(cases: &[Case]) -> Cube {
    cut(
        spec("mentions", &["cause", "unit"], Measure::Mentions),
        cases,
    )
}

/// A month; one case in eight is the second one of the person before.
pub(crate) fn months() -> impl Strategy<Value = Vec<Case>> {
    let case = (
        0_u8..8,
        prop::collection::vec((0_u16..64, 0_u16..64), ATTRIBUTES.len()),
    );
    prop::collection::vec(case, 0..45).prop_map(|drawn| {
        let mut cases: Vec<Case> = Vec::new();
        for (row, (again, codes)) in drawn.into_iter().enumerate() {
            let before = row
                .checked_sub(1)
                .filter(|before| again == 0 && cases[*before].person == *before);
            // The smaller of two draws: low codes are common, as in real code lists.
            let code = |((name, size), (left, right)): (&(&'static str, u16), (u16, u16))| {
                (*name, (left % size).min(right % size))
            };
            cases.push(Case {
                person: before.unwrap_or(row),
                codes: ATTRIBUTES.iter().zip(codes).map(code).collect(),
            });
        }
        cases
    })
}

pub(crate) fn key(byte: u8) -> RoundingKey {
    RoundingKey::new([byte; 32])
}

pub(crate) fn try_freeze(
    cubes: Vec<Cube>,
    byte: u8,
    state: &mut ErrorState,
    period: &str,
) -> Result<(Vec<PublishedCube>, ReleaseRecord), FreezeError> {
    let occasion = Occasion::first(period, "1");
    let sealed = Protected::seal(cubes);
    freeze(&sealed, &Policy::default(), &key(byte), state, &occasion)
        .map(|frozen| frozen.into_released().into_parts())
}

pub(crate) fn frozen(
    cubes: Vec<Cube>,
    byte: u8,
    state: &mut ErrorState,
    period: &str,
) -> Vec<PublishedCube> {
    try_freeze(cubes, byte, state, period).unwrap().0
}

/// Cases by the codes of some attributes, coarser levels included.
pub(crate) fn margin(cube: &PublishedCube, names: &[&str]) -> BTreeMap<Vec<String>, u32> {
    let mut sums: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    for leaf in &cube.leaves {
        let mut known: BTreeMap<&str, &str> = BTreeMap::new();
        for (dim, code) in cube.spec.dims.iter().zip(&leaf.codes) {
            known.insert(&dim.name, code);
            let above = dim.parent.iter().flatten().find(|(own, _)| own == code);
            if let (Some(name), Some((_, above))) = (&dim.parent_name, above) {
                known.insert(name, above);
            }
        }
        let labels = names.iter().map(|name| known[name].to_owned()).collect();
        *sums.entry(labels).or_default() += leaf.cases;
    }
    sums
}

pub(crate) fn published<'a>(cubes: &'a [PublishedCube], id: &str) -> &'a PublishedCube {
    cubes.iter().find(|cube| cube.spec.id == id).unwrap()
}

/// A published cube read as if it were a count.
pub(crate) fn as_truth(cube: &PublishedCube) -> Cube {
    let index = |(dim, code): (&DimSpec, &String)| {
        dim.codes.iter().position(|known| known == code).unwrap() as u16
    };
    let leaf = |leaf: &vik_disclosure::PublishedLeaf| {
        let pair = Pair {
            persons: leaf.persons,
            cases: leaf.cases,
        };
        (
            cube.spec.dims.iter().zip(&leaf.codes).map(index).collect(),
            pair,
        )
    };
    Cube {
        spec: cube.spec.clone(),
        leaves: cube.leaves.iter().map(leaf).collect(),
    }
}
