//! The guide in `data-samples/README.md` is true: its mapping takes in its export.

use super::{World, text_of};
use crate::{Mapping, Source};

/// The fenced blocks of one kind, joined.
fn blocks(guide: &str, kind: &str) -> String {
    guide
        .split("```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| block.strip_prefix(&format!("{kind}\n")))
        .collect()
}

#[test]
fn the_mapping_of_the_guide_takes_in_its_export() {
    let guide = text_of("data-samples/README.md");
    let mapping = Mapping::parse("klachten.toml", &blocks(&guide, "toml")).unwrap();
    let export = blocks(&guide, "text");
    let checked = World::of("nl-police")
        .check(Source::bytes("klachten.csv", export.into_bytes()), &mapping)
        .unwrap();
    let report = checked.report();
    assert!(report.findings.is_empty(), "{}", report.findings.summary(9));
    assert_eq!((report.rows, report.accepted, report.cases), (3, 2, 2));
    assert_eq!(
        report.refusals.by_reason[0].reason,
        "the complaint was withdrawn"
    );
}

#[test]
fn the_guide_names_every_required_field() {
    let guide = text_of("data-samples/README.md");
    let required = vik_domain::Contract::embedded()
        .fields()
        .iter()
        .filter(|field| field.required);
    assert!(
        required
            .into_iter()
            .all(|field| guide.contains(&format!("`{}`", field.name)))
    );
}
