//! A file that is not a log is refused and left as it was, so that no older log is hidden by an empty one.

use rusqlite::Connection;
use vik_log::{Log, LogError};

#[test]
fn a_file_with_other_tables_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("older.sqlite");
    let older = Connection::open(&file).expect("a file");
    older
        .execute_batch("CREATE TABLE decision (id INTEGER); INSERT INTO decision VALUES (7);")
        .expect("an older table");
    drop(older);
    let before = std::fs::read(&file).expect("readable");

    let opened = Log::open(&file);

    assert!(matches!(opened, Err(LogError::Foreign { .. })));
    assert_eq!(std::fs::read(&file).expect("readable"), before);
}

#[test]
fn a_log_opens_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("log.sqlite");
    drop(Log::open(&file).expect("new"));
    assert!(Log::open(&file).is_ok());
}
