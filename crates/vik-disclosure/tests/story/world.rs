//! Cubes, by hand and from cases that are frozen as always.

use std::collections::{BTreeMap, BTreeSet};

use vik_disclosure::story::{
    Declared, Function, PublishedMonths, StoryFacets, StoryRole, StoryRule,
};
use vik_disclosure::{
    Cube, CubeSpec, DimSpec, ErrorState, Measure, Occasion, Pair, Policy, Protected, PublishedCube,
    PublishedLeaf, RoundingKey, freeze,
};

/// Attributes and their codes; units lie in groups.
const ATTRIBUTES: [(&str, &[&str]); 4] = [
    ("unit", &["N1", "N2", "S1"]),
    ("category", &["FIN", "INT"]),
    ("sanction_band", &["none", "reprimand", "unknown"]),
    ("route", &["line", "disciplinary"]),
];

/// Unit and route meet in one cube, unit and category in another, and so on: a join tree.
pub const CUBES: [(&str, &[&str]); 3] = [
    ("category_sanction", &["category", "sanction_band"]),
    ("unit_category", &["unit", "category"]),
    ("unit_route", &["unit", "route"]),
];

fn dim(name: &str) -> DimSpec {
    let (_, codes) = ATTRIBUTES.iter().find(|(known, _)| *known == name).unwrap();
    let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
    let parent = (name == "unit").then(|| {
        let above = |code: &String| (code.clone(), code[..1].to_owned());
        codes.iter().map(above).collect()
    });
    DimSpec {
        name: name.to_owned(),
        parent_name: parent.is_some().then(|| "unit_group".to_owned()),
        parent,
        codes,
    }
}

pub fn spec(id: &str, dims: &[&str]) -> CubeSpec {
    CubeSpec {
        id: id.to_owned(),
        dims: dims.iter().map(|name| dim(name)).collect(),
        margins: Vec::new(),
        linked: true,
        base: 3,
        measure: Measure::Period,
    }
}

/// A published cube by hand: codes, and as many persons as cases.
pub fn cube(id: &str, leaves: &[(&[&str], u32)]) -> PublishedCube {
    let (_, dims) = CUBES.iter().find(|(known, _)| *known == id).unwrap();
    let leaf = |(codes, count): &(&[&str], u32)| PublishedLeaf {
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        persons: *count,
        cases: *count,
    };
    PublishedCube {
        spec: spec(id, dims),
        leaves: leaves.iter().map(leaf).collect(),
    }
}

/// The same cubes in every month from January of a year.
pub fn months(
    year: i32,
    count: u32,
    cubes: &[PublishedCube],
) -> BTreeMap<String, Vec<PublishedCube>> {
    (0..count)
        .map(|place| {
            let (year, month) = (year + place as i32 / 12, place % 12 + 1);
            (format!("{year}-{month:02}"), cubes.to_vec())
        })
        .collect()
}

pub fn published(months: BTreeMap<String, Vec<PublishedCube>>) -> PublishedMonths {
    PublishedMonths::new(months, Declared::mother(3)).unwrap()
}

pub fn facets(from: &str, until: &str, attributes: &[(&str, &str)]) -> StoryFacets {
    StoryFacets {
        from: from.to_owned(),
        until: until.to_owned(),
        attributes: attributes
            .iter()
            .map(|(name, code)| ((*name).to_owned(), (*code).to_owned()))
            .collect(),
        roles: vec![StoryRole {
            label: "medewerker A".to_owned(),
            unit_staff: 400,
            function: Function::Share { per_mille: 100 },
        }],
        cleared: BTreeSet::new(),
    }
}

pub fn rule() -> StoryRule {
    StoryRule::standard("2026-11", "analyst")
}

/// One case in truth.
#[derive(Debug, Clone)]
pub struct Case {
    pub person: u32,
    pub month: u32,
    /// A code index for each attribute.
    pub codes: [u16; 4],
}

impl Case {
    pub fn has(&self, name: &str, code: &str) -> bool {
        let place = |name: &str| {
            ATTRIBUTES
                .iter()
                .position(|(known, _)| *known == name)
                .unwrap()
        };
        let own = |name: &str| ATTRIBUTES[place(name)].1[usize::from(self.codes[place(name)])];
        match name {
            "unit_group" => &own("unit")[..1] == code,
            name => own(name) == code,
        }
    }
}

/// Cases of which nobody has more than two in a month.
pub fn capped(cases: Vec<Case>) -> Vec<Case> {
    let mut seen: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    cases
        .into_iter()
        .filter(|case| {
            let count = seen.entry((case.person, case.month)).or_default();
            *count += 1;
            *count <= 2
        })
        .collect()
}

/// Freezes month after month of 2023, with one memory of errors.
pub fn frozen(cases: &[Case], count: u32, key: u8) -> BTreeMap<String, Vec<PublishedCube>> {
    let mut state = ErrorState::default();
    (0..count)
        .map(|month| {
            let cubes = CUBES.iter().map(|(id, dims)| {
                let mut leaves: BTreeMap<Vec<u16>, (BTreeSet<u32>, u32)> = BTreeMap::new();
                for case in cases.iter().filter(|case| case.month == month) {
                    let place = |name: &&str| {
                        ATTRIBUTES
                            .iter()
                            .position(|(known, _)| known == name)
                            .unwrap()
                    };
                    let codes = dims.iter().map(|name| case.codes[place(name)]).collect();
                    let leaf = leaves.entry(codes).or_default();
                    leaf.0.insert(case.person);
                    leaf.1 += 1;
                }
                let pair = |(codes, (persons, cases)): (Vec<u16>, (BTreeSet<u32>, u32))| {
                    let persons = persons.len() as u32;
                    (codes, Pair { persons, cases })
                };
                Cube {
                    spec: spec(id, dims),
                    leaves: leaves.into_iter().map(pair).collect(),
                }
            });
            let period = format!("2023-{:02}", month + 1);
            let released = freeze(
                &Protected::seal(cubes.collect()),
                &Policy::default(),
                &RoundingKey::new([key; 32]),
                &mut state,
                &Occasion::first(&period, "1"),
            )
            .unwrap()
            .into_released();
            (period, released.into_parts().0)
        })
        .collect()
}
