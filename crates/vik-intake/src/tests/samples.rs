//! The samples that ship with the programme.

use super::{World, repository, text_of};
use crate::{AdmissionPolicy, Faulty, Mapping, Source};

#[test]
fn every_sample_file_loads_without_a_finding() {
    let mapping = Mapping::parse(
        "mappings/nl-police.toml",
        &text_of("data-samples/mappings/nl-police.toml"),
    )
    .unwrap();
    let world = World::of("nl-police");
    let mut refused = Vec::new();
    for year in 2020..=2025 {
        let path = repository(&format!("data-samples/cases/cases-{year}.csv"));
        if !path.exists() {
            eprintln!(
                "skipped: {} is not there; make it with `cargo xtask samples`",
                path.display()
            );
            return;
        }
        let checked = world.check(Source::file(path), &mapping).unwrap();
        let report = checked.report();
        assert!(
            report.findings.is_empty(),
            "{year}: {}",
            report.findings.summary(20)
        );
        let rows: usize = checked
            .batches(Faulty::Refuse)
            .unwrap()
            .map(|batch| batch.unwrap().num_rows())
            .sum();
        assert_eq!(rows as u64, report.accepted);
        refused.extend(
            report
                .refusals
                .by_reason
                .iter()
                .map(|each| (year, each.reason.clone(), each.cases)),
        );
    }
    let expected = [
        (2025, "the case is not closed".to_owned(), Some(5)),
        (2025, "the criminal track is not final".to_owned(), Some(3)),
        (2025, "the embargo is not past".to_owned(), Some(4)),
    ];
    assert_eq!(refused, expected);
}

#[test]
fn the_shipped_policy_is_the_default() {
    let policy = AdmissionPolicy::parse(
        "policies/admission.toml",
        &text_of("data-samples/policies/admission.toml"),
    )
    .unwrap();
    assert_eq!(policy, AdmissionPolicy::default());
}
