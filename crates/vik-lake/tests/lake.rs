//! The promises of the lake: a mark is done once, versions stay readable, one writer, and what was
//! acknowledged survives a loss of power.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use datafusion::arrow::array::{Int64Array, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::prelude::{SessionConfig, SessionContext};
use object_store::path::Path as StorePath;
use object_store::{ObjectStore, PutMode, PutOptions};
use vik_lake::{Disk, DurableLocalStore, LakeError, Lease, Mark, Mode, Table};

fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![Field::new("n", DataType::Int64, true)]))
}

fn rows(values: &[i64]) -> RecordBatch {
    RecordBatch::try_new(schema(), vec![Arc::new(Int64Array::from(values.to_vec()))]).unwrap()
}

fn mark(position: i64) -> Mark {
    Mark {
        stream: "import".into(),
        position,
    }
}

async fn sum(table: &Table) -> i64 {
    let session = SessionContext::new_with_config(SessionConfig::new());
    session
        .register_table("t", table.provider().await.unwrap())
        .unwrap();
    let batches = session
        .sql("SELECT coalesce(sum(n), 0) FROM t")
        .await
        .unwrap()
        .collect()
        .await
        .unwrap();
    batches[0]
        .column(0)
        .as_any()
        .downcast_ref::<Int64Array>()
        .unwrap()
        .value(0)
}

async fn put(table: &mut Table, values: &[i64], mode: Mode, position: i64) -> Option<u64> {
    let mut staged = table.stage().unwrap();
    staged.write(rows(values)).await.unwrap();
    table
        .commit(staged, mode, &mark(position))
        .await
        .unwrap()
        .map(|commit| commit.version)
}

#[tokio::test]
async fn a_mark_is_committed_once_and_versions_stay_readable() {
    let folder = tempfile::tempdir().unwrap();
    let mut table = Table::open_or_create(folder.path(), &schema())
        .await
        .unwrap();
    let first = put(&mut table, &[1, 2], Mode::Append, 1).await.unwrap();
    assert_eq!(put(&mut table, &[1, 2], Mode::Append, 1).await, None);
    put(&mut table, &[10], Mode::Append, 2).await.unwrap();
    assert_eq!(sum(&table).await, 13);
    put(&mut table, &[7], Mode::Replace, 3).await.unwrap();
    assert_eq!(sum(&table).await, 7);
    assert_eq!(sum(&table.at(first).await.unwrap()).await, 3);

    let reopened = Table::open(folder.path()).await.unwrap();
    assert_eq!(reopened.position("import").await.unwrap(), Some(3));
    assert_eq!(reopened.position("other").await.unwrap(), None);
    assert!(matches!(
        reopened.at(99).await,
        Err(LakeError::NoVersion { version: 99, .. })
    ));
}

#[tokio::test]
async fn rows_that_were_staged_and_dropped_are_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut table = Table::open_or_create(folder.path(), &schema())
        .await
        .unwrap();
    let mut staged = table.stage().unwrap();
    staged.write(rows(&[5])).await.unwrap();
    drop(staged);
    put(&mut table, &[1], Mode::Append, 1).await.unwrap();
    assert_eq!(sum(&table).await, 1);
}

#[test]
fn one_writer_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let held = Lease::take(folder.path()).unwrap();
    assert!(matches!(
        Lease::take(folder.path()),
        Err(LakeError::Leased { .. })
    ));
    drop(held);
    Lease::take(folder.path()).unwrap();
}

/// Remembers what was synced, so that a loss of power can be played: all else is gone.
#[derive(Debug, Default)]
struct Remembering {
    syncs: bool,
    files: Mutex<BTreeSet<PathBuf>>,
    directories: Mutex<BTreeSet<PathBuf>>,
}

impl Disk for Remembering {
    fn sync_file(&self, path: &Path) -> std::io::Result<()> {
        if self.syncs {
            self.files.lock().unwrap().insert(path.to_path_buf());
        }
        Ok(())
    }
    fn sync_directory(&self, path: &Path) -> std::io::Result<()> {
        if self.syncs {
            // Entries present now are permanent from now on.
            let entries = std::fs::read_dir(path)?.filter_map(|entry| Some(entry.ok()?.path()));
            self.directories.lock().unwrap().extend(entries);
        }
        Ok(())
    }
}

impl Remembering {
    /// What is left of `root` after the power fails now.
    fn lose_power(&self, root: &Path) -> usize {
        let mut left = 0;
        for entry in std::fs::read_dir(root).unwrap().filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                left += self.lose_power(&path);
            } else if self.files.lock().unwrap().contains(&path)
                && self.directories.lock().unwrap().contains(&path)
            {
                left += 1;
            } else {
                std::fs::remove_file(&path).unwrap();
            }
        }
        left
    }
}

async fn written_then_power_lost(syncs: bool) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let root = std::fs::canonicalize(folder.path()).unwrap();
    let disk = Arc::new(Remembering {
        syncs,
        ..Remembering::default()
    });
    let store = DurableLocalStore::new(disk.clone());
    let path = |name: &str| StorePath::from_absolute_path(root.join(name)).unwrap();
    let create = PutOptions {
        mode: PutMode::Create,
        ..PutOptions::default()
    };
    store
        .put_opts(&path("a/b/data"), "rows".into(), PutOptions::default())
        .await
        .unwrap();
    store
        .put_opts(&path("_delta_log/0.json"), "commit".into(), create)
        .await
        .unwrap();
    let mut upload = store
        .put_multipart_opts(&path("a/big"), Default::default())
        .await
        .unwrap();
    upload.put_part("part".into()).await.unwrap();
    upload.complete().await.unwrap();
    disk.lose_power(&root)
}

#[tokio::test]
async fn acknowledged_writes_survive_a_loss_of_power() {
    assert_eq!(written_then_power_lost(true).await, 3);
}

#[tokio::test]
async fn the_crash_test_bites_on_a_store_that_forgets_to_sync() {
    assert_eq!(written_then_power_lost(false).await, 0);
}
