//! What the file holds of a room that has closed, however much it had grown.

use std::path::Path;

use super::{clean, room};
use crate::act::Act;
use crate::closed::Closed;
use crate::code::{RoomCode, key};
use crate::note::{Column, Kind};
use crate::plan::{Shape, Variant};
use crate::room::Room;
use crate::store::Store;

fn grown(owner: &str) -> Room {
    let mut room = room(Variant::Hour, Shape::default());
    (room.id, room.screen, room.owner) = (key().unwrap(), key().unwrap(), owner.to_owned());
    room.apply(Act::Open(RoomCode::new().unwrap()), 0).unwrap();
    room
}

fn bytes(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).unwrap().filter_map(Result::ok);
    let all: Vec<u8> = files
        .flat_map(|file| std::fs::read(file.path()).unwrap())
        .collect();
    String::from_utf8_lossy(&all).into_owned()
}

#[test]
fn a_closed_room_leaves_its_notes_and_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("circles.sqlite")).unwrap();
    let mut rooms: Vec<Room> = (0..8)
        .map(|at| grown(&format!("kanarie-{at}-account")))
        .collect();
    let text = clean();
    // They grow by turns, so that rows move from page to page.
    for turn in 0..50_u32 {
        for room in &mut rooms {
            let act = if turn % 10 == 9 {
                Act::Idea(Column::Team, text.clone())
            } else {
                Act::Note(Kind::Insight, text.clone())
            };
            room.apply(act, 0).unwrap();
            store.save(room).unwrap();
        }
    }
    assert_eq!(store.rooms().unwrap().len(), 8);
    for at in (0..8).rev().step_by(2).chain((0..8).step_by(2)) {
        let room = rooms[at].clone();
        let secrets = [
            room.id.clone(),
            room.screen.clone(),
            room.owner.clone(),
            serde_json::to_string(&room.code).unwrap(),
        ];
        assert!(
            secrets
                .iter()
                .all(|secret| bytes(folder.path()).contains(secret))
        );
        let place = store
            .close(&room.id, &Closed::of(room.clone(), &[1], 0))
            .unwrap();
        let there = bytes(folder.path());
        for secret in &secrets {
            assert!(!there.contains(secret), "room {at}");
        }
        let kept = store.circle(place).unwrap().unwrap();
        assert_eq!(kept.notes.len() + 1, room.notes.len(), "one was left out");
    }
    assert_eq!(store.rooms().unwrap().len(), 0);
    assert_eq!(store.circles().unwrap().len(), 8);
}
