//! No sequence of actions breaks the rule of three people.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::json;

use super::samples::{NOW, everything, machine, next_step, review};
use crate::review::{Action, Event, Review, Stage};

/// What somebody tries; most of the time the next step, so that many sequences reach a release.
fn attempt(review: &Review, kind: u8, which: u64) -> Action {
    match kind {
        0 => Action::Edited {
            field: "/went_well".to_owned(),
            value: json!(format!("Er ging veel goed, zei nummer {which}.")),
        },
        1 => Action::HandedOver {
            to: NAMES[(which % 5) as usize].to_owned(),
        },
        2 => Action::Undone { version: which },
        3 => Action::SentBack {
            reason: "te herkenbaar".to_owned(),
        },
        4 => Action::Masked {
            text: "buurt".to_owned(),
            with: "wijk".to_owned(),
        },
        _ => next_step(review),
    }
}

const NAMES: [&str; 6] = ["ann", "bob", "cor", "dee", "eve", "fay"];

/// Whoever wrote, by the log alone.
fn writers(events: &[Event]) -> BTreeSet<&str> {
    events
        .iter()
        .flat_map(|event| match &event.action {
            Action::Started { .. }
            | Action::Edited { .. }
            | Action::Masked { .. }
            | Action::FlagReplaced { .. }
            | Action::Undone { .. } => Some(event.actor.id.as_str()),
            Action::HandedOver { to } => Some(to.as_str()),
            _ => None,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn author_checker_and_releaser_are_three(
        tries in prop::collection::vec((0_usize..6, 0_u8..100, 1_u64..30, 0_u64..3), 10..90)
    ) {
        let mut review = review();
        for (who, kind, which, behind) in tries {
            let action = attempt(&review, kind, which);
            let actor = match action {
                Action::MachineChecked { .. } | Action::GateChecked { .. } => machine(),
                _ => everything(NAMES[who]),
            };
            let seen = review.version().saturating_sub(behind);
            let before = review.clone();
            if review.act(actor, NOW, seen, action).is_err() {
                prop_assert_eq!(&review, &before);
            }
            if review.stage() == Stage::Released {
                break;
            }
        }
        let replayed = Review::replay(review.events().to_vec()).unwrap();
        prop_assert_eq!(&replayed, &review);
        if review.stage() == Stage::Released {
            let writers = writers(review.events());
            let releaser = review.events().last().unwrap().actor.id.clone();
            let checked = |event: &&Event| event.action == Action::PrivacyPassed;
            let checker = review.events().iter().rev().find(checked).unwrap();
            prop_assert!(!writers.contains(releaser.as_str()));
            prop_assert!(!writers.contains(checker.actor.id.as_str()));
            prop_assert_ne!(&checker.actor.id, &releaser);
            // What was checked is what is released.
            prop_assert!(checker.version > review.text_version());
        }
    }

    #[test]
    fn a_forged_log_is_no_review(who in 0_usize..6, place in 1_usize..7) {
        let mut review = review();
        for who in ["m", "m", "bob", "cor", "dee", "eve", "fay"] {
            let step = next_step(&review);
            let who = if who == "m" { machine() } else { everything(who) };
            let seen = review.version();
            review.act(who, NOW, seen, step).unwrap();
        }
        prop_assert_eq!(review.stage(), Stage::Released);
        let mut events = review.events().to_vec();
        let mut shorter = events.clone();
        shorter.remove(place);
        prop_assert!(Review::replay(shorter).is_err());
        events[7].actor = everything(NAMES[who]);
        prop_assert_eq!(Review::replay(events).is_ok(), who >= 2);
    }
}
