//! Reading the open side: everything published, in memory, ready to be queried.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::datasource::MemTable;
use datafusion::prelude::SessionContext;
use tokio::sync::OnceCell;
use vik_disclosure::ReleaseRecord;
use vik_domain::{Month, Organisation};
use vik_lake::Table;
use vik_signals::history::{Expected, history};
use vik_signals::{Scope, Watch};

use crate::cells::{Family, PublishedCell, from_batch};
use crate::error::{OpenError, RunError};
use crate::publish::{cells_folder, family_of, published, reference_file};
use crate::reference::Reference;
use crate::result::QueryResult;
use crate::session::{Limits, Value, new_session, run};
use crate::tables;
use crate::watched::Watched;

/// A table that can be queried, for the list beside the workbench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableInfo {
    /// Its name.
    pub name: String,
    /// Its columns with their types.
    pub columns: Vec<(String, String)>,
    /// How many rows it has.
    pub rows: usize,
}

/// One organisation's published figures at one release.
pub struct OpenSide {
    session: SessionContext,
    reference: Reference,
    records: Vec<ReleaseRecord>,
    tables: Vec<TableInfo>,
    watches: Vec<Watch>,
    watched: OnceCell<Option<Watched>>,
    first_month: i32,
    last_month: i32,
}

impl OpenSide {
    /// Reads everything that is published in `folder`.
    ///
    /// # Errors
    /// [`OpenError::Nothing`] before the first release, [`OpenError::Damaged`] when a file or the
    /// chain of releases is not whole.
    pub async fn open(folder: &Path) -> Result<Self, OpenError> {
        let nothing = || OpenError::Nothing {
            folder: folder.to_path_buf(),
        };
        if !cells_folder(folder).join("_delta_log").exists() {
            return Err(nothing());
        }
        let table = Table::open(&cells_folder(folder)).await?;
        let records = published(folder, &table).await?;
        let newest = records.last().ok_or_else(nothing)?.number;
        let reference = read_reference(folder)?;
        let cells = read_cells(folder, &table, newest).await?;

        let (months, quarters) = (
            periods(&records, Family::Month),
            periods(&records, Family::Quarter),
        );
        let mut groups: BTreeMap<(Family, &str), Vec<&PublishedCell>> = BTreeMap::new();
        for (_, cell) in &cells {
            groups
                .entry((cell.family, &cell.cube))
                .or_default()
                .push(cell);
        }
        let mut made = tables::reference(&reference, &months);
        for shape in &reference.cubes {
            for (family, periods) in [(Family::Month, &months), (Family::Quarter, &quarters)] {
                let cells = groups
                    .get(&(family, shape.id.as_str()))
                    .map_or(&[][..], Vec::as_slice);
                let ends: Vec<i32> = periods
                    .iter()
                    .copied()
                    .filter(|p| Month::of_day(*p).month().is_multiple_of(3))
                    .collect();
                let periods = if shape.window_quarters.is_some() && family == Family::Month {
                    &ends
                } else {
                    periods
                };
                made.push(tables::cube(shape, family, periods, cells, &reference));
            }
        }
        let watches = crate::signals::watches(folder)?;
        made.extend(tables::signals(&watches));
        let session = new_session();
        vik_functions::register(&session);
        let mut infos = Vec::new();
        for table in made {
            let (name, batch) = table.map_err(|e| OpenError::Engine(e.into()))?;
            infos.push(info(&name, &batch));
            let table =
                MemTable::try_new(batch.schema(), vec![vec![batch]]).map_err(OpenError::Engine)?;
            session
                .register_table(name.as_str(), Arc::new(table))
                .map_err(OpenError::Engine)?;
        }
        infos.sort_by(|a, b| a.name.cmp(&b.name));
        let first_month = months
            .first()
            .map_or(0, |days| Month::of_day(*days).index());
        let last_month = months.last().map_or(0, |days| Month::of_day(*days).index());
        Ok(Self {
            session,
            reference,
            records,
            tables: infos,
            watches,
            watched: OnceCell::new(),
            first_month,
            last_month,
        })
    }

    /// Whose figures these are.
    #[must_use]
    pub fn organisation(&self) -> &Organisation {
        &self.reference.organisation
    }

