//! A bundle goes out and comes in again, and nothing else does.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

mod common;

use common::{bundle, lists, note, ours, releases, secret, shareable, truth, who};
use proptest::prelude::*;
use vik_partners::{
    Bundle, Choice, CodesError, Content, Crosswalk, ExportError, ShareError, Shareable,
    SigningSecret, VerifyError, export, figures_of_bundle, verify,
};

fn months(from: &str, through: &str) -> Choice {
    Choice::Months {
        from: from.parse().unwrap(),
        through: through.parse().unwrap(),
    }
}

fn opened(file: &[u8]) -> Bundle {
    verify(file, &secret().public()).unwrap()
}

#[test]
fn what_went_in_comes_out() {
    let shared = shareable(6);
    let file = bundle(&shared);
    let found = opened(&file);
    assert_eq!(found.history(), shared.history());
    assert_eq!(found.records(), shared.records());
    assert_eq!(found.note(), &note());
    assert_eq!(found.manifest().organisation, "sender");
    assert_eq!(found.verified().rounded, 6);
    assert_eq!(found.verified().derived, 2);
    // The lists that the cubes use, and no other.
    let names: Vec<&String> = found.lists().keys().collect();
    assert_eq!(names, ["category", "finding", "unit"]);
    // The lines add up to what the cubes say.
    let cube: u64 = shared
        .history()
        .releases
        .iter()
        .flat_map(|release| &release.cubes)
        .flat_map(|cube| &cube.leaves)
        .map(|leaf| u64::from(leaf.cases + leaf.persons))
        .sum();
    let lines: u64 = found
        .cells()
        .iter()
        .map(|line| u64::from(line.value.unwrap()))
        .sum();
    assert_eq!(lines, cube);
    assert!(lines > 100);
    assert!(found.sentence().nl.starts_with("De bundel is van Afzender"));
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    assert_eq!(bundle(&shareable(3)), bundle(&shareable(3)));
    let stored: Shareable = Shareable::of_published(shareable(3).history().clone()).unwrap();
    assert_eq!(bundle(&stored), bundle(&shareable(3)));
}

#[test]
fn chosen_months_are_proven_by_themselves_on_the_whole_chain() {
    let chosen = shareable(6).choose(&months("2024-04", "2024-06")).unwrap();
    let periods: Vec<&str> = chosen
        .history()
        .releases
        .iter()
        .map(|one| one.record.period.as_str())
        .collect();
    assert_eq!(periods, ["2024-04", "2024-05", "2024-06", "2024-Q2"]);
    assert_eq!(chosen.records().len(), 8);
    let found = opened(&bundle(&chosen));
    assert_eq!(found.verified().rounded, 3);
    assert_eq!(found.verified().head, shareable(6).records()[7].hash);
    // A month without its quarter, and the records before it.
    let one = shareable(6).choose(&months("2024-02", "2024-02")).unwrap();
    assert_eq!((one.records().len(), one.history().releases.len()), (2, 1));
    opened(&bundle(&one));
    let none = shareable(3)
        .choose(&months("2031-01", "2031-12"))
        .unwrap_err();
    assert_eq!(none, ShareError::Nothing);
}

#[test]
fn a_changed_history_is_not_shareable() {
    let honest = shareable(3).history().clone();
    let mut cells = honest.clone();
    cells.releases[1].cubes[0].leaves[0].cases += 3;
    assert!(matches!(
        Shareable::of_published(cells),
        Err(ShareError::Broken(_))
    ));
    let mut witness = honest.clone();
    witness.releases[0].witness.branches[0].to_cube.pop();
    assert!(Shareable::of_published(witness).is_err());
    let mut chain = honest;
    chain.releases.remove(1);
    assert!(matches!(
        Shareable::of_published(chain),
        Err(ShareError::Chain(_))
    ));
    // Not from the first release on.
    assert!(Shareable::of_released(releases(3).into_iter().skip(1)).is_err());
}

#[test]
fn another_key_is_told_from_a_changed_file() {
    let file = bundle(&shareable(1));
    let other = SigningSecret::new([6; 32]).public();
    assert!(matches!(verify(&file, &other), Err(VerifyError::OtherKey)));
    // Somebody who signs anew with a key of their own does not get in either.
    let (own, shared) = (who(), shareable(1));
    let content = Content {
        from: &own,
        releases: &shared,
        lists: &lists(),
        note: &note(),
    };
    let forged = export(&content, &SigningSecret::new([6; 32])).unwrap();
    assert!(matches!(
        verify(&forged, &secret().public()),
        Err(VerifyError::OtherKey)
    ));
}

#[test]
fn codes_without_a_label_do_not_leave() {
    let (own, shared, note) = (who(), shareable(1), note());
    let refused = |lists: &vik_partners::Dimensions| {
        let content = Content {
            from: &own,
            releases: &shared,
            lists,
            note: &note,
        };
        export(&content, &secret()).unwrap_err()
    };
    let mut without = lists();
    without.remove("unit");
    let ExportError::Codes(CodesError::Missing(attribute)) = refused(&without) else {
        panic!("expected a missing list");
    };
    assert_eq!(attribute, "unit");
    let mut short = lists();
    short
        .get_mut("category")
        .unwrap()
        .codes
        .retain(|code| code.code != "OMG");
    let ExportError::Codes(CodesError::Unknown { code, .. }) = refused(&short) else {
        panic!("expected an unknown code");
    };
    assert_eq!(code, "OMG");
    let mut blank = lists();
    blank.get_mut("finding").unwrap().codes[0].en.clear();
    assert!(matches!(
        refused(&blank),
        ExportError::Codes(CodesError::Label { .. })
    ));
}

