//! Two people at the same time.

use proptest::prelude::*;
use serde_json::json;

use super::samples::{NOW, everything, machine, review};
use crate::review::{Action, Event, Flag, FlagRef, Review};

const FIELDS: [&str; 6] = [
    "/title",
    "/situation",
    "/parts",
    "/parts/0/text",
    "/lessons/person",
    "/outcome/text",
];

fn edit(place: usize, number: usize) -> Action {
    let text = format!("Wat nummer {number} ervan maakte.");
    let value = match FIELDS[place] {
        "/parts" => json!([{ "text": text }, { "text": "Nog een deel." }]),
        "/lessons/person" => json!([text]),
        _ => json!(text),
    };
    Action::Edited {
        field: FIELDS[place].to_owned(),
        value,
    }
}

fn written(event: &Event) -> Option<&str> {
    match &event.action {
        Action::Edited { field, .. } => Some(field),
        _ => None,
    }
}

fn touching(left: &str, right: &str) -> bool {
    let inside =
        |inner: &str, outer: &str| inner == outer || inner.starts_with(&format!("{outer}/"));
    inside(left, right) || inside(right, left)
}

#[test]
fn the_same_field_is_refused_by_name_and_another_one_merges() {
    let mut review = review();
    let seen = review.version();
    review
        .act(everything("bob"), NOW, seen, edit(3, 1))
        .unwrap();
    let denied = review
        .act(everything("cor"), NOW, seen, edit(2, 2))
        .unwrap_err();
    assert_eq!(
        (denied.rule.as_str(), denied.by.as_deref()),
        ("stale version", Some("bob"))
    );
    review
        .act(everything("cor"), NOW, seen, edit(0, 3))
        .unwrap();
    assert_eq!(review.story().title, "Wat nummer 3 ervan maakte.");
    assert_eq!(review.story().parts[0].text, "Wat nummer 1 ervan maakte.");
}

#[test]
fn two_reviewers_decide_flags_of_one_text() {
    let mut review = review();
    let text = review.story().situation.clone();
    let flags = ["basisteam", "ondernemer"].map(|quote| Flag {
        field: "/situation".to_owned(),
        start: text.find(quote).unwrap(),
        quote: quote.to_owned(),
        label: "ORG".to_owned(),
        why: "no list knows it".to_owned(),
    });
    let checked = review.text_version();
    let action = Action::MachineChecked {
        checked,
        flags: flags.to_vec(),
    };
    review.act(machine(), NOW, 1, action).unwrap();
    let check = review.version();
    let replace = |place, with: &str| Action::FlagReplaced {
        flag: FlagRef { check, place },
        with: with.to_owned(),
    };
    review
        .act(everything("bob"), NOW, check, replace(0, "team"))
        .unwrap();
    review
        .act(everything("cor"), NOW, check, replace(1, "kennis"))
        .unwrap();
    assert!(
        review
            .story()
            .situation
            .contains("in een team en kent de buurt goed. Een kennis vraagt")
    );
    let denied = review
        .act(everything("dee"), NOW, check, replace(0, "bureau"))
        .unwrap_err();
    assert_eq!(denied.by.as_deref(), Some("bob"));
    let denied = review
        .act(everything("dee"), NOW, check, edit(1, 9))
        .unwrap_err();
    assert_eq!(denied.rule, "stale version");
    assert_eq!(review.open_flags(), []);
}

#[test]
fn a_step_is_about_what_was_seen() {
    let mut review = review();
    let checked = review.text_version();
    let flags = Vec::new();
    let seen = review.version();
    review
        .act(everything("ann"), NOW, seen, edit(0, 1))
        .unwrap();
    let stale = Action::MachineChecked {
        checked,
        flags: Vec::new(),
    };
    assert_eq!(
        review.act(machine(), NOW, seen, stale).unwrap_err().rule,
        "same text"
    );
    let checked = review.text_version();
    review
        .act(machine(), NOW, 2, Action::MachineChecked { checked, flags })
        .unwrap();
    let denied = review
        .act(everything("bob"), NOW, 1, Action::PrivacyPassed)
        .unwrap_err();
    assert_eq!(
        (denied.rule.as_str(), denied.by.as_deref()),
        ("stale version", Some("ann"))
    );
    let future = review
        .act(everything("bob"), NOW, 99, Action::PrivacyPassed)
        .unwrap_err();
    assert_eq!(future.rule, "version");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_edit_is_lost_unseen(
        tries in prop::collection::vec((0_usize..3, 0_usize..6, 0_u64..6), 1..30)
    ) {
        let mut review = review();
        for (number, (who, place, behind)) in tries.into_iter().enumerate() {
            let seen = review.version().saturating_sub(behind);
            let who = everything(["ann", "bob", "cor"][who]);
            let _ = review.act(who, NOW, seen, edit(place, number));
        }
        let edits: Vec<&Event> =
            review.events().iter().filter(|event| written(event).is_some()).collect();
        let story = serde_json::to_value(review.story()).unwrap();
        for (place, event) in edits.iter().enumerate() {
            let field = written(event).unwrap();
            let over: Vec<&&Event> = edits[place + 1..]
                .iter()
                .filter(|later| touching(field, written(later).unwrap()))
                .collect();
            // Whoever wrote over it had seen it.
            prop_assert!(over.iter().all(|later| later.seen >= event.version));
            if let (true, Action::Edited { value, .. }) = (over.is_empty(), &event.action) {
                let now = story.pointer(field).unwrap();
                let text = value.as_str().or(value.pointer("/0/text").and_then(|text| text.as_str()));
                match text {
                    Some(text) => prop_assert!(now.to_string().contains(text)),
                    None => prop_assert_eq!(now, value),
                }
            }
        }
    }

    #[test]
    fn undoing_restores_and_undoing_that_does_it_again(
        before in prop::collection::vec(0_usize..6, 0..8),
        kind in 0_usize..7,
    ) {
        let mut review = review();
        for (number, place) in before.into_iter().enumerate() {
            let seen = review.version();
            let _ = review.act(everything("ann"), NOW, seen, edit(place, number));
        }
        let act = |review: &mut Review, action| {
            let seen = review.version();
            review.act(everything("bob"), NOW, seen, action)
        };
        let was = review.story().clone();
        let action = if kind < 6 {
            edit(kind, 99)
        } else {
            Action::Masked { text: "nummer".to_owned(), with: "iemand".to_owned() }
        };
        if act(&mut review, action).is_ok() {
            let (version, changed) = (review.version(), review.story().clone());
            act(&mut review, Action::Undone { version }).unwrap();
            prop_assert_eq!(review.story(), &was);
            act(&mut review, Action::Undone { version: version + 1 }).unwrap();
            prop_assert_eq!(review.story(), &changed);
            act(&mut review, Action::Undone { version: version + 2 }).unwrap();
            prop_assert_eq!(review.story(), &was);
            prop_assert_eq!(Review::replay(review.events().to_vec()).unwrap(), review);
        }
    }
}
