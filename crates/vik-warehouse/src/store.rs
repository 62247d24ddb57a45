//! The warehouse table: open it, add an import exactly once, replace corrected cases.

use std::collections::HashSet;
use std::path::Path;

use datafusion::arrow::array::{AsArray, BooleanArray, RecordBatch};
use datafusion::arrow::compute::filter_record_batch;
use datafusion::arrow::datatypes::{Date32Type, Int64Type};
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::StreamExt;
use vik_domain::Month;
use vik_lake::{Mark, Mode, Staged, Table};

use crate::guard::INVOLVEMENTS;
use crate::known::Contents;
use crate::{WarehouseError, schema};

/// The stream of marks that says under which key epoch the rows stand.
const EPOCH: &str = "key-epoch";

/// What makes two runs of one import the same import: a hash of the file, its mapping and the key epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportId(pub String);

impl ImportId {
    fn mark(&self) -> Mark {
        Mark {
            stream: format!("import:{}", self.0),
            position: 1,
        }
    }
}

/// Rows on their way in; nothing is in the warehouse until [`Warehouse::commit`].
pub struct Import {
    staged: Staged,
    replaces: bool,
}

impl Import {
    /// Adds rows.
    ///
    /// # Errors
    /// [`WarehouseError::Lake`].
    pub async fn write(&mut self, batch: RecordBatch) -> Result<(), WarehouseError> {
        Ok(self.staged.write(batch).await?)
    }

    /// Adds the rows whose case key is wanted.
    ///
    /// # Errors
    /// [`WarehouseError::Lake`], [`WarehouseError::Read`] when the batch has another schema.
    pub async fn write_where(
        &mut self,
        batch: &RecordBatch,
        wanted: impl Fn(i64) -> bool,
    ) -> Result<(), WarehouseError> {
        let kept = keep(batch, wanted).ok_or(WarehouseError::Read {
            step: "choosing the rows to add",
        })?;
        if kept.num_rows() == 0 {
            Ok(())
        } else {
            self.write(kept).await
        }
    }
}

/// The closed side's table of pseudonymised cases.
pub struct Warehouse {
    table: Table,
}

impl Warehouse {
    /// Opens the warehouse in `folder`, empty if it is new.
    ///
    /// # Errors
    /// [`WarehouseError::Lake`].
    pub async fn open(folder: &Path) -> Result<Self, WarehouseError> {
        Ok(Self {
            table: Table::open_or_create(folder, &schema()).await?,
        })
    }

