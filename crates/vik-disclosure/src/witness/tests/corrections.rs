//! Corrections, erasure and late closings: what they do to what is published.

use super::histories::{history, occasion, small};
use crate::witness::{learn, verify};
use crate::{ErrorState, FreezeError, Policy, Protected, RoundingKey, freeze};

/// A case of January that closes, or is corrected, in March: January is not frozen again, and
/// what is published stays as it is, byte by byte.
#[test]
fn a_frozen_period_is_not_touched_and_the_correction_enters_a_later_one() {
    let (policy, key) = (Policy::default(), RoundingKey::new([9; 32]));
    let mut state = ErrorState::default();
    let mut history = crate::History::default();
    for (period, seed) in [("2024-01", 1), ("2024-02", 2)] {
        let occasion = occasion(&history, period);
        let truth = Protected::seal(small(seed, 30));
        let frozen = freeze(&truth, &policy, &key, &mut state, &occasion).unwrap();
        let (released, proof) = frozen.into_parts();
        let (cubes, record) = released.into_parts();
        history.push(record, cubes, proof);
    }
    let before = history.to_bytes();
    // The warehouse now counts one case more in January: asking again is refused, whatever it says.
    for changed in [31, 29] {
        let occasion = occasion(&history, "2024-01");
        let truth = Protected::seal(small(1, changed));
        let again = freeze(&truth, &policy, &key, &mut state, &occasion);
        assert!(
            matches!(again, Err(FreezeError::Refused(refusal)) if refusal.rule == "a period is frozen once")
        );
    }
    assert_eq!(before, history.to_bytes());
    assert!(verify(&history).is_ok());
    // The late case is counted in March, as a case of March.
    let frozen = freeze(
        &Protected::seal(small(3, 31)),
        &policy,
        &key,
        &mut state,
        &occasion(&history, "2024-03"),
    )
    .unwrap();
    let (released, proof) = frozen.into_parts();
    let (cubes, record) = released.into_parts();
    history.push(record, cubes, proof);
    assert_eq!(verify(&history).unwrap().rounded, 3);
    assert!(history.to_bytes().len() > before.len());
}

/// Erasing a person from the warehouse changes no published number, and none needs to change: a
/// witness reads published numbers only, so the proof stands without the erased rows.
#[test]
fn erasure_leaves_the_proof_standing() {
    let before = history(2, 30, small);
    let rebuilt = before.releases.iter().map(|release| {
        let cubes = before.cubes(release).unwrap();
        crate::Proof::of_paths(&release.record.period, &cubes, &Default::default()).unwrap()
    });
    for (release, proof) in before.releases.iter().zip(rebuilt) {
        assert_eq!(release.witness, proof.witness);
    }
}

#[test]
fn what_a_colleague_learns_is_said_in_both_languages() {
    let history = history(3, 60, small);
    let shown = &history.releases[0]
        .cubes
        .iter()
        .find(|cube| cube.id == "unit_triage")
        .unwrap()
        .leaves[0];
    let learnt = learn(&history, "unit_triage", &shown.codes);
    assert_eq!(learnt.len(), 4);
    assert_eq!(learnt[0].worlds.len(), 2);
    assert!(learnt[0].interval.cases.high - learnt[0].interval.cases.low >= 4);
    assert!(
        learnt[0].sentence.nl.contains("tot en met") && learnt[0].sentence.en.contains("fewer in")
    );
    // A quarter allows what its months allow together.
    let months: u32 = learnt[..3]
        .iter()
        .map(|month| month.interval.cases.high)
        .sum();
    assert!(learnt[3].derived && learnt[3].interval.cases.high == months);
    eprintln!(
        "{}\n{}\n{}",
        learnt[0].sentence.nl, learnt[0].sentence.en, learnt[3].sentence.nl
    );
    assert!(
        learn(
            &history,
            "unit_triage",
            &["nowhere".to_owned(), "t".to_owned()]
        )
        .is_empty()
    );
}