#[test]
fn a_note_or_name_that_is_missing_stops_the_export() {
    let (mut own, shared, mut note) = (who(), shareable(1), note());
    note.period.en.clear();
    let content = Content {
        from: &own,
        releases: &shared,
        lists: &lists(),
        note: &note,
    };
    assert!(matches!(
        export(&content, &secret()),
        Err(ExportError::Note(_))
    ));
    own.id = "../sender".to_owned();
    let note = common::note();
    let content = Content {
        from: &own,
        releases: &shared,
        lists: &lists(),
        note: &note,
    };
    assert!(matches!(
        export(&content, &secret()),
        Err(ExportError::Name)
    ));
}

#[test]
fn a_later_bundle_goes_on_where_the_earlier_one_stopped() {
    let (early, late) = (
        opened(&bundle(&shareable(2))),
        opened(&bundle(&shareable(6))),
    );
    late.continues(&early).unwrap();
    late.continues(&late).unwrap();
    assert!(matches!(
        early.continues(&late),
        Err(VerifyError::Rewritten { release: 3 })
    ));
}

#[test]
fn shares_of_a_bundle_hold_the_truth_within_their_rounding() {
    let file = bundle(&shareable(12));
    let found = figures_of_bundle(&opened(&file), "category", &Crosswalk::new(), &ours()).unwrap();
    let year = &found.years[&2024];
    assert_eq!(year.months, 12);
    assert!(found.flags.is_empty() && found.unmapped.is_empty());
    let total: u64 = (0..4).map(|code| truth(code, 12)).sum();
    assert!(total.abs_diff(year.total.shown) <= year.total.error);
    for (at, code) in common::CODES.iter().enumerate() {
        let group = vec![(*code).to_owned()];
        let count = year.counts[&group];
        assert!(truth(at, 12).abs_diff(count.shown) <= count.error);
        let share = found.share(2024, &group).unwrap();
        assert!(share.interval.contains(truth(at, 12) as f64 / total as f64));
        assert!(found.rate(2024, &group).is_none());
    }
    // Part of a year says so.
    let part = figures_of_bundle(
        &opened(&bundle(&shareable(4))),
        "category",
        &Crosswalk::new(),
        &ours(),
    );
    assert_eq!(part.unwrap().flags.len(), 1);
}

#[test]
fn codes_of_a_bundle_that_we_do_not_have_are_listed() {
    let found = opened(&bundle(&shareable(3)));
    let mut fewer = ours();
    fewer.codes.retain(|code| code.code != "OMG");
    let figures = figures_of_bundle(&found, "category", &Crosswalk::new(), &fewer).unwrap();
    assert_eq!(figures.unmapped.len(), 1);
    assert!(figures.unmapped[0].label.contains("OMG"));
    let year = &figures.years[&2024];
    let mapped: u64 = year.counts.values().map(|count| count.shown).sum();
    assert_eq!(mapped + figures.unmapped_in(2024).shown, year.total.shown);
    assert!(figures.unmapped_in(2024).shown > 0);
    // A crosswalk of two codes onto one, and one onto two.
    let walk = Crosswalk::from([
        ("OMG".to_owned(), vec!["FIN".to_owned()]),
        ("POS".to_owned(), vec!["POS".to_owned(), "BEV".to_owned()]),
    ]);
    let figures = figures_of_bundle(&found, "category", &walk, &fewer).unwrap();
    assert!(figures.unmapped.is_empty());
    assert!(
        figures.years[&2024]
            .counts
            .contains_key(&vec!["BEV".to_owned(), "POS".to_owned()])
    );
    let nowhere = Crosswalk::from([("OMG".to_owned(), vec!["XXX".to_owned()])]);
    assert!(figures_of_bundle(&found, "category", &nowhere, &fewer).is_err());
    assert!(figures_of_bundle(&found, "colour", &Crosswalk::new(), &fewer).is_err());
}

/// Every third byte of manifest and signature, every 61st of the parts and every byte of the directory;
/// all other bytes and bits by the property below. Headers: `container.rs` changes each of their bits.
#[test]
fn one_changed_byte_anywhere_is_noticed() {
    let file = bundle(&shareable(1));
    let key = secret().public();
    let first = 2200.min(file.len());
    let last = file.len() - 7 * 64 - 100;
    let parts = (first..last).step_by(61);
    let places = (0..first).step_by(3).chain(parts).chain(last..file.len());
    for at in places {
        let mut bent = file.clone();
        bent[at] ^= 1 << (at % 8);
        let said = verify(&bent, &key).expect_err("a changed byte").to_string();
        assert!(said.len() > 20, "byte {at}: {said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn one_changed_byte_of_a_longer_bundle_is_noticed(place in 0.0_f64..1.0, by in 1_u8..=255) {
        static FILE: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| bundle(&shareable(6)));
        let mut bent = FILE.clone();
        let at = (place * bent.len() as f64) as usize;
        bent[at] ^= by;
        prop_assert!(verify(&bent, &secret().public()).is_err());
    }

    #[test]
    fn a_piece_cut_out_or_put_in_is_noticed(place in 0.0_f64..1.0, length in 1_usize..200, put in any::<bool>()) {
        static FILE: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| bundle(&shareable(3)));
        let mut bent = FILE.clone();
        let at = (place * bent.len() as f64) as usize;
        let end = (at + length).min(bent.len());
        if put {
            let copy = bent[at..end].to_vec();
            bent.splice(at..at, copy);
        } else {
            bent.drain(at..end);
        }
        prop_assert!(verify(&bent, &secret().public()).is_err());
    }

    #[test]
    fn no_bytes_at_all_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(verify(&bytes, &secret().public()).is_err());
    }
}
