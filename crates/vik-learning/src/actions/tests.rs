//! The rules of actions: who is asked when, what the indicators count, and what stays comparable.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use vik_domain::Month;

use super::agreement::{Agreement, Done, FollowUp, Helped, Look, Source};
use super::reach::{Closure, Part, Window, closure, reach};
use super::register::{Entry, Standing, register};
use super::stepped::{first_reached, interventions, untouched};
use crate::check::{Check, Clean};
use crate::closed::Closed;
use crate::library::{Entry as Told, Named, Shelf};
use crate::note::{Action, Owner, Role};
use crate::plan::{Plan, Variant};
use crate::workshop::deed::{ActionId, Deed, Line};
use crate::workshop::house::Signal;

const UNITS: [&str; 4] = ["A", "B", "C", "D"];
const THEMES: [&str; 2] = ["t", "u"];

fn clean() -> Clean {
    static TEXT: LazyLock<Clean> = LazyLock::new(|| {
        let check = Check::new(vik_redact::Tables::default());
        check.pass("Vraag altijd waarvoor.", 280).unwrap()
    });
    TEXT.clone()
}

fn shelf() -> Shelf {
    let named = |code: &str| Named {
        code: code.into(),
        ..Named::default()
    };
    let text = include_str!("../../../../data-samples/stories/even-kijken.toml");
    let story = |id: &str| {
        Arc::new(Told {
            id: id.into(),
            story: toml::from_str(text).unwrap(),
            href: None,
        })
    };
    Shelf {
        stories: vec![story("1"), story("2")],
        themes: THEMES.map(named).to_vec(),
        units: UNITS.map(named).to_vec(),
        bands: Vec::new(),
    }
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn circle(
    org: &str,
    when: Month,
    unit: Option<&str>,
    theme: &str,
    story: &str,
    actions: u32,
) -> Closed {
    let day = when.first_day_number();
    Closed {
        month: when.to_string(),
        follow_up: [day + 28, day + 91],
        plan: Plan {
            org: org.into(),
            unit: unit.map(str::to_owned),
            theme: theme.into(),
            story: story.into(),
            variant: Variant::Hour,
            group: 9,
        },
        complete: true,
        notes: Vec::new(),
        ideas: Vec::new(),
        actions: (1..=actions)
            .map(|id| Action {
                id,
                what: clean(),
                owner: Owner::Role(Role::Vik),
                due: day + 60,
                sign: clean(),
            })
            .collect(),
        shown: BTreeMap::new(),
    }
}

fn line(place: i64, org: &str, day: i32, deed: Deed) -> Line {
    Line {
        place,
        org: org.into(),
        day,
        deed: Some(deed),
    }
}

fn agreed(source: Source, units: &[&str], due: Month) -> Deed {
    Deed::Agreed(Agreement {
        what: clean(),
        owner: Owner::Unit("A".into()),
        due,
        sign: clean(),
        source,
        theme: Some("t".into()),
        category: None,
        units: units.iter().map(|&unit| unit.to_owned()).collect(),
    })
}

fn answered(action: ActionId, look: Look, done: Done) -> Deed {
    let answer = FollowUp {
        done,
        helped: Helped::TooEarly,
        note: None,
    };
    Deed::Answered {
        action,
        look,
        answer,
    }
}

/// Counted by hand: five circles, of which one is another organisation's and one is too old.
#[test]
fn reach_is_what_one_counts_by_hand() {
    let now = month("2026-11");
    let held = [
        (1, circle("o", month("2025-11"), Some("C"), "u", "2", 1)),
        (2, circle("o", month("2025-12"), Some("A"), "t", "1", 2)),
        (3, circle("o", now, Some("A"), "t", "1", 0)),
        (4, circle("o", now, None, "t", "1", 1)),
        (5, circle("p", now, Some("B"), "u", "2", 3)),
    ];
    let lines = [
        line(
            1,
            "o",
            now.first_day_number(),
            answered(ActionId::Circle(2, 1), Look::Weeks, Done::Done),
        ),
        line(
            2,
            "o",
            now.first_day_number(),
            answered(ActionId::Circle(4, 1), Look::Weeks, Done::Partly),
        ),
        // Somebody of another organisation answers nothing here.
        line(
            3,
            "p",
            now.first_day_number(),
            answered(ActionId::Circle(2, 2), Look::Weeks, Done::Done),
        ),
    ];
    let shelf = shelf();
    let entries = register("o", &lines, &held, &shelf);
    let staff = BTreeMap::from([
        ("A".to_owned(), 1_000.0),
        ("B".to_owned(), 500.0),
        ("C".to_owned(), f64::NAN),
    ]);
    let found = reach("o", Window(now), &held, &entries, &shelf, &staff);
    assert_eq!(found.units, Part { of: 1, all: 4 });
    assert_eq!(found.themes, Part { of: 1, all: 2 });
    assert_eq!(found.stories, Part { of: 1, all: 2 });
    assert_eq!(found.sessions, 3);
    assert_eq!(found.per_thousand, Some(2.0));
    assert_eq!(found.done, Part { of: 1, all: 3 });
    assert_eq!(found.silent, 1);
    let nothing = reach(
        "q",
        Window(now),
        &held,
        &[],
        &Shelf::default(),
        &BTreeMap::new(),
    );
    assert_eq!((nothing.units.share(), nothing.per_thousand), (None, None));
}

/// Four signals: without a story, not read, read without an action, and closed.
#[test]
fn a_loop_is_closed_by_story_session_and_action() {
    let now = month("2026-11");
    let signal = |code: &str, stories: &[&str]| Signal {
        code: code.into(),
        stories: stories.iter().map(|&id| id.into()).collect(),
        ..Signal::default()
    };
    let signals = [
        signal("none", &[]),
        signal("unread", &["9"]),
        signal("read", &["2"]),
        signal("closed", &["1", "9"]),
    ];
    let held = [
        (1, circle("o", now, None, "t", "2", 0)),
        (2, circle("o", now, None, "t", "1", 1)),
        (3, circle("p", now, None, "t", "9", 3)),
    ];
    // An action from a signal that no circle read does not close its loop.
    let lines = [line(
        1,
        "o",
        now.first_day_number(),
        agreed(Source::Signal("unread".into()), &[], now),
    )];
    let shelf = shelf();
    let entries = register("o", &lines, &held, &shelf);
    let found = closure("o", &signals, &held, &entries);
    let expected = Closure {
        signals: 4,
        with_story: 3,
        with_session: 2,
        closed: 1,
    };
    assert_eq!(found, expected);
    assert_eq!(found.share(), Some(0.25));
    let more = [
        lines[0].clone(),
        line(
            2,
            "o",
            now.first_day_number(),
            agreed(Source::Signal("read".into()), &[], now),
        ),
    ];
    let entries = register("o", &more, &held, &shelf);
    assert_eq!(closure("o", &signals, &held, &entries).closed, 2);
    assert_eq!(Closure::default().share(), None);
}

#[test]
fn an_action_stands_as_its_owner_last_said() {
    let (then, due) = (month("2026-01"), month("2026-04"));
    let shelf = shelf();
    let of = |lines: &[Line]| register("o", lines, &[], &shelf).remove(0);
    let mut lines = vec![line(
        1,
        "o",
        then.first_day_number(),
        agreed(Source::Report("r".into()), &[], due),
    )];
    assert_eq!(of(&lines).standing(due), Standing::Open);
    assert_eq!(of(&lines).standing(due.next()), Standing::Late);
    let id = ActionId::Line(1);
    for (done, look, standing) in [
        (Done::Done, Look::Weeks, Standing::Done),
        (Done::Partly, Look::Months, Standing::Late),
        // A late answer to the first question does not stand above one to the second.
        (Done::Done, Look::Weeks, Standing::Late),
        (Done::Not, Look::Months, Standing::Not),
    ] {
        lines.push(line(9, "o", 0, answered(id, look, done)));
        assert_eq!(of(&lines).standing(due.next()), standing);
    }
    lines[0].deed = None;
    assert!(
        register("o", &lines, &[], &shelf).is_empty(),
        "it was struck"
    );
}

fn any_circle() -> impl Strategy<Value = Closed> {
    let units = prop::option::of(prop::sample::select(UNITS.to_vec()));
    let themes = prop::sample::select(THEMES.to_vec());
    let stories = prop::sample::select(vec!["1", "2"]);
    (0_i32..24, units, themes, stories, 0_u32..3).prop_map(|(ago, unit, theme, story, actions)| {
        circle(
            "o",
            month("2026-11").plus(-ago),
            unit,
            theme,
            story,
            actions,
        )
    })
}

proptest! {
    /// Days pass one by one and an owner is asked whenever a look has come: never early, at most once
    /// for each look, and not after an answer.
    #[test]
    fn an_owner_is_asked_at_most_twice_and_never_early(
        away in prop::collection::vec(any::<bool>(), 140),
        answer_on in 0_i32..140,
    ) {
        let start = month("2026-11").first_day_number();
        let shelf = shelf();
        let mut lines = vec![line(1, "o", start, agreed(Source::Report("r".into()), &[], month("2026-12")))];
        let id = ActionId::Line(1);
        let mut asked: Vec<(Look, i32)> = Vec::new();
        for (passed, away) in (0..).zip(away) {
            let today = start + passed;
            if passed == answer_on {
                lines.push(line(9, "o", today, answered(id, Look::Weeks, Done::Partly)));
                lines.push(line(9, "o", today, answered(id, Look::Months, Done::Partly)));
            }
            let entry = register("o", &lines, &[], &shelf).remove(0);
            if let (false, Some(look)) = (away, entry.look_on(today)) {
                prop_assert!(passed < answer_on);
                asked.push((look, passed));
                lines.push(line(9, "o", today, Deed::Asked { action: id, look }));
            }
        }
        prop_assert!(asked.windows(2).all(|two| two[0].0 < two[1].0), "{asked:?}");
        for (look, day) in asked {
            prop_assert!(day >= [28, 91][look.at()]);
            prop_assert!(look == Look::Months || day < 98, "an old look is not asked about");
        }
    }

    /// Reached and untouched units are all units and have none in common, and nobody becomes untouched
    /// again.
    #[test]
    fn every_unit_is_reached_or_compared_with(held in prop::collection::vec(any_circle(), 0..12)) {
        let held: Vec<(i64, Closed)> = (1..).zip(held).collect();
        let shelf = shelf();
        let entries: Vec<Entry> = register("o", &[], &held, &shelf);
        let all = interventions("o", &held, &entries, &shelf);
        prop_assert!(all.windows(2).all(|two| two[0].month <= two[1].month));
        for theme in THEMES {
            let first = first_reached(&all, theme);
            let mut before: BTreeSet<String> = UNITS.map(String::from).into();
            for ago in (-6..24).rev() {
                let until = month("2026-11").plus(-ago);
                let rest: BTreeSet<String> = untouched(&all, theme, until, &shelf).into_iter().collect();
                prop_assert!(rest.is_subset(&before));
                for unit in UNITS {
                    let reached = first.get(unit).is_some_and(|month| *month <= until);
                    prop_assert_ne!(reached, rest.contains(unit));
                    // By hand: a circle of the unit about the theme, or an action of one that was due.
                    let by_hand = held.iter().any(|(_, it)| {
                        it.plan.theme == theme
                            && it.plan.unit.as_deref() == Some(unit)
                            && it.month.parse::<Month>().unwrap() <= until
                    });
                    prop_assert_eq!(reached, by_hand);
                }
                before = rest;
            }
        }
    }

    /// More circles never lower a count, and no part is larger than its whole.
    #[test]
    fn more_circles_never_lower_the_reach(held in prop::collection::vec(any_circle(), 1..12)) {
        let held: Vec<(i64, Closed)> = (1..).zip(held).collect();
        let shelf = shelf();
        let of = |held: &[(i64, Closed)]| {
            let entries = register("o", &[], held, &shelf);
            reach("o", Window(month("2026-11")), held, &entries, &shelf, &BTreeMap::new())
        };
        let (all, fewer) = (of(&held), of(&held[1..]));
        for (all, fewer) in [(all.units, fewer.units), (all.themes, fewer.themes), (all.stories, fewer.stories)] {
            prop_assert!(fewer.of <= all.of && all.of <= all.all);
        }
        prop_assert!(fewer.sessions <= all.sessions && all.silent == all.done.all);
    }

    /// Every number of an action is written in one way, and nothing else is read as one.
    #[test]
    fn an_action_has_one_address(place in any::<i64>(), id in any::<u32>(), text in "[ac]?[-0-9+]{0,4}.?") {
        for one in [ActionId::Line(place), ActionId::Circle(place, id)] {
            let read: Result<ActionId, _> = one.to_string().parse();
            if place >= 0 {
                prop_assert_eq!(read, Ok(one));
            } else if let Ok(read) = read {
                prop_assert_eq!(read, one);
            }
        }
        if let Ok(one) = text.parse::<ActionId>() {
            prop_assert_eq!(one.to_string(), text);
        }
    }
}
