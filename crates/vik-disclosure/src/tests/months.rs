//! A seeded generator of months: person-cases with skewed attributes, cut into the linked cubes.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Cube, CubeSpec, DimSpec, Measure, Pair};

/// A small reproducible generator (SplitMix64).
pub(crate) struct Seed(pub(crate) u64);

impl Seed {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }

    /// Low codes are more common than high ones.
    fn skewed(&mut self, codes: usize) -> u16 {
        let codes = codes as u64;
        self.below(codes).min(self.below(codes)) as u16
    }
}

const ATTRIBUTES: &[(&str, usize)] = &[
    ("unit", 16),
    ("issue", 40),
    ("finding", 3),
    ("route", 5),
    ("lead", 7),
    ("route_initial", 5),
    ("disposition", 8),
    ("handled_by", 2),
    ("complexity", 3),
    ("triage", 5),
    ("requester", 4),
    ("review", 4),
    ("care", 4),
    ("feedback", 3),
    ("learning", 3),
    ("sanction_band", 6),
    ("rank_band", 4),
    ("source", 4),
    ("reporter", 6),
    ("report_delay", 6),
    ("concurrency", 3),
    ("suspension", 4),
    ("separation", 3),
    ("line_intervention", 4),
    ("intervention_delay", 4),
    ("staff_type", 4),
    ("vulnerability", 3),
    ("stayed", 3),
    ("repeat_24m", 2),
];

pub(super) const CUBES: &[(&str, &[&str])] = &[
    ("unit_issue", &["unit", "issue"]),
    ("unit_category_finding", &["unit", "category", "finding"]),
    ("unit_category_route", &["unit", "category", "route"]),
    ("unit_route_lead", &["unit", "route", "lead"]),
    ("route_transition", &["route_initial", "route"]),
    ("route_disposition", &["route", "disposition"]),
    ("route_handling", &["route", "handled_by", "complexity"]),
    ("unit_triage", &["unit", "triage"]),
    ("triage_requester", &["triage", "requester"]),
    ("unit_review", &["unit", "review"]),
    ("unit_care", &["unit", "care"]),
    ("unit_feedback", &["unit", "feedback"]),
    ("unit_learning", &["unit", "learning"]),
    (
        "category_sanction_rank",
        &["category", "sanction_band", "rank_band"],
    ),
    (
        "category_source_finding",
        &["category", "source", "finding"],
    ),
    ("category_reporter", &["category", "reporter"]),
    ("reporter_delay", &["reporter", "report_delay"]),
    (
        "concurrency",
        &["route", "concurrency", "suspension", "separation"],
    ),
    (
        "line_intervention",
        &["line_intervention", "intervention_delay"],
    ),
    ("staff_vulnerability", &["staff_type", "vulnerability"]),
    ("second_chance", &["stayed", "repeat_24m"]),
];

fn codes(name: &str, count: usize) -> Vec<String> {
    (0..count).map(|code| format!("{name}{code:02}")).collect()
}

pub(crate) fn dim(name: &str) -> DimSpec {
    let (count, parent) = match name {
        "category" => (10, None),
        "issue" => (40, Some(("category", 4))),
        "unit" => (16, Some(("unit_group", 6))),
        _ => (
            ATTRIBUTES
                .iter()
                .find(|(known, _)| *known == name)
                .unwrap()
                .1,
            None,
        ),
    };
    let codes = codes(name, count);
    DimSpec {
        name: name.to_owned(),
        parent: parent.map(|(above, width)| {
            let pair = |(code, own): (usize, &String)| {
                (own.clone(), format!("{above}{:02}", code / width))
            };
            codes.iter().enumerate().map(pair).collect()
        }),
        parent_name: parent.map(|(above, _)| above.to_owned()),
        codes,
    }
}

pub(crate) fn spec(id: &str, dims: &[&str]) -> CubeSpec {
    CubeSpec {
        id: id.to_owned(),
        dims: dims.iter().map(|name| dim(name)).collect(),
        margins: if dims.len() == 3 {
            vec![vec![dims[0].to_owned(), dims[1].to_owned()]]
        } else {
            Vec::new()
        },
        linked: true,
        base: 3,
        measure: Measure::Period,
    }
}

pub(crate) fn specs() -> Vec<CubeSpec> {
    CUBES.iter().map(|(id, dims)| spec(id, dims)).collect()
}

/// One month of `size` person-cases; one person in thirty has two.
pub(crate) fn month(seed: u64, size: usize) -> Vec<Cube> {
    let mut seed = Seed(seed);
    let mut cases: Vec<(u64, BTreeMap<&str, u16>)> = Vec::new();
    for number in 0..size as u64 {
        let mut case: BTreeMap<&str, u16> = ATTRIBUTES
            .iter()
            .map(|(name, count)| (*name, seed.skewed(*count)))
            .collect();
        case.insert("category", case["issue"] / 4);
        let again = number > 0 && cases[number as usize - 1].0 == number - 1 && seed.below(30) == 0;
        if again {
            case.insert("unit", cases[number as usize - 1].1["unit"]);
        }
        cases.push((if again { number - 1 } else { number }, case));
    }
    specs().into_iter().map(|spec| cut(spec, &cases)).collect()
}

fn cut(spec: CubeSpec, cases: &[(u64, BTreeMap<&str, u16>)]) -> Cube {
    let mut persons: BTreeMap<Vec<u16>, BTreeSet<u64>> = BTreeMap::new();
    let mut leaves: BTreeMap<Vec<u16>, Pair> = BTreeMap::new();
    for (person, case) in cases {
        let leaf: Vec<u16> = spec
            .dims
            .iter()
            .map(|dim| case[dim.name.as_str()])
            .collect();
        persons.entry(leaf.clone()).or_default().insert(*person);
        leaves.entry(leaf).or_default().cases += 1;
    }
    for (leaf, pair) in &mut leaves {
        pair.persons = persons[leaf].len() as u32;
    }
    Cube { spec, leaves }
}
