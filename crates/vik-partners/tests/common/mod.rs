//! Made-up releases: months of two linked cubes and their quarters, rounded by the real freeze.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::collections::BTreeMap;

use vik_disclosure::{
    Cube, CubeSpec, DimSpec, ErrorState, Measure, Occasion, Pair, Policy, Proof, Protected,
    PublishedCube, ReleaseRecord, Released, RoundingKey, derive_leadership, freeze,
};
use vik_domain::{CodeList, CodeLists, Text};
use vik_partners::{
    Content, DefinitionNote, Dimensions, PartnerName, Shareable, SigningSecret, export,
};

pub const CATEGORIES: &str = include_str!("../../../../data-samples/codelists/categories.toml");
pub const NOTE: &str = include_str!("../../../../data-samples/partners/note.toml");
pub const CODES: [&str; 4] = ["FIN", "POS", "BEV", "OMG"];

pub type Release = (Released<Vec<PublishedCube>>, Proof);

fn list(id: &str, codes: &[&str]) -> CodeList {
    let codes: String = codes
        .iter()
        .map(|code| format!("[[code]]\ncode='{code}'\nnl='{code} nl'\nen='{code} en'\n"))
        .collect();
    let text = format!("id='{id}'\nversion='1'\ntitle={{nl='a',en='b'}}\n{codes}");
    let lists = CodeLists::parse([("test", text.as_str())].into_iter()).unwrap();
    lists.list(id).unwrap().clone()
}

pub fn ours() -> CodeList {
    let lists = CodeLists::parse([("categories", CATEGORIES)].into_iter()).unwrap();
    lists.list("categories").unwrap().clone()
}

pub fn lists() -> Dimensions {
    Dimensions::from([
        ("category".to_owned(), ours()),
        ("unit".to_owned(), list("units", &["N", "Z"])),
        ("finding".to_owned(), list("findings", &["yes", "no"])),
        ("unused".to_owned(), list("unused", &["x"])),
    ])
}

fn dim(name: &str, codes: &[&str]) -> DimSpec {
    DimSpec {
        name: name.to_owned(),
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        parent: None,
        parent_name: None,
    }
}

fn spec(id: &str, dims: Vec<DimSpec>) -> CubeSpec {
    CubeSpec {
        id: id.to_owned(),
        dims,
        margins: Vec::new(),
        linked: true,
        base: 3,
        measure: Measure::Period,
    }
}

/// True counts of one month: by category, unit and finding, without a pattern that rounding likes.
fn cubes(month: u32) -> Vec<Cube> {
    let category = || dim("category", &CODES);
    let mut units: BTreeMap<Vec<u16>, Pair> = BTreeMap::new();
    let mut findings: BTreeMap<Vec<u16>, Pair> = BTreeMap::new();
    for code in 0..4_u16 {
        for unit in 0..2_u16 {
            let cases = (u32::from(code) * 5 + u32::from(unit) * 3 + month * 7) % 11;
            for at in 0..cases {
                let finding = u16::from(at % 3 == 0);
                for (leaves, place) in [(&mut units, unit), (&mut findings, finding)] {
                    let pair = leaves.entry(vec![code, place]).or_default();
                    pair.cases += 1;
                    pair.persons += 1;
                }
            }
        }
    }
    vec![
        Cube {
            spec: spec(
                "category_finding",
                vec![category(), dim("finding", &["yes", "no"])],
            ),
            leaves: findings,
        },
        Cube {
            spec: spec("category_unit", vec![category(), dim("unit", &["N", "Z"])]),
            leaves: units,
        },
    ]
}

/// True cases of a category in the months of 2024.
pub fn truth(code: usize, months: u32) -> u64 {
    let of = |cube: &Cube| -> u64 {
        let own = cube
            .leaves
            .iter()
            .filter(|(codes, _)| usize::from(codes[0]) == code);
        own.map(|(_, pair)| u64::from(pair.cases)).sum()
    };
    (1..=months).map(|month| of(&cubes(month)[0])).sum()
}

/// The months of 2024 and each quarter after its last month.
pub fn releases(months: u32) -> Vec<Release> {
    let (policy, key) = (Policy::default(), RoundingKey::new([7; 32]));
    let mut state = ErrorState::default();
    let mut leadership = ErrorState::default();
    let mut done: Vec<Release> = Vec::new();
    let mut quarter: Vec<Vec<PublishedCube>> = Vec::new();
    let occasion = |last: Option<&ReleaseRecord>, period: &str| match last {
        Some(last) => Occasion::after(last, period, "1"),
        None => Occasion::first(period, "1"),
    };
    for month in 1..=months {
        let last = done.last().map(|release| release.0.record());
        let now = occasion(last, &format!("2024-{month:02}"));
        let sealed = Protected::seal(cubes(month));
        let frozen = freeze(&sealed, &policy, &key, &mut state, &now).unwrap();
        quarter.push(frozen.cubes().value().clone());
        done.push(frozen.into_parts());
        if month % 3 == 0 {
            let last = done.last().map(|release| release.0.record());
            let mut now = occasion(last, &format!("2024-Q{}", month / 3));
            now.kind = "quarter".to_owned();
            let parts: Vec<&[PublishedCube]> = quarter.iter().map(Vec::as_slice).collect();
            let derived = derive_leadership(&parts, &policy, &key, &mut leadership, &now);
            done.push(derived.unwrap().into_parts());
            quarter.clear();
        }
    }
    done
}

pub fn shareable(months: u32) -> Shareable {
    Shareable::of_released(releases(months)).unwrap()
}

pub fn who() -> PartnerName {
    PartnerName {
        id: "sender".to_owned(),
        name: Text {
            nl: "Afzender".to_owned(),
            en: "Sender".to_owned(),
        },
    }
}

pub fn secret() -> SigningSecret {
    SigningSecret::new([5; 32])
}

pub fn note() -> DefinitionNote {
    DefinitionNote::parse(NOTE).unwrap()
}

pub fn bundle(releases: &Shareable) -> Vec<u8> {
    let content = Content {
        from: &who(),
        releases,
        lists: &lists(),
        note: &note(),
    };
    export(&content, &secret()).unwrap()
}