    /// The version that is open; a release names it.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.table.version()
    }

    /// The warehouse as it was at an earlier version.
    ///
    /// # Errors
    /// [`WarehouseError::Lake`] when that version is gone.
    pub async fn at(&self, version: u64) -> Result<Self, WarehouseError> {
        Ok(Self {
            table: self.table.at(version).await?,
        })
    }

    /// Whether this import was done before.
    ///
    /// # Errors
    /// [`WarehouseError::Lake`].
    pub async fn has(&self, import: &ImportId) -> Result<bool, WarehouseError> {
        Ok(self.table.position(&import.mark().stream).await?.is_some())
    }

    /// Keys and marks of everything in it.
    ///
    /// # Errors
    /// [`WarehouseError::Read`].
    pub async fn contents(&self) -> Result<Contents, WarehouseError> {
        Contents::read(&self.session().await?).await
    }

    /// The first and the last month in which a case counts.
    ///
    /// # Errors
    /// [`WarehouseError::Read`].
    pub async fn span(&self) -> Result<Option<(Month, Month)>, WarehouseError> {
        let failed = || WarehouseError::Read {
            step: "looking for its first and last month",
        };
        let session = self.session().await?;
        let frame = session
            .sql("SELECT min(counted_in), max(counted_in) FROM warehouse")
            .await
            .map_err(|_| failed())?;
        let batches = frame.collect().await.map_err(|_| failed())?;
        let batch = batches.first().ok_or_else(failed)?;
        let month = |column: usize| {
            let column = batch
                .column(column)
                .as_primitive_opt::<Date32Type>()
                .ok_or_else(failed)?;
            Ok::<_, WarehouseError>(column.iter().next().flatten().map(Month::of_day))
        };
        Ok(month(0)?.zip(month(1)?))
    }

    /// The key epoch of the pseudonyms in it; they match no pseudonym of another epoch.
    ///
    /// # Errors
    /// [`WarehouseError::Lake`].
    pub async fn epoch(&self) -> Result<u32, WarehouseError> {
        let position = self.table.position(EPOCH).await?;
        Ok(position
            .and_then(|epoch| u32::try_from(epoch).ok())
            .unwrap_or(1))
    }

    /// Replaces every row by what `change` makes of it, and notes the epoch, in one commit.
    ///
    /// Earlier versions stay readable until [`Warehouse::vacuum`].
    ///
    /// # Errors
    /// [`WarehouseError`]; the warehouse is then as it was.
    pub async fn rekey(
        &mut self,
        epoch: u32,
        change: impl Fn(&RecordBatch) -> Option<RecordBatch>,
    ) -> Result<(), WarehouseError> {
        let failed = || WarehouseError::Read {
            step: "carrying it over to the new key",
        };
        let session = self.session().await?;
        let frame = session.table("warehouse").await.map_err(|_| failed())?;
        let mut stream = frame.execute_stream().await.map_err(|_| failed())?;
        let mut staged = self.table.stage()?;
        while let Some(batch) = stream.next().await {
            let batch = batch.map_err(|_| failed())?;
            staged.write(change(&batch).ok_or_else(failed)?).await?;
        }
        let mark = Mark {
            stream: EPOCH.to_owned(),
            position: i64::from(epoch),
        };
        self.table.commit(staged, Mode::Replace, &mark).await?;
        Ok(())
    }

    /// Deletes the files of earlier versions, such as those with pseudonyms of an earlier epoch.
    ///
    /// # Errors
    /// [`WarehouseError::Lake`].
    pub async fn vacuum(&mut self) -> Result<usize, WarehouseError> {
        Ok(self.table.vacuum().await?)
    }

    /// Starts an import. Rows of the cases in `replaced` leave the warehouse in the same commit.
    ///
    /// # Errors
    /// [`WarehouseError`].
    pub async fn import(&self, replaced: &HashSet<i64>) -> Result<Import, WarehouseError> {
        let mut staged = self.table.stage()?;
        if !replaced.is_empty() {
            self.copy_others(&mut staged, replaced).await?;
        }
        Ok(Import {
            staged,
            replaces: !replaced.is_empty(),
        })
    }

    async fn copy_others(
        &self,
        staged: &mut Staged,
        replaced: &HashSet<i64>,
    ) -> Result<(), WarehouseError> {
        let failed = || WarehouseError::Read {
            step: "copying the cases that stay",
        };
        let session = self.session().await?;
        let frame = session.table("warehouse").await.map_err(|_| failed())?;
        let mut stream = frame.execute_stream().await.map_err(|_| failed())?;
        while let Some(batch) = stream.next().await {
            let batch = batch.map_err(|_| failed())?;
            let batch = keep(&batch, |key| !replaced.contains(&key)).ok_or_else(failed)?;
            let columns = batch
                .columns()
                .iter()
                .zip(schema().fields())
                .map(|(column, field)| datafusion::arrow::compute::cast(column, field.data_type()))
                .collect::<Result<Vec<_>, _>>()
                .map_err(|_| failed())?;
            staged
                .write(RecordBatch::try_new(schema(), columns).map_err(|_| failed())?)
                .await?;
        }
        Ok(())
    }

    /// Commits an import; `false` when it had been done before.
    ///
    /// # Guarantee
    /// All rows and the import's mark appear in one commit, or none.
    ///
    /// # Errors
    /// [`WarehouseError::Lake`]; the warehouse is then as it was.
    pub async fn commit(&mut self, import: Import, id: &ImportId) -> Result<bool, WarehouseError> {
        let mode = if import.replaces {
            Mode::Replace
        } else {
            Mode::Append
        };
        Ok(self
            .table
            .commit(import.staged, mode, &id.mark())
            .await?
            .is_some())
    }

    /// A session in which `warehouse` and `involvements` can be read. It stays inside this crate and
    /// its tests.
    pub(crate) async fn session(&self) -> Result<SessionContext, WarehouseError> {
        let failed = || WarehouseError::Read { step: "opening it" };
        let config = SessionConfig::new().with_information_schema(false);
        let session = SessionContext::new_with_config(config);
        session
            .register_table("warehouse", self.table.provider().await?)
            .map_err(|_| failed())?;
        session.sql(&involvements()).await.map_err(|_| failed())?;
        Ok(session)
    }
}

/// The rows of a batch whose case key is wanted; `None` when it has no such column.
fn keep(batch: &RecordBatch, wanted: impl Fn(i64) -> bool) -> Option<RecordBatch> {
    let keys = batch
        .column_by_name("case_key")?
        .as_primitive_opt::<Int64Type>()?;
    let kept: BooleanArray = keys.values().iter().map(|key| Some(wanted(*key))).collect();
    filter_record_batch(batch, &kept).ok()
}

/// The relation that cubes count: the warehouse, with the one column that looks at other rows.
fn involvements() -> String {
    format!(
        "CREATE VIEW {INVOLVEMENTS} AS \
         SELECT *, CASE WHEN earlier >= closed_in - INTERVAL '24' MONTH THEN 'yes' ELSE 'no' END AS repeat_24m \
         FROM (SELECT *, max(CASE WHEN finding = 'established' THEN closed_in END) OVER (\
           PARTITION BY person_key ORDER BY closed_in, case_key \
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier FROM warehouse)"
    )
}
