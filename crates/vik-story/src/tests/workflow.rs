//! The way of one story, step by step.

use serde_json::json;

use super::samples::{NOW, actor, checks, everything, machine, next_step, review};
use crate::review::{Action, Actor, Content, Event, Flag, FlagRef, Review, Role, Stage};

fn act(review: &mut Review, actor: Actor, action: Action) -> Result<Event, String> {
    let seen = review.version();
    review
        .act(actor, NOW, seen, action)
        .map_err(|denied| denied.rule)
}

/// The program's next answer.
fn step(review: &mut Review) {
    let action = next_step(review);
    act(review, machine(), action).unwrap();
}

fn flag(quote: &str, review: &Review) -> Flag {
    let text = &review.story().situation;
    Flag {
        field: "/situation".to_owned(),
        start: text.find(quote).unwrap(),
        quote: quote.to_owned(),
        label: "RARE_FACT".to_owned(),
        why: "few people say this".to_owned(),
    }
}

fn edit(field: &str, value: &str) -> Action {
    Action::Edited {
        field: field.to_owned(),
        value: json!(value),
    }
}

#[test]
fn a_story_goes_its_way_and_comes_back_within_a_year() {
    let mut review = review();
    for (who, action) in [
        (machine(), checks(&review, Vec::new())[0].clone()),
        (machine(), checks(&review, Vec::new())[1].clone()),
        (actor("bob", &[Role::PrivacyOfficer]), Action::PrivacyPassed),
        (
            actor("cor", &[Role::Jurist]),
            Action::ContentPassed { part: Content::Law },
        ),
        (
            actor("dee", &[Role::Trainer]),
            Action::ContentPassed {
                part: Content::Learning,
            },
        ),
        (
            actor(
                "eve",
                &[Role::UnitVik {
                    unit: "N1".to_owned(),
                }],
            ),
            Action::RecognitionPassed {
                unit: "N1".to_owned(),
            },
        ),
        (actor("fay", &[Role::Releaser]), Action::Released),
    ] {
        act(&mut review, who, action).unwrap();
    }
    assert_eq!(review.stage(), Stage::Released);
    assert_eq!(review.review_due(), Some("2027-11"));
    assert!(!review.is_overdue("2027-11-30"));
    assert!(review.is_overdue("2027-12-01"));
    assert_eq!(
        act(&mut review, everything("ann"), edit("/title", "Nee")),
        Err("stage".to_owned())
    );
    let reason = "iemand werd herkend".to_owned();
    act(&mut review, everything("bob"), Action::Withdrawn { reason }).unwrap();
    assert_eq!(review.stage(), Stage::Withdrawn);
    let log = serde_json::to_string(review.events()).unwrap();
    assert!(log.contains(r#""action":{"kind":"content_passed","part":"law"}"#));
    let events: Vec<Event> = serde_json::from_str(&log).unwrap();
    assert_eq!(Review::replay(events).unwrap(), review);
}

#[test]
fn every_step_asks_for_its_role_and_for_somebody_else() {
    let mut review = review();
    let ann = || everything("ann");
    step(&mut review);
    step(&mut review);
    assert_eq!(
        act(&mut review, ann(), Action::PrivacyPassed),
        Err("three people".to_owned())
    );
    let jurist = actor("cor", &[Role::Jurist]);
    assert_eq!(
        act(&mut review, jurist.clone(), Action::PrivacyPassed),
        Err("role".to_owned())
    );
    act(&mut review, everything("bob"), Action::PrivacyPassed).unwrap();
    let law = Action::ContentPassed { part: Content::Law };
    let learning = Action::ContentPassed {
        part: Content::Learning,
    };
    assert_eq!(
        act(&mut review, ann(), law.clone()),
        Err("three people".to_owned())
    );
    act(&mut review, everything("cor"), law).unwrap();
    assert_eq!(
        act(&mut review, everything("cor"), learning.clone()),
        Err("two content checkers".to_owned())
    );
    act(&mut review, everything("dee"), learning).unwrap();
    let elsewhere = actor(
        "eve",
        &[Role::UnitVik {
            unit: "S1".to_owned(),
        }],
    );
    let unit = |unit: &str| Action::RecognitionPassed {
        unit: unit.to_owned(),
    };
    assert_eq!(
        act(&mut review, elsewhere.clone(), unit("N1")),
        Err("role".to_owned())
    );
    assert_eq!(
        act(&mut review, elsewhere, unit("S1")),
        Err("recognition".to_owned())
    );
    act(&mut review, everything("eve"), unit("N1")).unwrap();
    assert_eq!(
        act(&mut review, ann(), Action::Released),
        Err("three people".to_owned())
    );
    assert_eq!(
        act(&mut review, everything("bob"), Action::Released),
        Err("three people".to_owned())
    );
    act(&mut review, everything("fay"), Action::Released).unwrap();
}

#[test]
fn a_change_of_text_voids_what_was_checked_and_makes_an_author() {
    let mut review = review();
    for who in ["m", "m", "bob", "cor", "dee", "eve"] {
        let step = next_step(&review);
        let who = if who == "m" {
            machine()
        } else {
            everything(who)
        };
        act(&mut review, who, step).unwrap();
    }
    assert_eq!(review.stage(), Stage::RecognitionTested);
    act(
        &mut review,
        everything("bob"),
        edit("/went_well", "Er was een goed gesprek."),
    )
    .unwrap();
    assert_eq!(review.stage(), Stage::Draft);
    assert_eq!((review.gate(), review.privacy_checker()), (None, None));
    let version = review.version();
    act(&mut review, everything("cor"), Action::Undone { version }).unwrap();
    assert_eq!(review.story(), super::samples::review().story());
    assert_eq!(
        review.stage(),
        Stage::Draft,
        "an undone edit does not revive a check"
    );
    step(&mut review);
    assert_eq!(
        act(&mut review, everything("bob"), Action::PrivacyPassed),
        Err("three people".to_owned()),
        "whoever edited stays an author"
    );
}

#[test]
fn the_gate_and_flags_hold_the_release() {
    let mut review = review();
    let flags = vec![flag("basisteam", &review)];
    let [found, _] = checks(&review, flags);
    act(&mut review, machine(), found).unwrap();
    assert_eq!(
        act(&mut review, everything("bob"), Action::PrivacyPassed),
        Err("open flags".to_owned())
    );
    let reference = review.open_flags()[0].reference;
    let clear = |reason: &str| Action::FlagCleared {
        flag: reference,
        reason: reason.to_owned(),
    };
    assert_eq!(
        act(&mut review, everything("ann"), clear(" ")),
        Err("reason".to_owned())
    );
    act(&mut review, everything("ann"), clear("er zijn er 160")).unwrap();
    assert_eq!(
        act(&mut review, everything("ann"), clear("nogmaals")),
        Err("decided".to_owned())
    );
    for who in ["bob", "cor", "dee", "eve"] {
        let mut step = next_step(&review);
        if let Action::GateChecked { flags, .. } = &mut step {
            flags.push("estimate".to_owned());
            act(&mut review, machine(), step).unwrap();
            step = next_step(&review);
        }
        act(&mut review, everything(who), step).unwrap();
    }
    assert_eq!(
        act(&mut review, everything("fay"), Action::Released),
        Err("gate".to_owned())
    );
    let reason = "er zijn er veel".to_owned();
    act(
        &mut review,
        everything("bob"),
        Action::GateFlagsAccepted { reason },
    )
    .unwrap();
    act(&mut review, everything("fay"), Action::Released).unwrap();
}

#[test]
fn a_clearance_lasts_as_long_as_what_stands_around_it() {
    let mut review = review();
    let flags = vec![flag("basisteam", &review), flag("ondernemer", &review)];
    let [found, _] = checks(&review, flags);
    act(&mut review, machine(), found).unwrap();
    let check = review.version();
    for place in [0, 1] {
        let (flag, reason) = (FlagRef { check, place }, "gewoon woord".to_owned());
        act(
            &mut review,
            everything("ann"),
            Action::FlagCleared { flag, reason },
        )
        .unwrap();
    }
    let text = review
        .story()
        .situation
        .replace("kleine moeite", "kleine dienst");
    act(
        &mut review,
        everything("ann"),
        edit("/situation", &text.replace("jaren", "kort")),
    )
    .unwrap();
    let flags = vec![flag("basisteam", &review), flag("ondernemer", &review)];
    let [found, _] = checks(&review, flags);
    act(&mut review, machine(), found).unwrap();
    let open: Vec<String> = review
        .open_flags()
        .into_iter()
        .map(|state| state.flag.quote)
        .collect();
    assert_eq!(open, ["basisteam"]);
}

#[test]
fn a_mask_reaches_every_text_and_what_is_written_later() {
    let mut review = review();
    let mask = Action::Masked {
        text: "Ondernemer".to_owned(),
        with: "bekende".to_owned(),
    };
    act(&mut review, everything("ann"), mask).unwrap();
    let all = serde_json::to_string(review.story()).unwrap();
    assert!(all.contains("Een bekende vraagt") && all.contains("Je kent de bekende."));
    assert!(!all.contains("ndernemer"));
    act(
        &mut review,
        everything("ann"),
        edit("/went_well", "De ondernemer en ondernemers."),
    )
    .unwrap();
    assert_eq!(review.story().went_well, "De bekende en ondernemers.");
    assert_eq!(review.story().facets, super::samples::story().facets);
}

#[test]
fn what_was_built_upon_is_undone_from_the_top() {
    let mut review = review();
    act(
        &mut review,
        everything("ann"),
        edit("/title", "De eerste titel hier"),
    )
    .unwrap();
    let first = review.version();
    act(
        &mut review,
        everything("bob"),
        edit("/title", "De tweede titel hier"),
    )
    .unwrap();
    let undo = |version| Action::Undone { version };
    let seen = review.version();
    let denied = review
        .decide(everything("ann"), NOW, seen, undo(first))
        .unwrap_err();
    assert_eq!(
        (denied.rule.as_str(), denied.by.as_deref()),
        ("built upon", Some("bob"))
    );
    act(&mut review, everything("ann"), undo(first + 1)).unwrap();
    act(&mut review, everything("ann"), undo(first)).unwrap();
    assert_eq!(review.story().title, super::samples::story().title);
    assert_eq!(
        act(&mut review, everything("ann"), undo(first)),
        Err("undo".to_owned())
    );
    act(&mut review, everything("ann"), undo(first + 3)).unwrap();
    assert_eq!(
        review.story().title,
        "De eerste titel hier",
        "undoing the undoing"
    );
}

#[test]
fn looks_are_kept_and_change_nothing() {
    let mut review = review();
    let (version, stage) = (review.version(), review.stage());
    let what = "draft".to_owned();
    let event = act(&mut review, everything("zoe"), Action::Looked { what }).unwrap();
    assert_eq!(
        (event.version, review.version(), review.stage()),
        (version, version, stage)
    );
    assert_eq!(review.events().len(), 2);
    let title = edit("/title", "Een andere titel nu");
    review.act(everything("ann"), NOW, version, title).unwrap();
}
