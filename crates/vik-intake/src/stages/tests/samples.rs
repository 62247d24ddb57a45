//! The sample cases cross the border whole, and nobody in them does.

use std::collections::BTreeMap;

use super::border::bytes;
use super::{counter_from, keys_of, text, with_mapping};
use crate::stages::{Pseudonymisers, pseudonymise};
use crate::tests::{World, repository, text_of};
use crate::{Faulty, Mapping, Source};

#[test]
fn no_canary_of_the_samples_crosses_and_every_narrative_stays_apart() {
    let mapping = text_of("data-samples/mappings/nl-police.toml");
    let mapping = Mapping::parse("nl-police.toml", &mapping).unwrap();
    let canaries = text_of("data-samples/cases/canaries.txt");
    let canaries: Vec<&str> = canaries.lines().filter(|line| !line.is_empty()).collect();
    let keys = Pseudonymisers::new(&keys_of(&["2a"]));
    let mut counter = counter_from(2020, 1);
    let (mut told, mut learning) = (0, BTreeMap::new());
    for year in 2020..=2025 {
        let path = repository(&format!("data-samples/cases/cases-{year}.csv"));
        let world = World::of("nl-police");
        let checked = world.check(Source::file(path), &mapping).unwrap();
        let mut drawn = [0_u32; 2];
        for cases in checked.batches(Faulty::Refuse).unwrap() {
            let (cases, narratives) = pseudonymise(cases.unwrap(), &keys).unwrap();
            told += narratives.len();
            let rows = with_mapping().generalise(cases, &mut counter).unwrap();
            let rows = rows.into_batch();
            let bytes = bytes(&rows);
            let bytes = String::from_utf8_lossy(&bytes);
            for canary in &canaries {
                assert!(
                    !bytes.contains(canary),
                    "a canary of {year} crossed the border"
                );
            }
            for code in text(&rows, "learning") {
                drawn[usize::from(code != "none")] += 1;
            }
            assert!(text(&rows, "care").iter().any(|code| code == "not_offered"));
        }
        learning.insert(year, f64::from(drawn[1]) / f64::from(drawn[0] + drawn[1]));
    }
    assert!(told > 8_000, "nearly every case has a text: {told}");
    // A planted trend: lessons are drawn in five per cent more of the cases each year.
    assert!(
        learning[&2020] < 0.45 && learning[&2025] > 0.5,
        "{learning:?}"
    );
    assert!(counter.into_marks().len() > 8_000);
}
