//! Whatever a trainer does to the items, the times stay right and nothing is lost.

use proptest::prelude::*;

use super::*;

fn empty(minutes: u32) -> Draft {
    Draft {
        title: serde_json::from_str("\"Mag ik dit weten?\"").unwrap(),
        audience: Audience::Staff,
        aims: Vec::new(),
        minutes,
        pieces: Vec::new(),
    }
}

fn story(name: &str, version: u32) -> StoryRef {
    StoryRef {
        name: name.to_owned(),
        version,
        hash: String::new(),
    }
}

fn piece() -> impl Strategy<Value = Piece> {
    let what = prop_oneof![
        Just(What::Pause),
        (0..5_u32).prop_map(|name| What::Story(story(&name.to_string(), 1))),
        proptest::collection::vec(0..5_u32, 1..4).prop_map(|names| What::Cards(
            names
                .iter()
                .map(|name| story(&name.to_string(), 1))
                .collect()
        )),
    ];
    (0..MOST_MINUTES + 3, what).prop_map(|(minutes, what)| Piece { minutes, what })
}

fn change() -> impl Strategy<Value = Change> {
    let place = 0..12_usize;
    prop_oneof![
        4 => piece().prop_map(Change::Add),
        1 => (place.clone(), 0..MOST_MINUTES + 3).prop_map(|(p, m)| Change::Minutes(p, m)),
        1 => place.clone().prop_map(Change::Up),
        1 => place.clone().prop_map(Change::Down),
        1 => place.clone().prop_map(Change::Remove),
        1 => (place.clone(), 0..5_u32).prop_map(|(p, n)| Change::Renew(p, story(&n.to_string(), 2))),
        1 => (place, 0..5_u32).prop_map(|(p, n)| Change::Drop(p, n.to_string())),
    ]
}

proptest! {
    /// The balance is the difference, and says so to the documents in the same words: a pack is stopped
    /// for its times exactly when the page says that they do not add up.
    #[test]
    fn times_are_counted_right(minutes in 1..=MOST_MINUTES, changes in proptest::collection::vec(change(), 0..40)) {
        let mut draft = empty(minutes);
        for change in changes {
            let before = draft.clone();
            let named = change.clone();
            match draft.change(change) {
                Err(_) => prop_assert_eq!(&draft, &before),
                Ok(()) => match named {
                    Change::Add(piece) => prop_assert_eq!(draft.taken(), before.taken() + piece.minutes),
                    Change::Minutes(place, minutes) => {
                        prop_assert_eq!(draft.taken() + before.pieces[place].minutes, before.taken() + minutes);
                    }
                    Change::Remove(place) => {
                        prop_assert_eq!(draft.taken() + before.pieces[place].minutes, before.taken());
                    }
                    Change::Up(_) | Change::Down(_) | Change::Renew(..) => prop_assert_eq!(draft.taken(), before.taken()),
                    Change::Drop(..) => prop_assert!(draft.taken() <= before.taken()),
                },
            }
            prop_assert!(draft.pieces.len() <= MOST_PIECES);
            prop_assert!(draft.pieces.iter().all(|piece| (1..=MOST_MINUTES).contains(&piece.minutes)));
            prop_assert!(draft.pieces.iter().all(|piece| !matches!(&piece.what, What::Cards(all) if all.is_empty())));
            match draft.balance() {
                Balance::Exact => prop_assert_eq!(draft.taken(), minutes),
                Balance::Left(left) => prop_assert_eq!(draft.taken() + left, minutes),
                Balance::Over(over) => prop_assert_eq!(draft.taken(), minutes + over),
            }
            let pack = draft.pack("", Month::from_index(24_000));
            let total: u32 = pack.items.iter().map(Item::minutes).sum();
            prop_assert_eq!(total == pack.minutes, draft.balance() == Balance::Exact);
        }
    }

    /// Up and then down, or the other way round, is nothing.
    #[test]
    fn a_move_can_be_taken_back(pieces in proptest::collection::vec(piece(), 2..9), place in 0..8_usize) {
        let mut draft = empty(60);
        draft.pieces = pieces;
        let before = draft.clone();
        if draft.change(Change::Down(place)).is_ok() {
            prop_assert_ne!(place + 1, before.pieces.len());
            draft.change(Change::Up(place + 1)).unwrap();
            prop_assert_eq!(&draft, &before);
        } else {
            prop_assert!(place + 1 >= before.pieces.len());
        }
        prop_assert_eq!(draft.change(Change::Up(0)), Err(NotChanged::Place));
    }
}

#[test]
fn a_new_version_comes_wherever_the_item_has_the_story() {
    let mut draft = empty(60);
    draft.pieces = vec![
        Piece {
            minutes: 20,
            what: What::Cards(vec![story("1", 1), story("2", 1)]),
        },
        Piece {
            minutes: 40,
            what: What::Story(story("2", 1)),
        },
    ];
    draft.change(Change::Renew(0, story("2", 3))).unwrap();
    assert_eq!(draft.pieces[0].what.stories()[1].version, 3);
    assert_eq!(draft.pieces[1].what.stories()[0].version, 1);
    draft.change(Change::Drop(0, "1".into())).unwrap();
    draft.change(Change::Drop(0, "2".into())).unwrap();
    assert_eq!(draft.pieces.len(), 1);
    assert_eq!(draft.balance(), Balance::Left(20));
}
