//! A Delta table as Leerkring uses it: streamed writes, commits that carry their own mark.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::TableProvider;
use deltalake::kernel::engine::arrow_conversion::TryIntoKernel;
use deltalake::kernel::transaction::{CommitBuilder, CommitProperties};
use deltalake::kernel::{Action, StructType, Transaction};
use deltalake::protocol::{DeltaOperation, SaveMode};
use deltalake::writer::{DeltaWriter, RecordBatchWriter};
use deltalake::{DeltaTable, DeltaTableBuilder};
use futures::TryStreamExt;
use url::Url;

use crate::LakeError;
use crate::durable::{RealDisk, register};

/// What a commit says about itself, in the same commit as its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which stream of work this is, such as `import:<hash of the file>` or `freeze`.
    pub stream: String,
    /// The position in that stream; a stream never repeats a position.
    pub position: i64,
}

/// What a commit does to the rows that were there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Keep them.
    Append,
    /// Replace all of them; earlier versions stay readable until a vacuum.
    Replace,
}

/// A commit that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The table version that it made.
    pub version: u64,
}

/// Rows written beside the table and not yet part of it; dropping it leaves the table as it was.
pub struct Staged {
    writer: RecordBatchWriter,
    rows: u64,
}

impl Staged {
    /// Adds rows.
    ///
    /// # Errors
    /// [`LakeError::Step`] when the disk or the schema refuses.
    pub async fn write(&mut self, batch: RecordBatch) -> Result<(), LakeError> {
        self.rows += batch.num_rows() as u64;
        self.writer
            .write(batch)
            .await
            .map_err(|e| LakeError::step("staged", "written", &e))
    }

    /// Rows so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }
}

/// One Delta table in a folder.
#[derive(Clone)]
pub struct Table {
    inner: DeltaTable,
    name: String,
    folder: PathBuf,
}

impl Table {
    /// Opens the table in `folder`, making an empty one with `schema` if there is none.
    ///
    /// # Errors
    /// [`LakeError::Folder`] or [`LakeError::Step`].
    pub async fn open_or_create(folder: &Path, schema: &SchemaRef) -> Result<Self, LakeError> {
        let url = url_of(folder)?;
        let name = name_of(folder);
        if folder.join("_delta_log").exists() {
            return Self::open(folder).await;
        }
        let columns: StructType = schema
            .as_ref()
            .try_into_kernel()
            .map_err(|e| LakeError::step(&name, "described", &e))?;
        let inner = DeltaTable::try_from_url(url)
            .await
            .map_err(|e| LakeError::step(&name, "made", &e))?
            .create()
            .with_columns(columns.fields().cloned())
            .await
            .map_err(|e| LakeError::step(&name, "made", &e))?;
        Ok(Self {
            inner,
            name,
            folder: folder.to_path_buf(),
        })
    }

    /// Opens an existing table at its newest version.
    ///
    /// # Errors
    /// [`LakeError::Step`] when there is none or it cannot be read.
    pub async fn open(folder: &Path) -> Result<Self, LakeError> {
        let name = name_of(folder);
        let inner = deltalake::open_table(url_of(folder)?)
            .await
            .map_err(|e| LakeError::step(&name, "opened", &e))?;
        Ok(Self {
            inner,
            name,
            folder: folder.to_path_buf(),
        })
    }

    /// The same table as it was at `version`.
    ///
    /// # Errors
    /// [`LakeError::NoVersion`] when it never existed or was vacuumed away.
    pub async fn at(&self, version: u64) -> Result<Self, LakeError> {
        let missing = || LakeError::NoVersion {
            table: self.name.clone(),
            version,
        };
        let inner = DeltaTableBuilder::from_url(url_of(&self.folder)?)
            .map_err(|_| missing())?
            .with_version(version)
            .load()
            .await
            .map_err(|_| missing())?;
        Ok(Self {
            inner,
            name: self.name.clone(),
            folder: self.folder.clone(),
        })
    }

