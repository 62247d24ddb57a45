//! Random bytes never panic: they are taken in or get a sentence.

use proptest::prelude::*;

use super::{HEADER, World, forms, small};
use crate::{Mapping, Source};

fn survives(name: &str, bytes: Vec<u8>) {
    let world = World::of("nl-police");
    match world.check(Source::bytes(name, bytes), &small()) {
        Ok(checked) => assert!(checked.report().rows > 0),
        Err(error) => assert!(error.to_string().len() > 20),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn as_a_file(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives("random", bytes);
    }

    #[test]
    fn as_rows(rows in "[\\PC\n,;\"]{0,200}") {
        survives("rows.csv", format!("{HEADER}{rows}").into_bytes());
    }

    #[test]
    fn as_damage_to_a_workbook(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut workbook = forms::workbook();
        let at = at.index(workbook.len());
        workbook[at] = byte;
        survives("damaged.xlsx", workbook);
    }

    #[test]
    fn as_a_mapping(text in "\\PC{0,200}") {
        let _ = Mapping::parse("random.toml", &text);
    }
}
