//! The state machine of a room under any order of acts, and what a store gives back.

mod stored;

use std::sync::LazyLock;

use proptest::prelude::*;

use crate::act::{Act, Refusal};
use crate::ask::Ask;
use crate::check::{Check, Clean};
use crate::clock::MINUTE;
use crate::code::RoomCode;
use crate::note::{Column, Kind, MOST_ACTIONS, MOST_IDEAS, Owner, Role};
use crate::place::{Place, Scene, scenes};
use crate::plan::{Plan, Shape, Variant};
use crate::room::{Room, VALID};
use crate::tally::Tally;

fn clean() -> Clean {
    // A detector is built once; it takes a third of a second in a debug build.
    static TEXT: LazyLock<Clean> = LazyLock::new(|| {
        let check = Check::new(vik_redact::Tables::default());
        check.pass("Vraag altijd waarvoor.", 280).unwrap()
    });
    TEXT.clone()
}

fn room(variant: Variant, shape: Shape) -> Room {
    let plan = Plan {
        org: "a".into(),
        unit: None,
        theme: "t".into(),
        story: "1".into(),
        variant,
        group: 12,
    };
    Room::new("id".into(), "screen".into(), "owner".into(), plan, shape, 0)
}

fn shapes() -> impl Strategy<Value = Shape> {
    let stops = prop::collection::vec(any::<bool>(), 0..6);
    (stops, 0_u32..6, 0_u32..7).prop_map(|(stops, options, what_ifs)| Shape {
        stops,
        options,
        what_ifs,
    })
}

fn variants() -> impl Strategy<Value = Variant> {
    prop::sample::select(Variant::ALL.to_vec())
}

/// Any act, sensible or not.
fn acts(text: &Clean) -> impl Strategy<Value = Act> + use<> {
    let (a, b, c) = (text.clone(), text.clone(), text.clone());
    let ids = 0_u32..20;
    let tally = Tally::of(&[0], &vec![std::collections::BTreeSet::from([0]); 5]);
    prop_oneof![
        4 => Just(Act::Next),
        2 => Just(Act::Back),
        1 => Just(Act::Start),
        1 => Just(Act::Pause),
        1 => Just(Act::Card),
        1 => any::<bool>().prop_map(Act::Door),
        1 => (0_u32..40).prop_map(Act::Group),
        2 => prop::sample::select(Kind::ALL.to_vec()).prop_map(move |kind| Act::Note(kind, a.clone())),
        1 => ids.clone().prop_map(Act::DropNote),
        3 => prop::sample::select(Column::ALL.to_vec()).prop_map(move |column| Act::Idea(column, b.clone())),
        1 => ids.clone().prop_map(Act::DropIdea),
        1 => (ids.clone(), ids.clone()).prop_map(|(from, into)| Act::Merge(from, into)),
        1 => Just(Act::Vote),
        2 => (0_i32..20).prop_map(move |due| Act::Action { what: c.clone(), owner: Owner::Role(Role::Vik), due, sign: c.clone() }),
        1 => ids.prop_map(Act::DropAction),
        2 => prop::sample::select(Ask::ALL.to_vec()).prop_map(move |ask| Act::Show(ask, vec![tally.clone()])),
    ]
}

proptest! {
    #[test]
    fn every_step_is_reached_once_and_the_way_back_is_the_same(variant in variants(), shape in shapes()) {
        let mut way = vec![Place::default()];
        while let Some(next) = way.last().unwrap().next(variant, &shape) {
            way.push(next);
            prop_assert!(way.len() < 60);
        }
        let steps: usize = variant.phases().iter().map(|(phase, _)| scenes(*phase, &shape).len()).sum();
        prop_assert_eq!(way.len(), steps);
        prop_assert!(way.windows(2).all(|two| two[0] < two[1]));
        prop_assert_eq!(way.last().unwrap().scene(variant, &shape), Scene::Checkout);
        let mut back = vec![*way.last().unwrap()];
        while let Some(before) = back.last().unwrap().back(variant, &shape) {
            back.push(before);
        }
        back.reverse();
        prop_assert_eq!(way, back);
    }

    #[test]
    fn no_order_of_acts_breaks_a_room(
        variant in variants(),
        shape in shapes(),
        acts in prop::collection::vec((acts(&clean()), 0_u64..3 * MINUTE), 0..120),
    ) {
        let mut room = room(variant, shape);
        prop_assert_eq!(room.apply(Act::Next, 0), Err(Refusal::NotOpen));
        room.apply(Act::Open(RoomCode::new().unwrap()), 0).unwrap();
        prop_assert_eq!(room.until, Some(VALID));
        let mut now = 0;
        for (act, time) in acts {
            now += time;
            let before = room.clone();
            let shown = before.shown.clone();
            let done = room.apply(act.clone(), now);
            if done.is_err() {
                prop_assert_eq!(&room, &before, "a refusal changes nothing: {:?}", act);
            }
            // What was shown once is never shown otherwise.
            prop_assert!(shown.iter().all(|(ask, tallies)| room.shown.get(ask) == Some(tallies)));
            if let Some(ask) = room.open_ask() {
                prop_assert!(!room.shown.contains_key(&ask));
            }
            // Ideas that dots stand on do not change.
            if before.voting {
                prop_assert_eq!(&room.ideas, &before.ideas);
            }
            prop_assert!(room.actions.len() <= MOST_ACTIONS);
            for column in Column::ALL {
                prop_assert!(room.ideas.iter().filter(|idea| idea.column == column).count() <= MOST_IDEAS);
            }
            let mut ids: Vec<u32> = room.notes.iter().map(|it| it.id).collect();
            ids.extend(room.ideas.iter().map(|it| it.id));
            ids.extend(room.actions.iter().map(|it| it.id));
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), count, "every number is given once");
            prop_assert!(ids.iter().all(|id| *id < room.next));
            prop_assert_eq!(room.plan.variant, variant);
            // What is written is what is read.
            let body = serde_json::to_string(&room).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Room>(&body).unwrap(), &room);
        }
    }
}