    /// Code lists, units, breaks and the shapes of the cubes.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// The number of the newest release; caches are keyed on it.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.records.last().map_or(0, |record| record.number)
    }

    /// Every release, oldest first.
    #[must_use]
    pub fn releases(&self) -> &[ReleaseRecord] {
        &self.records
    }

    /// The first month with figures, as `year * 12 + month - 1`.
    #[must_use]
    pub fn first_month(&self) -> i32 {
        self.first_month
    }

    /// The newest month with figures, as `year * 12 + month - 1`.
    #[must_use]
    pub fn last_month(&self) -> i32 {
        self.last_month
    }

    /// The month with this number, counted from the first with figures.
    #[must_use]
    pub fn month(&self, at: usize) -> Month {
        Month::from_index(self.first_month).plus(i32::try_from(at).unwrap_or(i32::MAX))
    }

    /// What was found in each month that was watched, oldest first.
    #[must_use]
    pub fn watches(&self) -> &[Watch] {
        &self.watches
    }

    /// The last `months` months of a series up to a month such as `2025-03`, beside what was expected.
    ///
    /// # Errors
    /// [`OpenError::Watched`] when the published figures cannot be read.
    pub async fn history(
        &self,
        scope: &Scope,
        month: &str,
        months: usize,
    ) -> Result<Vec<Expected>, OpenError> {
        let watched = self.watched.get_or_try_init(|| self.watched()).await?;
        let at = month
            .parse::<Month>()
            .ok()
            .and_then(|month| usize::try_from(month.index() - self.first_month).ok());
        Ok(match (watched, at) {
            (Some(watched), Some(at)) => history(
                &watched.published,
                scope.unit.as_deref(),
                scope.category.as_deref(),
                at,
                months,
            ),
            _ => Vec::new(),
        })
    }

    /// The tables that a query can read.
    #[must_use]
    pub fn tables(&self) -> &[TableInfo] {
        &self.tables
    }

    /// Runs one `SELECT` with bound parameters.
    ///
    /// # Errors
    /// [`RunError`], in words for the person who wrote the query.
    pub async fn run(
        &self,
        sql: &str,
        parameters: &BTreeMap<String, Value>,
        limits: Limits,
    ) -> Result<QueryResult, RunError> {
        run(&self.session, sql, parameters, limits).await
    }
}

fn info(name: &str, batch: &RecordBatch) -> TableInfo {
    let columns = batch
        .schema()
        .fields()
        .iter()
        .map(|f| (f.name().clone(), f.data_type().to_string()))
        .collect();
    TableInfo {
        name: name.to_owned(),
        columns,
        rows: batch.num_rows(),
    }
}

/// First days of the periods that were released, in order.
fn periods(records: &[ReleaseRecord], family: Family) -> Vec<i32> {
    let days = records
        .iter()
        .filter_map(|record| family_of(&record.period))
        .filter(|(of, _)| *of == family);
    days.map(|(_, day)| day)
        .collect::<BTreeSet<i32>>()
        .into_iter()
        .collect()
}

/// The reference data beside the cubes; none before the first freeze.
///
/// # Errors
/// [`OpenError::File`] or [`OpenError::Damaged`].
pub fn reference(folder: &Path) -> Result<Option<Reference>, OpenError> {
    if reference_file(folder).exists() {
        read_reference(folder).map(Some)
    } else {
        Ok(None)
    }
}

fn read_reference(folder: &Path) -> Result<Reference, OpenError> {
    let file: PathBuf = reference_file(folder);
    let text = std::fs::read_to_string(&file).map_err(|cause| OpenError::File {
        file: file.clone(),
        step: "read",
        cause,
    })?;
    serde_json::from_str(&text).map_err(|_| OpenError::Damaged { file })
}

pub(crate) async fn read_cells(
    folder: &Path,
    table: &Table,
    newest: u64,
) -> Result<Vec<(u64, PublishedCell)>, OpenError> {
    let damaged = || OpenError::Damaged {
        file: cells_folder(folder),
    };
    let session = new_session();
    session
        .register_table("cells", table.provider().await?)
        .map_err(OpenError::Engine)?;
    let frame = session.table("cells").await.map_err(OpenError::Engine)?;
    let batches = frame.collect().await.map_err(OpenError::Engine)?;
    let mut cells = Vec::new();
    for batch in &batches {
        let rows = from_batch(batch).ok_or_else(damaged)?;
        cells.extend(rows.into_iter().filter(|(release, _)| *release <= newest));
    }
    Ok(cells)
}