    /// The version that is open.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.inner.version().unwrap_or_default()
    }

    /// How far a stream of work has come, if it ever committed here.
    ///
    /// # Errors
    /// [`LakeError::Step`] when the log cannot be read.
    pub async fn position(&self, stream: &str) -> Result<Option<i64>, LakeError> {
        let failed = |e| LakeError::step(&self.name, "read", &e);
        let state = self.inner.snapshot().map_err(failed)?;
        state
            .transaction_version(&*self.inner.log_store(), stream)
            .await
            .map_err(failed)
    }

    /// Starts writing rows beside the table.
    ///
    /// # Errors
    /// [`LakeError::Step`] when the table cannot take rows.
    pub fn stage(&self) -> Result<Staged, LakeError> {
        let writer = RecordBatchWriter::for_table(&self.inner)
            .map_err(|e| LakeError::step(&self.name, "written", &e))?;
        Ok(Staged { writer, rows: 0 })
    }

    /// Makes staged rows part of the table, together with their mark.
    ///
    /// # Guarantee
    /// The rows, the removal of old rows ([`Mode::Replace`]) and the mark appear in one commit or not at
    /// all. A mark that is already there changes nothing and returns `None`.
    ///
    /// # Errors
    /// [`LakeError::Step`]; the table is then as it was.
    pub async fn commit(
        &mut self,
        mut staged: Staged,
        mode: Mode,
        mark: &Mark,
    ) -> Result<Option<Commit>, LakeError> {
        if self
            .position(&mark.stream)
            .await?
            .is_some_and(|done| done >= mark.position)
        {
            return Ok(None);
        }
        let adds = staged
            .writer
            .flush()
            .await
            .map_err(|e| LakeError::step(&self.name, "written", &e))?;
        let mut actions: Vec<Action> = adds.into_iter().map(Action::Add).collect();
        if mode == Mode::Replace {
            actions.extend(self.removals().await?);
        }
        let failed = |e| LakeError::step(&self.name, "committed", &e);
        let operation = DeltaOperation::Write {
            mode: if mode == Mode::Append {
                SaveMode::Append
            } else {
                SaveMode::Overwrite
            },
            partition_by: None,
            predicate: None,
        };
        let properties = CommitProperties::default()
            .with_application_transaction(Transaction::new(&mark.stream, mark.position));
        let state = self.inner.snapshot().map_err(failed)?;
        let done = CommitBuilder::from(properties)
            .with_actions(actions)
            .build(Some(state), self.inner.log_store(), operation)
            .await
            .map_err(failed)?;
        let version = done.version();
        self.inner
            .update_state()
            .await
            .map_err(|e| LakeError::step(&self.name, "reopened", &e))?;
        Ok(Some(Commit { version }))
    }

    async fn removals(&self) -> Result<Vec<Action>, LakeError> {
        let failed = |e| LakeError::step(&self.name, "read", &e);
        let state = self.inner.snapshot().map_err(failed)?;
        let log = self.inner.log_store();
        let files = state.snapshot().file_views(&*log, None);
        files
            .map_ok(|file| Action::Remove(file.remove_action(true)))
            .try_collect()
            .await
            .map_err(failed)
    }

    /// The open version as something DataFusion can read.
    ///
    /// # Errors
    /// [`LakeError::Step`].
    pub async fn provider(&self) -> Result<Arc<dyn TableProvider>, LakeError> {
        self.inner
            .table_provider()
            .await
            .map_err(|e| LakeError::step(&self.name, "read", &e))
    }

    /// Deletes the files of versions before the open one, and files that no commit ever named.
    ///
    /// # Errors
    /// [`LakeError::Step`].
    pub async fn vacuum(&mut self) -> Result<usize, LakeError> {
        let (inner, metrics) = self
            .inner
            .clone()
            .vacuum()
            .with_mode(deltalake::operations::vacuum::VacuumMode::Full)
            .with_retention_period(chrono_zero())
            .with_enforce_retention_duration(false)
            .await
            .map_err(|e| LakeError::step(&self.name, "vacuumed", &e))?;
        self.inner = inner;
        Ok(metrics.files_deleted.len())
    }
}

fn chrono_zero() -> chrono::Duration {
    chrono::Duration::zero()
}

fn name_of(folder: &Path) -> String {
    folder
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn url_of(folder: &Path) -> Result<Url, LakeError> {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| register(Arc::new(RealDisk)));
    let failed = |cause| LakeError::Folder {
        path: folder.to_path_buf(),
        cause,
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let full = std::fs::canonicalize(folder).map_err(failed)?;
    Url::from_directory_path(&full)
        .map_err(|()| failed(std::io::Error::other("not an absolute path")))
}
