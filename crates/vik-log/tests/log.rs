//! What a log promises: nothing comes between, nothing is lost, and a change shows.

use proptest::prelude::*;
use vik_log::{Log, LogError, Seen};

fn texts(bodies: &[&str]) -> Vec<String> {
    bodies.iter().map(|body| (*body).to_owned()).collect()
}

#[test]
fn who_comes_late_is_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let log = Log::open(&folder.path().join("log.sqlite")).unwrap();
    let add = |stream: &str, seen, body: &str| log.append(stream, seen, "t", &texts(&[body]));
    assert_eq!(add("a", Seen::InStream(0), "first").unwrap(), 1);
    assert_eq!(add("a", Seen::InStream(1), "second").unwrap(), 2);
    assert!(matches!(
        add("a", Seen::InStream(1), "third"),
        Err(LogError::Late)
    ));
    assert_eq!(add("b", Seen::InLog(2), "other").unwrap(), 3);
    assert!(matches!(
        add("b", Seen::InLog(2), "again"),
        Err(LogError::Late)
    ));
    assert_eq!(add("a", Seen::Anything, "third").unwrap(), 4);
    let bodies: Vec<_> = log
        .stream("a")
        .unwrap()
        .into_iter()
        .map(|line| (line.number, line.body.unwrap()))
        .collect();
    assert_eq!(
        bodies,
        [1, 2, 3]
            .into_iter()
            .zip(texts(&["first", "second", "third"]))
            .collect::<Vec<_>>()
    );
    assert_eq!(log.streams().unwrap(), ["a", "b"]);
    assert_eq!(log.count("a").unwrap(), 3);
    assert_eq!(log.lines().unwrap().len(), 4);
}

#[test]
fn a_changed_or_missing_line_is_found() {
    for (change, place) in [
        ("UPDATE log SET body = 'x' WHERE place = 2", 2),
        ("UPDATE log SET at = 'x' WHERE place = 2", 2),
        ("UPDATE log SET stream = 'b' WHERE place = 2", 2),
        ("UPDATE log SET body_hash = 'x' WHERE place = 2", 2),
        ("DELETE FROM log WHERE place = 1", 1),
        ("DELETE FROM log WHERE place = 2", 2),
        ("UPDATE log SET place = 9 WHERE place = 3", 3),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("log.sqlite");
        let log = Log::open(&file).unwrap();
        log.append("a", Seen::Anything, "t", &texts(&["1", "2", "3"]))
            .unwrap();
        rusqlite::Connection::open(&file)
            .unwrap()
            .execute_batch(change)
            .unwrap();
        let found = log.lines();
        assert!(
            matches!(&found, Err(LogError::Tampered { place: at, .. }) if *at == place),
            "{change}: {found:?}"
        );
    }
}

#[test]
fn a_struck_text_is_in_no_file_and_the_chain_stays_whole() {
    let folder = tempfile::tempdir().unwrap();
    let log = Log::open(&folder.path().join("log.sqlite")).unwrap();
    let secret = "recognisable-somebody";
    log.append("a", Seen::Anything, "t", &texts(&[secret, "other"]))
        .unwrap();
    log.strike(1, "a", Seen::InLog(2), "t", "struck 1".to_owned())
        .unwrap();
    let bodies: Vec<_> = log.lines().unwrap().into_iter().map(|l| l.body).collect();
    assert_eq!(
        bodies,
        [None, Some("other".to_owned()), Some("struck 1".to_owned())]
    );
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let found = bytes
            .windows(secret.len())
            .any(|at| at == secret.as_bytes());
        assert!(!found);
    }
}

proptest! {
    /// Parts cannot run into one another: the split of a text is part of its hash.
    #[test]
    fn a_hash_knows_where_parts_end(text in "[a-c]{0,6}", cut in 0_usize..7, other in 0_usize..7) {
        let (cut, other) = (cut.min(text.len()), other.min(text.len()));
        let split = |at: usize| {
            let (left, right) = text.split_at(at);
            vik_log::sha(&[left.as_bytes(), right.as_bytes()])
        };
        prop_assert_eq!(split(cut) == split(other), cut == other);
    }
}
